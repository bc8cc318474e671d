// SPDX-License-Identifier: Apache-2.0
// CellText: turns the bytes of a cell's text into a String.

/// Text of cells: UTF-8 checked, `_xHHHH_` escapes (ECMA-376 Part 1, ST_Xstring) decoded.
enum CellText {
  private static let underscore = UInt8(ascii: "_")
  private static let mark = UInt8(ascii: "x")

  /// The text of `bytes`; `damaged` counts texts with bytes that are not UTF-8.
  static func string(_ bytes: [UInt8], damaged: inout Int) -> String {
    guard bytes.contains(underscore) else { return plain(bytes, damaged: &damaged) }
    return plain(unescaped(bytes) ?? bytes, damaged: &damaged)
  }

  private static func plain(_ bytes: [UInt8], damaged: inout Int) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    damaged += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes with escapes decoded; nil when there are none.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var units: [UInt16] = []
    var copied = 0
    var place = 0
    while place + 6 < bytes.count {
      guard let unit = escape(bytes, at: place) else {
        place += 1
        continue
      }
      if copied == place, !units.isEmpty {
        units.append(unit)
      } else {
        flush(&units, to: &result)
        result += bytes[copied..<place]
        units = [unit]
      }
      place += 7
      copied = place
    }
    guard copied > 0 else { return nil }
    flush(&units, to: &result)
    result += bytes[copied...]
    return result
  }

  private static func flush(_ units: inout [UInt16], to result: inout [UInt8]) {
    guard !units.isEmpty else { return }
    result += Array(String(decoding: units, as: UTF16.self).utf8)
    units.removeAll(keepingCapacity: true)
  }

  /// The code unit of `_xHHHH_` at `place`.
  private static func escape(_ bytes: [UInt8], at place: Int) -> UInt16? {
    guard bytes[place] == underscore, bytes[place + 1] == mark, bytes[place + 6] == underscore
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[place + 2..<place + 6] {
      guard let digit = hexadecimal(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
