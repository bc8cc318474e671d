// SPDX-License-Identifier: Apache-2.0
// OpenDocumentOutline: the names and states of an OpenDocument spreadsheet's sheets.

import DataModel
import FileFormats

/// One pass over the document that passes every table by.
struct OpenDocumentOutline {
  private(set) var sheets: [SheetInfo] = []
  /// False when the document is a text, a drawing or another kind.
  private(set) var isSpreadsheet = false

  private var reader: DocumentReader
  private let limits: IngestLimits
  private var dateSystem = DateSystem.from1900
  private var hiddenStyles: Set<String> = []

  init(_ reader: consuming DocumentReader, limits: IngestLimits) throws(IngestError) {
    self.reader = reader
    self.limits = limits
    try readDocument()
    _ = self.reader.release()
  }

  private mutating func readDocument() throws(IngestError) {
    var tableStyle: String?
    while true {
      switch try reader.next() {
      case .finished: return
      case .end: if reader.xml.nameIs("style") { tableStyle = nil }
      case .text: continue
      case .start:
        if reader.xml.nameIs("style") {
          tableStyle =
            reader.xml.attribute("family") == "table" ? reader.xml.attribute("name") : nil
        } else if reader.xml.nameIs("table-properties"), let tableStyle,
          reader.xml.attribute("display") == "false", hiddenStyles.count < IngestLimits.styles
        {
          hiddenStyles.insert(tableStyle)
        } else if OpenDocumentPlace.isSpreadsheet(reader.xml) {
          isSpreadsheet = true
          try readSpreadsheet()
        }
      }
    }
  }

  private mutating func readSpreadsheet() throws(IngestError) {
    while true {
      switch try reader.next() {
      case .finished: return
      case .end: if reader.xml.depth == OpenDocumentPlace.spreadsheetDepth { return }
      case .text: continue
      case .start:
        if OpenDocumentPlace.isTable(reader.xml) {
          try noteTable()
          try reader.skipElement()
        } else if reader.xml.nameIs("null-date") {
          let isFrom1904 = reader.xml.attribute("date-value")?.hasPrefix("1904") == true
          dateSystem = isFrom1904 ? .from1904 : .from1900
        } else if !reader.xml.nameIs("calculation-settings") {
          try reader.skipElement()
        }
      }
    }
  }

  private mutating func noteTable() throws(IngestError) {
    guard sheets.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    let isHidden =
      reader.xml.attribute("style-name").map { hiddenStyles.contains($0) } == true
      || reader.xml.attribute("display") == "false"
    sheets.append(
      SheetInfo(
        name: reader.xml.attribute("name") ?? "", visibility: isHidden ? .hidden : .visible,
        dateSystem: dateSystem))
  }
}

/// Where in the document the sheets are (ODF 1.3 Part 3, 3.7 and 9.1).
enum OpenDocumentPlace {
  static let spreadsheetDepth = 3
  static let tableDepth = 4

  static func isSpreadsheet(_ reader: borrowing XMLReader) -> Bool {
    reader.depth == spreadsheetDepth && reader.nameIs("spreadsheet")
  }

  static func isTable(_ reader: borrowing XMLReader) -> Bool {
    reader.depth == tableDepth && reader.nameIs("table")
  }
}
