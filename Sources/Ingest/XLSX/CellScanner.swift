// SPDX-License-Identifier: Apache-2.0
// CellScanner: the fast way through the usual forms of a cell.

import DataModel
import FileFormats

/// Takes cells straight from the reader's bytes, for as long as they have a form it knows.
///
/// It knows `<c r= s= t=>` with one formula, one value or one plain inline text inside, without
/// white space, references or prefixes. Everything else, and a cell that the buffer does not hold
/// to its end, it leaves untouched for the general way, which takes one cell and comes back.
/// Thereby a usual cell costs no call, no token and no allocation. Advice: never decide anything
/// here that the general way would decide otherwise; give up instead.
struct CellScanner {
  /// The current row; a cell that names another one is left to the general way.
  var row = 0
  /// The column of the last cell.
  var column = 0
  /// False once a cell does not stand right of the last one.
  var isOrdered = true
  /// Formulas without a result that were passed in this row.
  var uncached = 0
  /// Bytes of text that may still be kept.
  var room = 0

  private var place = 0
  private var cellColumn = 0
  private var style = 0
  private var kind = CellKind.number

  mutating func startRow(_ number: Int) {
    row = number
    column = 0
    isOrdered = true
    uncached = 0
  }

  /// Appends the cells from `start` on; returns where the first one stands that it did not take.
  mutating func scan(
    _ bytes: [UInt8], from start: Int, decoder: borrowing CellDecoder, cells: inout [Cell]
  ) -> Int {
    var taken = start
    while true {
      place = taken
      guard startsCell(bytes), attributes(bytes) else { return taken }
      var cell: Cell?
      if at(bytes, place) == UInt8(ascii: "/") {
        guard at(bytes, place + 1) == UInt8(ascii: ">") else { return taken }
        place += 2
      } else {
        place += 1
        guard content(bytes, decoder, &cell) else { return taken }
      }
      taken = place
      if cellColumn <= column { isOrdered = false }
      column = cellColumn
      if let cell { cells.append(cell) }
    }
  }

  /// The byte at an offset; 0, which matches nothing, behind the end.
  @inline(__always)
  private func at(_ bytes: [UInt8], _ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  @inline(__always)
  private func digit(_ bytes: [UInt8], _ offset: Int) -> Int? {
    let value = at(bytes, offset) &- UInt8(ascii: "0")
    return value <= 9 ? Int(value) : nil
  }

  @inline(__always)
  private func startsCell(_ bytes: [UInt8]) -> Bool {
    at(bytes, place) == UInt8(ascii: "<") && at(bytes, place + 1) == UInt8(ascii: "c")
  }

  // MARK: Attributes

  /// Reads `r`, `s` and `t` up to `>` or `/`; false for anything else.
  @inline(__always)
  private mutating func attributes(_ bytes: [UInt8]) -> Bool {
    cellColumn = column + 1
    style = 0
    kind = .number
    place += 2
    while true {
      let byte = at(bytes, place)
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") {
        return cellColumn <= CellReference.lastColumn
      }
      guard byte == 0x20, at(bytes, place + 2) == UInt8(ascii: "="),
        at(bytes, place + 3) == UInt8(ascii: "\"")
      else { return false }
      let name = at(bytes, place + 1)
      place += 4
      switch name {
      case UInt8(ascii: "r"): guard reference(bytes) else { return false }
      case UInt8(ascii: "s"): guard styleNumber(bytes) else { return false }
      case UInt8(ascii: "t"): guard cellType(bytes) else { return false }
      default: return false
      }
      guard at(bytes, place) == UInt8(ascii: "\"") else { return false }
      place += 1
    }
  }

  @inline(__always)
  private mutating func reference(_ bytes: [UInt8]) -> Bool {
    var letters = 0
    let start = place
    while place - start < 4 {
      let value = at(bytes, place) &- UInt8(ascii: "A")
      guard value < 26 else { break }
      letters = letters * 26 + Int(value) + 1
      place += 1
    }
    var number = 0
    let digits = place
    while place - digits < 8, let value = digit(bytes, place) {
      number = number * 10 + value
      place += 1
    }
    cellColumn = letters
    return letters > 0 && number == row
  }

  @inline(__always)
  private mutating func styleNumber(_ bytes: [UInt8]) -> Bool {
    let start = place
    while place - start < 8, let value = digit(bytes, place) {
      style = style * 10 + value
      place += 1
    }
    return place > start
  }

  @inline(__always)
  private mutating func cellType(_ bytes: [UInt8]) -> Bool {
    let first = at(bytes, place)
    if at(bytes, place + 1) == UInt8(ascii: "\"") {
      place += 1
      switch first {
      case UInt8(ascii: "s"): kind = .shared
      case UInt8(ascii: "n"): kind = .number
      case UInt8(ascii: "b"): kind = .boolean
      default: return false
      }
      return true
    }
    if skip(bytes, "str") {
      kind = .string
      return true
    }
    kind = .inline
    return skip(bytes, "inlineStr")
  }

  /// Steps over `text` if it stands here.
  @inline(__always)
  private mutating func skip(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: count)
    for offset in 0..<count where bytes[place + offset] != expected[offset] { return false }
    place += count
    return true
  }

  // MARK: Content

  /// Reads everything up to and with `</c>`; false for a form it does not know.
  @inline(__always)
  private mutating func content(
    _ bytes: [UInt8], _ decoder: borrowing CellDecoder, _ cell: inout Cell?
  ) -> Bool {
    var formula = FormulaState.constant
    if at(bytes, place + 1) == UInt8(ascii: "f") {
      guard skipFormula(bytes) else { return false }
      formula = .cached
      if skip(bytes, "</c>") {
        uncached += 1
        cell = Cell(column: cellColumn, value: .blank, formula: .uncached)
        return true
      }
    }
    guard let value = value(bytes, decoder), !value.isEmpty || formula == .cached else {
      return false
    }
    cell = Cell(column: cellColumn, value: value, formula: formula)
    return true
  }

  private mutating func skipFormula(_ bytes: [UInt8]) -> Bool {
    place += 2
    var quote: UInt8 = 0
    while true {
      let byte = at(bytes, place)
      guard byte != 0, byte != UInt8(ascii: "<") else { return false }
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    if at(bytes, place - 2) == UInt8(ascii: "/") { return true }
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    return skip(bytes, "</f>")
  }

  @inline(__always)
  private mutating func value(
    _ bytes: [UInt8], _ decoder: borrowing CellDecoder
  ) -> CellValue? {
    if kind == .inline { return inlineText(bytes) }
    guard skip(bytes, "<v>") else { return nil }
    var value: CellValue?
    switch kind {
    case .shared: value = shared(bytes, decoder)
    case .number: value = number(bytes).map { decoder.number($0, style: style) }
    case .boolean: value = boolean(bytes)
    case .string: value = text(bytes)
    case .inline, .error, .date, .unknown: return nil
    }
    guard let value, skip(bytes, "</v></c>") else { return nil }
    return value
  }

  @inline(__always)
  private mutating func shared(
    _ bytes: [UInt8], _ decoder: borrowing CellDecoder
  ) -> CellValue? {
    var index = 0
    let start = place
    while place - start < 9, let value = digit(bytes, place) {
      index = index * 10 + value
      place += 1
    }
    guard place > start, index < decoder.strings.count else { return nil }
    let text = decoder.strings[index]
    return text.isEmpty ? nil : .text(text)
  }

  private mutating func boolean(_ bytes: [UInt8]) -> CellValue? {
    guard let value = digit(bytes, place), value <= 1 else { return nil }
    place += 1
    return .boolean(value == 1)
  }

  /// Up to 15 digits with one point are read here, the rest by `CellNumber`.
  @inline(__always)
  private mutating func number(_ bytes: [UInt8]) -> Double? {
    let start = place
    let isNegative = at(bytes, place) == UInt8(ascii: "-")
    if isNegative { place += 1 }
    var mantissa = 0
    let digits = place
    while place - digits < 16, let value = digit(bytes, place) {
      mantissa = mantissa * 10 + value
      place += 1
    }
    if at(bytes, place) == UInt8(ascii: "<"), place > digits, place - digits < 16 {
      return isNegative ? -Double(mantissa) : Double(mantissa)
    }
    while at(bytes, place) > UInt8(ascii: "<") || at(bytes, place) < UInt8(ascii: "<") {
      guard at(bytes, place) != 0 else { return nil }
      place += 1
    }
    return CellNumber.parse(bytes, start..<place)
  }

  /// Text up to `<`, where it needs no decoding.
  @inline(__always)
  private mutating func text(_ bytes: [UInt8]) -> CellValue? {
    let start = place
    while true {
      let byte = at(bytes, place)
      if byte == UInt8(ascii: "<") { break }
      guard byte >= 0x20 || byte == 0x0A || byte == 0x09, byte != UInt8(ascii: "&"),
        byte != UInt8(ascii: "_")
      else { return nil }
      place += 1
    }
    let count = place - start
    guard count <= room,
      let text = String(validating: bytes[start..<place], as: UTF8.self)
    else { return nil }
    room -= count
    return .text(text)
  }

  private mutating func inlineText(_ bytes: [UInt8]) -> CellValue? {
    guard skip(bytes, "<is><t") else { return nil }
    _ = skip(bytes, " xml:space=\"preserve\"")
    guard skip(bytes, ">"), let value = text(bytes), skip(bytes, "</t></is></c>") else {
      return nil
    }
    return value
  }
}
