// SPDX-License-Identifier: Apache-2.0
// RowScanner: the fast way through the usual rows of a worksheet.

import DataModel
import FileFormats

/// Takes rows straight from the reader's bytes, for as long as they have a form it knows.
///
/// It knows rows of `<c r= s= t=>` with one formula, one value or one plain inline text inside,
/// without references or prefixes. Everything else it leaves untouched for the general way, which
/// takes one cell or one row and comes back. Thereby a usual cell costs no call, no token and no
/// allocation. Advice: never decide anything here that the general way would decide otherwise;
/// give up instead.
///
/// No byte is checked against the end of the buffer: scanning begins only where a `</row>` lies
/// ahead, and every loop here stops at a `<`. Literals are compared eight bytes at a time, so
/// eight more bytes must lie behind that `</row>`.
struct RowScanner {
  /// The number of the last row begun, here or by the general way.
  var rowNumber = 0
  /// The column of the last cell in the row.
  var column = 0
  /// Bytes of text that may still be kept.
  var room = 0
  /// What the rows had besides cells with content.
  var remarks = RowRemarks()

  /// Where scanning stopped.
  enum Stop {
    /// Between two rows, or with nothing done.
    case betweenRows
    /// In a row whose tag begins at this offset.
    case inRow(Int)
  }

  /// The row number with the quote behind it, as it must stand in each `r` of the row's cells.
  private var rowDigits: UInt64 = 0
  private var rowMask: UInt64 = 0
  private let lastColumn = CellReference.lastColumn
  /// Where the last row in these bytes ends; 0 when none does.
  private var knownEnd = 0
  private var knownGeneration = -1

  init(room: Int) { self.room = room }

  /// Takes whole rows from `start` on; returns where it stopped.
  ///
  /// `generation` tells one content of `bytes` from another.
  mutating func scanRows(
    _ bytes: UnsafeBufferPointer<UInt8>, _ generation: Int, from start: Int,
    _ decoder: borrowing SheetDecoder, _ builder: inout CellGroupBuilder
  ) -> (place: Int, stop: Stop) {
    guard let end = lastRowEnd(bytes, generation, after: start), let base = bytes.baseAddress
    else {
      return (start, .betweenRows)
    }
    let limit = base + end
    builder.texts.reserve(end - start)
    var place = base + start
    while place < limit, !builder.isFull {
      Bytes.skipSpace(&place)
      let rowStart = place
      var isEmpty = false
      guard openRow(&place, isEmpty: &isEmpty) else { return (rowStart - base, .betweenRows) }
      builder.beginRow(rowNumber)
      if !isEmpty {
        scanCells(&place, decoder, &builder)
        guard Bytes.skip(&place, Bytes.rowEnd, 6) else {
          return (place - base, .inRow(rowStart - base))
        }
      }
      remarks.endRow(rowNumber, hasCells: builder.endRow())
    }
    return (place - base, .betweenRows)
  }

  /// Takes cells of a row that the general way has begun; returns where the first other thing is.
  mutating func scanRest(
    _ bytes: UnsafeBufferPointer<UInt8>, _ generation: Int, from start: Int,
    _ decoder: borrowing SheetDecoder, _ builder: inout CellGroupBuilder
  ) -> Int {
    guard let end = lastRowEnd(bytes, generation, after: start), let base = bytes.baseAddress
    else {
      return start
    }
    builder.texts.reserve(end - start)
    var place = base + start
    scanCells(&place, decoder, &builder)
    return place - base
  }

  /// The end of the last `</row>` with eight bytes behind it.
  ///
  /// Looked for once in the same bytes: a sheet may be one row of a million odd cells.
  private mutating func lastRowEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ generation: Int, after start: Int
  ) -> Int? {
    if generation != knownGeneration {
      knownGeneration = generation
      knownEnd = Bytes.endOfLast(Bytes.rowEnd, 6, in: bytes, after: start)
    }
    return knownEnd > start ? knownEnd : nil
  }

  // MARK: Row tags

  /// Tells the scanner which row the general way has begun.
  mutating func startRow(_ number: Int) {
    rowNumber = number
    column = 0
    var digits: UInt64 = UInt64(UInt8(ascii: "\""))
    var rest = number
    var count = 1
    while rest > 0 {
      digits = digits << 8 | UInt64(UInt8(ascii: "0")) + UInt64(rest % 10)
      rest /= 10
      count += 1
    }
    rowDigits = digits
    rowMask = count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
  }

  /// Reads `<row …>`; false, with `place` anywhere, for a form it does not know.
  @inline(__always)
  private mutating func openRow(_ place: inout Bytes.Cursor, isEmpty: inout Bool) -> Bool {
    guard Bytes.skip(&place, Bytes.rowStart, 4), Bytes.endsName(place[0]) else { return false }
    var stated: Int?
    var isHidden: Bool?
    while true {
      Bytes.skipSpace(&place)
      if place[0] == UInt8(ascii: ">") { break }
      if place[0] == UInt8(ascii: "/") {
        guard place[1] == UInt8(ascii: ">") else { return false }
        place += 1
        isEmpty = true
        break
      }
      guard rowAttribute(&place, &stated, &isHidden) else { return false }
    }
    place += 1
    let number = stated ?? rowNumber + 1
    guard number >= 1, number <= CellReference.lastRow else { return false }
    startRow(number)
    if isHidden == true { remarks.hide(number) }
    return true
  }

  @inline(__always)
  private mutating func rowAttribute(
    _ place: inout Bytes.Cursor, _ number: inout Int?, _ isHidden: inout Bool?
  ) -> Bool {
    let name = place
    while !Bytes.endsName(place[0]) {
      // A prefix would hide the name behind it.
      if place[0] == UInt8(ascii: ":"),
        place[1] == UInt8(ascii: "r") || place[1] == UInt8(ascii: "h") || Bytes.endsName(place[1])
      {
        return false
      }
      place += 1
    }
    let length = place - name
    guard length > 0, place[0] == UInt8(ascii: "="), place[1] == UInt8(ascii: "\"") else {
      return false
    }
    place += 2
    // Of two attributes of one name the general way takes the first.
    if length == 1, name[0] == UInt8(ascii: "r") {
      guard number == nil, let stated = Bytes.number(&place, digits: 7),
        place[0] == UInt8(ascii: "\"")
      else { return false }
      number = stated
    } else if length == 6, Bytes.eight(name) & Bytes.hiddenMask == Bytes.hidden {
      guard isHidden == nil, place[1] == UInt8(ascii: "\""),
        place[0] == UInt8(ascii: "1") || place[0] == UInt8(ascii: "0")
      else { return false }
      isHidden = place[0] == UInt8(ascii: "1")
    }
    while place[0] != UInt8(ascii: "\"") {
      guard place[0] != UInt8(ascii: "<") else { return false }
      place += 1
    }
    place += 1
    return true
  }

  // MARK: Cells

  /// Takes cells; leaves `place` at the first thing that is none, or none that it knows.
  @inline(__always)
  private mutating func scanCells(
    _ place: inout Bytes.Cursor, _ decoder: borrowing SheetDecoder,
    _ builder: inout CellGroupBuilder
  ) {
    while true {
      var next = place
      Bytes.skipSpace(&next)
      guard next[0] == UInt8(ascii: "<"), next[1] == UInt8(ascii: "c") else { return }
      guard scanCell(&next, decoder, &builder) else { return }
      place = next
    }
  }

  /// Takes one cell; false, with nothing taken, for a form it does not know.
  @inline(__always)
  private mutating func scanCell(
    _ place: inout Bytes.Cursor, _ decoder: borrowing SheetDecoder,
    _ builder: inout CellGroupBuilder
  ) -> Bool {
    var tag = CellTagReader(
      column: column + 1, lastColumn: lastColumn, rowDigits: rowDigits, rowMask: rowMask)
    place += 2
    guard tag.read(&place) else { return false }
    if place[0] == UInt8(ascii: "/") {
      guard place[1] == UInt8(ascii: ">") else { return false }
      place += 2
      column = tag.column
      remarks.emptyCells &+= 1
      return true
    }
    place += 1
    var content = CellContentReader(kind: tag.kind, style: tag.style, room: room)
    switch content.read(&place, decoder, &builder) {
    case .unknown: return false
    case .nothing: remarks.emptyCells &+= 1
    case .value(let cellTag, let payload):
      if !builder.add(column: tag.column, tag: cellTag, payload: payload) {
        remarks.repeated.append(CellReference(row: rowNumber, column: tag.column))
      }
      if cellTag == TagByte.missingResult {
        remarks.uncached.append(CellReference(row: rowNumber, column: tag.column))
      }
    }
    room = content.room
    column = tag.column
    return true
  }
}
