// SPDX-License-Identifier: Apache-2.0
// HTMLCellText: gathers the text of one table cell as a browser would show it.

import FileFormats

/// Text with white space collapsed, line breaks where the page has them, and trimmed ends.
struct HTMLCellText {
  private var content: [UInt8] = []
  private var pendingSpace = false
  private var pendingBreaks = 0

  /// Appends raw text of the page.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = bytes[place]
      if HTMLBytes.isSpace(byte) {
        pendingSpace = true
        place += 1
      } else if byte == UInt8(ascii: "&"),
        let scalar = HTMLCharacterReference.scalar(bytes, &place, end: range.upperBound)
      {
        append(scalar)
      } else {
        flush()
        content.append(byte)
        place += 1
      }
    }
  }

  /// A character that was written as a reference; written-out white space is kept, but for its
  /// control characters, which no cell shows.
  private mutating func append(_ scalar: Unicode.Scalar) {
    guard scalar.value > 0x20 else {
      if scalar.value == 0x0A { lineBreak() } else { pendingSpace = true }
      return
    }
    flush()
    content += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
  }

  /// `<br>`.
  mutating func lineBreak() { pendingBreaks += 1 }

  /// The edge of a paragraph or another block: one line break, unless there is one.
  mutating func blockEdge() {
    if !content.isEmpty, pendingBreaks == 0 { pendingBreaks = 1 }
  }

  private mutating func flush() {
    if !content.isEmpty, pendingBreaks > 0 {
      content += repeatElement(0x0A, count: pendingBreaks)
    } else if !content.isEmpty, pendingSpace {
      content.append(0x20)
    }
    pendingBreaks = 0
    pendingSpace = false
  }

  /// The text so far, spaces and no-break spaces at its ends left out; starts anew.
  mutating func take() -> String {
    defer { self = HTMLCellText() }
    var start = 0
    var end = content.count
    while end > start, let width = blank(before: end) { end -= width }
    while start < end, let width = blank(at: start) { start += width }
    return String(decoding: content[start..<end], as: UTF8.self)
  }

  private func blank(at place: Int) -> Int? {
    if content[place] <= 0x20 { return 1 }
    let isNoBreakSpace =
      place + 1 < content.count && content[place] == 0xC2 && content[place + 1] == 0xA0
    return isNoBreakSpace ? 2 : nil
  }

  private func blank(before end: Int) -> Int? {
    if content[end - 1] <= 0x20 { return 1 }
    let isNoBreakSpace = end >= 2 && content[end - 2] == 0xC2 && content[end - 1] == 0xA0
    return isNoBreakSpace ? 2 : nil
  }
}
