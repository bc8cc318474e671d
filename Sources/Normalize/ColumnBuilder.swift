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

  /// What reads a column whose header says more than the field; a class for the same reason.
  private final class OwnReader {
    let reader: any FieldReader
    /// What a blank cell says to it.
    let blank: FieldReading

    init(_ reader: any FieldReader, of field: FieldDefinition) {
      self.reader = reader
      blank = FieldPlan.blank(of: field, reader)
    }
  }

  private let plan: FieldPlan
  private let sheet: Int
  /// Index of the field in its form.
  let fieldIndex: Int
  /// 1-based column of the cells.
  let column: Int
  /// nil where the field's own reader reads the column.
  private let own: OwnReader?
  /// nil where the short way is none for this column.
  private let plain: PlainCells?
  private let isUnitWrong: Bool
  private let readUnit: String?
  private let merges: MergeIndex?
  @exclusivity(unchecked) private var values: [FieldValue] = []
  /// All but the rows, which are those of the records.
  @exclusivity(unchecked) private var origins: CellOrigins
  /// The rows of the records of a list, which all its columns have in common; nil for any other column.
  private let records: RecordRows?
  @exclusivity(unchecked) private var ownRows: [UInt32] = []
  @exclusivity(unchecked) private var steps: [NormalizationSteps] = []
  @exclusivity(unchecked) private var rawTexts = RawTexts()
  /// nil for a column of which equal cells are too rare to be remembered.
  private let words: ColumnWords?
  /// What stood behind the last number of a cell with its own unit.
  @exclusivity(unchecked) private var writtenUnit: WrittenUnit?
  /// The text of the last value, while the next one may repeat it.
  @exclusivity(unchecked) private var last: String?
  /// Some cell is no value of the field, or the field's kind asks for a look at each text.
  @exclusivity(unchecked) private(set) var mayBeDoubted: Bool
  /// The value of the group row above, until a record has one of its own.
  @exclusivity(unchecked) private var group: Group?

  /// `records`: the rows of a list that this column has in common with others.
  init(
    _ plan: FieldPlan, fieldIndex: Int, column: Int, in state: SheetState,
    choice: ReadingTools.UnitChoice = ReadingTools.UnitChoice(), records: RecordRows? = nil
  ) {
    self.plan = plan
    self.fieldIndex = fieldIndex
    self.column = column
    self.records = records
    sheet = state.index
    origins = CellOrigins(sheet: sheet, column: column)
    mayBeDoubted = plan.mayContradict
    isUnitWrong = choice.conflict != nil
    readUnit = choice.readUnit
    let merges = state.merges
    self.merges = plan.takesMergedValue && merges.hasTallRanges(column: column) ? merges : nil
    let system = state.sheet.info.dateSystem
    if choice.facts.isUsual, case .from1900 = system {
      own = nil
      words = plan.repeats && !isUnitWrong ? ColumnWords(plan, isShared: true) : nil
      plain = plan.repeats || isUnitWrong ? nil : plan.plain
    } else {
      let reader = state.tools.reader(of: plan.field, column: choice.facts, system: system)
      own = OwnReader(reader, of: plan.field)
      words = plan.repeats && !isUnitWrong ? ColumnWords(plan, isShared: false) : nil
      plain =
        plan.repeats || isUnitWrong
        ? nil : state.tools.plainCells(of: plan.field, column: choice.facts)
    }
  }

  var field: FieldDefinition { plan.field }

  private var keepsRaw: Bool { plan.keepsRaw }

  var count: Int { values.count }

  /// Makes room for so many more values.
  func reserve(_ more: Int) {
    values.reserveCapacity(count + more)
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
      appendBlank()
      return nil
    }
    if let plain, withUnsafePointer(to: cell, { appendUsual($0, plain) }) { return nil }
    return appendOther(cell)
  }

  /// Adds the values of a few records; gives those that something is wrong with, by place in the batch.
  func append(_ batch: inout [RecordBatch.Row]) -> [(place: Int, problem: ValueProblem)] {
    batch.withUnsafeMutableBufferPointer { rows in
      steps.append(contentsOf: repeatElement(.none, count: rows.count))
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
        appendBlank()
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
    if records == nil { ownRows.append(UInt32(row)) }
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
      appendBlank()
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
    begin(row: 0)
    origins.setOther(nil, at: count)
    steps[count] = reading.steps
    values.append(reading.value)
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
  private func appendBlank() {
    if last != nil { last = nil }
    if let group {
      origins.setOther(group.origin, at: count)
      steps[count] = group.reading.steps
      values.append(group.reading.value)
      return
    }
    if plan.field.fillsDown || merges != nil, count > 0, fillsDown() { return }
    let blank = own?.blank ?? plan.blank
    steps[count] = blank.steps
    values.append(blank.value)
  }

  /// Takes the value above where the form or a merged cell says so.
  private func fillsDown() -> Bool {
    let above = count - 1
    let rows = records?.numbers ?? ownRows
    let usual = CellOrigin(sheet: sheet, row: Int(rows[above]), column: column)
    let origin = origins.other(at: above) ?? usual
    if !plan.field.fillsDown {
      guard let range = merges?.tallRange(column: column, row: Int(rows[count])), let origin,
        Int(origin.row) >= range.first.row
      else { return false }
    }
    repeatRaw()
    origins.setOther(origin, at: count)
    steps[count] = steps[above].union(.filledDown)
    values.append(values[above])
    return true
  }

  private func read(_ cell: Cell) -> FieldReading {
    if case .error(let text) = cell.value {
      return .refused("cell-holds-no-error", facts: ["actual": text])
    }
    if case .blank = cell.value { return .refused("formula-has-a-value", .notCalculated) }
    // The header said already that the column's unit is wrong; no cell says it again.
    if isUnitWrong { return FieldReading(.missing(.unreadable)) }
    guard case .text(let text) = cell.value else { return newReading(cell) }
    if let reading = writtenUnit?.reading(of: text) { return reading }
    let reading = newReading(cell)
    if let words {
      words.keep(reading, of: text)
    } else if plain?.takesNumbers == true, let unit = WrittenUnit(text, reading, of: plan.field) {
      writtenUnit = unit
    }
    return reading
  }

  private func newReading(_ cell: Cell) -> FieldReading {
    own.map { $0.reader.read(cell) } ?? plan.reader.read(cell)
  }

  /// The column; the builder is empty afterwards.
  func finish() -> RecordColumn {
    RecordColumn(
      field: plan.field.id, values: Self.take(&values),
      origins: origins.with(rows: records?.numbers ?? ownRows), steps: Self.take(&steps),
      readUnit: readUnit, rawTexts: rawTexts)
  }

  private static func take<Element>(_ array: inout [Element]) -> [Element] {
    let taken = array
    array = []
    return taken
  }
}
