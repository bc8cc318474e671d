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
    byteOrderMark(bytes, fileBytes: bytes.count)
  }

  /// The same by the first bytes of a file of so many.
  static func byteOrderMark(
    _ bytes: [UInt8], fileBytes: Int
  ) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]), fileBytes % 4 == 0 {
      return (.utf32LittleEndian, 4)
    }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// UTF-16, told by the digits, separators and line ends that every table has.
  ///
  /// Letters do not count: the commonest Chinese character, U+4E00, looks like one the wrong way
  /// round.
  private static func byPunctuation(_ sample: [UInt8]) -> TextEncoding? {
    var little = 0
    var big = 0
    for place in stride(from: 0, to: sample.count - 1, by: 2) {
      let first = sample[place]
      let second = sample[place + 1]
      if second == 0, first > 8, first < 0x40 { little += 1 }
      if first == 0, second > 8, second < 0x40 { big += 1 }
    }
    guard max(little, big) * 50 >= sample.count / 2 else { return nil }
    if little > 4 * big { return .utf16LittleEndian }
    return big > 4 * little ? .utf16BigEndian : nil
  }

  /// UTF-16 or UTF-32 without a mark, told by where the NUL bytes of ASCII characters stand.
  ///
  /// Chinese text without any ASCII character is not recognised: no table is without line ends.
  /// `bytes` are the first of a file of `fileBytes`.
  static func byNulPattern(_ bytes: [UInt8], fileBytes: Int) -> TextEncoding? {
    let sample = bytes.prefix(4096)
    guard sample.count >= 4, sample.contains(0) else { return nil }
    var nuls = [0, 0, 0, 0]
    for (offset, byte) in sample.enumerated() where byte == 0 { nuls[offset % 4] += 1 }
    let quarter = Double(sample.count / 4)
    let shares = nuls.map { Double($0) / quarter }
    if fileBytes % 4 == 0 {
      if shares[3] > 0.95, shares[2] > 0.5, shares[0] < 0.1 { return .utf32LittleEndian }
      if shares[0] > 0.95, shares[1] > 0.5, shares[3] < 0.1 { return .utf32BigEndian }
    }
    guard fileBytes % 2 == 0 else { return nil }
    return byPunctuation(Array(sample))
  }
}
