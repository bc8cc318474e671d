// SPDX-License-Identifier: Apache-2.0
// CSVReader: splits UTF-8 text into rows of fields (RFC 4180, tolerant).

/// Why a text cannot be read as rows.
package enum CSVError: Error, Hashable, Sendable {
  /// A limit would be exceeded: its name and its value.
  case limit(String, Int)
}

/// Reads rows of fields out of bytes in UTF-8.
///
/// A quote means something only at the start of a field; any other is text. What follows a
/// closing quote is kept. A quote that never closes (`"55寸屏`) is text too: the field then ends
/// where an unquoted one would, and the rows after it are not lost. Lines end in LF, CR LF or CR, mixed as they come; rows may differ in
/// length; an empty line is a row of no fields.
package struct CSVReader {
  package struct Limits: Hashable, Sendable {
    package var columns = 16_384
    package var fieldBytes = 32 << 20
    /// A quoted field of more lines than this is remembered in `longQuotes`.
    package var linesInQuotes = 20

    package init() {}
  }

  /// Rows (1-based) where a quoted field runs over suspiciously many lines or never ends.
  package private(set) var longQuotes: [Int] = []
  /// The number of rows read so far.
  package private(set) var rowNumber = 0

  private static let quote = UInt8(ascii: "\"")
  private let bytes: [UInt8]
  private let separator: UInt8
  private let limits: Limits
  private let end: Int
  private var position: Int
  private var scratch: [UInt8] = []

  /// Reads `bytes`, or the part of them in `range`.
  package init(
    _ bytes: [UInt8], range: Range<Int>? = nil, separator: UInt8 = UInt8(ascii: ","),
    limits: Limits = Limits()
  ) {
    self.bytes = bytes
    self.separator = separator
    self.limits = limits
    let whole = bytes.indices
    let used = range.map { $0.clamped(to: whole) } ?? whole
    position = used.lowerBound
    end = used.upperBound
  }

  /// The next row; nil at the end.
  package mutating func next() throws(CSVError) -> [String]? {
    var fields: [String] = []
    return try next(into: &fields) ? fields : nil
  }

  /// Replaces `fields` by the next row; false at the end.
  package mutating func next(into fields: inout [String]) throws(CSVError) -> Bool {
    fields.removeAll(keepingCapacity: true)
    guard position < end else { return false }
    rowNumber += 1
    if takeLineEnd() { return true }
    while true {
      guard fields.count < limits.columns else { throw .limit("columns", limits.columns) }
      fields.append(try field())
      guard position < end else { return true }
      if bytes[position] == separator {
        position += 1
        continue
      }
      _ = takeLineEnd()
      return true
    }
  }

  /// Steps over one line end; false when there is none here.
  private mutating func takeLineEnd() -> Bool {
    switch bytes[position] {
    case 0x0A: position += 1
    case 0x0D:
      position += 1
      if position < end, bytes[position] == 0x0A { position += 1 }
    default: return false
    }
    return true
  }

  /// Reads one field and stops at what ends it.
  private mutating func field() throws(CSVError) -> String {
    if position < end, bytes[position] == Self.quote { return try quotedField() }
    return try plainField()
  }

  private mutating func plainField() throws(CSVError) -> String {
    let start = position
    position = Self.fieldEnd(bytes, from: start, to: end, separator)
    guard position - start <= limits.fieldBytes else {
      throw .limit("bytes in one field", limits.fieldBytes)
    }
    return Self.text(bytes, start, position)
  }

  private static func text(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
    bytes.withUnsafeBufferPointer { all in
      String(decoding: UnsafeBufferPointer(rebasing: all[start..<end]), as: UTF8.self)
    }
  }

  private static func fieldEnd(
    _ bytes: [UInt8], from start: Int, to end: Int, _ separator: UInt8
  ) -> Int {
    var place = start
    while place < end {
      let byte = bytes[place]
      if byte == separator || byte == 0x0A || byte == 0x0D { return place }
      place += 1
    }
    return place
  }

  private mutating func quotedField() throws(CSVError) -> String {
    let fieldStart = position
    scratch.removeAll(keepingCapacity: true)
    position += 1
    var lines = 0
    var isOpen = true
    while isOpen, position < end {
      let start = position
      while position < end, bytes[position] != Self.quote {
        if bytes[position] == 0x0A { lines += 1 }
        position += 1
      }
      scratch += bytes[start..<position]
      guard position < end, scratch.count <= limits.fieldBytes else { break }
      position += 1
      if position < end, bytes[position] == Self.quote {
        scratch.append(Self.quote)
        position += 1
      } else {
        isOpen = false
      }
    }
    if isOpen || lines > limits.linesInQuotes, longQuotes.count < 100 {
      longQuotes.append(rowNumber)
    }
    guard !isOpen else {
      position = fieldStart
      return try plainField()
    }
    let tail = position
    position = Self.fieldEnd(bytes, from: tail, to: end, separator)
    scratch += bytes[tail..<position]
    return Self.text(scratch, 0, scratch.count)
  }
}
