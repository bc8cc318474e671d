// SPDX-License-Identifier: Apache-2.0
// PlainCSV: rows of fields found byte by byte, to compare the fast reader with.

/// The rules of `CSVReader`, for a comma.
struct PlainCSV {
  private static let quote = UInt8(ascii: "\"")
  private static let separator = UInt8(ascii: ",")

  private let bytes: [UInt8]
  private var position = 0

  static func rows(_ bytes: [UInt8]) -> [[String]] {
    var reader = PlainCSV(bytes: bytes)
    var rows: [[String]] = []
    while let row = reader.next() { rows.append(row) }
    return rows
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func next() -> [String]? {
    guard position < bytes.count else { return nil }
    if takeLineEnd() { return [] }
    var fields: [String] = []
    while true {
      fields.append(String(decoding: field(), as: UTF8.self))
      guard position < bytes.count else { return fields }
      if takeLineEnd() { return fields }
      position += 1
    }
  }

  /// Steps over one line end; false when there is none here.
  private mutating func takeLineEnd() -> Bool {
    switch bytes[position] {
    case 0x0A: position += 1
    case 0x0D: position += position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
    default: return false
    }
    return true
  }

  /// Reads one field and stops at what ends it.
  private mutating func field() -> ArraySlice<UInt8> {
    guard position < bytes.count, bytes[position] == Self.quote else { return plainField() }
    var content: [UInt8] = []
    var place = position + 1
    while place < bytes.count {
      if bytes[place] != Self.quote {
        content.append(bytes[place])
        place += 1
      } else if place + 1 < bytes.count, bytes[place + 1] == Self.quote {
        content.append(Self.quote)
        place += 2
      } else {
        position = place + 1
        return (content + plainField())[...]
      }
    }
    // The quote never closes, so it is text.
    return plainField()
  }

  private mutating func plainField() -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, ![Self.separator, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
    return bytes[start..<position]
  }
}
