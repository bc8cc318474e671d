// SPDX-License-Identifier: Apache-2.0
// MIMEDocument: takes a web archive (MHTML, RFC 2557) apart into its decoded parts.

/// The parts of a message, nested ones included, in their order.
package struct MIMEDocument {
  /// One leaf of the message.
  package struct Part {
    /// As in `text/html`, lowercase.
    package var contentType: String
    package var charset: String?
    /// Where the part came from: the address that other parts call it by.
    package var location: String
    package var body: [UInt8]
  }

  package private(set) var parts: [Part] = []
  /// False when the last boundary is missing.
  package private(set) var isComplete = true

  private static let mostParts = 10_000
  private static let deepest = 4

  /// Reads `bytes[start...]`; never fails, a message without parts is one part.
  package init(_ bytes: [UInt8], from start: Int = 0) {
    let start = min(max(0, start), bytes.count)
    read(bytes, start..<bytes.count, depth: 0)
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, depth: Int) {
    var place = range.lowerBound
    let headers = MIMEHeaders(bytes, &place, end: range.upperBound)
    let body = place..<range.upperBound
    if headers.contentType.hasPrefix("multipart/"), depth < Self.deepest,
      let boundary = headers.boundary
    {
      for part in split(bytes, body, at: boundary) { read(bytes, part, depth: depth + 1) }
      return
    }
    guard parts.count < Self.mostParts else { return }
    parts.append(
      Part(
        contentType: headers.contentType, charset: headers.charset, location: headers.location,
        body: TransferCoding.decode(bytes, body, coding: headers.transferEncoding)))
  }

  /// The ranges between the boundary lines.
  private mutating func split(
    _ bytes: [UInt8], _ range: Range<Int>, at boundary: [UInt8]
  ) -> [Range<Int>] {
    let mark = Array("--".utf8) + boundary
    var found: [Range<Int>] = []
    var partStart: Int?
    var line = range.lowerBound
    while line < range.upperBound, found.count < Self.mostParts {
      let end = bytes[line..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      if bytes[line..<end].starts(with: mark) {
        if let start = partStart { found.append(start..<max(start, line)) }
        partStart = min(end + 1, range.upperBound)
        if bytes[line..<end].dropFirst(mark.count).starts(with: "--".utf8) { return found }
      }
      line = end + 1
    }
    isComplete = false
    if let start = partStart { found.append(start..<range.upperBound) }
    return found
  }
}

/// The headers of a message or part that matter here.
private struct MIMEHeaders {
  private static let longest = 64 * 1024
  private var fields: [String: String] = [:]

  /// Reads up to the empty line, and moves `place` behind it.
  init(_ bytes: [UInt8], _ place: inout Int, end: Int) {
    var name = ""
    let stop = min(end, place + Self.longest)
    while place < stop {
      let lineEnd = bytes[place..<stop].firstIndex(of: 0x0A) ?? stop
      let line = String(decoding: bytes[place..<lineEnd], as: UTF8.self)
        .split(separator: "\r", omittingEmptySubsequences: true).joined()
      let isFolded = bytes[place] == 0x20 || bytes[place] == 0x09
      place = min(end, lineEnd + 1)
      if line.allSatisfy(\.isWhitespace) {
        guard fields.isEmpty else { return }
        continue
      }
      if isFolded {
        fields[name, default: ""] += line
      } else if let colon = line.firstIndex(of: ":") {
        name = line[..<colon].lowercased()
        fields[name] = String(line[line.index(after: colon)...])
      }
    }
  }

  private func value(_ name: String) -> String {
    let text = fields[name] ?? ""
    return String(text.drop { $0.isWhitespace })
  }

  var contentType: String {
    value("content-type").prefix { $0 != ";" && !$0.isWhitespace }.lowercased()
  }

  var charset: String? { parameter("charset") }

  var boundary: [UInt8]? {
    parameter("boundary").flatMap { $0.isEmpty || $0.utf8.count > 200 ? nil : Array($0.utf8) }
  }

  var location: String { value("content-location").filter { !$0.isWhitespace } }

  var transferEncoding: String {
    value("content-transfer-encoding").filter { !$0.isWhitespace }.lowercased()
  }

  /// A parameter of the content type, quotes removed.
  private func parameter(_ name: String) -> String? {
    for piece in value("content-type").split(separator: ";").dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let key = piece[..<equals].filter { !$0.isWhitespace }.lowercased()
      guard key == name else { continue }
      let words = piece[piece.index(after: equals)...].split(whereSeparator: \.isWhitespace)
      return words.joined(separator: " ").filter { $0 != "\"" }
    }
    return nil
  }
}

/// Quoted-printable and base64 (RFC 2045).
private enum TransferCoding {
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, coding: String) -> [UInt8] {
    switch coding {
    case "quoted-printable": quotedPrintable(bytes, range)
    case "base64": Base64.decode(bytes[range])
    default: Array(bytes[range])
    }
  }

  private static func quotedPrintable(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = bytes[place]
      place += 1
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        continue
      }
      if place + 1 < range.upperBound, let high = hexadecimal(bytes[place]),
        let low = hexadecimal(bytes[place + 1])
      {
        result.append(high << 4 | low)
        place += 2
        continue
      }
      var lineEnd = place
      while lineEnd < range.upperBound, HTMLBytes.isSpace(bytes[lineEnd]), bytes[lineEnd] != 0x0A {
        lineEnd += 1
      }
      if lineEnd >= range.upperBound || bytes[lineEnd] == 0x0A {
        place = min(range.upperBound, lineEnd + 1)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
