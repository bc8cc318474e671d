// SPDX-License-Identifier: Apache-2.0
// XMLReader: a pull reader over bytes that arrive in pieces.

/// Reads XML token by token: no document type, no entities but the five, bounded depth.
///
/// A struct with its cursor inside, because small methods of a class cost an exclusivity check
/// each. Names are compared as bytes and without their prefix; nothing becomes a `String` unless
/// asked for. Attributes and text are valid until the next call of `next()`.
package struct XMLReader {
  package enum Token: Hashable, Sendable {
    case start
    case end
    /// A piece of text: one text may come in several pieces.
    case text
    case finished
  }

  /// What a document may make the reader do.
  package struct Limits: Hashable, Sendable {
    /// Nested elements.
    package var depth = 256
    /// Bytes of one start tag with its attributes.
    package var tagBytes = 1 << 20
    /// Bytes of one CDATA section; other text comes in pieces.
    package var textBytes = 64 << 20

    package init() {}
  }

  /// Bytes at hand; together with `position` for callers that scan well-known runs themselves.
  package private(set) var buffer: [UInt8] = []
  /// The next byte to read; a caller that moves it must leave it between two tokens.
  package var position = 0
  /// Characters that XML forbids or references that mean nothing, each replaced by U+FFFD.
  package internal(set) var replacedCharacters = 0

  /// Grows whenever `buffer` changes: what a caller found out about its bytes is then void.
  package private(set) var generation = 0

  private var source: XMLByteSource
  private let limits: Limits
  private var stack: [UInt64] = []
  private var tag = XMLTagScanner.Tag()
  private var attributes: [XMLAttribute] = []
  private var textRange = 0..<0
  private var textIsLiteral = false
  /// True after the `.start` of an empty element: its `.end` comes next, from no bytes.
  package private(set) var owesEndToken = false
  private var sawRoot = false
  /// Where the `<` of the current `.start` or `.end` token stands in `buffer`.
  package private(set) var tagStart = 0

  package init(_ bytes: [UInt8], limits: Limits = Limits()) {
    source = XMLByteSource(bytes: bytes)
    self.limits = limits
  }

  /// `readsAhead` decompresses a large member on a second thread.
  package init(_ stream: InflateStream, limits: Limits = Limits(), readsAhead: Bool = false) {
    source = XMLByteSource(stream: stream, readsAhead: readsAhead)
    self.limits = limits
  }

  /// How many elements are open; the element of a `.start` or `.end` token is included.
  package var depth: Int { stack.count }

  // MARK: Tokens

  /// Moves to the next token.
  ///
  /// An empty element gives `.start` and then `.end`. White space outside the root is skipped.
  package mutating func next() throws(XMLError) -> Token {
    if closesBefore { stack.removeLast() }
    closesBefore = false
    if owesEndToken {
      owesEndToken = false
      closesBefore = true
      return .end
    }
    while true {
      var hasBytes = position < buffer.count
      if !hasBytes { hasBytes = try refill() }
      guard hasBytes else {
        guard stack.isEmpty, sawRoot else { throw .truncated }
        return .finished
      }
      guard buffer[position] == UInt8(ascii: "<") else {
        if try readText() { return .text }
        continue
      }
      if position + 1 >= buffer.count, try !refill() { throw .truncated }
      switch buffer[position + 1] {
      case UInt8(ascii: "/"):
        try readEndTag()
        return .end
      case UInt8(ascii: "?"): try skipInstruction()
      case UInt8(ascii: "!"): if try readDeclaration() { return .text }
      default:
        try readStartTag()
        return .start
      }
    }
  }

  /// The depth still counts an element while its `.end` is the current token.
  private var closesBefore = false

  /// Reads on until the element that just started has ended.
  package mutating func skipElement() throws(XMLError) {
    let target = depth
    while true {
      if try next() == .end, depth == target { return }
    }
  }

  /// Brings at least one more byte behind `position`; false at the end.
  private mutating func refill() throws(XMLError) -> Bool {
    let rest = buffer.count - position
    generation += 1
    // A piece may hold nothing but a byte-order mark, or half a character.
    while try source.refill(&buffer, keepingFrom: &position) {
      if buffer.count - position > rest { return true }
    }
    return false
  }

  private mutating func readStartTag() throws(XMLError) {
    while true {
      switch XMLTagScanner.startTag(buffer, at: position, tag: &tag, attributes: &attributes) {
      case .done:
        guard !sawRoot || !stack.isEmpty else { throw .malformed("a second root element") }
        guard stack.count < limits.depth else { throw .limit("XML depth", limits.depth) }
        sawRoot = true
        stack.append(tag.key)
        owesEndToken = tag.isEmptyElement
        tagStart = position
        position = tag.end
        return
      case .malformed: throw .malformed("a damaged tag")
      case .needsMore: try refillTag()
      }
    }
  }

  private mutating func refillTag() throws(XMLError) {
    guard buffer.count - position < limits.tagBytes else {
      throw .limit("bytes in one XML tag", limits.tagBytes)
    }
    guard try refill() else { throw .truncated }
  }

  private mutating func readEndTag() throws(XMLError) {
    while true {
      switch XMLTagScanner.endTag(buffer, at: position, tag: &tag) {
      case .done:
        guard stack.last == tag.key else { throw .malformed("an end tag without its start") }
        attributes.removeAll(keepingCapacity: true)
        closesBefore = true
        tagStart = position
        position = tag.end
        return
      case .malformed: throw .malformed("a damaged end tag")
      case .needsMore: try refillTag()
      }
    }
  }

  // MARK: Text

  /// Takes the text up to the next `<` or the end of the buffer; false for nothing to report.
  private mutating func readText() throws(XMLError) -> Bool {
    var end = position
    while end < buffer.count, buffer[end] != UInt8(ascii: "<") { end += 1 }
    if end == buffer.count {
      end = try cutText()
    }
    guard end > position else { return false }
    textRange = position..<end
    textIsLiteral = false
    position = end
    guard stack.isEmpty else { return true }
    for byte in buffer[textRange] where !XMLTagScanner.isSpace(byte) {
      throw .malformed("text outside the root element")
    }
    return false
  }

  /// Where to cut a text that reaches the end of the buffer, so that nothing is torn.
  private mutating func cutText() throws(XMLError) -> Int {
    let mark = tornEnd
    if mark > position { return mark }
    guard try refill() else { return buffer.count }
    return position
  }

  /// Where a reference or a line end of two bytes begins that the end of the buffer may have torn.
  private var tornEnd: Int {
    let end = buffer.last == 0x0D ? buffer.count - 1 : buffer.count
    // Behind its `&` a reference has no more bytes than this.
    for mark in min(end, max(position, buffer.count - XMLText.longestReference - 1))..<end
    where buffer[mark] == UInt8(ascii: "&") && !buffer[mark...].contains(UInt8(ascii: ";")) {
      return mark
    }
    return end
  }

  /// Comments are skipped, CDATA is text, a document type is refused; true for a text token.
  private mutating func readDeclaration() throws(XMLError) -> Bool {
    while buffer.count - position < 9, try refill() {}
    let rest = buffer[position...]
    if rest.starts(with: "<!--".utf8) {
      position += 4
      try skip(past: Array("-->".utf8))
      return false
    }
    if rest.starts(with: "<![CDATA[".utf8) {
      guard !stack.isEmpty else { throw .malformed("CDATA outside the root element") }
      position += 9
      try readCharacterData()
      return true
    }
    if rest.starts(with: "<!DOCTYPE".utf8) { throw .documentType }
    throw .malformed("an unknown declaration")
  }

  private mutating func readCharacterData() throws(XMLError) {
    var searched = position
    while true {
      if let end = find(Array("]]>".utf8), from: searched) {
        textRange = position..<end
        textIsLiteral = true
        position = end + 3
        return
      }
      guard buffer.count - position < limits.textBytes else {
        throw .limit("bytes in one CDATA section", limits.textBytes)
      }
      let keep = max(0, buffer.count - position - 2)
      guard try refill() else { throw .truncated }
      searched = position + keep
    }
  }

  /// Skips a processing instruction; the XML declaration may only name UTF-8 or UTF-16.
  private mutating func skipInstruction() throws(XMLError) {
    while buffer.count - position < 256, find(Array("?>".utf8), from: position) == nil,
      try refill()
    {}
    if !sawRoot, !startsWith(Self.usualDeclaration), startsWith("<?xml ") {
      try checkEncoding()
    }
    position += 2
    try skip(past: Array("?>".utf8))
  }

  /// As nearly every program writes it; behind it there can only be `standalone`.
  private static var usualDeclaration: StaticString {
    #"<?xml version="1.0" encoding="UTF-8""#
  }

  private func startsWith(_ text: StaticString) -> Bool {
    position + text.utf8CodeUnitCount <= buffer.count
      && Self.equals(buffer, position, position + text.utf8CodeUnitCount, text)
  }

  private func checkEncoding() throws(XMLError) {
    // No further than where a piece may end, or the pieces would decide.
    let furthest = min(buffer.count, position + 256)
    let end = min(find(Array("?>".utf8), from: position) ?? furthest, furthest)
    let name = XMLText.encodingName(in: buffer[position..<end])
    guard let name, !source.isTranscoded, !Self.readable.contains(name) else { return }
    throw .unsupportedEncoding(String(name.prefix(40)))
  }

  private static let readable: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii"]

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    var place = start
    while place <= buffer.count - pattern.count {
      if buffer[place] == pattern[0], buffer[place...].starts(with: pattern) { return place }
      place += 1
    }
    return nil
  }

  /// Moves behind the next `pattern` without holding what is skipped.
  private mutating func skip(past pattern: [UInt8]) throws(XMLError) {
    while true {
      if let place = find(pattern, from: position) {
        position = place + pattern.count
        return
      }
      position = max(position, buffer.count - pattern.count + 1)
      guard try refill() else { throw .truncated }
    }
  }

  // MARK: Content of the current token

  /// Appends the current text, references resolved and line ends as XML wants them, as UTF-8.
  package mutating func appendText(to target: inout [UInt8]) {
    replacedCharacters += XMLText.append(
      buffer, textRange, isLiteral: textIsLiteral, isAttribute: false, to: &target)
  }

  /// True when the element of the current `.start` or `.end` has this name, prefix aside.
  package func nameIs(_ name: StaticString) -> Bool {
    Self.equals(buffer, tag.nameStart, tag.nameEnd, name)
  }

  /// The element's name without its prefix.
  package var name: String { String(decoding: buffer[tag.nameStart..<tag.nameEnd], as: UTF8.self) }

  /// The prefix of the element's name with its colon; empty where it has none.
  package var prefix: ArraySlice<UInt8> {
    let start = buffer[tagStart...].dropFirst().first == UInt8(ascii: "/") ? 2 : 1
    return buffer[(tagStart + start)..<tag.nameStart]
  }

  /// Where the raw value of an attribute of the current `.start` lies in `buffer`.
  package func rawAttribute(_ name: StaticString) -> Range<Int>? {
    for attribute in attributes
    where Self.equals(buffer, attribute.nameStart, attribute.nameEnd, name) {
      return attribute.valueStart..<attribute.valueEnd
    }
    return nil
  }

  /// The value of an attribute of the current `.start`, references resolved; nil when absent.
  package func attribute(_ name: StaticString) -> String? {
    guard let range = rawAttribute(name) else { return nil }
    let isPlain = buffer[range].allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "&") }
    if isPlain {
      return buffer.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
      }
    }
    var value: [UInt8] = []
    _ = XMLText.append(buffer, range, isLiteral: false, isAttribute: true, to: &value)
    return String(decoding: value, as: UTF8.self)
  }

  /// True when any attribute of this name, whatever its prefix, has exactly this raw value.
  ///
  /// Two vocabularies may use the same name on one element; the others see the first one only.
  package func hasAttribute(_ name: StaticString, value: StaticString) -> Bool {
    attributes.contains { attribute in
      Self.equals(buffer, attribute.nameStart, attribute.nameEnd, name)
        && Self.equals(buffer, attribute.valueStart, attribute.valueEnd, value)
    }
  }

  /// A whole number in an attribute; nil when absent or not a number below 2^31.
  package func integerAttribute(_ name: StaticString) -> Int? {
    guard let range = rawAttribute(name), !range.isEmpty, range.count <= 10 else { return nil }
    var number = 0
    for byte in buffer[range] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number <= Int(Int32.max) ? number : nil
  }

  /// A yes/no attribute in the forms that ECMA-376 allows; nil when absent or something else.
  package func booleanAttribute(_ name: StaticString) -> Bool? {
    switch attribute(name) {
    case "1", "true", "on", "t": true
    case "0", "false", "off", "f": false
    default: nil
    }
  }

  private static func equals(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ name: StaticString
  ) -> Bool {
    guard end - start == name.utf8CodeUnitCount else { return false }
    let other = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for offset in 0..<other.count where bytes[start + offset] != other[offset] { return false }
    return true
  }
}
