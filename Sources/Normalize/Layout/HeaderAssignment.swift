// SPDX-License-Identifier: Apache-2.0
// HeaderAssignment: which column of a header is which field of one form, before anything is copied.

import DataModel
import Definitions

/// What tells a header from a row in which a few words happen to occur.
struct HeaderScore: Sendable {
  var matched: Int
  var all: Int
  var ownStrongCount: Int
  var requiredShare: Double
  var titlePoints: Int
  /// One of the form's figures is there, where it is a form of figures.
  var hasFigures: Bool

  var isConvincing: Bool {
    guard hasFigures || titlePoints > 0 else { return false }
    if ownStrongCount >= 2 {
      // 姓名 and 性别 stand in every list of persons; they do not make it a list of teachers.
      guard titlePoints > 0 || requiredShare >= 0.5 || ownStrongCount >= 5 else { return false }
      return matched * 2 >= all || (requiredShare > 0.99 && ownStrongCount >= 3)
        || (titlePoints > 0 && matched * 3 >= all)
    }
    return ownStrongCount == 1 && titlePoints > 0 && matched * 2 >= all && all >= 2
  }
}

/// Gives each field its best column and each column its best field, best evidence first.
///
/// A column whose field is taken is a rival; it is not given a field it means less. Most rows that are
/// tried convince in no form: a match with its paths is made of the best assignment alone.
struct HeaderAssignment: Sendable {
  /// What a column was given.
  private struct Column: Sendable {
    var field = -1
    var evidence = 0
    /// The better column of its field, for a rival.
    var winner = -1
  }

  let form: Int
  private(set) var score: HeaderScore
  private(set) var evidence = 0
  /// How many columns are fields, those that another one means better left out.
  private(set) var columnCount = 0
  private var columns: [Column]

  /// Most of the header's words are words of the form: no row of a label/value form looks like that.
  var isFirm: Bool { columnCount >= 3 && Self.isFirm(matched: score.matched, of: score.all) }

  /// Whether so many columns of all are enough for that.
  static func isFirm(matched: Int, of all: Int) -> Bool { matched * 10 > all * 6 }

  /// What a form with all the columns it needs has more than one with none of them.
  static let mostForRequired = 20

  /// What ranks forms against each other.
  var rank: Int {
    evidence + score.titlePoints + Int(score.requiredShare * Double(Self.mostForRequired))
  }

  /// The fields that have a column.
  var fields: [Int] { columns.lazy.filter { $0.field >= 0 && $0.winner < 0 }.map(\.field) }

  /// `claims` are those of one form, the best first; `pathOfField` is room to work in.
  init(
    _ claims: [HeaderClaim], form: Int, facts: FieldFacts, pathCount: Int, titlePoints: Int,
    pathOfField: inout [Int]
  ) {
    self.form = form
    columns = Array(all: Column(), count: pathCount)
    score = HeaderScore(
      matched: 0, all: pathCount, ownStrongCount: 0, requiredShare: 0, titlePoints: titlePoints,
      hasFigures: !facts.hasFigures)
    pathOfField.removeAll(keepingCapacity: true)
    pathOfField.append(contentsOf: repeatElement(-1, count: facts.isOwn.count))
    // A word that lost its own field to a better column does not fall back on a lesser meaning.
    for claim in claims where columns[claim.path].field < 0 {
      let field = claim.field
      let isLeftOut = facts.isLeftOut[field]
      columns[claim.path].field = field
      columns[claim.path].evidence = isLeftOut ? 0 : claim.evidence
      score.matched += 1
      if !isLeftOut, pathOfField[field] >= 0 {
        columns[claim.path].winner = pathOfField[field]
        continue
      }
      pathOfField[field] = claim.path
      columnCount += 1
      if facts.isFigure[field] { score.hasFigures = true }
      evidence += columns[claim.path].evidence
      if columns[claim.path].evidence > Evidence.weak, facts.isOwn[field] {
        score.ownStrongCount += 1
      }
    }
    guard !facts.needed.isEmpty else { return }
    let present = facts.needed.count { pathOfField[$0] >= 0 }
    score.requiredShare = Double(present) / Double(facts.needed.count)
  }

  /// The assignment with the paths of the header.
  func match(of block: HeaderBlock) -> HeaderMatch {
    var match = MatchedColumns()
    match.fields.reserveCapacity(columnCount)
    for (path, column) in zip(block.paths, columns) {
      if column.field < 0 {
        match.unknown.append(path)
      } else if column.winner >= 0 {
        match.rivals.append(
          RivalColumn(
            path: path, field: column.field, winner: block.paths[column.winner],
            evidence: column.evidence))
      } else {
        match.fields.append(
          ColumnMatch(path: path, field: column.field, evidence: column.evidence))
      }
    }
    return HeaderMatch(match, of: block, form: form, score: score)
  }
}

/// Rows that were found to be the header of a list.
struct FoundHeader: Sendable {
  /// Indices into the sheet's rows.
  let rows: Range<Int>
  let assignment: HeaderAssignment

  var form: Int { assignment.form }
}
