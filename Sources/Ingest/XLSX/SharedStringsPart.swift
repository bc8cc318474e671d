// SPDX-License-Identifier: Apache-2.0
// SharedStringsPart: the table of texts that cells refer to by number (ECMA-376 Part 1, sst).

import FileFormats

/// The shared strings: runs of rich text joined, phonetic guides left out.
struct SharedStringsPart {
  private(set) var strings: [String] = []
  /// Texts with bytes that are not UTF-8 or characters that XML forbids.
  private(set) var damaged = 0

  /// A workbook without shared strings.
  init() {}

  init(_ reader: consuming XMLReader, limits: IngestLimits) throws(XMLError) {
    var reader = reader
    var text: [UInt8] = []
    var room = limits.textBytes
    var isInText = false
    while true {
      switch try reader.next() {
      case .start:
        isInText = false
        if reader.depth == 2 {
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
        guard reader.depth == 2, reader.nameIs("si") else { continue }
        guard strings.count < limits.sharedStrings else {
          throw .limit("shared strings", limits.sharedStrings)
        }
        room -= text.count
        strings.append(CellText.string(text, damaged: &damaged))
      case .finished:
        damaged += reader.replacedCharacters
        return
      }
    }
  }
}
