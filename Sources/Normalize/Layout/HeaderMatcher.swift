// SPDX-License-Identifier: Apache-2.0
// HeaderMatcher: assigns the columns of a header to the fields of the form that fits it best.

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

/// Finds the form of a header and the field of each of its columns.
struct HeaderMatcher: Sendable {
  let catalog: FormCatalog

  /// The best form for the header with these points for its title; nil when no form has one of its words.
  func best(_ block: HeaderBlock, titlePoints: [Int]) -> HeaderMatch? {
    bestAssignment(block, titlePoints: titlePoints)?.match(of: block)
  }

  /// Which column is which field; nil where the best form does not convince.
  func convincing(_ block: HeaderBlock, titlePoints: [Int]) -> HeaderAssignment? {
    guard let best = bestAssignment(block, titlePoints: titlePoints), best.score.isConvincing else {
      return nil
    }
    return best
  }

  private func bestAssignment(_ block: HeaderBlock, titlePoints: [Int]) -> HeaderAssignment? {
    var claims: [HeaderClaim] = []
    claims.reserveCapacity(block.paths.count * 4)
    // The evidence of each form if each column were given its best meaning.
    var bounds = [Int](repeating: 0, count: catalog.forms.count)
    var lastEvidence = bounds
    var lastPath = [Int](repeating: -1, count: catalog.forms.count)
    for index in block.paths.indices {
      for meaning in catalog.rememberedMeanings(of: block.paths[index]) {
        claims.append(HeaderClaim(path: index, meaning: meaning))
        let form = meaning.form
        if index != lastPath[form] { lastEvidence[form] = 0 }
        lastPath[form] = index
        guard meaning.evidence > lastEvidence[form] else { continue }
        bounds[form] += meaning.evidence - lastEvidence[form]
        lastEvidence[form] = meaning.evidence
      }
    }
    guard !claims.isEmpty else { return nil }
    var best: HeaderAssignment?
    // The likeliest first: what cannot reach its rank is not worth the work of assigning columns.
    for form in bounds.indices.filter({ lastPath[$0] >= 0 })
      .sorted(by: { bounds[$0] + titlePoints[$0] > bounds[$1] + titlePoints[$1] })
    where catalog.isList[form] {
      if let best, bounds[form] + titlePoints[form] + 20 < best.rank { break }
      let assignment = HeaderAssignment(
        claims.filter { $0.meaning.form == form }, form: form, facts: catalog.fieldFacts[form],
        pathCount: block.paths.count, titlePoints: titlePoints[form])
      guard let known = best else {
        best = assignment
        continue
      }
      if (assignment.rank, known.form) > (known.rank, assignment.form) { best = assignment }
    }
    return best
  }

  /// The word of a free field that the header almost is; nil when none is near.
  func almost(_ path: HeaderPath, in match: HeaderMatch) -> (field: Int, word: String)? {
    almost(path.leaf, form: match.form, taken: Set(match.columns.map(\.field)))
  }

  func almost(_ label: HeaderLabel, form: Int, taken: Set<Int>) -> (field: Int, word: String)? {
    let word = label.word
    guard word.count >= 3 else { return nil }
    let limit = word.count >= 6 ? 2 : 1
    var best: (field: Int, word: String, distance: Int)?
    for (field, words) in catalog.fieldWords[form].enumerated() where !taken.contains(field) {
      for candidate in words where candidate.count >= 3 {
        let bound = best.map { $0.distance - 1 } ?? limit
        guard bound >= 1,
          let distance = EditDistance.between(word, candidate, limit: bound), distance > 0
        else { continue }
        best = (field, candidate, distance)
      }
    }
    return best.map { ($0.field, catalog.forms[form].fields[$0.field].name) }
  }
}

extension FieldDefinition {
  /// A list without this column cannot be used.
  var needsColumn: Bool { isRequired && !isOptionalColumn && derivation == nil && !isIgnored }
}
