// SPDX-License-Identifier: Apache-2.0
// GroupRows: rows that hold one word across the table, such as 一年级 above the classes of that grade.

import DataModel
import Definitions

/// What group rows give to the records below them.
///
/// A word of a code list that fills down, a school's name, or a label with its value: of any other text
/// nobody knows what it says.
final class GroupRows {
  /// A field that group rows of this table may give.
  private final class Group {
    let field: Int
    /// For a table without a column of its own for the field.
    let builder: ColumnBuilder?
    var wasGiven = false
    /// What the last row said, and how many records stood above it.
    var text = ""
    var givenAt = -1

    init(field: Int, builder: ColumnBuilder?) {
      self.field = field
      self.builder = builder
    }
  }

  private let state: SheetState
  private let match: HeaderMatch
  private let constants: [ColumnBuilder]
  /// What stands above the table of whose it is: a row further down may name another school.
  private let subjects: [PreambleReader.Given]
  private let coded: Int?
  private let list: CodeIndex?
  @exclusivity(unchecked) private var groups: [Group] = []
  @exclusivity(unchecked) private var rowCount = 0
  private var pending: (field: Int, text: String)?

  init(
    _ state: SheetState, match: HeaderMatch, constants: [ColumnBuilder],
    given: [PreambleReader.Given] = []
  ) {
    self.state = state
    self.match = match
    self.constants = constants
    let plans = state.catalog.plans[match.form]
    coded = plans.firstIndex { $0.isGroup }
    list = coded.flatMap { plans[$0].list }
    guard !given.isEmpty else {
      subjects = []
      return
    }
    let facts = state.catalog.fieldFacts[match.form]
    subjects = given.filter { $0.field == facts.schoolName || $0.field == facts.schoolCode }
  }

  private var facts: FieldFacts { state.catalog.fieldFacts[match.form] }

  /// True when the row is nothing but a word that says which records follow; a bare number never is.
  func begins(with first: Cell, in row: SheetRow) -> Bool {
    guard let text = first.textValue, text.utf8.count <= 160,
      text.utf8.contains(where: { $0 >= 0x80 }), row.fill.count == 1
    else { return false }
    pending = meaning(of: text)
    return pending != nil
  }

  private func meaning(of text: String) -> (field: Int, text: String)? {
    let word = Self.word(text)
    if let coded, word.dropFirst().first != nil, list?.entry(word) != nil { return (coded, word) }
    if let school = facts.schoolName, !isGivenOnce(school),
      state.tools.places.isSchool(word)
    {
      return (school, word)
    }
    // 单位：元 says in what a table is counted, and which table that is the reader of titles knows.
    guard let piece = LabelledPieces.single(text),
      state.tools.rowWords.unitNote(text).isEmpty
    else { return nil }
    let label = state.catalog.facts(of: piece.label)
    let field = state.catalog.meaningsAlone(of: label).first {
      $0.form == match.form && $0.evidence > Evidence.weak
    }?.field
    guard let field, mayBeGiven(state.catalog.plans[match.form][field].field), !isGivenOnce(field)
    else { return nil }
    return (field, piece.value)
  }

  /// A value above all records holds for all of them; no group row says otherwise, but of whose they are.
  private func isGivenOnce(_ field: Int) -> Bool {
    constants.contains { $0.fieldIndex == field } && !subjects.contains { $0.field == field }
  }

  private func mayBeGiven(_ field: FieldDefinition) -> Bool {
    guard !field.isIgnored, field.derivation == nil else { return false }
    switch field.kind {
    case .text, .code, .schoolCode: return true
    case .personName, .integer, .number, .date, .month, .yesNo, .identityNumber: return false
    }
  }

  /// The word without the colon behind it.
  private static func word(_ text: String) -> String {
    var word = TextFolding.trimmed(text)
    // The last byte tells nearly every text that ends in none of them.
    while let byte = word.utf8.last, byte == 0x3A || byte == 0x9A || byte == 0x81,
      let last = word.unicodeScalars.last, last == "：" || last == ":" || last == "、"
    {
      word.removeLast()
    }
    return word
  }

  /// Gives the group to the records that follow, in the table's own column or in one of its own.
  func take(_ cell: Cell, row: Int, builders: [ColumnBuilder]) {
    guard let pending else { return }
    let group = group(pending.field)
    if group.text != pending.text { forgetSchool(besides: pending.field) }
    group.wasGiven = true
    (group.text, group.givenAt) = (pending.text, rowCount)
    let own = group.builder ?? builders.first { $0.fieldIndex == pending.field }
    own?.setGroup(Cell(column: cell.column, value: .text(pending.text)), row: row)
  }

  /// The code of the school above is not that of another name, nor its name that of another code.
  private func forgetSchool(besides field: Int) {
    let whose = [facts.schoolName, facts.schoolCode].compactMap(\.self)
    guard whose.contains(field) else { return }
    for other in whose where other != field {
      let isGiven = groups.contains { $0.field == other } || subjects.contains { $0.field == other }
      guard isGiven else { continue }
      let group = group(other)
      guard group.givenAt != rowCount else { continue }
      group.text = ""
      group.builder?.clearGroup()
    }
  }

  private func group(_ field: Int) -> Group {
    if let known = groups.first(where: { $0.field == field }) { return known }
    let hasColumn = match.columns.contains { $0.field == field } || isGivenOnce(field)
    let group = Group(field: field, builder: hasColumn ? nil : newBuilder(field))
    group.text = subjects.first { $0.field == field }?.value.textValue ?? ""
    groups.append(group)
    return group
  }

  /// A column of its own: for the records above its first group what stands above the table, or blank.
  private func newBuilder(_ field: Int) -> ColumnBuilder {
    let builder = ColumnBuilder(
      state.catalog.plans[match.form][field], fieldIndex: field,
      column: match.block.columns?.lowerBound ?? 1, in: state)
    if let given = subjects.first(where: { $0.field == field }) {
      builder.setGroup(given.value, row: given.row)
    }
    for _ in 0..<rowCount {
      _ = builder.append(nil, row: state.rows[match.block.rows.lowerBound].number)
    }
    return builder
  }

  /// Adds the value of one record.
  func append(row: Int) {
    rowCount += 1
    for group in groups { _ = group.builder?.append(nil, row: row) }
  }

  /// The values above the table that no group row replaced.
  var remainingConstants: [ColumnBuilder] {
    constants.filter { constant in
      !groups.contains { $0.field == constant.fieldIndex && $0.builder != nil }
    }
  }

  /// The columns that the groups make up; none where the table has its own.
  var columns: [ColumnBuilder] { groups.compactMap(\.builder) }
}
