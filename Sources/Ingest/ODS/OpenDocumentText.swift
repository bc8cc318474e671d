// SPDX-License-Identifier: Apache-2.0
// OpenDocumentText: gathers the paragraphs of an OpenDocument cell as one text.

import FileFormats

/// Text of a cell: paragraphs become lines.
///
/// The standard collapses white space and has `text:s` for spaces that are meant. Programs that do
/// not know this write a space or tab at the edge of a text as it is: a single one is kept there.
/// Line ends at an edge are the layout of the XML and mean nothing.
struct OpenDocumentText {
  /// No cell holds more characters than this, so no run of spaces can honestly be longer.
  private static let mostSpaces = 32_767

  private var content: [UInt8] = []
  private var paragraphs = 0
  private var paragraphStart = 0
  /// Where the white space that now ends the content began.
  private var spaceStart: Int?
  private var spaceHasLineEnd = false

  var isEmpty: Bool { content.isEmpty }
  var count: Int { content.count }
  var hasParagraphs: Bool { paragraphs > 0 }
  var string: String { String(decoding: content, as: UTF8.self) }

  mutating func startParagraph() {
    if paragraphs > 0 { content.append(0x0A) }
    paragraphs += 1
    paragraphStart = content.count
  }

  mutating func endParagraph() { settleSpace(isEnd: true) }

  mutating func append(_ text: [UInt8]) {
    for byte in text {
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        if spaceStart == nil { spaceStart = content.count }
        if byte == 0x0A || byte == 0x0D { spaceHasLineEnd = true }
      } else {
        settleSpace(isEnd: false)
      }
      content.append(byte)
    }
  }

  private mutating func settleSpace(isEnd: Bool) {
    guard let start = spaceStart else { return }
    spaceStart = nil
    guard spaceHasLineEnd || content.count - start > 1 else { return }
    let isLayout = spaceHasLineEnd && (isEnd || start == paragraphStart)
    spaceHasLineEnd = false
    content.removeSubrange(start...)
    if !isLayout { content.append(0x20) }
  }

  /// `text:s`: spaces that are meant.
  mutating func appendSpaces(_ count: Int) {
    settleSpace(isEnd: false)
    content += repeatElement(0x20, count: max(1, min(count, Self.mostSpaces)))
  }

  mutating func append(character: UInt8) {
    settleSpace(isEnd: false)
    content.append(character)
  }

  /// True when the text is what a cell shows whose formula failed: `#DIV/0!`, `Err:502`.
  var isErrorName: Bool {
    guard let first = content.first, content.count <= 16 else { return false }
    if first == UInt8(ascii: "#") { return Self.names.contains(string) }
    return content.count == 7 && content.starts(with: "Err:".utf8)
      && content[4...].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static let names: Set<String> = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!",
  ]
}
