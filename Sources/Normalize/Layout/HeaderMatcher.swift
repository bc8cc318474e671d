// SPDX-License-Identifier: Apache-2.0
// HeaderMatcher: a header read as one form, and the words that a header almost is.

import DataModel
import Definitions

/// A column that was given a field.
struct ColumnMatch: Sendable {
  var path: HeaderPath
  var field: Int
  var evidence: Int
}

/// A column that means a field which another column means better or first.
struct RivalColumn: Sendable {
  var path: HeaderPath
  var field: Int
  var winner: HeaderPath
  var evidence = 0
}

/// What each column of a header is in one form; any of the three may be empty.
struct MatchedColumns: Sendable {
  /// From left to right.
  var fields: [ColumnMatch] = []
  var rivals: [RivalColumn] = []
  /// Columns whose words name nothing in the form.
  var unknown: [HeaderPath] = []
}

/// A header read as one form; a class, because all that read the list below it hold it.
final class HeaderMatch: Sendable {
  let form: Int
  let block: HeaderBlock
  let matched: MatchedColumns
  /// Share of the columns a form cannot do without.
  let requiredShare: Double
  let titlePoints: Int

  init(_ matched: MatchedColumns, of block: HeaderBlock, form: Int, score: HeaderScore) {
    self.form = form
    self.block = block
    self.matched = matched
    requiredShare = score.requiredShare
    titlePoints = score.titlePoints
  }

  /// The same header with other columns.
  init(_ matched: MatchedColumns, instead match: HeaderMatch) {
    form = match.form
    block = match.block
    self.matched = matched
    requiredShare = match.requiredShare
    titlePoints = match.titlePoints
  }

  var columns: [ColumnMatch] { matched.fields }
  var rivals: [RivalColumn] { matched.rivals }
  var unknown: [HeaderPath] { matched.unknown }

  var evidence: Int { columns.reduce(0) { $0 + $1.evidence } }

  /// What ranks forms against each other.
  var rank: Int {
    evidence + titlePoints + Int(requiredShare * Double(HeaderAssignment.mostForRequired))
  }
}

/// Finds what a word that no form knows was meant to be.
struct HeaderMatcher: Sendable {
  let catalog: FormCatalog

  /// The word of a free field that the header almost is; nil when none is near.
  func almost(_ path: HeaderPath, in match: HeaderMatch) -> (field: Int, word: String)? {
    almost(path.leaf, form: match.form, taken: Set(match.columns.map(\.field)))
  }

  func almost(_ label: HeaderLabel, form: Int, taken: Set<Int>) -> (field: Int, word: String)? {
    let word = NearWord(label.word)
    guard word.length >= 3 else { return nil }
    let limit = word.length >= 6 ? 2 : 1
    var best: (field: Int, distance: Int)?
    for (field, candidates) in catalog.nearWords[form].enumerated() {
      for candidate in candidates where candidate.length >= 3 {
        let bound = best.map { $0.distance - 1 } ?? limit
        guard bound >= 1, word.mayBe(candidate, within: bound), !taken.contains(field),
          let distance = EditDistance.between(word.text, candidate.text, limit: bound),
          distance > 0
        else { continue }
        best = (field, distance)
      }
    }
    return best.map { ($0.field, catalog.forms[form].fields[$0.field].name) }
  }
}

extension FieldDefinition {
  /// A list without this column cannot be used.
  var needsColumn: Bool { isRequired && !isOptionalColumn && derivation == nil && !isIgnored }
}
