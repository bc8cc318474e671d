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
  private let readUnit: String
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
  /// The text of the last value that was read, which the next one may repeat.
  @exclusivity(unchecked) private var last: (text: String, place: Int)?
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
    merges =
      plan.takesMergedValue && state.merges.hasTallRanges(column: column) ? state.merges : nil
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
    let place = begin(row: row)
    guard let cell else {
      putBlank(at: place)
      return nil
    }
    return withUnsafePointer(to: cell) { cell in
      guard let plain, let usual = PlainColumn(plain: plain, keepsRaw: keepsRaw).value(of: cell)
      else { return putOther(cell.pointee, at: place) }
      if usual.raw != .asPrinted { keepRaw(of: cell, usual, at: place) }
      put(usual.value, usual.steps, at: place)
      return nil
    }
  }

  /// Adds the values of a few records; gives those that something is wrong with, by place in the batch.
  ///
  /// Cells that leave nothing to decide come first, and then the others in their order: only these
  /// may depend on what stands above them.
  func append(_ batch: [RecordBatch.Row]) -> [(place: Int, problem: ValueProblem)] {
    let first = count
    let others =
      if group != nil {
        appendUsual(of: batch, NoUsualCells())
      } else if let words {
        appendUsual(of: batch, KnownWords(words: words, keepsRaw: keepsRaw))
      } else if let plain {
        appendUsual(of: batch, PlainColumn(plain: plain, keepsRaw: keepsRaw))
      } else {
        appendUsual(of: batch, NoUsualCells())
      }
    return others == 0 ? [] : putOthers(others, of: batch, from: first)
  }

  /// Adds a value for each record; those that are not the usual ones are told by their bits.
  private func appendUsual(of batch: [RecordBatch.Row], _ cells: some UsualCells) -> UInt64 {
    precondition(batch.count <= UInt64.bitWidth, "a record has a bit")
    let blank = own?.blank ?? plan.blank
    let isBlankUsual = group == nil && !plan.field.fillsDown && merges == nil
    let first = count
    var others: UInt64 = 0
    var near = 0
    steps.append(addingCapacity: batch.count) { steps in
      values.append(addingCapacity: batch.count) { values in
        for index in batch.indices {
          if let cell = batch[index].cell(column: column, near: &near) {
            if let usual = cells.value(of: cell) {
              if usual.raw != .asPrinted { keepRaw(of: cell, usual, at: first + index) }
              values.append(usual.value)
              steps.append(usual.steps)
              continue
            }
            others |= 1 << UInt64(index)
          } else if !isBlankUsual {
            others |= 1 << UInt64(index)
          }
          values.append(blank.value)
          steps.append(blank.steps)
        }
      }
    }
    return others
  }

  private func putOthers(
    _ others: UInt64, of batch: [RecordBatch.Row], from first: Int
  ) -> [(place: Int, problem: ValueProblem)] {
    var problems: [(place: Int, problem: ValueProblem)] = []
    var rest = others
    var near = 0
    while rest != 0 {
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      guard let cell = batch[index].cell(column: column, near: &near) else {
        putBlank(at: first + index)
        continue
      }
      if let problem = putOther(cell.pointee, at: first + index) {
        problems.append((index, problem))
      }
    }
    return problems
  }

  /// Every value begins as a blank with its own cell; what is otherwise is put over that.
  private func begin(row: Int) -> Int {
    values.append(.missing(.blank))
    steps.append(.none)
    if records == nil { ownRows.append(UInt32(row)) }
    return count - 1
  }

  private func put(_ value: FieldValue, _ steps: NormalizationSteps, at place: Int) {
    if group != nil { group = nil }
    self.steps[place] = steps
    values[place] = value
  }

  /// Puts the value of a cell that has not the usual shape: remembered, or read.
  private func putOther(_ cell: Cell, at place: Int) -> ValueProblem? {
    guard let words, case .text(let text) = cell.value, let known = words.place(of: text) else {
      return putRead(cell, at: place)
    }
    let reading = words.memory.entries[known]
    if keepsRaw, reading.differs { rawTexts.append(text, row: place) }
    doubt(reading.value)
    put(reading.value, reading.steps, at: place)
    return words.memory.problems[known]
  }

  /// Puts what the reader makes of the cell.
  private func putRead(_ cell: Cell, at place: Int) -> ValueProblem? {
    guard !isBlank(cell) else {
      putBlank(at: place)
      return nil
    }
    if repeatsLast(cell, at: place) {
      repeatRaw(at: place)
      put(values[place - 1], steps[place - 1], at: place)
      last?.place = place
      return nil
    }
    let reading = read(cell)
    if keepsRaw, reading.needsText {
      keep(cell.value.rawText, reading.value, at: place)
    }
    doubt(reading.value)
    keepLast(cell, reading, at: place)
    put(reading.value, reading.steps, at: place)
    return reading.problem
  }

  private func doubt(_ value: FieldValue) {
    if ColumnDoubt.isContrary(value) { mayBeDoubted = true }
  }

  /// Longer texts than this are no value of an indicator's field.
  private static let longestRaw = 200

  private func keep(_ raw: String, _ value: FieldValue, at place: Int) {
    if Self.differs(raw, value) { rawTexts.append(raw, row: place) }
  }

  /// Apart from where values are taken, so that nothing is held there for it.
  @inline(never)
  private func keepRaw(of cell: UnsafePointer<Cell>, _ usual: UsualValue, at place: Int) {
    if usual.raw == .differs {
      rawTexts.append(cell.pointee.value.rawText, row: place)
    } else {
      keep(cell.pointee.value.rawText, usual.value, at: place)
    }
  }

  /// The value repeats the one above.
  private func repeatRaw(at place: Int) {
    if let above = rawTexts[place - 1] { rawTexts.append(above, row: place) }
  }

  static func differs(_ raw: String, _ value: FieldValue) -> Bool {
    raw != value.outputText && raw.utf8.count <= longestRaw
  }

  /// Adds a missing value where two cells stand for one record and say different things.
  func appendUndecided(row: Int) {
    let place = begin(row: row)
    values[place] = .missing(.undefined)
  }

  /// A school's name or code stands in row after row: read once, where nothing is wrong with it.
  private func repeatsLast(_ cell: Cell, at place: Int) -> Bool {
    guard let last, last.place == place - 1, case .text(let text) = cell.value else {
      return false
    }
    return TextIdentity(last.text) == TextIdentity(text)
  }

  private func keepLast(_ cell: Cell, _ reading: FieldReading, at place: Int) {
    if words == nil, reading.problem == nil, case .text(let text) = cell.value {
      last = (text, place)
    }
  }

  /// Adds a value that stands in no cell: the sheet's name.
  func appendName(_ name: Cell) {
    let reading = read(name)
    let place = begin(row: 0)
    origins.setOther(nil, at: place)
    steps[place] = reading.steps
    values[place] = reading.value
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

  /// Puts the value of a row that has no cell here.
  private func putBlank(at place: Int) {
    if let group {
      origins.setOther(group.origin, at: place)
      steps[place] = group.reading.steps
      values[place] = group.reading.value
      return
    }
    if plan.field.fillsDown || merges != nil, place > 0, fillsDown(at: place) { return }
    let blank = own?.blank ?? plan.blank
    steps[place] = blank.steps
    values[place] = blank.value
  }

  /// Takes the value above where the form or a merged cell says so.
  private func fillsDown(at place: Int) -> Bool {
    let above = place - 1
    let rows = records?.numbers ?? ownRows
    let usual = CellOrigin(sheet: sheet, row: Int(rows[above]), column: column)
    let origin = origins.other(at: above) ?? usual
    if !plan.field.fillsDown {
      guard let range = merges?.tallRange(column: column, row: Int(rows[place])), let origin,
        Int(origin.row) >= range.first.row
      else { return false }
    }
    repeatRaw(at: place)
    origins.setOther(origin, at: place)
    steps[place] = steps[above].union(.filledDown)
    values[place] = values[above]
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

  private static func take<Element>(_ array: inout [Element]) -> [Element] {
    var taken: [Element] = []
    swap(&taken, &array)
    return taken
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
}
