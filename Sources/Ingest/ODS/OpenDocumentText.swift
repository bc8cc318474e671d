// SPDX-License-Identifier: Apache-2.0
// OpenDocumentText: gathers the paragraphs of an OpenDocument cell as one text.

import FileFormats

/// Text of a cell: paragraphs become lines, white space collapses as the standard wants it.
struct OpenDocumentText {
  /// No cell holds more characters than this, so no run of spaces can honestly be longer.
  private static let mostSpaces = 32_767

  private var content: [UInt8] = []
  private var paragraphs = 0
  /// White space is left out at the beginning of a paragraph and after white space.
  private var ignoresSpace = true

  var isEmpty: Bool { content.isEmpty }
  var hasParagraphs: Bool { paragraphs > 0 }
  var string: String { String(decoding: content, as: UTF8.self) }

  mutating func startParagraph() {
    if paragraphs > 0 { content.append(0x0A) }
    paragraphs += 1
    ignoresSpace = true
  }

  mutating func append(_ text: [UInt8]) {
    for byte in text {
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        if !ignoresSpace { content.append(0x20) }
        ignoresSpace = true
      } else {
        content.append(byte)
        ignoresSpace = false
      }
    }
  }

  /// `text:s`: spaces that are meant.
  mutating func appendSpaces(_ count: Int) {
    content += repeatElement(0x20, count: max(1, min(count, Self.mostSpaces)))
    ignoresSpace = false
  }

  mutating func append(character: UInt8) {
    content.append(character)
    ignoresSpace = false
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
