// SPDX-License-Identifier: Apache-2.0
// CodePage: decodes bytes in a Windows or Macintosh code page.

/// A numbered code page of Windows, as files from before Unicode name it.
package struct CodePage: Hashable, Sendable {
  /// Western European, which most old files mean when they say nothing.
  package static let western = CodePage(1252)

  package let number: Int

  package init(_ number: Int) { self.number = number }

  /// The code page's name in reports: `CP936`.
  package var name: String { "CP\(number)" }

  /// How the system's converter calls it.
  ///
  /// Chinese pages are read by their supersets; 32768 and 32769 are how Excel writes 10000 and 1252.
  private var converterName: String {
    switch number {
    case 936, 10008: "GB18030"
    case 10000, 32768: "MACINTOSH"
    case 10001: "CP932"
    case 10002: "CP950"
    case 10003: "CP949"
    case 10007: "MAC-CYRILLIC"
    case 10029: "MAC-CENTRALEUROPE"
    case 20936: "GB18030"
    case 1200: "UTF-16LE"
    case 65001: "UTF-8"
    default: name
    }
  }

  private var isWestern: Bool { [1252, 32769, 367].contains(number) }

  /// Decodes the bytes; nil when the system does not know the code page.
  ///
  /// Bad sequences become U+FFFD.
  package func decode(_ bytes: some Collection<UInt8>) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }), number != 1200 {
      return String(decoding: bytes, as: UTF8.self)
    }
    if isWestern { return Self.westernText(bytes) }
    guard let converter = TextConverter(converterName: converterName),
      let converted = converter.convert(Array(bytes)[...])
    else { return nil }
    return String(decoding: converted.utf8, as: UTF8.self)
  }

  /// What 0x80 to 0x9F are in page 1252; the five undefined ones stay control characters.
  private static let westernSpecials: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func westernText(_ bytes: some Collection<UInt8>) -> String {
    let units = bytes.map { byte in
      0x80...0x9F ~= byte ? westernSpecials[Int(byte) - 0x80] : UInt16(byte)
    }
    return String(decoding: units, as: UTF16.self)
  }
}
