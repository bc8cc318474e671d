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

/// A header read as one form.
struct HeaderMatch: Sendable {
  var form: Int
  var block: HeaderBlock
  var columns: [ColumnMatch]
  var rivals: [RivalColumn]
  /// Columns whose words name nothing in the form.
  var unknown: [HeaderPath]
  /// Fields named by a word that may stand alone, without serials and what every form has.
  var ownStrongCount: Int
  /// Share of the columns a form cannot do without.
  var requiredShare: Double
  var titlePoints: Int
  var hasFigures: Bool

  var evidence: Int { columns.reduce(0) { $0 + $1.evidence } }

  /// What ranks forms against each other.
  var rank: Int { evidence + titlePoints + Int(requiredShare * 20) }

  /// Whether the header is a table of this form at all, and not a row in which two words happen to occur.
  var isConvincing: Bool {
    HeaderScore(
      matched: columns.count + rivals.count, all: block.paths.count,
      ownStrongCount: ownStrongCount, requiredShare: requiredShare, titlePoints: titlePoints,
      hasFigures: hasFigures
    ).isConvincing
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
