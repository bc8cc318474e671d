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
  private let contents: [Sheet]

  /// Opens the decoded document.
  package init(
    _ text: MarkupText, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    var budget = CellBudget(limits, fileBytes: fileBytes)
    let content = try SpreadsheetMLContent(
      text.xmlReader(limits: limits.xml), limits: limits, budget: &budget)
    contents = content.sheets
    sheets = content.sheets.map { sheet in
      SheetInfo(
        name: sheet.info.name, visibility: sheet.info.visibility,
        dateSystem: sheet.info.dateSystem)
    }
    if text.replacements > 0 {
      warnings.append("\(text.replacements) byte sequences are not \(text.encoding), now U+FFFD.")
    }
    warnings += content.warnings
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard contents.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return StoredRows(contents[index])
  }
}
