// SPDX-License-Identifier: Apache-2.0
// HTMLTokenizer: tags, text and comments of an HTML page, as browsers tell them apart.

/// The name of a tag, in lowercase, packed into one number; names above eight bytes are all 0.
package struct HTMLTagName: Hashable, Sendable {
  private let key: UInt64

  package init(_ name: StaticString) {
    let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    key = bytes.count > 8 ? 0 : bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var packed: UInt64 = 0
    if range.count <= 8 {
      for place in range { packed = packed << 8 | UInt64(HTMLBytes.lowercased(bytes[place])) }
    }
    key = packed
  }
}

/// Reads a page token by token and never fails: what is no markup is text.
///
/// Follows the tokenization of the HTML standard where tables depend on it. There is no tree and
/// no memory beyond the attributes of one tag. Scripts, styles and other raw text are skipped.
package struct HTMLTokenizer {
  package enum Token: Hashable, Sendable {
    case start
    case end
    /// A run of text, references not yet resolved.
    case text(Range<Int>)
    /// What stands between the marks of a comment.
    case comment(Range<Int>)
    case finished
  }

  private struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
  }

  private static let titles: Set<HTMLTagName> = [HTMLTagName("title"), HTMLTagName("textarea")]
  private static let rawText: Set<HTMLTagName> = [
    HTMLTagName("script"), HTMLTagName("style"), HTMLTagName("xmp"), HTMLTagName("iframe"),
    HTMLTagName("noembed"), HTMLTagName("noframes"), HTMLTagName("xml"),
  ]

  package let bytes: [UInt8]
  package private(set) var position: Int
  /// The tag of the current `.start` or `.end`.
  package private(set) var tag = HTMLTagName("")
  /// True when the page ends inside a tag or a comment.
  package private(set) var endsInMarkup = false

  private let limit: Int
  private var nameRange = 0..<0
  private var attributes: [Attribute] = []
  /// Text of a title that comes before its end tag.
  private var owedText: Range<Int>?
  /// Raw text elements known not to be closed any more.
  private var unclosed: Set<HTMLTagName> = []

  package init(_ bytes: [UInt8], range: Range<Int>? = nil) {
    self.bytes = bytes
    let whole = (range ?? bytes.indices).clamped(to: bytes.indices)
    position = whole.lowerBound
    limit = whole.upperBound
  }

  /// The tag's whole name as written, in lowercase.
  package var name: String { String(decoding: bytes[nameRange], as: UTF8.self).lowercased() }

  // MARK: Tokens

  package mutating func next() -> Token {
    if let text = owedText {
      owedText = nil
      return .text(text)
    }
    guard position < limit else { return .finished }
    if let token = markup() { return token }
    let start = position
    repeat { position += 1 } while position < limit && !startsMarkup(position)
    return .text(start..<position)
  }

  private func startsMarkup(_ place: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: "<"), place + 1 < limit else { return false }
    let next = bytes[place + 1]
    return HTMLBytes.isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      || next == UInt8(ascii: "?")
  }

  /// The markup at the current place; nil when there is text.
  private mutating func markup() -> Token? {
    guard startsMarkup(position) else { return nil }
    let next = bytes[position + 1]
    if HTMLBytes.isLetter(next) { return readTag(at: position + 1, isEnd: false) }
    if next == UInt8(ascii: "/") {
      guard position + 2 < limit else { return nil }
      if HTMLBytes.isLetter(bytes[position + 2]) { return readTag(at: position + 2, isEnd: true) }
    }
    return readComment()
  }

  private mutating func readComment() -> Token {
    guard matches("<!--", at: position) else {
      let start = position + 2
      position = find(">", from: start) ?? limit
      let end = position
      position = min(limit, position + 1)
      return .comment(min(start, end)..<end)
    }
    let start = position + 4
    if matches(">", at: start) || matches("->", at: start) {
      position = start + (matches(">", at: start) ? 1 : 2)
      return .comment(start..<start)
    }
    guard let end = find("-->", from: start) else {
      endsInMarkup = true
      position = limit
      return .comment(min(start, limit)..<limit)
    }
    position = end + 3
    return .comment(start..<end)
  }

  private mutating func readTag(at start: Int, isEnd: Bool) -> Token {
    var place = start
    while place < limit, !HTMLBytes.endsName(bytes[place]) { place += 1 }
    nameRange = start..<place
    tag = HTMLTagName(bytes, nameRange)
    attributes.removeAll(keepingCapacity: true)
    while place < limit, bytes[place] != UInt8(ascii: ">") { readAttribute(&place) }
    guard place < limit else {
      endsInMarkup = true
      position = limit
      return .finished
    }
    position = place + 1
    if isEnd { return .end }
    if Self.rawText.contains(tag) || Self.titles.contains(tag) { readRawText() }
    return .start
  }

  /// Reads one attribute, or skips one byte that belongs to none.
  private mutating func readAttribute(_ place: inout Int) {
    if HTMLBytes.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "/") {
      place += 1
      return
    }
    let nameStart = place
    place += 1
    while place < limit, !HTMLBytes.endsName(bytes[place]), bytes[place] != UInt8(ascii: "=") {
      place += 1
    }
    let name = nameStart..<place
    skipSpace(&place)
    guard place < limit, bytes[place] == UInt8(ascii: "=") else {
      attributes.append(Attribute(name: name, value: place..<place))
      return
    }
    place += 1
    skipSpace(&place)
    guard place < limit else { return }
    let quote = bytes[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = place + 1
      place = start
      while place < limit, bytes[place] != quote { place += 1 }
      attributes.append(Attribute(name: name, value: start..<place))
      place = min(limit, place + 1)
      return
    }
    let start = place
    while place < limit, !HTMLBytes.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") {
      place += 1
    }
    attributes.append(Attribute(name: name, value: start..<place))
  }

  private func skipSpace(_ place: inout Int) {
    while place < limit, HTMLBytes.isSpace(bytes[place]) { place += 1 }
  }

  /// Skips to the end tag of a raw text element; one without an end tag is an ordinary element.
  private mutating func readRawText() {
    guard !unclosed.contains(tag) else { return }
    var place = position
    while let mark = find("</", from: place) {
      let end = mark + 2 + nameRange.count
      if end <= limit, HTMLTagName(bytes, mark + 2..<end) == tag,
        end == limit || HTMLBytes.endsName(bytes[end])
      {
        if Self.titles.contains(tag), mark > position { owedText = position..<mark }
        position = mark
        return
      }
      place = mark + 2
    }
    unclosed.insert(tag)
  }

  private func matches(_ pattern: StaticString, at place: Int) -> Bool {
    let wanted = UnsafeBufferPointer(
      start: pattern.utf8Start, count: pattern.utf8CodeUnitCount)
    guard place >= 0, place <= limit - wanted.count else { return false }
    for offset in 0..<wanted.count where bytes[place + offset] != wanted[offset] { return false }
    return true
  }

  private func find(_ pattern: StaticString, from start: Int) -> Int? {
    var place = start
    while place < limit {
      if matches(pattern, at: place) { return place }
      place += 1
    }
    return nil
  }

  // MARK: Attributes of the current start tag

  /// The value of an attribute, references not resolved; nil when absent.
  package func attribute(_ name: StaticString) -> String? {
    let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for attribute in attributes where attribute.name.count == wanted.count {
      let isSame = zip(attribute.name, wanted).allSatisfy {
        HTMLBytes.lowercased(bytes[$0]) == $1
      }
      if isSame { return String(decoding: bytes[attribute.value], as: UTF8.self) }
    }
    return nil
  }

  package var hasAttributes: Bool { !attributes.isEmpty }
}
