// SPDX-License-Identifier: Apache-2.0
// SharedStringsPart: the table of texts that cells refer to by number (ECMA-376 Part 1, sst).

import DataModel
import FileFormats

/// The shared strings: runs of rich text joined, phonetic guides left out.
struct SharedStringsPart: ~Copyable {
  private(set) var table = TextTable()
  /// Texts with bytes that are not UTF-8 or characters that XML forbids.
  private(set) var damaged = 0
  private var room = 0
  /// Texts on their way into the table.
  private var buffer = TextBuffer()
  private let limits: IngestLimits
  /// Where the last item in the reader's bytes ends; 0 when none does.
  private var knownEnd = 0
  private var knownGeneration = -1

  /// A workbook without shared strings.
  init() { limits = .default }

  init(_ reader: consuming XMLReader, limits: IngestLimits) throws(XMLError) {
    self.limits = limits
    room = limits.textBytes
    var reader = reader
    var text: [UInt8] = []
    var isInText = false
    while true {
      switch try reader.next() {
      case .start:
        isInText = false
        if reader.depth == 1, !reader.owesEndToken {
          try takePlainItems(&reader)
        } else if reader.depth == 2 {
          text.removeAll(keepingCapacity: true)
        } else if reader.nameIs("t") {
          isInText = true
        } else if reader.depth == 3, !reader.nameIs("r") {
          // Phonetic guides, and elements of other namespaces.
          try reader.skipElement()
        }
      case .text:
        guard isInText else { continue }
        reader.appendText(to: &text)
        guard text.count <= room else { throw .limit("bytes of text", limits.textBytes) }
      case .end:
        isInText = false
        guard reader.depth == 2 else { continue }
        if reader.nameIs("si") { try take(text) }
        try takePlainItems(&reader)
      case .finished:
        damaged += reader.replacedCharacters
        if buffer.count > 0 { table.append(buffer.take()) }
        return
      }
    }
  }

  private mutating func take(_ text: [UInt8]) throws(XMLError) {
    try makeRoom(for: text.count)
    if text.contains(UInt8(ascii: "_")) || !Self.isUTF8(text) {
      var decoded = CellText.string(text, damaged: &damaged)
      _ = decoded.withUTF8 { buffer.append($0) }
    } else {
      _ = text.withUnsafeBufferPointer { buffer.append($0) }
    }
    if buffer.count == TextTable.arenaSize { table.append(buffer.take()) }
  }

  private static func isUTF8(_ text: [UInt8]) -> Bool {
    (try? UTF8Span(validating: text.span)) != nil
  }

  private var count: Int { table.count + buffer.count }

  private mutating func makeRoom(for length: Int) throws(XMLError) {
    guard count < limits.sharedStrings else {
      throw .limit("shared strings", limits.sharedStrings)
    }
    guard length <= room else { throw .limit("bytes of text", limits.textBytes) }
    room -= length
  }

  /// Takes items that hold one plain text and nothing else straight from the reader's bytes.
  ///
  /// The general way takes the rest and decides on the limits. See `RowScanner` for how the end of
  /// the buffer is kept.
  private mutating func takePlainItems(_ reader: inout XMLReader) throws(XMLError) {
    let generation = reader.generation
    reader.position = reader.buffer.withUnsafeBufferPointer { bytes in
      if generation != knownGeneration {
        knownGeneration = generation
        knownEnd = Bytes.endOfLast(Bytes.itemEnd, 5, in: bytes, after: reader.position)
      }
      guard let base = bytes.baseAddress, knownEnd > reader.position else {
        return reader.position
      }
      let end = knownEnd
      var place = base + reader.position
      buffer.reserve(end - reader.position)
      while place < base + end, takePlainItem(&place, reserved: end - reader.position) {}
      return place - base
    }
  }

  @inline(__always)
  private mutating func takePlainItem(_ place: inout Bytes.Cursor, reserved: Int) -> Bool {
    var next = place
    Bytes.skipSpace(&next)
    guard Bytes.skip(&next, Bytes.itemStart, 6) else { return false }
    CellContentReader.skipSpaceAttribute(&next)
    guard next[0] == UInt8(ascii: ">") else { return false }
    next += 1
    guard let length = buffer.copyPlain(&next), Bytes.skip(&next, Bytes.textEnd, 4),
      Bytes.skip(&next, Bytes.itemEnd, 5), length <= room, count < limits.sharedStrings
    else { return false }
    room -= length
    _ = buffer.keep(length)
    place = next
    if buffer.count == TextTable.arenaSize {
      table.append(buffer.take())
      buffer.reserve(reserved)
    }
    return true
  }
}
