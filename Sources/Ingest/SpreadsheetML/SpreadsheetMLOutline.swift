// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLOutline: the names and states of a SpreadsheetML 2003 workbook's sheets, and its styles.

import DataModel
import FileFormats

/// One pass over the document that passes every table by.
struct SpreadsheetMLOutline {
  /// Worksheets are the children of the root.
  static let sheetDepth = 2

  private(set) var sheets: [SheetInfo] = []
  private(set) var styles = SpreadsheetMLStyles()

  private var reader: DocumentReader
  private let limits: IngestLimits
  private var dateSystem = DateSystem.from1900

  init(_ reader: consuming DocumentReader, limits: IngestLimits) throws(IngestError) {
    self.reader = reader
    self.limits = limits
    try readWorkbook()
    _ = self.reader.release()
  }

  private mutating func readWorkbook() throws(IngestError) {
    while true {
      switch try reader.next() {
      case .finished: return
      case .end, .text: continue
      case .start:
        if reader.xml.depth == 1, !reader.xml.nameIs("Workbook") {
          throw IngestError(.notASpreadsheet("an XML document"))
        }
        if reader.xml.nameIs("Date1904"), reader.xml.depth == 3 { dateSystem = .from1904 }
        if reader.xml.nameIs("Worksheet"), reader.xml.depth == Self.sheetDepth {
          try readWorksheet()
        } else {
          try styles.note(reader.xml)
        }
      }
    }
  }

  private mutating func readWorksheet() throws(IngestError) {
    guard sheets.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    var info = SheetInfo(name: reader.xml.attribute("Name") ?? "", dateSystem: dateSystem)
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == Self.sheetDepth { break }
      guard token == .start else { continue }
      if reader.xml.nameIs("Visible") {
        info.visibility = try readVisibility()
      } else if !reader.xml.nameIs("WorksheetOptions") {
        try reader.skipElement()
      }
    }
    sheets.append(info)
  }

  private mutating func readVisibility() throws(IngestError) -> SheetVisibility {
    switch String(decoding: try reader.text(), as: UTF8.self).filter({ !$0.isWhitespace }) {
    case "SheetHidden": .hidden
    case "SheetVeryHidden": .veryHidden
    default: .visible
    }
  }
}
