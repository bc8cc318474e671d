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

  var evidence: Int { columns.reduce(0) { $0 + $1.evidence } }

  /// What ranks forms against each other.
  var rank: Int { evidence + titlePoints + Int(requiredShare * 20) }

  /// Most of the header's words are words of the form: no row of a label/value form looks like that.
  var isFirm: Bool {
    let matched = columns.count + rivals.count
    return columns.count >= 3 && matched * 10 > (matched + unknown.count) * 6
  }

  /// Whether the header is a table of this form at all, and not a row in which two words happen to occur.
  var isConvincing: Bool {
    let all = columns.count + rivals.count + unknown.count
    let matched = columns.count + rivals.count
    if ownStrongCount >= 2 {
      // 姓名 and 性别 stand in every list of persons; they do not make it a list of teachers.
      guard titlePoints > 0 || requiredShare >= 0.5 || ownStrongCount >= 5 else { return false }
      return matched * 2 >= all || (requiredShare > 0.99 && ownStrongCount >= 3)
        || (titlePoints > 0 && matched * 3 >= all)
    }
    return ownStrongCount == 1 && titlePoints > 0 && matched * 2 >= all && all >= 2
  }
}

/// Finds the form of a header and the field of each of its columns.
struct HeaderMatcher: Sendable {
  let catalog: FormCatalog

  /// The best form for the header with these points for its title; nil when no form has one of its words.
  func best(_ block: HeaderBlock, titlePoints: [Int]) -> HeaderMatch? {
    var byForm = [Claims](repeating: Claims(), count: catalog.forms.count)
    for (index, path) in block.paths.enumerated() {
      for meaning in catalog.rememberedMeanings(of: path) {
        byForm[meaning.form].add(index, meaning)
      }
    }
    var best: HeaderMatch?
    // The likeliest first: what cannot reach its rank is not worth the work of assigning columns.
    for form in byForm.indices.filter({ !byForm[$0].list.isEmpty })
      .sorted(by: { byForm[$0].bound + titlePoints[$0] > byForm[$1].bound + titlePoints[$1] })
    where catalog.forms[form].layouts.contains(.list) {
      if let best, byForm[form].bound + titlePoints[form] + 20 < best.rank { break }
      let match = assign(
        byForm[form].list, in: block, form: form, titlePoints: titlePoints[form])
      guard let known = best else {
        best = match
        continue
      }
      if (match.rank, known.form) > (known.rank, match.form) { best = match }
    }
    return best
  }

  /// What the columns of a header may mean in one form.
  private struct Claims {
    var list: [(path: Int, meaning: WordMeaning)] = []
    /// The evidence of the form if each column were given its best meaning.
    var bound = 0
    private var lastPath = -1
    private var lastEvidence = 0

    /// Adds a meaning; all meanings of one path come one after the other.
    mutating func add(_ path: Int, _ meaning: WordMeaning) {
      list.append((path, meaning))
      if path != lastPath { lastEvidence = 0 }
      lastPath = path
      guard meaning.evidence > lastEvidence else { return }
      bound += meaning.evidence - lastEvidence
      lastEvidence = meaning.evidence
    }
  }

  /// Gives each field its best column and each column its best field, best evidence first.
  ///
  /// A column whose field is taken is a rival; it is not given a field it means less.
  func assign(
    _ claims: [(path: Int, meaning: WordMeaning)], in block: HeaderBlock, form: Int,
    titlePoints: Int
  ) -> HeaderMatch {
    let sorted = claims.sorted {
      ($1.meaning.evidence, $0.path, $0.meaning.field)
        < ($0.meaning.evidence, $1.path, $1.meaning.field)
    }
    let facts = catalog.fieldFacts[form]
    var fieldOfPath: [Int: ColumnMatch] = [:]
    var pathOfField: [Int: Int] = [:]
    var rivalOfPath: [Int: RivalColumn] = [:]
    for claim in sorted where fieldOfPath[claim.path] == nil {
      let path = block.paths[claim.path]
      let isLeftOut = facts.isLeftOut[claim.meaning.field]
      if !isLeftOut, let winner = pathOfField[claim.meaning.field] {
        if rivalOfPath[claim.path] == nil {
          rivalOfPath[claim.path] = RivalColumn(
            path: path, field: claim.meaning.field, winner: block.paths[winner],
            evidence: claim.meaning.evidence)
        }
        continue
      }
      // A word that lost its own field to a better column does not fall back on a lesser meaning.
      guard rivalOfPath[claim.path] == nil else { continue }
      pathOfField[claim.meaning.field] = claim.path
      fieldOfPath[claim.path] = ColumnMatch(
        path: path, field: claim.meaning.field,
        evidence: isLeftOut ? 0 : claim.meaning.evidence)
    }
    let columns = fieldOfPath.keys.sorted().compactMap { fieldOfPath[$0] }
    let rivals = rivalOfPath.keys.sorted().compactMap { rivalOfPath[$0] }
    let unknown = block.paths.indices
      .filter { fieldOfPath[$0] == nil && rivalOfPath[$0] == nil }.map { block.paths[$0] }
    return HeaderMatch(
      form: form, block: block, columns: columns, rivals: rivals, unknown: unknown,
      ownStrongCount: ownStrongCount(columns, form: form),
      requiredShare: requiredShare(columns, form: form),
      titlePoints: titlePoints)
  }

  private func ownStrongCount(_ columns: [ColumnMatch], form: Int) -> Int {
    let isOwn = catalog.fieldFacts[form].isOwn
    return columns.count { $0.evidence > Evidence.weak && isOwn[$0.field] }
  }

  private func requiredShare(_ columns: [ColumnMatch], form: Int) -> Double {
    let needed = catalog.fieldFacts[form].needed
    guard !needed.isEmpty else { return 0 }
    let present = needed.count { field in columns.contains { $0.field == field } }
    return Double(present) / Double(needed.count)
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
