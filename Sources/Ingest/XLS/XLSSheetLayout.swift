// SPDX-License-Identifier: Apache-2.0
// XLSSheetLayout: merged ranges, hidden lines and comments of a sheet of an old workbook.

import DataModel
import FileFormats

/// Takes note of the records that hold no cells ([MS-XLS] 2.4: Row, ColInfo, MergeCells, Note, TxO).
struct XLSSheetLayout {
  private(set) var merges: [CellRange] = []
  /// Rows that have a record of their own.
  private(set) var rowCount = 0

  private let stream: BIFFStream
  private let version: BIFFVersion
  private let limits: IngestLimits
  private var hiddenRows = LineRuns()
  private var hiddenColumns = LineRuns()
  private var comments: [(place: CellReference, note: BIFFRecord)] = []
  private var moreComments = 0
  /// The number of the drawn object that the next text belongs to.
  private var object: Int?
  private var objectTexts: [Int: BIFFRecord] = [:]

  init(_ stream: BIFFStream, version: BIFFVersion, limits: IngestLimits) {
    self.stream = stream
    self.version = version
    self.limits = limits
  }

  /// True when the record was one of these.
  mutating func take(_ record: BIFFRecord) throws(IngestError) -> Bool {
    switch record.type {
    case BIFFType.row: readRow(record)
    case BIFFType.mergedCells: try readMerges(record)
    case BIFFType.columnInfo: readColumns(record)
    case BIFFType.columnWidth2 where version == .two: readColumnWidth(record)
    case BIFFType.note: readNote(record)
    case BIFFType.object: readObject(record)
    case BIFFType.objectText:
      if let object, objectTexts.count < CellComments.mostKept { objectTexts[object] = record }
      object = nil
    default: return false
    }
    return true
  }

  /// What was found; texts are decoded only now, for those of Excel 97 stand before their places.
  func layout(codePage: CodePage) -> SheetLayout {
    var layout = SheetLayout(merges: merges)
    layout.hiddenRows = hiddenRows
    layout.hiddenColumns = hiddenColumns
    for (place, note) in comments { layout.comments.add(text(of: note, codePage), at: place) }
    for _ in 0..<moreComments { layout.comments.add("", at: nil) }
    return layout
  }

  // MARK: Lines

  private mutating func readRow(_ record: BIFFRecord) {
    guard let row = stream.number16(record, 0) else { return }
    rowCount += 1
    if let flags = stream.byte(record, 12), flags & 0x20 != 0 { hiddenRows.insert(row + 1) }
  }

  private mutating func readColumns(_ record: BIFFRecord) {
    guard let first = stream.number16(record, 0), let last = stream.number16(record, 2),
      let flags = stream.byte(record, 8), flags & 1 != 0
    else { return }
    hide(first, last)
  }

  /// Excel 2 hides a column by giving it no width.
  private mutating func readColumnWidth(_ record: BIFFRecord) {
    guard let first = stream.byte(record, 0), let last = stream.byte(record, 1),
      stream.number16(record, 2) == 0
    else { return }
    hide(first, last)
  }

  /// Columns count from zero; 256 stands for the last one.
  private mutating func hide(_ first: Int, _ last: Int) {
    let end = min(last + 1, CellReference.lastColumn)
    if first < end { hiddenColumns.insert(first + 1...end) }
  }

  private mutating func readMerges(_ record: BIFFRecord) throws(IngestError) {
    let count = min(stream.number16(record, 0) ?? 0, (record.count - 2) / 8)
    for index in 0..<max(0, count) {
      let offset = 2 + index * 8
      guard let firstRow = stream.number16(record, offset),
        let lastRow = stream.number16(record, offset + 2),
        let firstColumn = stream.number16(record, offset + 4),
        let lastColumn = stream.number16(record, offset + 6)
      else { continue }
      guard merges.count < limits.cells else {
        throw IngestError(.overLimit(.cells, limits.cells))
      }
      let last = min(lastColumn + 1, CellReference.lastColumn)
      merges.append(
        CellRange(
          first: CellReference(
            row: firstRow + 1, column: min(firstColumn + 1, CellReference.lastColumn)),
          last: CellReference(row: lastRow + 1, column: last)))
    }
  }

  // MARK: Comments

  private mutating func readNote(_ record: BIFFRecord) {
    guard let row = stream.number16(record, 0), let column = stream.number16(record, 2) else {
      return
    }
    // Before Excel 97 a long text goes on in further records that have no place.
    guard row != 0xFFFF || version == .eight else { return }
    guard column < CellReference.lastColumn, comments.count < CellComments.mostKept else {
      moreComments += 1
      return
    }
    comments.append((CellReference(row: row + 1, column: column + 1), record))
  }

  /// The first part of an object's record is its kind and number ([MS-XLS] 2.5.143, FtCmo).
  private mutating func readObject(_ record: BIFFRecord) {
    object = nil
    guard stream.number16(record, 0) == 0x15, stream.number16(record, 4) == 0x19 else { return }
    object = stream.number16(record, 6)
  }

  private func text(of note: BIFFRecord, _ codePage: CodePage) -> String {
    guard version == .eight else { return oldText(of: note, codePage) }
    guard let number = stream.number16(note, 6), let record = objectTexts[number],
      let count = stream.number16(record, 10)
    else { return "" }
    var reader = BIFFText(stream, segments: Array(stream.segments(of: record).dropFirst()))
    return (try? reader.characters(count)) ?? ""
  }

  /// The text and its continuations, each in a note of its own.
  private func oldText(of note: BIFFRecord, _ codePage: CodePage) -> String {
    var bytes: [UInt8] = []
    var next: BIFFRecord? = note
    while let record = next, bytes.count <= CellComments.mostBytes {
      bytes += stream.bytes[min(record.end, record.start + 6)..<record.end]
      next = stream.record(at: record.end)
      if next?.type != BIFFType.note { break }
      if next.flatMap({ stream.number16($0, 0) }) != 0xFFFF { break }
    }
    return codePage.decode(bytes) ?? ""
  }
}
