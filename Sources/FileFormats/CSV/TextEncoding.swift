// SPDX-License-Identifier: Apache-2.0
// TextEncoding: finds out how a text is encoded, by its bytes alone.

/// An encoding that a text file may be in; the raw value is its name in reports.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"
  case big5 = "Big5"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"

  /// How the system's converter calls it.
  var converterName: String {
    switch self {
    // The superset that Windows uses for traditional Chinese.
    case .big5: "CP950"
    case .utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian,
      .utf32BigEndian:
      rawValue
    }
  }

  /// The encoding that a byte-order mark announces, and the mark's length.
  static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 {
      return (.utf32LittleEndian, 4)
    }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// UTF-16 or UTF-32 without a mark, told by where the NUL bytes of ASCII characters stand.
  ///
  /// Chinese text without any ASCII character is not recognised: no table is without line ends.
  static func byNulPattern(_ bytes: [UInt8]) -> TextEncoding? {
    let sample = bytes.prefix(4096)
    guard sample.count >= 4, sample.contains(0) else { return nil }
    var nuls = [0, 0, 0, 0]
    for (offset, byte) in sample.enumerated() where byte == 0 { nuls[offset % 4] += 1 }
    let quarter = Double(sample.count / 4)
    let shares = nuls.map { Double($0) / quarter }
    if bytes.count % 4 == 0 {
      if shares[3] > 0.95, shares[2] > 0.5, shares[0] < 0.1 { return .utf32LittleEndian }
      if shares[0] > 0.95, shares[1] > 0.5, shares[3] < 0.1 { return .utf32BigEndian }
    }
    guard bytes.count % 2 == 0 else { return nil }
    let even = shares[0] + shares[2]
    let odd = shares[1] + shares[3]
    if odd > 0.1, even < 0.02 { return .utf16LittleEndian }
    if even > 0.1, odd < 0.02 { return .utf16BigEndian }
    return nil
  }
}

/// A text file as UTF-8.
package struct DecodedText {
  /// The text, where it begins at `start`: a byte-order mark is left out.
  package var utf8: [UInt8]
  package var start: Int
  package var encoding: TextEncoding
  /// Byte sequences that fit no encoding, each now U+FFFD.
  package var replacements: Int

  private init(utf8: [UInt8], start: Int, encoding: TextEncoding, replacements: Int) {
    self.utf8 = utf8
    self.start = start
    self.encoding = encoding
    self.replacements = replacements
  }

  /// Decodes a file of unknown encoding.
  ///
  /// A byte-order mark decides; then NUL patterns, strict UTF-8, and at last GB18030 or Big5,
  /// whichever gives fewer bad sequences and more of the commonest characters. The Chinese
  /// encodings are converted by the system's `iconv`. nil when the system cannot convert them.
  package init?(_ bytes: [UInt8]) {
    if let (encoding, length) = TextEncoding.byteOrderMark(bytes) {
      self.init(bytes, from: length, as: encoding)
    } else if let encoding = TextEncoding.byNulPattern(bytes) {
      self.init(bytes, from: 0, as: encoding)
    } else if Self.isUTF8(bytes) {
      self.init(utf8: bytes, start: 0, encoding: .utf8, replacements: 0)
    } else {
      self.init(bytes, from: 0, as: ChineseEncodingGuess.guess(bytes))
    }
  }

  /// Decodes `bytes[start...]` as a known encoding.
  package init?(_ bytes: [UInt8], from start: Int, as encoding: TextEncoding) {
    self.encoding = encoding
    replacements = 0
    self.start = 0
    if encoding == .utf8 {
      utf8 = bytes
      self.start = start
      guard !Self.isUTF8(bytes) else { return }
      let repaired = Array(String(decoding: bytes[start...], as: UTF8.self).utf8)
      replacements =
        Self.replacementCount(repaired) - Self.replacementCount(Array(bytes[start...]))
      utf8 = repaired
      self.start = 0
      return
    }
    guard let converter = TextConverter(from: encoding),
      let converted = converter.convert(bytes[start...])
    else { return nil }
    utf8 = converted.utf8
    replacements = converted.replacements
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }

  private static func replacementCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    var place = 0
    while place + 2 < bytes.count {
      if bytes[place] == 0xEF, bytes[place + 1] == 0xBF, bytes[place + 2] == 0xBD { count += 1 }
      place += 1
    }
    return count
  }
}
