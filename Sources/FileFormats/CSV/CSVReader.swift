// SPDX-License-Identifier: Apache-2.0
// CSVReader: splits UTF-8 text into rows of fields (RFC 4180, tolerant).

/// Why a text cannot be read as rows.
package enum CSVError: Error, Hashable, Sendable {
  /// A limit would be exceeded: its name and its value.
  case limit(String, Int)
}

/// Reads rows of fields out of a stream of text.
///
/// A quote means something only at the start of a field; any other is text. What follows a
/// closing quote is kept. A quote that never closes (`"55寸屏`) is text too: the field then ends
/// where an unquoted one would, and the rows after it are not lost. Lines end in LF, CR LF or CR,
/// mixed as they come; rows may differ in length; an empty line is a row of no fields.
///
/// The fields of a row are places in a buffer that holds a few hundred rows at most, and grows
/// only for a longer row.
package struct CSVReader {
  package struct Limits: Hashable, Sendable {
    package var columns = 16_384
    package var fieldBytes = 32 << 20
    /// Bytes of one row, which is in memory at a time; more than 1 GiB is not possible.
    package var rowBytes = 1 << 30
    /// A quoted field of more lines than this is remembered in `longQuotes`.
    package var linesInQuotes = 20

    package init() {}
  }

  private static let usualBuffer = 256 * 1024

  /// Rows (1-based) where a quoted field runs over suspiciously many lines or never ends.
  package private(set) var longQuotes: [Int] = []
  /// The number of rows read so far.
  package private(set) var rowNumber = 0
  /// The number of fields in the last row read.
  package private(set) var fieldCount = 0

  private let separator: UInt8
  private let limits: Limits
  private var stream: TextStream
  /// The text from `position` to `end` is not yet read as rows.
  private var buffer: [UInt8]
  private var position = 0
  private var end = 0
  private var fields = [CSVField](repeating: CSVField(0, 0), count: 64)

  /// Reads a stream; rows that are longer than `bufferSize` bytes make the buffer grow.
  package init(
    _ stream: TextStream, separator: UInt8 = UInt8(ascii: ","), limits: Limits = Limits(),
    bufferSize: Int? = nil
  ) {
    self.stream = stream
    self.separator = separator
    self.limits = limits
    let least = TextStream.leastRoom
    let size = min(bufferSize ?? Self.usualBuffer, stream.mostBytesLeft + least)
    // Twice the room of a read: what half a buffer leaves is enough for one.
    buffer = [UInt8](repeating: 0, count: max(size, 2 * least) + CSVRowScanner.block)
  }

  /// Reads `bytes`, or the part of them in `range`.
  package init(
    _ bytes: [UInt8], range: Range<Int>? = nil, separator: UInt8 = UInt8(ascii: ","),
    limits: Limits = Limits()
  ) {
    self.init(
      TextStream(utf8: bytes, range: range ?? bytes.indices), separator: separator, limits: limits)
  }

  /// Bad sequences of bytes so far, each now U+FFFD.
  package var replacements: Int { stream.replacements }

  /// The next row; nil at the end.
  package mutating func next() throws(CSVError) -> [String]? {
    var fields: [String] = []
    return try next(into: &fields) ? fields : nil
  }

  /// Replaces `fields` by the next row; false at the end.
  package mutating func next(into fields: inout [String]) throws(CSVError) -> Bool {
    fields.removeAll(keepingCapacity: true)
    guard try advance() else { return false }
    withRow { base, places in
      for place in places { fields.append(Self.text(place, base)) }
    }
    return true
  }

  /// A field as text.
  package static func text(_ field: CSVField, _ base: UnsafePointer<UInt8>) -> String {
    let bytes = UnsafeBufferPointer(
      start: base + Int(field.start), count: Int(field.end - field.start))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands over the buffer and where the fields of the last row lie in it.
  package func withRow(_ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<CSVField>) -> Void) {
    buffer.withUnsafeBufferPointer { buffer in
      fields.withUnsafeBufferPointer { fields in
        guard let base = buffer.baseAddress else { return }
        body(base, UnsafeBufferPointer(rebasing: fields[..<fieldCount]))
      }
    }
  }

  /// Reads the next row; false at the end.
  package mutating func advance() throws(CSVError) -> Bool {
    while position < end || !stream.isFinished {
      guard position < end else {
        try refill()
        continue
      }
      switch scanRow() {
      case .row(let next):
        position = next
        rowNumber += 1
        return true
      case .needsBytes: try refill()
      case .needsFields: fields += fields
      case .limit(let error): throw error
      }
    }
    fieldCount = 0
    return false
  }

  private mutating func scanRow() -> CSVRowScanner.Outcome {
    let extent = CSVRowScanner.Extent(
      start: position, end: end, isLast: stream.isFinished)
    var longQuotesInRow = 0
    let outcome = Self.scan(
      extent, &buffer, &fields, &fieldCount, &longQuotesInRow,
      CSVRowScanner.Rules(separator: separator, limits: limits))
    if longQuotesInRow > 0 {
      let free = max(0, 100 - longQuotes.count)
      longQuotes += [Int](repeating: rowNumber + 1, count: min(longQuotesInRow, free))
    }
    return outcome
  }

  private static func scan(
    _ extent: CSVRowScanner.Extent, _ buffer: inout [UInt8], _ fields: inout [CSVField],
    _ fieldCount: inout Int, _ longQuotes: inout Int, _ rules: CSVRowScanner.Rules
  ) -> CSVRowScanner.Outcome {
    buffer.withUnsafeMutableBufferPointer { buffer in
      fields.withUnsafeMutableBufferPointer { fields in
        guard let base = buffer.baseAddress else { return .needsBytes }
        var scanner = CSVRowScanner(base: UnsafePointer(base), extent: extent, rules: rules)
        let outcome = scanner.scan(into: fields)
        guard case .row = outcome else { return outcome }
        fieldCount = scanner.count
        longQuotes = scanner.longQuotes
        for index in scanner.escaped {
          fields[index] = CSVRowScanner.unescape(fields[index], in: base)
        }
        return outcome
      }
    }
  }

  /// Drops what has been read, and reads on as far as there is room.
  private mutating func refill() throws(CSVError) {
    let kept = end - position
    let room = buffer.count - CSVRowScanner.block
    if kept > room / 2 {
      let most = min(limits.rowBytes, 1 << 30)
      guard kept <= most else { throw .limit("bytes of text", most) }
      var larger = [UInt8](repeating: 0, count: room * 2 + CSVRowScanner.block)
      larger.replaceSubrange(0..<kept, with: buffer[position..<end])
      buffer = larger
    } else {
      let from = position
      buffer.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        base.update(from: base + from, count: kept)
      }
    }
    position = 0
    end = kept
    fill()
  }

  private mutating func fill() {
    var (filled, source) = (end, stream)
    buffer.withUnsafeMutableBufferPointer { buffer in
      let last = buffer.count - CSVRowScanner.block
      while !source.isFinished, last - filled >= TextStream.leastRoom {
        filled += source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[filled..<last]))
      }
      buffer[filled] = 0x0A
    }
    end = filled
    stream = source
  }
}
