// SPDX-License-Identifier: Apache-2.0
// OpenDocumentCellReader: reads one cell of an OpenDocument sheet with its text and its comment.

import DataModel
import FileFormats

/// Reads the cells of one sheet; keeps count of the text in the current row.
struct OpenDocumentCellReader {
  /// What one cell element holds.
  struct Content {
    var value = CellValue.blank
    var formula = FormulaState.constant
    var comment: String?
    /// What the value is not, though the cell claims it.
    var complaint: String?
  }

  private let dateSystem: DateSystem
  private let mostText: Int
  /// Bytes of text in the row so far: few bytes of XML can stand for many of text.
  private var rowText = 0
  private var scratch: [UInt8] = []

  init(dateSystem: DateSystem, mostText: Int) {
    self.dateSystem = dateSystem
    self.mostText = mostText
  }

  mutating func startRow() { rowText = 0 }

  /// Reads the cell that has just begun, to its end; it stands in `copies` columns.
  mutating func read(
    _ reader: inout DocumentReader, copies: Int
  ) throws(IngestError) -> Content {
    let cell = OpenDocumentCell(reader.xml)
    var content = Content()
    var text = OpenDocumentText()
    try readContent(&reader, into: &text, wantsText: cell.needsText, comment: &content.comment)
    content.value = cell.value(text, dateSystem: dateSystem, complaint: &content.complaint)
    guard content.value != .blank || cell.hasFormula else { return content }
    if cell.hasFormula { content.formula = content.value == .blank ? .uncached : .cached }
    guard copies <= CellReference.lastColumn else { return content }
    rowText += text.count * copies
    guard rowText <= mostText else { throw IngestError(.overLimit(.shownTextBytes, mostText)) }
    return content
  }

  /// Reads the paragraphs of the cell and its comment; drawings are left out.
  private mutating func readContent(
    _ reader: inout DocumentReader, into text: inout OpenDocumentText, wantsText: Bool,
    comment: inout String?
  ) throws(IngestError) {
    let depth = reader.xml.depth
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { return }
      guard token == .start else { continue }
      if wantsText, reader.xml.nameIs("p") || reader.xml.nameIs("h") {
        try readParagraph(&reader, into: &text)
      } else if reader.xml.nameIs("annotation") {
        comment = try readComment(&reader)
      } else if !wantsText || (!reader.xml.nameIs("list") && !reader.xml.nameIs("list-item")) {
        try reader.skipElement()
      }
    }
  }

  /// The paragraphs of a comment; its author and date are no part of them.
  private mutating func readComment(_ reader: inout DocumentReader) throws(IngestError) -> String {
    let depth = reader.xml.depth
    var text = OpenDocumentText()
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { return text.string }
      guard token == .start else { continue }
      if reader.xml.nameIs("p") {
        try readParagraph(&reader, into: &text)
      } else if !reader.xml.nameIs("list"), !reader.xml.nameIs("list-item") {
        try reader.skipElement()
      }
    }
  }

  private mutating func readParagraph(
    _ reader: inout DocumentReader, into text: inout OpenDocumentText
  ) throws(IngestError) {
    let depth = reader.xml.depth
    text.startParagraph()
    while true {
      guard text.count <= mostText else {
        throw IngestError(.overLimit(.shownTextBytes, mostText))
      }
      switch try reader.next() {
      case .finished: return
      case .end:
        guard reader.xml.depth == depth else { continue }
        text.endParagraph()
        return
      case .text:
        scratch.removeAll(keepingCapacity: true)
        reader.appendText(to: &scratch)
        text.append(scratch)
      case .start:
        if reader.xml.nameIs("s") {
          text.appendSpaces(
            reader.xml.rawAttribute("c").map {
              OpenDocumentNumber.saturating(reader.xml.buffer[$0])
            } ?? 1)
        } else if reader.xml.nameIs("tab") {
          text.append(character: 0x09)
        } else if reader.xml.nameIs("line-break") {
          text.append(character: 0x0A)
        } else if Self.isNoText(reader.xml) {
          try reader.skipElement()
        }
      }
    }
  }

  private static func isNoText(_ reader: borrowing XMLReader) -> Bool {
    reader.nameIs("annotation") || reader.nameIs("note") || reader.nameIs("ruby-text")
      || reader.nameIs("frame")
  }
}

/// Counts in attributes.
enum OpenDocumentNumber {
  /// The digits as a number of at most 2^31; 0 when they are none.
  static func saturating(_ digits: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return 0 }
      count = min(1 << 31, count * 10 + Int(byte - UInt8(ascii: "0")))
    }
    return count
  }
}
