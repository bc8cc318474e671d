// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLSource: opens an "XML Spreadsheet 2003" file as sheets.

package import DataModel
package import FileFormats

/// A workbook in the one XML format of Excel 2002 and 2003, which many portals still write.
package struct SpreadsheetMLSource: SheetSource {
  package let formatName = "xml"
  package let encoding: String? = nil
  package let sheets: [SheetInfo]
  package private(set) var warnings: [String] = []
  private let cursor: SheetCursor
  private let styles: SpreadsheetMLStyles

  private static let part = "the document"

  /// Opens the decoded document.
  package init(_ text: MarkupText, limits: IngestLimits) throws(IngestError) {
    cursor = SheetCursor { () throws(IngestError) -> XMLReader in
      text.xmlReader(limits: limits.xml)
    }
    let reader = DocumentReader(try cursor.reader(before: 0).reader, part: Self.part)
    let outline = try SpreadsheetMLOutline(reader, limits: limits)
    sheets = outline.sheets
    styles = outline.styles
    if text.replacements > 0 {
      warnings.append("\(text.replacements) byte sequences are not \(text.encoding), now U+FFFD.")
    }
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard sheets.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return try SpreadsheetMLRows(
      sheets[index], index: index, of: cursor, part: Self.part, styles: styles)
  }
}
