// SPDX-License-Identifier: Apache-2.0
// CellContentReader: what stands between the tags of a usual cell.

import DataModel

/// Reads the formula and the value or the inline text of a cell.
struct CellContentReader {
  enum Result {
    /// A form that is left to the general way.
    case unknown
    /// The cell is empty.
    case nothing
    /// The tag and the eight bytes.
    case value(UInt8, UInt64)
  }

  /// Bytes of text that may still be kept.
  private(set) var room: Int
  private let kind: CellKind
  private let style: Int

  @inline(__always)
  init(kind: CellKind, style: Int, room: Int) {
    self.kind = kind
    self.style = style
    self.room = room
  }

  /// Reads everything up to and with `</c>`.
  @inline(__always)
  mutating func read(
    _ place: inout Bytes.Cursor, _ decoder: borrowing SheetDecoder,
    _ builder: inout CellGroupBuilder
  ) -> Result {
    if Bytes.skip(&place, Bytes.valueStart, 3) {
      return value(&place, decoder, &builder, isFromFormula: false)
    }
    if kind == .inline { return inlineText(&place, &builder) }
    if place[0] == UInt8(ascii: "<"), place[1] == UInt8(ascii: "f") {
      return formula(&place, decoder, &builder)
    }
    return Bytes.skip(&place, Bytes.cellEnd, 4) ? .nothing : .unknown
  }

  private mutating func formula(
    _ place: inout Bytes.Cursor, _ decoder: borrowing SheetDecoder,
    _ builder: inout CellGroupBuilder
  ) -> Result {
    guard Self.skipFormula(&place) else { return .unknown }
    if Bytes.skip(&place, Bytes.cellEnd, 4) { return .value(TagByte.missingResult, 0) }
    guard kind != .inline, Bytes.skip(&place, Bytes.valueStart, 3) else { return .unknown }
    return value(&place, decoder, &builder, isFromFormula: true)
  }

  private static func skipFormula(_ place: inout Bytes.Cursor) -> Bool {
    place += 2
    guard place[0] == UInt8(ascii: ">") || place[0] == 0x20 || place[0] == UInt8(ascii: "/")
    else { return false }
    while true {
      Bytes.skipSpace(&place)
      if place[0] == UInt8(ascii: ">") { break }
      if place[0] == UInt8(ascii: "/") {
        place += 2
        return place[-1] == UInt8(ascii: ">")
      }
      guard skipAttribute(&place) else { return false }
    }
    place += 1
    while place[0] != UInt8(ascii: "<") { place += 1 }
    return Bytes.skip(&place, Bytes.formulaEnd, 4)
  }

  /// Steps over `name="value"`; false for anything else.
  private static func skipAttribute(_ place: inout Bytes.Cursor) -> Bool {
    let name = place
    while !Bytes.endsName(place[0]) { place += 1 }
    guard place > name, place[-1] != UInt8(ascii: ":"), place[0] == UInt8(ascii: "="),
      place[1] == UInt8(ascii: "\"")
    else {
      return false
    }
    place += 2
    while place[0] != UInt8(ascii: "\"") {
      guard place[0] != UInt8(ascii: "<") else { return false }
      place += 1
    }
    place += 1
    return true
  }

  @inline(__always)
  private mutating func value(
    _ place: inout Bytes.Cursor, _ decoder: borrowing SheetDecoder,
    _ builder: inout CellGroupBuilder, isFromFormula: Bool
  ) -> Result {
    var tag = TagByte.number
    var payload: UInt64 = 0
    switch kind {
    case .shared:
      guard let index = Bytes.number(&place, digits: 9), decoder.hasText(index) else {
        return .unknown
      }
      tag = TagByte.sharedText
      payload = UInt64(index)
    case .number:
      guard let number = Self.number(&place) else { return .unknown }
      (tag, payload) = decoder.number(number, style: style)
    case .boolean:
      guard let flag = Bytes.number(&place, digits: 1), flag <= 1 else { return .unknown }
      tag = TagByte.boolean
      payload = UInt64(flag)
    case .string:
      guard let length = builder.texts.copyPlain(&place), length > 0, length <= room,
        Bytes.skip(&place, Bytes.valueEnd, 8)
      else { return .unknown }
      room -= length
      tag = TagByte.text | (isFromFormula ? TagByte.formula : 0)
      return .value(tag, builder.texts.keep(length))
    case .inline, .error, .date, .unknown: return .unknown
    }
    guard Bytes.skip(&place, Bytes.valueEnd, 8) else { return .unknown }
    return .value(isFromFormula ? tag | TagByte.formula : tag, payload)
  }

  /// A decimal up to the next `<`.
  @inline(__always)
  private static func number(_ place: inout Bytes.Cursor) -> Double? {
    let start = place
    let isNegative = place[0] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let digits = place
    var mantissa: UInt64 = 0
    var digit = place[0] &- UInt8(ascii: "0")
    while digit <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      place += 1
      digit = place[0] &- UInt8(ascii: "0")
    }
    var count = place - digits
    var scale = 0
    if place[0] == UInt8(ascii: "."), count > 0 {
      place += 1
      let fraction = place
      digit = place[0] &- UInt8(ascii: "0")
      while digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        place += 1
        digit = place[0] &- UInt8(ascii: "0")
      }
      scale = fraction - place
      count -= scale
    }
    if place[0] == UInt8(ascii: "<"), count > 0, count <= 19 {
      guard let value = DecimalRounding.double(mantissa, scale: scale) else { return nil }
      return isNegative ? -value : value
    }
    while place[0] != UInt8(ascii: "<") {
      // What XML forbids is replaced and told by the general way.
      guard place[0] >= 0x20 || place[0] == 0x0A || place[0] == 0x0D || place[0] == 0x09 else {
        return nil
      }
      place += 1
    }
    return CellNumber.parse(UnsafeBufferPointer(start: start, count: place - start))
  }

  private mutating func inlineText(
    _ place: inout Bytes.Cursor, _ builder: inout CellGroupBuilder
  ) -> Result {
    guard Bytes.skip(&place, Bytes.inlineStart, 6) else { return .unknown }
    Self.skipSpaceAttribute(&place)
    guard place[0] == UInt8(ascii: ">") else { return .unknown }
    place += 1
    guard let length = builder.texts.copyPlain(&place), length > 0, length <= room,
      Bytes.skip(&place, Bytes.textEnd, 4), Bytes.skip(&place, Bytes.inlineEnd, 5),
      Bytes.skip(&place, Bytes.cellEnd, 4)
    else { return .unknown }
    room -= length
    return .value(TagByte.text, builder.texts.keep(length))
  }

  /// Steps over ` xml:space="preserve"` if it stands here.
  @inline(__always)
  static func skipSpaceAttribute(_ place: inout Bytes.Cursor) {
    let start = place
    guard Bytes.skip(&place, Bytes.space, 8), Bytes.skip(&place, Bytes.spaceRest, 8),
      Bytes.skip(&place, Bytes.spaceEnd, 5)
    else {
      place = start
      return
    }
  }
}
