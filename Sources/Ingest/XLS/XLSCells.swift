// SPDX-License-Identifier: Apache-2.0
// XLSCells: the cell records of an old workbook as values.

import DataModel
import FileFormats

/// Turns cell records ([MS-XLS] 2.4; for older versions as Excel 2 to 5 wrote them) into cells.
struct XLSCells {
  private static let tooShort = "records that are too short to hold a cell"
  private static let notFinite = "numbers that are not finite, now #NUM!"
  private static let doubtful =
    "formulas that hold 0 and were to be calculated on opening; the 0 may not be their result"
  private static let uncached = "formulas without a stored result, read as missing"

  let stream: BIFFStream
  let version: BIFFVersion
  let codePage: CodePage
  let decoder: CellDecoder
  let hasStyles: Bool
  var list = WarningList()
  /// Cells so far that hold nothing but a format.
  private(set) var blankCount = 0

  /// The cells of the last record.
  private(set) var cells: [Cell] = []
  /// The formula whose text is to follow in a record of its own.
  private var awaited: CellReference?
  /// The style of the next cell, where its own field of Excel 2 is too narrow.
  private var nextStyle: Int?

  init(
    stream: BIFFStream, version: BIFFVersion, codePage: CodePage, decoder: CellDecoder,
    hasStyles: Bool
  ) {
    self.stream = stream
    self.version = version
    self.codePage = codePage
    self.decoder = decoder
    self.hasStyles = hasStyles
  }

  /// Where a cell record's fields are.
  private struct Head {
    var row: Int
    var column: Int
    var style: Int
    /// The offset of the value.
    var body: Int
  }

  /// Reads a record into `cells`; nil when it holds none, else its 1-based row.
  mutating func read(_ record: BIFFRecord) throws(IngestError) -> Int? {
    switch record.type {
    case BIFFType.blank2...BIFFType.formula, BIFFType.blank...BIFFType.boolError,
      BIFFType.formula3, BIFFType.formula4, BIFFType.rk, BIFFType.richString,
      BIFFType.sharedLabel, BIFFType.multipleRK:
      noteMissingText()
      cells.removeAll(keepingCapacity: true)
      guard let head = try head(record) else {
        list.add(Self.tooShort, at: "byte \(record.start)")
        return nil
      }
      if record.type == BIFFType.multipleRK {
        try readMultiple(record, head)
      } else {
        readOne(record, head)
      }
      nextStyle = nil
      return cells.isEmpty ? nil : head.row
    case BIFFType.styleIndex2: nextStyle = stream.number16(record, 0)
    case BIFFType.multipleBlank: blankCount += max(0, (record.count - 6) / 2)
    default: break
    }
    return nil
  }

  private func head(_ record: BIFFRecord) throws(IngestError) -> Head? {
    guard let row = stream.number16(record, 0), let column = stream.number16(record, 2) else {
      return nil
    }
    guard column < CellReference.lastColumn else {
      throw IngestError(.corrupt, detail: "there is no column \(column + 1)")
    }
    let isOld =
      record.type <= BIFFType.boolError2 || (record.type == BIFFType.formula && version == .two)
    guard isOld else {
      guard let style = stream.number16(record, 4) else { return nil }
      return Head(row: row + 1, column: column + 1, style: style, body: 6)
    }
    guard let low = stream.byte(record, 4), let high = stream.byte(record, 5) else { return nil }
    let named = low & 0x3F == 0x3F ? nextStyle ?? 0x3F : low & 0x3F
    return Head(
      row: row + 1, column: column + 1, style: hasStyles ? named : high & 0x3F, body: 7)
  }

  private mutating func readOne(_ record: BIFFRecord, _ head: Head) {
    let place = CellReference(row: head.row, column: head.column)
    if [BIFFType.formula, BIFFType.formula3, BIFFType.formula4].contains(record.type) {
      readFormula(record, head, place)
      return
    }
    guard let value = constant(record, head, place) else {
      list.add(Self.tooShort, at: place.description)
      return
    }
    if !value.isEmpty { cells.append(Cell(column: head.column, value: value)) }
  }

  /// The value of a cell that is no formula; nil when the record is too short for it.
  private mutating func constant(
    _ record: BIFFRecord, _ head: Head, _ place: CellReference
  ) -> CellValue? {
    switch record.type {
    case BIFFType.blank, BIFFType.blank2:
      blankCount += 1
      return .blank
    case BIFFType.number, BIFFType.number2:
      return stream.double(record, head.body).map { number($0, head.style, place) }
    case BIFFType.integer2:
      return stream.number16(record, head.body).map { number(Double($0), head.style, place) }
    case BIFFType.rk:
      return stream.number32(record, head.body).map { number(Self.rk($0), head.style, place) }
    case BIFFType.boolError, BIFFType.boolError2:
      guard let value = stream.byte(record, head.body),
        let isError = stream.byte(record, head.body + 1)
      else { return nil }
      return isError == 0 ? .boolean(value != 0) : .error(Self.error(value))
    case BIFFType.sharedLabel:
      guard let index = stream.number32(record, head.body) else { return nil }
      guard index < decoder.strings.count else {
        list.add(CellDecoder.badString, at: place.description)
        return .error("#REF!")
      }
      return .text(decoder.strings[Int(index)])
    default: return text(record, from: head.body).map { .text($0) }
    }
  }

  private mutating func text(_ record: BIFFRecord, from offset: Int) -> String? {
    var segments = stream.segments(of: record)
    segments[0] = min(record.end, record.start + offset)..<record.end
    var reader = BIFFText(stream, segments: segments)
    let isNarrow = record.type == BIFFType.label2 || record.type == BIFFType.string2
    if version == .eight, !isNarrow { return try? reader.unicode(hasWideLength: true) }
    return try? reader.encoded(hasWideLength: !isNarrow && version > .two, codePage)
  }

  private mutating func number(
    _ number: Double, _ style: Int, _ place: CellReference
  ) -> CellValue {
    guard number.isFinite else {
      list.add(Self.notFinite, at: place.description)
      return .error("#NUM!")
    }
    return decoder.number(number, style: style)
  }

  /// A number packed into 30 bits, whole or the upper part of a Double, perhaps in hundredths.
  private static func rk(_ packed: UInt32) -> Double {
    let number =
      packed & 2 != 0
      ? Double(Int32(bitPattern: packed) >> 2) : Double(bitPattern: UInt64(packed & ~3) << 32)
    return packed & 1 != 0 ? number / 100 : number
  }

  private mutating func readMultiple(
    _ record: BIFFRecord, _ head: Head
  ) throws(IngestError) {
    // The row, the first column, then style and number for each cell, and the last column.
    let count = (record.count - 6) / 6
    guard head.column + count - 1 <= CellReference.lastColumn else {
      throw IngestError(.corrupt, detail: "cells beyond the last column")
    }
    for index in 0..<max(0, count) {
      guard let style = stream.number16(record, 4 + index * 6),
        let packed = stream.number32(record, 6 + index * 6)
      else { continue }
      let place = CellReference(row: head.row, column: head.column + index)
      cells.append(Cell(column: place.column, value: number(Self.rk(packed), style, place)))
    }
  }

  // MARK: Formulas

  private mutating func readFormula(
    _ record: BIFFRecord, _ head: Head, _ place: CellReference
  ) {
    guard let result = stream.double(record, head.body) else {
      list.add(Self.tooShort, at: place.description)
      return
    }
    var value = CellValue.blank
    if stream.number16(record, head.body + 6) == 0xFFFF {
      let content = stream.byte(record, head.body + 2) ?? 0
      switch stream.byte(record, head.body) ?? 0 {
      case 0: awaited = place
      case 1: value = .boolean(content != 0)
      case 2: value = .error(Self.error(content))
      case 3: value = .text("")
      default: list.add(Self.uncached, at: place.description)
      }
    } else {
      value = number(result, head.style, place)
      // Libraries that cannot calculate store 0 and ask for calculation.
      let flags = version > .two ? stream.number16(record, head.body + 8) ?? 0 : 0
      if result == 0, flags & 2 != 0 { list.add(Self.doubtful, at: place.description) }
    }
    cells.append(
      Cell(
        column: head.column, value: value, formula: value == .blank ? .uncached : .cached))
  }

  /// The text of the formula before this record; nil when the record holds no such text.
  mutating func formulaText(_ record: BIFFRecord) -> String? {
    guard awaited != nil, record.type == BIFFType.string || record.type == BIFFType.string2 else {
      return nil
    }
    guard let text = text(record, from: 0) else { return nil }
    awaited = nil
    return text
  }

  /// To be called where no text of a formula can follow any more.
  mutating func noteMissingText() {
    if let awaited { list.add(Self.uncached, at: awaited.description) }
    awaited = nil
  }

  private static func error(_ code: Int) -> String {
    UInt8(exactly: code).flatMap(BinaryErrorCode.text) ?? "#N/A"
  }
}
