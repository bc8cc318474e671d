// SPDX-License-Identifier: Apache-2.0
// XMLReaderTests: tokens, texts, encodings, and what is refused.

import FileFormats
import Testing

@Suite struct XMLReaderTests {
  /// The tokens as words: `<name attr=value`, `>name`, and texts, neighbouring pieces joined.
  private static func tokens(
    _ bytes: [UInt8], attribute: StaticString = "a", limits: XMLReader.Limits = .init()
  ) throws(XMLError) -> [String] {
    var reader = XMLReader(bytes, limits: limits)
    var words: [String] = []
    var text: [UInt8] = []
    while true {
      let token = try reader.next()
      if token != .text, !text.isEmpty {
        words.append(String(decoding: text, as: UTF8.self))
        text = []
      }
      switch token {
      case .start:
        let value = reader.attribute(attribute).map { " \($0)" } ?? ""
        words.append("<\(reader.name)\(value)")
      case .end: words.append(">\(reader.name)")
      case .text: reader.appendText(to: &text)
      case .finished: return words
      }
    }
  }

  private static func tokens(_ text: String) throws(XMLError) -> [String] {
    try tokens(Array(text.utf8))
  }

  @Test(arguments: [
    ("<r/>", ["<r", ">r"]),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r>学校</r>\n", ["<r", "学校", ">r"]),
    ("<x:r xmlns:x='u'><x:c a='1'/></x:r>", ["<r", "<c 1", ">c", ">r"]),
    ("<r a = \"x&amp;y\" >t</r >", ["<r x&y", "t", ">r"]),
    ("<r><!-- <c> -- --><c/><?p <c> ?></r>", ["<r", "<c", ">c", ">r"]),
    ("<r>a<![CDATA[<&amp;]]>b</r>", ["<r", "a<&amp;b", ">r"]),
    ("<r>R&D&amp;&#x4e2d;</r>", ["<r", "R\u{FFFD}D&中", ">r"]),
    ("<r>&lt;&gt;&quot;&apos;&#65;&#x4e2d;&#x20BB7;</r>", ["<r", "<>\"'A中𠮷", ">r"]),
    ("<r>a\r\nb\rc&#13;</r>", ["<r", "a\nb\nc\r", ">r"]),
    ("<r a='x\ny'/>", ["<r x y", ">r"]),
    ("<r a='>'/>", ["<r >", ">r"]),
  ])
  func `tokens come as they stand`(xml: String, expected: [String]) throws {
    #expect(try Self.tokens(xml) == expected)
  }

  @Test(arguments: [
    "<r>", "<r", "<r><c></r>", "</r>", "<r></c>", "<r/><r/>", "x<r/>", "<r/>x", "<r a=1/>",
    "<r a/>", "<r a='<'/>", "<r><!x></r>", "<r><!--", "<r><![CDATA[x</r>", "", "  ", "<>", "< r/>",
    "<r a='1", "<r>text", "<x:/>",
  ])
  func `what is not well-formed is an error`(xml: String) {
    #expect(throws: XMLError.self) { try Self.tokens(xml) }
  }

  @Test(arguments: [
    "<!DOCTYPE r><r/>", "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
  ])
  func `a document type is refused`(xml: String) {
    #expect(throws: XMLError.documentType) { try Self.tokens(xml) }
  }

  @Test(arguments: ["&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&", "&;", "a & b", "\u{1}"])
  func `what means nothing becomes the replacement character`(text: String) throws {
    var reader = XMLReader(Array("<r>\(text)</r>".utf8))
    var result: [UInt8] = []
    while try reader.next() != .finished { reader.appendText(to: &result) }
    #expect(String(decoding: result, as: UTF8.self).contains("\u{FFFD}"))
    #expect(reader.replacedCharacters > 0)
  }

  // MARK: Encodings

  private static func utf16(_ text: String, isBigEndian: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read with and without a mark`(isBigEndian: Bool, hasMark: Bool) throws {
    let xml = "<?xml version='1.0' encoding='UTF-16'?><r>学校𠮷</r>"
    let bytes = Self.utf16(xml, isBigEndian: isBigEndian, hasMark: hasMark)
    #expect(try Self.tokens(bytes) == ["<r", "学校𠮷", ">r"])
  }

  @Test func `a UTF-8 mark is passed over`() throws {
    #expect(try Self.tokens("\u{FEFF}<r/>") == ["<r", ">r"])
  }

  @Test func `another encoding is refused by name`() {
    #expect(throws: XMLError.unsupportedEncoding("utf-7")) {
      try Self.tokens("<?xml version='1.0' encoding='UTF-7'?><r/>")
    }
  }

  // MARK: Limits

  @Test func `the depth is bounded`() throws {
    var limits = XMLReader.Limits()
    limits.depth = 3
    #expect(try Self.tokens(Array("<a><a><a/></a></a>".utf8), limits: limits).count == 6)
    #expect(throws: XMLError.limit("XML depth", 3)) {
      try Self.tokens(Array("<a><a><a><a/></a></a></a>".utf8), limits: limits)
    }
  }

  @Test func `a hundred thousand nested elements end in an error`() {
    let xml = String(repeating: "<a>", count: 100_000)
    #expect(throws: XMLError.limit("XML depth", 256)) { try Self.tokens(xml) }
  }

  // MARK: Pieces

  /// The document through an archive.
  private static func streamed(_ xml: [UInt8], inSmallPieces: Bool = false) throws -> XMLReader {
    var writer = ZipWriter()
    writer.add("x", xml, isStored: inSmallPieces)
    var archive = writer.finish() ?? []
    if inSmallPieces {
      // Pieces are no larger than a member is said to be, but of 256 bytes at least.
      let size = archive.count - 22 - 47 + 24
      archive.replaceSubrange(size..<size + 4, with: [0, 0, 0, 0])
    }
    return XMLReader(try ZipReader(archive).open("x"))
  }

  @Test func `what a broken reference becomes does not depend on the pieces`() throws {
    func text(_ reader: consuming XMLReader) throws -> ([UInt8], Int) {
      var text: [UInt8] = []
      while true {
        let token = try reader.next()
        if token == .finished { return (text, reader.replacedCharacters) }
        if token == .text { reader.appendText(to: &text) }
      }
    }
    let unit = "&apo t='&qukt;&#x4B66;&amp &nosuchname1;&nosuchname12;x\r&\r\r\res;\r"
    for shift in 0..<unit.utf8.count {
      let xml = Array(
        ("<r>" + String(repeating: " ", count: shift) + String(repeating: unit, count: 30)
          + "</r>").utf8)
      let whole = try text(XMLReader(xml))
      let pieces = try text(Self.streamed(xml, inSmallPieces: true))
      #expect(whole == pieces)
    }
  }

  @Test func `pieces may tear any token`() throws {
    let unit = "<c a='一&amp;二'>学校&#x4e2d;\r\n\r乙</c><!-- - --><![CDATA[]]]>"
    // Shifting the start by each length moves the tears through the whole unit.
    for shift in 0..<unit.utf8.count {
      let xml = "<r>" + String(repeating: " ", count: shift) + String(repeating: unit, count: 20)
      var reader = try Self.streamed(Array((xml + "</r>").utf8), inSmallPieces: true)
      var cells = 0
      var text: [UInt8] = []
      while true {
        let token = try reader.next()
        if token == .finished { break }
        if token == .start, reader.attribute("a") == "一&二" { cells += 1 }
        if token == .text { reader.appendText(to: &text) }
      }
      #expect(cells == 20)
      let expected =
        String(repeating: " ", count: shift) + String(repeating: "学校中\n\n乙]", count: 20)
      #expect(String(decoding: text, as: UTF8.self) == expected)
    }
  }

  @Test func `a long declaration is read alike in one piece and in many`() throws {
    for filling in 180..<260 {
      let blanks = String(repeating: " ", count: filling)
      let xml = Array("<?xml version='1.0'\(blanks)encoding='utf-7'?><r/>".utf8)
      var whole = XMLReader(xml)
      var pieces = try Self.streamed(xml, inSmallPieces: true)
      let isRefused = (try? whole.next()) == nil
      #expect(((try? pieces.next()) == nil) == isRefused)
    }
  }

  @Test(arguments: [[0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0x3C]])
  func `a document of nothing but a byte-order mark is cut short`(bytes: [UInt8]) throws {
    #expect(throws: XMLError.truncated) { try Self.tokens(bytes) }
    var reader = try Self.streamed(bytes)
    #expect(throws: XMLError.truncated) { try reader.next() }
  }

  @Test func `a tag beyond the limit is refused`() throws {
    let xml = "<r a='" + String(repeating: "x", count: 2 << 20) + "'/>"
    var reader = try Self.streamed(Array(xml.utf8))
    #expect(throws: XMLError.limit("bytes in one XML tag", 1 << 20)) { try reader.next() }
  }

  @Test func `a skipped element leaves the reader behind its end`() throws {
    var reader = XMLReader(Array("<r><a><b>x</b><b/></a><c/></r>".utf8))
    _ = try reader.next()
    _ = try reader.next()
    try reader.skipElement()
    #expect(try reader.next() == .start)
    #expect(reader.nameIs("c"))
  }

  @Test func `every prefix and every changed byte gives a result or an error`() {
    let xml = Array("<?xml version='1.0'?><r a='1'><c>&lt;<![CDATA[x]]></c><!-- - --></r>".utf8)
    for length in 0..<xml.count {
      #expect(throws: XMLError.self) { try Self.tokens(Array(xml[..<length])) }
    }
    for place in xml.indices {
      for value: UInt8 in [0, 0x20, 0x22, 0x26, 0x27, 0x2F, 0x3C, 0x3E, 0x5D, 0x80, 0xFF] {
        var changed = xml
        changed[place] = value
        _ = try? Self.tokens(changed)
      }
    }
  }
}
