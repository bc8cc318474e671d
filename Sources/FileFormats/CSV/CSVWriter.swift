// SPDX-License-Identifier: Apache-2.0
// CSVWriter: writes RFC 4180 with a byte-order mark, so that Excel and WPS read it as UTF-8.

/// Collects rows as bytes: UTF-8, comma, CRLF, quotes only where they are needed.
///
/// It writes texts as they are; a leading `=` is not its business.
package struct CSVWriter {
  /// The file so far, byte-order mark included.
  package private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init() {}

  /// Appends one row; a row of no fields is an empty line.
  package mutating func append(_ fields: [String]) {
    var isFirst = true
    for field in fields {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      Self.append(field, to: &bytes)
    }
    // A lone empty field would look like a row of no fields.
    if fields.count == 1, fields[0].isEmpty { bytes += [UInt8](repeating: 0x22, count: 2) }
    bytes += [0x0D, 0x0A]
  }

  /// Appends one field, quoted when it holds a comma, a quote, a line end or an outer space.
  package static func append(_ field: String, to bytes: inout [UInt8]) {
    var field = field
    field.withUTF8 { append($0, to: &bytes) }
  }

  /// The same for a field in UTF-8.
  package static func append(_ content: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    content.withUnsafeBufferPointer { append($0, to: &bytes) }
  }

  private static func append(_ content: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let needsQuotes =
      content.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || content.first == 0x20 || content.last == 0x20
    guard needsQuotes else {
      bytes += content
      return
    }
    bytes.append(0x22)
    for byte in content {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
