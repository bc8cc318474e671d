// SPDX-License-Identifier: Apache-2.0
// PlainNumbers: whether 1, 2, 3 in a coded column are 一年级, 二年级, 三年级.

import DataModel
import Definitions

/// Asks the whole column of a list what its plain numbers count.
///
/// 1 alone may be 一年级 and 初一. Where a school's numbers go on to 5 or beyond they count from 一年级, and so
/// they do in a 小学; in any other table they stay a finding.
struct PlainNumbers {
  /// What is known of the rows of one school.
  private struct School {
    var hasPlain = false
    var goesOn = false
    var falls = false
    var isPrimary = false
    var last = -1
  }

  private let state: SheetState
  private let match: HeaderMatch

  init(_ state: SheetState, _ match: HeaderMatch) {
    self.state = state
    self.match = match
  }

  /// The facts of a column that is read without its header's unit.
  func choice(_ column: ColumnMatch, _ plan: FieldPlan) -> ReadingTools.UnitChoice {
    var choice = ReadingTools.UnitChoice()
    guard let list = plan.list, plan.hasPlainNumbers, beginsPlain(column.path.column, list)
    else { return choice }
    choice.facts.hasPlainNumbers = countFromFirst(column.path, list)
    return choice
  }

  /// Most tables have none among their first records.
  private func beginsPlain(_ column: Int, _ list: CodeIndex) -> Bool {
    // Records of one grade stand below each other.
    var above: TextIdentity?
    return state.rows[match.block.rows.upperBound...].prefix(400).contains { row in
      guard let value = row.cell(column: column)?.value else { return false }
      guard case .text(let text) = value else { return list.plainEntry(value.rawText) != nil }
      if TextIdentity(text) == above { return false }
      above = TextIdentity(text)
      return list.plainEntry(text) != nil
    }
  }

  private func countFromFirst(_ path: HeaderPath, _ list: CodeIndex) -> Bool {
    let facts = state.catalog.fieldFacts[match.form]
    let ids = [facts.schoolCode, facts.schoolName]
    let subjects = match.columns.filter { ids.contains($0.field) }.map(\.path.column)
    var schools: [School] = [School()]
    var subject: [String] = []
    for row in state.rows[match.block.rows.upperBound...] where row.fill.count > 0 {
      let own = subjects.compactMap { row.cell(column: $0)?.value.rawText }
      let isGroup = row.fill.count == 1 && row.firstNonEmpty?.textValue != nil
      if isGroup || (!own.isEmpty && own != subject) {
        subject = own
        schools.append(School())
        schools[schools.count - 1].isPrimary = own.contains(where: Self.isPrimary)
      }
      guard let cell = row.cell(column: path.column), !cell.value.isEmpty,
        row.firstNonEmpty?.textValue.flatMap(state.tools.rowWords.mark) == nil
      else { continue }
      let text = cell.value.rawText
      if let index = list.plainEntry(text) ?? list.numberedEntry(text) {
        Self.note(index, isPlain: list.plainEntry(text) != nil, in: &schools)
      } else if list.entry(text) == nil, !row.cells.contains(where: Self.isNumber) {
        // Another header or title: what stands below it is another table's.
        guard HeaderLabel.bare(text) == path.leaf.word else { break }
      }
    }
    return schools.allSatisfy { school in
      !school.hasPlain || school.isPrimary || (school.goesOn && !school.falls)
    }
  }

  private static func note(_ index: Int, isPlain: Bool, in schools: inout [School]) {
    let place = schools.count - 1
    if isPlain { schools[place].hasPlain = true } else { schools[place].goesOn = true }
    if index < schools[place].last { schools[place].falls = true }
    schools[place].last = index
  }

  private static func isNumber(_ cell: Cell) -> Bool {
    if case .number = cell.value { return true }
    return cell.textValue.flatMap(NumberReader.plain) != nil
  }

  /// A code of a 小学, or a name that ends so.
  private static func isPrimary(_ text: String) -> Bool {
    text.hasSuffix("小学")
      || text.utf8.count == 10 && text.hasPrefix("21") && text.utf8.allSatisfy { $0 < 0x3A }
  }
}
