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
  /// What a group row gives; a class, so that columns without one hold no room for it.
  private final class Group {
    let reading: FieldReading
    /// nil where no cell gives the value.
    let origin: CellOrigin?

    init(_ reading: FieldReading, _ origin: CellOrigin?) {
      self.reading = reading
      self.origin = origin
    }
  }

  private let plan: FieldPlan
  /// Index of the field in its form.
  let fieldIndex: Int
  /// 1-based column of the cells.
  let column: Int
  private let sheet: Int
  /// nil where the field's own reader reads the column.
  private let ownReader: (any FieldReader)?
  /// What a blank cell says to that reader.
  private let ownBlank: FieldReading?
  /// nil where the short way is none for this column.
  private let plain: PlainCells?
  private let isUnitWrong: Bool
  private let readUnit: String?
  private let merges: MergeIndex?
  @exclusivity(unchecked) private var values: [FieldValue] = []
  @exclusivity(unchecked) private var origins: [CellOrigin?] = []
  @exclusivity(unchecked) private var steps: [NormalizationSteps] = []
  @exclusivity(unchecked) private var rawTexts = RawTexts()
  /// nil for a column of which equal cells are too rare to be remembered.
  private let words: ColumnWords?
  /// The text of the last value, while the next one may repeat it.
  @exclusivity(unchecked) private var last: String?
  /// Some cell is no value of the field, or the field's kind asks for a look at each text.
  @exclusivity(unchecked) private(set) var mayBeDoubted: Bool
  /// The value of the group row above, until a record has one of its own.
  @exclusivity(unchecked) private var group: Group?

  init(
    _ plan: FieldPlan, fieldIndex: Int, column: Int, sheet: Int, tools: ReadingTools,
    choice: ReadingTools.UnitChoice, system: DateSystem, merges: MergeIndex
  ) {
    self.plan = plan
    self.fieldIndex = fieldIndex
    self.column = column
    self.sheet = sheet
    mayBeDoubted = plan.mayContradict
    isUnitWrong = choice.conflict != nil
    readUnit = choice.readUnit
    let isUsual = choice.facts.isUsual && system == .from1900
    ownReader =
      isUsual ? nil : tools.reader(of: plan.field, column: choice.facts, system: system)
    ownBlank = ownReader.map { FieldPlan.blank(of: plan.field, $0) }
    words = plan.repeats && !isUnitWrong ? ColumnWords(plan, isShared: isUsual) : nil
    plain =
      if plan.repeats || isUnitWrong {
        nil
      } else {
        isUsual ? plan.plain : tools.plainCells(of: plan.field, column: choice.facts)
      }
    self.merges = plan.takesMergedValue && merges.hasTallRanges(column: column) ? merges : nil
  }

  var field: FieldDefinition { plan.field }

  private var keepsRaw: Bool { plan.keepsRaw }

  var count: Int { values.count }

  private var reader: any FieldReader { ownReader ?? plan.reader }

  /// Makes room for so many more values.
  func reserve(_ more: Int) {
    values.reserveCapacity(count + more)
    origins.reserveCapacity(count + more)
    steps.reserveCapacity(count + more)
  }

  /// True where the cells of all records were blank and the form says what a blank means: nobody wrote
  /// anything, and yet every record has a value.
  var isBlankThroughout: Bool {
    plan.field.blankMeans != nil && count > 1 && steps.allSatisfy { $0.contains(.blankMeans) }
  }

  /// Adds the value of a row; `cell` is nil where the row has none here.
  func append(_ cell: Cell?, row: Int) -> ValueProblem? {
    begin(row: row)
    guard let cell else {
      appendBlank(row: row)
      return nil
    }
    if let plain, withUnsafePointer(to: cell, { appendUsual($0, plain) }) { return nil }
    return appendOther(cell)
  }

  /// Adds the values of a few records; gives those that something is wrong with, by place in the batch.
  func append(_ batch: inout [RecordBatch.Row]) -> [(place: Int, problem: ValueProblem)] {
    batch.withUnsafeMutableBufferPointer { rows in
      begin(rows)
      if let words { return append(rows) { appendRecent($0, words) } }
      if let plain { return append(rows) { appendUsual($0, plain) } }
      return append(rows) { _ in false }
    }
  }

  @inline(__always)
  private func append(
    _ rows: UnsafeMutableBufferPointer<RecordBatch.Row>,
    usual: (UnsafePointer<Cell>) -> Bool
  ) -> [(place: Int, problem: ValueProblem)] {
    var problems: [(place: Int, problem: ValueProblem)] = []
    for index in rows.indices {
      guard let cell = rows[index].cell(column: column) else {
        appendBlank(row: rows[index].number)
        continue
      }
      if usual(cell) { continue }
      if let problem = appendOther(cell.pointee) { problems.append((index, problem)) }
    }
    return problems
  }

  /// Every value begins with no steps and with its own cell; what is otherwise is put over that.
  private func begin(row: Int) {
    steps.append(.none)
    origins.append(CellOrigin(sheet: sheet, row: row, column: column))
  }

  private func begin(_ rows: UnsafeMutableBufferPointer<RecordBatch.Row>) {
    steps.append(contentsOf: repeatElement(.none, count: rows.count))
    var origin = CellOrigin(sheet: sheet, row: 0, column: column)
    for index in rows.indices {
      origin.row = UInt32(rows[index].number)
      origins.append(origin)
    }
  }

  /// Adds the value of a cell that leaves nothing to decide; false for any other.
  ///
  /// The cell is not handed over but pointed to: most values are taken from it without counting
  /// references to anything else.
  @inline(__always)
  private func appendUsual(_ cell: UnsafePointer<Cell>, _ plain: PlainCells) -> Bool {
    switch cell.pointee.value {
    case .number(let number):
      guard let read = plain.number(number) else { return false }
      if keepsRaw, !read.steps.isEmpty { keep(cell.pointee.value.rawText, .number(read.value)) }
      push(.number(read.value), read.steps)
    case .text(let text):
      switch plain.text(text) {
      case .unclear: return false
      case .value: push(.text(text), .none)
      case .number(let number, let isAsWritten):
        if keepsRaw, !isAsWritten { keep(text, .number(number.value)) }
        push(.number(number.value), number.steps)
      case .day(let day, let isAsWritten):
        if keepsRaw, !isAsWritten { keep(text, .date(day)) }
        push(.date(day), isAsWritten ? .textToValue : .textToValue.union(.dateShape))
      }
    case .date(let date):
      guard let day = plain.day(date) else { return false }
      push(.date(day), .none)
    case .blank, .boolean, .error: return false
    }
    return true
  }

  @inline(__always)
  private func push(_ value: FieldValue, _ steps: NormalizationSteps) {
    if last != nil { last = nil }
    if group != nil { group = nil }
    if steps.rawValue != 0 { self.steps[values.count] = steps }
    values.append(value)
  }

  /// Adds the value of a cell that the sheet holds, where its text is known.
  @inline(__always)
  private func appendRecent(_ cell: UnsafePointer<Cell>, _ words: ColumnWords) -> Bool {
    guard case .text(let text) = cell.pointee.value, let known = words.recentPlace(of: text),
      words.memory.problems.isEmpty || words.memory.problems[known] == nil
    else { return false }
    if keepsRaw, words.memory.entries[known].differs { rawTexts.append(text, row: count) }
    if case .missing(let reason) = words.memory.entries[known].value { doubt(reason) }
    push(words.memory.entries[known].value, words.memory.entries[known].steps)
    return true
  }

  /// Adds the value of a cell that has not the usual shape: remembered, or read.
  private func appendOther(_ cell: Cell) -> ValueProblem? {
    guard let words, case .text(let text) = cell.value, let known = words.place(of: text) else {
      return appendRead(cell)
    }
    let reading = words.memory.entries[known]
    if keepsRaw, reading.differs { rawTexts.append(text, row: count) }
    if case .missing(let reason) = reading.value { doubt(reason) }
    push(reading.value, reading.steps)
    return words.memory.problems[known]
  }

  /// Adds what the reader makes of the cell.
  private func appendRead(_ cell: Cell) -> ValueProblem? {
    guard !isBlank(cell) else {
      appendBlank(row: Int(origins[count]?.row ?? 0))
      return nil
    }
    if repeatsLast(cell), let value = values.last {
      if group != nil { group = nil }
      repeatRaw()
      steps[count] = steps[count - 1]
      values.append(value)
      return nil
    }
    let reading = read(cell)
    if group != nil { group = nil }
    if keepsRaw, Self.keepsText(of: reading) {
      keep(cell.value.rawText, reading.value)
    }
    if case .missing(let reason) = reading.value { doubt(reason) }
    keepLast(cell, reading)
    steps[count] = reading.steps
    values.append(reading.value)
    return reading.problem
  }

  private func doubt(_ reason: MissingReason) {
    if ColumnDoubt.isContrary(reason) { mayBeDoubted = true }
  }

  /// Longer texts than this are no value of an indicator's field.
  private static let longestRaw = 200

  /// What was done to a text, or that nothing could be made of it, is seen only beside the text.
  static func keepsText(of reading: FieldReading) -> Bool {
    !reading.steps.isEmpty || reading.value.isMissing
  }

  private func keep(_ raw: String, _ value: FieldValue) {
    if Self.differs(raw, value) { rawTexts.append(raw, row: count) }
  }

  /// The value repeats the one above.
  private func repeatRaw() {
    if let last = rawTexts[count - 1] { rawTexts.append(last, row: count) }
  }

  static func differs(_ raw: String, _ value: FieldValue) -> Bool {
    raw != value.outputText && raw.utf8.count <= longestRaw
  }

  /// Adds a missing value where two cells stand for one record and say different things.
  func appendUndecided(row: Int) {
    last = nil
    begin(row: row)
    values.append(.missing(.undefined))
  }

  /// A school's name or code stands in row after row: read once, where nothing is wrong with it.
  private func repeatsLast(_ cell: Cell) -> Bool {
    guard let last, case .text(let text) = cell.value else { return false }
    return TextIdentity(last) == TextIdentity(text)
  }

  private func keepLast(_ cell: Cell, _ reading: FieldReading) {
    if words == nil, reading.problem == nil, case .text(let text) = cell.value {
      last = text
    } else if last != nil {
      last = nil
    }
  }

  /// Adds a value that stands in no cell: the sheet's name.
  func appendName(_ name: Cell) {
    let reading = read(name)
    last = nil
    values.append(reading.value)
    origins.append(nil)
    steps.append(reading.steps)
  }

  /// Blank cells below take this cell's value.
  func setGroup(_ cell: Cell, row: Int) {
    var reading = read(cell)
    reading.steps.insert(.filledDown)
    group = Group(reading, CellOrigin(sheet: sheet, row: row, column: cell.column))
    last = nil
  }

  /// Blank cells below take no cell's value.
  func clearGroup() {
    group = Group(FieldReading(.missing(.blank)), nil)
    last = nil
  }

  private func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .blank: cell.formula != .uncached
    case .text(let text): TextFolding.isBlank(text)
    case .number, .boolean, .date, .error: false
    }
  }

  /// Adds the value of a row that has no cell here.
  private func appendBlank(row: Int) {
    if last != nil { last = nil }
    if let group {
      origins[count] = group.origin
      steps[count] = group.reading.steps
      values.append(group.reading.value)
      return
    }
    if fills(row: row), let value = values.last {
      let above = count - 1
      repeatRaw()
      origins[count] = origins[above]
      steps[count] = steps[above].union(.filledDown)
      values.append(value)
      return
    }
    let blank = ownBlank ?? plan.blank
    steps[count] = blank.steps
    values.append(blank.value)
  }

  private func fills(row: Int) -> Bool {
    if plan.field.fillsDown { return true }
    guard let range = merges?.tallRange(column: column, row: row), count > 0,
      let origin = origins[count - 1]
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
    if let words, case .text(let text) = cell.value { words.keep(reading, of: text) }
    return reading
  }

  func finish() -> RecordColumn {
    RecordColumn(
      field: plan.field.id, values: values, origins: origins, steps: steps, readUnit: readUnit,
      rawTexts: rawTexts)
  }
}
