// SPDX-License-Identifier: Apache-2.0
// ListReader: reads the records below a header until the table ends.

import DataModel
import Definitions

/// Reads one list.
///
/// A class, so that its columns and counters are not copied from row to row.
final class ListReader {
  /// Room that is made for records before the first is read.
  private static let usualRows = 65_536

  private let state: SheetState
  private let rows: [SheetRow]
  private let match: HeaderMatch
  private let firstColumn: Int
  private let constants: [ColumnBuilder]
  private let nextTable: NextTable
  private let unitRow: UnitRow?
  private let groups: GroupRows
  @exclusivity(unchecked) private var roles: [ColumnRole] = []
  @exclusivity(unchecked) private var rowRoles: RowRoles
  @exclusivity(unchecked) private var builders: [ColumnBuilder] = []
  @exclusivity(unchecked) private var totals: TotalRows
  /// How many columns in which words are rare are looked at for one.
  @exclusivity(unchecked) private var probeCount = 0
  @exclusivity(unchecked) private var strays = StrayColumns()
  /// What became of the records' cells; entered into the account at the table's end.
  @exclusivity(unchecked) private var tally = RecordTally()
  /// The words of the header over the column in which most rows begin.
  @exclusivity(unchecked) private var headerWords = (column: -1, words: [String]())
  /// A text that begins a row and is no mark, nor a word of the header.
  @exclusivity(unchecked) private var usualFirst: (identity: TextIdentity, column: Int)?
  @exclusivity(unchecked) private var batch = RecordBatch()
  private let records = RecordRows()
  @exclusivity(unchecked) private var rowCount = 0
  @exclusivity(unchecked) private var gap: [Int] = []
  @exclusivity(unchecked) private var lastConsumed: Int
  /// The number of the last row with anything in it.
  @exclusivity(unchecked) private var lastNumber = 0
  @exclusivity(unchecked) private var isAfterHeader = true
  @exclusivity(unchecked) private var isAfterRecord = false
  @exclusivity(unchecked) private var hasEnded = false

  init(
    _ state: SheetState, match: HeaderMatch, constants: [ColumnBuilder] = [],
    given: [PreambleReader.Given] = [], with detector: inout LayoutDetector
  ) {
    self.constants = constants
    nextTable = NextTable(state: state, match: match, given: given)
    unitRow = UnitRow.find(
      in: state, from: match.block.rows.upperBound, reader: &detector)
    groups = GroupRows(state, match: match, constants: constants, given: given)
    self.state = state
    rows = state.rows
    self.match = match
    firstColumn = match.block.columns?.lowerBound ?? 1
    rowRoles = RowRoles([], firstColumn: firstColumn)
    totals = TotalRows(state.tools.rowWords)
    lastConsumed = match.block.rows.upperBound - 1
    prepareColumns()
  }

  private var form: FormDefinition { state.catalog.forms[match.form] }

  // MARK: - Header

  private func prepareColumns() {
    let width = (match.block.columns?.upperBound ?? firstColumn) - firstColumn + 1
    roles = Array(all: .stray, count: width)
    builders.reserveCapacity(match.columns.count)
    let columns = ListColumns(state, match: match, unitRow: unitRow, records: records)
    let facts = state.catalog.fieldFacts[match.form]
    let plans = state.catalog.plans[match.form]
    for index in match.columns.indices {
      let field = match.columns[index].field
      let isIgnored = plans[field].field.isIgnored
      let offset = match.columns[index].path.column - firstColumn
      roles[offset] = facts.isLeftOut[field] ? .leftOut : isIgnored ? .serial : .field
      if probeCount < RowShape.mostProbed, isIgnored || !plans[field].mayBeWords {
        roles[offset] = roles[offset].probed
        probeCount += 1
      }
      guard !isIgnored else { continue }
      builders.append(columns.builder(match.columns[index]))
    }
    for path in match.unknown { roles[path.column - firstColumn] = .unknown }
    for rival in match.rivals { roles[rival.path.column - firstColumn] = .unknown }
    builders.sort { $0.column < $1.column }
    rowRoles = RowRoles(roles, firstColumn: firstColumn)
  }

  // MARK: - Rows

  /// Reads on from the header's end; stops before the next header or at `end`.
  func read(with detector: inout LayoutDetector, until end: Int) -> ListOutcome {
    let report = HeaderReport(state, match: match)
    report.enter()
    var next: FoundHeader?
    var index = match.block.rows.upperBound
    records.reserve(min(end - index, Self.usualRows))
    for builder in builders { builder.reserve(min(end - index, Self.usualRows)) }
    // What never changes while rows are read is held once, not for each row.
    let (rows, columns) = (rows, rowRoles.columns)
    while index < end, next == nil {
      let row = RecordBatch.Row(rows[index], index: index)
      let fill = rows[index].fill
      let shape =
        if fill.isNarrow, let columns {
          RowShape(row.cells, fill, columns)
        } else {
          RowShape(row.cells, fill, rowRoles)
        }
      if shape.mapped > 1, isUsualRecord(row, fill, shape) {
        lastConsumed = index
        append(row, shape)
        lastNumber = row.number
        index += 1
        continue
      }
      let kind = kind(of: index, shape, mayBeUsual: shape.mapped <= 1, with: &detector)
      if case .newHeader(let header) = kind {
        next = header
      } else {
        if case .record = kind {} else { moveBatch() }
        take(index, as: kind)
      }
      if case .empty = kind {} else { lastNumber = row.number }
      index += 1
    }
    moveBatch()
    tally.enter(into: &state.accounting)
    if let next { gap.removeAll { $0 >= next.rows.lowerBound } }
    let grouped = groups.columns
    report.reportMissingColumns(
      given: (constants + grouped).map(\.fieldIndex),
      until: lastConsumed + 1)
    report.reportReach(until: lastConsumed + 1)
    strays.report(form: form.id, to: &state.log)
    report.reportBlankColumns(builders, rowCount: rowCount)
    let table = RecordAssembly(
      state, form: match.form, builders: builders + grouped, rowCount: rowCount,
      constants: groups.remainingConstants
    ).table()
    return ListOutcome(
      table: table, nextHeader: next, trailing: gap,
      doubtful: builders.filter(\.mayBeDoubted).map(\.fieldIndex))
  }

  private func kind(
    of index: Int, _ shape: RowShape, mayBeUsual: Bool, with detector: inout LayoutDetector
  ) -> ListRowKind {
    let row = rows[index]
    guard let place = shape.first else { return .empty }
    let first = row.cells[place]
    if mayBeUsual, isUsualRecord(RecordBatch.Row(row, index: index), row.fill, shape) {
      return dataKind(of: row, shape)
    }
    if index == unitRow?.index { return .unitRow }
    if isAfterHeader, RowWords.areColumnNumbers(row.cells) { return .columnNumbers }
    if let text = first.textValue {
      if isHeaderWord(text, column: first.column),
        detector.repeats(row, headerRows: match.block.rows)
      {
        return repeated(index, with: &detector)
      }
      if shape.filled <= 2, detector.leadsToRepetition(index, headerRows: match.block.rows) {
        return .outside(endsData: false)
      }
      if isBelowTable(row, shape)
        || !isAfterHeader && shape.filled < builders.count
          && nextTable.isAnnounced(index, shape, fields: builders, with: &detector)
      {
        return .outside(endsData: true)
      }
    }
    if !isAfterRecord || isSuspicious(RecordBatch.Row(row, index: index), shape),
      let header = newHeader(at: index, with: &detector)
    {
      return .newHeader(header)
    }
    if !isAfterRecord, !isAfterHeader, nextTable.isAboveHeader(index, with: &detector) {
      return .outside(endsData: true)
    }
    if isTotal(RecordBatch.Row(row, index: index), row.fill) { return .total }
    if shape.filled == 1, groups.begins(with: first, in: row) { return .group(first) }
    if let text = state.isBand ? state.leadingText(index) : first.textValue,
      state.tools.rowWords.mark(text) != nil,
      shape.filled <= 3 || state.tools.rowWords.isPlainlyMark(text)
    {
      // An example stands above the records; nothing ends before they begin.
      return .outside(endsData: rowCount > 0)
    }
    if let text = first.textValue, !isHeaderWord(text, column: first.column) {
      usualFirst = (TextIdentity(text), first.column)
    }
    return dataKind(of: row, shape)
  }

  /// A row below a record that has cells enough and begins with a figure, or as a record above it did:
  /// the rest of its words alone may say more.
  private func isUsualRecord(
    _ row: RecordBatch.Row, _ fill: RowFill, _ shape: RowShape
  ) -> Bool {
    guard isAfterRecord, !isAfterHeader, shape.filled > 3, !state.isBand,
      row.index != unitRow?.index, let first = shape.first
    else {
      return false
    }
    if case .text(let text) = row.cells[first].value,
      usualFirst?.identity != TextIdentity(text)
        || usualFirst?.column != row.cells[first].column
    {
      return false
    }
    return !isSuspicious(row, shape) && !isTotal(row, fill)
  }

  /// The word of a total stands in one of the first columns, and the row says no words of its own.
  private func isTotal(_ row: RecordBatch.Row, _ fill: RowFill) -> Bool {
    guard let column = totals.column(row.cells, fill, firstColumn: firstColumn) else {
      return false
    }
    return !TotalRows.isFilledLikeRecord(rows[row.index], besides: column, builders)
  }

  /// The header printed again, or that of another school's table, which the lines above it name.
  private func repeated(_ index: Int, with detector: inout LayoutDetector) -> ListRowKind {
    guard nextTable.isStatedOtherwise(gap, with: &detector),
      let header = newHeader(at: index, with: &detector)
    else { return .repeatedHeader }
    return .newHeader(header)
  }

  /// Whether a row may repeat the header, by its first cell.
  private func isHeaderWord(_ text: String, column: Int) -> Bool {
    if headerWords.column != column {
      headerWords = (
        column,
        match.block.rows.compactMap { rows[$0].cell(column: column)?.textValue }
      )
    }
    return headerWords.words.contains { ByteKey($0) == ByteKey(text) }
  }

  private func newHeader(at index: Int, with detector: inout LayoutDetector) -> FoundHeader? {
    guard !isAfterHeader else { return nil }
    if let found = detector.header(at: index, floor: lastConsumed + 1) { return found }
    // Behind a gap the first row of a header in two rows may be told by the second alone.
    guard !isAfterRecord, index + 1 < rows.count,
      let taller = detector.header(at: index + 1, floor: lastConsumed + 1),
      taller.rows.lowerBound == index
    else { return nil }
    return taller
  }

  /// A title alone in its row, below a row without anything: what follows is another table.
  private func isBelowTable(_ row: SheetRow, _ shape: RowShape) -> Bool {
    guard shape.filled == 1, rowCount > 0, row.number > lastNumber + 1, builders.count > 1,
      let text = row.firstNonEmpty?.textValue
    else { return false }
    return TitleCheck(state).isTitle(text)
  }

  /// A word where numbers stand: the row may be a header.
  private func isSuspicious(_ row: RecordBatch.Row, _ shape: RowShape) -> Bool {
    if probeCount == 0 { return row.cells.count >= 2 }
    return shape.containsWord { place in
      row.cells[place].textValue?.unicodeScalars.contains { $0.properties.numericType != nil }
        == false
    }
  }

  private func dataKind(of row: SheetRow, _ shape: RowShape) -> ListRowKind {
    if shape.mapped == 0 {
      let isSerial = shape.other == 0 && shape.serial + shape.leftOut > 0
      return isSerial ? .serialOnly : .outside(endsData: false)
    }
    if shape.mapped == 1, let place = shape.lastMapped, !isRecord(row.cells[place], row: row) {
      return .outside(endsData: false)
    }
    if hasEnded, !fits(row, mapped: shape.mapped) { return .outside(endsData: false) }
    return .record(shape)
  }

  /// A single cell is a record where it stands in a column that every record must fill.
  private func isRecord(_ cell: Cell, row: SheetRow) -> Bool {
    if state.merges.width(row: row.number, column: cell.column) > 1 { return false }
    if builders.count == 1 { return true }
    guard let builder = builders.first(where: { $0.column == cell.column }) else { return false }
    return builder.field.isRequired && !builder.field.fillsDown
  }

  /// After a note or signature only a row that is filled like a record goes on with the table.
  private func fits(_ row: SheetRow, mapped: Int) -> Bool {
    let required = builders.filter { $0.field.isRequired && !$0.field.fillsDown }
    let isFilled = required.allSatisfy { !(row.cell(column: $0.column)?.value.isEmpty ?? true) }
    return isFilled && mapped >= 2 && mapped * 2 >= builders.count
  }

  private func role(_ column: Int) -> ColumnRole {
    let offset = column - firstColumn
    return roles.indices.contains(offset) ? roles[offset] : .stray
  }

  private func take(_ index: Int, as kind: ListRowKind) {
    var count: Int { state.rows[index].fill.count }
    isAfterHeader = false
    switch kind {
    case .empty, .newHeader: isAfterRecord = false
    case .columnNumbers:
      state.accounting.ignore(count, rule: "column_numbers")
      lastConsumed = index
    case .unitRow:
      state.accounting.use(count)
      lastConsumed = index
      isAfterHeader = true
    case .group(let cell):
      closeGap(leadsToTable: false)
      state.accounting.use(count)
      groups.take(cell, row: rows[index].number, builders: builders)
      lastConsumed = index
      hasEnded = false
    case .repeatedHeader:
      closeGap(leadsToTable: true)
      state.accounting.ignore(count, rule: "repeated_header")
      lastConsumed = index
      isAfterHeader = true
      hasEnded = false
    case .total, .serialOnly:
      let rule = if case .total = kind { "total_row" } else { "serial" }
      state.accounting.ignore(count, rule: rule)
      lastConsumed = index
      isAfterRecord = false
    case .outside(let endsData):
      gap.append(index)
      hasEnded = hasEnded || endsData
      isAfterRecord = false
    case .record(let shape):
      closeGap(leadsToTable: false)
      hasEnded = false
      isAfterRecord = true
      lastConsumed = index
      append(RecordBatch.Row(rows[index], index: index), shape)
    }
  }

  private func closeGap(leadsToTable: Bool) {
    guard !gap.isEmpty else { return }
    state.accountForRows(gap, leadsToTable: leadsToTable)
    gap.removeAll()
  }

  // MARK: - Records

  private func append(_ row: RecordBatch.Row, _ shape: RowShape) {
    tally.add(shape)
    if shape.other > 0 { setAside(rows[row.index]) }
    batch.rows.append(row)
    records.append(row.number)
    if batch.rows.count == RecordBatch.size { moveBatch() }
    groups.append(row: row.number)
    rowCount += 1
  }

  /// Sets aside the cells in columns that are unread, or beside the table.
  private func setAside(_ row: SheetRow) {
    for cell in row.cells where !cell.value.isEmpty {
      switch role(cell.column) {
      case .field, .serial, .leftOut, .probedField, .probedSerial, .probedLeftOut: continue
      case .unknown: quarantine(cell.column, row.number)
      case .stray:
        quarantine(cell.column, row.number)
        strays.note(cell.column, row: row.number)
      }
    }
  }

  private func quarantine(_ column: Int, _ row: Int) {
    tally.quarantineOne()
    state.trace?.quarantine.add(row: row, column: column)
  }

  /// Puts the records read so far into the columns; everything else that is noted comes after them.
  private func moveBatch() {
    batch.move(into: builders) { row, builder, problem in
      let raw = rows[row.index].cell(column: builder.column)?.value.rawText ?? ""
      state.log.add(
        problem, form: form.id, field: builder.field,
        at: CellReference(row: row.number, column: builder.column), raw: raw)
    }
  }
}
