// SPDX-License-Identifier: Apache-2.0
// ColumnBuilder: grows one column of a record table, cell by cell.

import DataModel
import Definitions

/// A column being read.
///
/// A class, so that a table can hold its columns in an array and let each of them grow in place. Its
/// variables are private and never handed out, so no access can overlap another one: the check at
/// each cell would cost as much as the work.
final class ColumnBuilder {
  let field: FieldDefinition
  /// Index of the field in its form.
  let fieldIndex: Int
  /// 1-based column of the cells.
  let column: Int
  private let sheet: Int
  private let reader: any FieldReader
  private let isUnitWrong: Bool
  private let blank: FieldReading
  private let merges: MergeIndex?
  @exclusivity(unchecked) private var result: RecordColumn
  @exclusivity(unchecked) private var memory = ReadingMemory()
  /// The text of the last value, while the next one may repeat it.
  @exclusivity(unchecked) private var last: String?
  private let hasMemory: Bool
  /// The value of the group row above, until a record has one of its own.
  @exclusivity(unchecked) private var group: (reading: FieldReading, origin: CellOrigin?)?

  init(
    field: FieldDefinition, fieldIndex: Int, column: Int, sheet: Int, tools: ReadingTools,
    choice: ReadingTools.UnitChoice, system: DateSystem, merges: MergeIndex
  ) {
    self.field = field
    self.fieldIndex = fieldIndex
    self.column = column
    self.sheet = sheet
    isUnitWrong = choice.conflict != nil
    let reader = tools.reader(of: field, column: choice.facts, system: system)
    self.reader = reader
    hasMemory = reader.repeats && choice.conflict == nil
    if let meaning = field.blankMeans {
      var reading = reader.read(Cell(column: column, value: .text(meaning)))
      reading.steps = .blankMeans
      reading.problem = nil
      blank = reading
    } else {
      blank = FieldReading(.missing(.blank))
    }
    self.merges =
      Self.takesMergedValue(field.kind) && merges.hasTallRanges(column: column) ? merges : nil
    result = RecordColumn(field: field.id, readUnit: choice.readUnit)
  }

  /// Words may stand once for several rows; a number in a merged cell is not the number of each row.
  private static func takesMergedValue(_ kind: FieldKind) -> Bool {
    switch kind {
    case .text, .code, .schoolCode, .yesNo: true
    case .integer, .number, .date, .month, .personName, .identityNumber: false
    }
  }

  var count: Int { result.values.count }

  /// Makes room for so many more values.
  func reserve(_ more: Int) {
    result.values.reserveCapacity(count + more)
    result.origins.reserveCapacity(count + more)
    result.steps.reserveCapacity(count + more)
  }

  /// True where the cells of all records were blank and the form says what a blank means: nobody wrote
  /// anything, and yet every record has a value.
  var isBlankThroughout: Bool {
    field.blankMeans != nil && count > 1 && result.steps.allSatisfy { $0.contains(.blankMeans) }
  }

  /// Adds the value of a row; `cell` is nil where the row has none here.
  func append(_ cell: Cell?, row: Int) -> ValueProblem? {
    if hasMemory, case .text(let text)? = cell?.value, let known = memory[text] {
      if group != nil { group = nil }
      result.values.append(memory.values[known])
      result.origins.append(CellOrigin(sheet: sheet, row: row, column: column))
      result.steps.append(memory.steps[known])
      return memory.problems[known]
    }
    guard let cell, !isBlank(cell) else {
      appendBlank(row: row)
      return nil
    }
    if repeatsLast(cell), let value = result.values.last, let steps = result.steps.last {
      result.values.append(value)
      result.origins.append(CellOrigin(sheet: sheet, row: row, column: column))
      result.steps.append(steps)
      return nil
    }
    let reading = read(cell)
    if group != nil { group = nil }
    keepLast(cell, reading)
    result.values.append(reading.value)
    result.origins.append(CellOrigin(sheet: sheet, row: row, column: column))
    result.steps.append(reading.steps)
    return reading.problem
  }

  /// A school's name or code stands in row after row: read once, where nothing is wrong with it.
  private func repeatsLast(_ cell: Cell) -> Bool {
    guard let last, case .text(let text) = cell.value else { return false }
    return TextIdentity(last) == TextIdentity(text)
  }

  private func keepLast(_ cell: Cell, _ reading: FieldReading) {
    if !hasMemory, reading.problem == nil, case .text(let text) = cell.value {
      last = text
    } else if last != nil {
      last = nil
    }
  }

  /// Blank cells below take this cell's value.
  func setGroup(_ cell: Cell, row: Int) {
    var reading = read(cell)
    reading.steps.insert(.filledDown)
    group = (reading, CellOrigin(sheet: sheet, row: row, column: cell.column))
  }

  private func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .blank: cell.formula != .uncached
    case .text(let text): TextFolding.isBlank(text)
    case .number, .boolean, .date, .error: false
    }
  }

  private func appendBlank(row: Int) {
    if last != nil { last = nil }
    let origin = CellOrigin(sheet: sheet, row: row, column: column)
    if let group {
      result.values.append(group.reading.value)
      result.origins.append(group.origin)
      result.steps.append(group.reading.steps)
      return
    }
    if fills(row: row), let value = result.values.last, let above = result.origins.last,
      let steps = result.steps.last
    {
      result.values.append(value)
      result.origins.append(above)
      result.steps.append(steps.union(.filledDown))
      return
    }
    result.values.append(blank.value)
    result.origins.append(origin)
    result.steps.append(blank.steps)
  }

  private func fills(row: Int) -> Bool {
    if field.fillsDown { return true }
    guard let range = merges?.tallRange(column: column, row: row),
      let origin = result.origins.last ?? nil
    else { return false }
    return Int(origin.row) >= range.first.row
  }

  private func read(_ cell: Cell) -> FieldReading {
    if case .error(let text) = cell.value {
      return .refused("cell-holds-no-error", facts: ["actual": text])
    }
    if case .blank = cell.value { return .refused("formula-has-a-value", .notCalculated) }
    // The header said already that the column's unit is wrong; no cell says it again.
    if isUnitWrong { return FieldReading(.missing(.unreadable)) }
    let reading = reader.read(cell)
    if hasMemory, case .text(let text) = cell.value { memory.keep(reading, of: text) }
    return reading
  }

  func finish() -> RecordColumn { result }
}

/// What the words of a column were read as; blank ones are not in it.
private struct ReadingMemory {
  /// Of more words than this none is kept: such a column does not repeat itself.
  private static let longest = 4_096

  private(set) var values: [FieldValue] = []
  private(set) var steps: [NormalizationSteps] = []
  private(set) var problems: [ValueProblem?] = []
  private var byText = TextMap<Int>()
  private var recent = RecentTexts<Int>()

  /// The place of the text's reading; nil for a text that was not read yet.
  subscript(text: String) -> Int? {
    mutating get {
      guard !values.isEmpty else { return nil }
      if let known = recent[text] { return known }
      guard let known = byText[text] else { return nil }
      recent[text] = known
      return known
    }
  }

  mutating func keep(_ reading: FieldReading, of text: String) {
    guard values.count < Self.longest else { return }
    byText[text] = values.count
    values.append(reading.value)
    steps.append(reading.steps)
    problems.append(reading.problem)
  }
}
