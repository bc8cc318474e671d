// SPDX-License-Identifier: Apache-2.0
// MarkupText: decodes HTML and XML files that name their encoding themselves.

/// A page or document as UTF-8, in the encoding that it declares where that can be.
package struct MarkupText {
  /// The text; it begins at `start`.
  package let utf8: [UInt8]
  package let start: Int
  /// The encoding's name in reports.
  package let encoding: String
  /// Byte sequences that do not fit the encoding, each now U+FFFD.
  package let replacements: Int

  /// What a declaration means.
  private enum Declared {
    case known(TextEncoding)
    case western
    case unknown
  }

  private init(_ text: DecodedText, name: String? = nil) {
    utf8 = text.utf8
    start = text.start
    encoding = name ?? text.encoding.rawValue
    replacements = text.replacements
  }

  /// Decodes a whole file, `detected` being what its bytes alone say.
  ///
  /// A byte-order mark and UTF-16 are beyond doubt. Then the declaration counts if the bytes fit
  /// it; pages that declare GB2312 and are UTF-8 exist, and the other way round.
  package init(_ bytes: [UInt8], detected: DecodedText) {
    let isMarked = TextEncoding.byteOrderMark(bytes) != nil
    let isAscii = detected.encoding == .utf8 && !bytes.contains { $0 > 0x7F }
    let isWide = ![.utf8, .gb18030, .big5].contains(detected.encoding)
    guard !isMarked, !isWide, !isAscii else {
      self.init(detected)
      return
    }
    let head = Array(bytes.prefix(4096))
    self.init(bytes, detected: detected, declared: Self.declaredLabel(head))
  }

  /// Decodes bytes whose encoding was named beside them, as in the headers of a mail.
  package init(_ bytes: [UInt8], detected: DecodedText, declared label: String?) {
    switch Self.meaning(of: label) {
    case .known(let encoding) where encoding == detected.encoding: self.init(detected)
    case .known(.utf8): self = Self.utf8(bytes, orElse: detected)
    case .known(let encoding):
      let isUTF8 = detected.encoding == .utf8 && Self.hasManyLongSequences(bytes)
      if !isUTF8, let text = DecodedText(bytes, from: 0, as: encoding),
        text.replacements <= detected.replacements
      {
        self.init(text)
      } else {
        self.init(detected)
      }
    case .western where detected.encoding != .utf8:
      let latin = Self.western(bytes)
      guard let text = DecodedText(latin, from: 0, as: .utf8) else {
        self.init(detected)
        return
      }
      self.init(text, name: "windows-1252")
    case .western, .unknown: self.init(detected)
    }
  }

  /// A reader over the text as XML; its declaration is left out, for it is UTF-8 now.
  package func xmlReader(limits: XMLReader.Limits = XMLReader.Limits()) -> XMLReader {
    let label = start == 0 ? Self.declaredLabel(Array(utf8.prefix(4096))) : ""
    if label == nil || label == "utf-8" { return XMLReader(utf8, limits: limits) }
    var rest = utf8[start...].drop { HTMLBytes.isSpace($0) }
    if rest.starts(with: "<?xml".utf8), let end = rest.prefix(4096).firstIndex(of: 0x3E) {
      rest = rest[(end + 1)...]
    }
    return XMLReader(Array(rest), limits: limits)
  }

  /// UTF-8 with a few bad bytes is still UTF-8; mostly bad bytes are another encoding.
  private static func utf8(_ bytes: [UInt8], orElse detected: DecodedText) -> MarkupText {
    guard let text = DecodedText(bytes, from: 0, as: .utf8) else { return MarkupText(detected) }
    let sequences = text.utf8[text.start...].count { $0 >= 0xC2 } - text.replacements
    return MarkupText(text.replacements * 4 <= sequences ? text : detected)
  }

  /// True when valid UTF-8 has so many three-byte characters that it is no GB18030 by chance.
  private static func hasManyLongSequences(_ bytes: [UInt8]) -> Bool {
    var count = 0
    for byte in bytes where byte >= 0xE0 {
      count += 1
      if count > 3 { return true }
    }
    return false
  }

  private static func western(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte > 0x7F else {
        result.append(byte)
        continue
      }
      let code =
        byte < 0xA0 ? HTMLCharacterReference.windows1252[Int(byte - 0x80)] : UInt32(byte)
      if let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) {
        result += encoded
      }
    }
    return result
  }

  /// The first `charset=…` or `encoding="…"` of a page's or document's head.
  static func declaredLabel(_ head: [UInt8]) -> String? {
    let text = String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    if text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">"),
      let label = label(after: "encoding", in: text[..<end])
    {
      return label
    }
    return label(after: "charset", in: text[...])
  }

  private static func label(after word: String, in text: Substring) -> String? {
    let pattern = Array(word.utf8)
    let bytes = Array(text.utf8)
    var place = 0
    while place + pattern.count < bytes.count {
      guard bytes[place] == pattern[0], bytes[place...].starts(with: pattern) else {
        place += 1
        continue
      }
      place += pattern.count
      var rest = bytes[place...].drop { HTMLBytes.isSpace($0) }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop {
        HTMLBytes.isSpace($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
      }
      let label = rest.prefix {
        HTMLBytes.isLetter($0) || HTMLBytes.isDigit($0) || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":")
      }
      if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }

  private static func meaning(of label: String?) -> Declared {
    switch label?.lowercased() {
    case "utf-8", "utf8", "x-utf-8", "unicode-1-1-utf-8": .known(.utf8)
    case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cn-gb", "csgb2312", "cp936",
      "ms936", "windows-936", "gb_2312", "euc-cn", "chinese":
      .known(.gb18030)
    case "big5", "big-5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950", "csbig5": .known(.big5)
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252", "us-ascii",
      "ascii":
      .western
    default: .unknown
    }
  }
}
