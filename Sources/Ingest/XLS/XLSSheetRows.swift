// SPDX-License-Identifier: Apache-2.0
// XLSSheetRows: reads one sheet's substream of an old workbook as a stream of rows.

import DataModel

/// The rows of one sheet in the order of the file, and its merged ranges.
struct XLSSheetRows: RowReader {
  var merges: [CellRange] { notes.merges }
  var layout: SheetLayout {
    var layout = notes.layout(codePage: cells.codePage)
    layout.emptyRowCount = max(0, notes.rowCount - filledRows)
    layout.emptyCellCount = cells.blankCount
    return layout
  }
  var warnings: [String] { cells.list.sentences(sheet: name) }

  private let name: String
  private let stream: BIFFStream
  private let isComplete: Bool
  private let limits: IngestLimits
  private var cells: XLSCells
  /// Where the next record begins, and where the sheet ends at the latest.
  private var place: Int
  private let end: Int
  /// 1 within the sheet, more within the charts that lie in it.
  private var depth = 0
  private var isFinished = false
  /// The row that is being collected.
  private var rowNumber = 0
  private var collected: [Cell] = []
  private var notes: XLSSheetLayout
  private var filledRows = 0

  /// A reader of the substream in `range`; `isComplete` says whether the whole stream was there.
  init(
    name: String, range: Range<Int>, isComplete: Bool, cells: XLSCells, limits: IngestLimits
  ) {
    self.name = name
    self.isComplete = isComplete
    self.cells = cells
    self.limits = limits
    stream = cells.stream
    notes = XLSSheetLayout(cells.stream, version: cells.version, limits: limits)
    place = range.lowerBound
    end = range.upperBound
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    while !isFinished {
      guard let record = try nextRecord() else { break }
      if let full = try take(record) { return full }
    }
    isFinished = true
    cells.noteMissingText()
    return takeRow()
  }

  /// The next record of the sheet itself; nil at its end.
  private mutating func nextRecord() throws(IngestError) -> BIFFRecord? {
    while place < end {
      guard let record = stream.record(at: place) else {
        guard place + 4 <= stream.bytes.count else { break }
        throw IngestError(.truncated, detail: "a record at byte \(place) is cut off")
      }
      place = record.end
      if BIFFType.isBeginning(record.type) {
        depth += 1
      } else if record.type == BIFFType.endOfFile {
        depth -= 1
        if depth <= 0 { return nil }
      } else if depth == 1 {
        return record
      }
    }
    guard isComplete else {
      throw IngestError(.truncated, detail: "the workbook stream is cut off")
    }
    cells.list.add("there is no end mark; rows may be missing", at: "")
    return nil
  }

  /// Takes what a record holds; gives the last row when the record begins another one.
  private mutating func take(_ record: BIFFRecord) throws(IngestError) -> SheetRow? {
    if try notes.take(record) { return nil }
    if let text = cells.formulaText(record) {
      guard !collected.isEmpty else { return nil }
      collected[collected.count - 1].value = .text(text)
      collected[collected.count - 1].formula = .cached
      return nil
    }
    guard let number = try cells.read(record) else { return nil }
    let full = number != rowNumber ? takeRow() : nil
    rowNumber = number
    collected += cells.cells
    guard collected.count <= limits.cells else {
      throw IngestError(.overLimit(.cells, limits.cells))
    }
    return full
  }

  /// The row collected so far, its cells by column; nil when there is none.
  private mutating func takeRow() -> SheetRow? {
    guard !collected.isEmpty else { return nil }
    filledRows += 1
    let whole = collected
    collected = []
    let columns = whole.lazy.map(\.column)
    guard zip(columns, columns.dropFirst()).contains(where: { $0 >= $1 }) else {
      return SheetRow(number: rowNumber, cells: whole)
    }
    let (sorted, repeated) = CellOrder.sorted(whole)
    for column in repeated {
      cells.list.add(
        CellOrder.repetition, at: CellReference(row: rowNumber, column: column).description)
    }
    return SheetRow(number: rowNumber, cells: sorted)
  }
}
