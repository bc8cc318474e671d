// SPDX-License-Identifier: Apache-2.0
// HTMLTableSource: opens an HTML page, whatever its name, as one sheet a table.

package import DataModel
package import FileFormats

/// A page with tables: what web portals hand out under the name `.xls`.
package struct HTMLTableSource: SheetSource {
  package let formatName: String
  package let encoding: String?
  package private(set) var sheets: [SheetInfo] = []
  package private(set) var warnings: [String] = []
  private var contents: [Sheet] = []

  /// Opens one page.
  package init(
    _ text: MarkupText, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    formatName = "html"
    encoding = text.encoding
    var budget = CellBudget(limits, fileBytes: fileBytes)
    let page = try HTMLPage(text, limits: limits, budget: &budget)
    if text.replacements > 0 {
      warnings.append(
        "\(text.replacements) byte sequences are not \(text.encoding), now U+FFFD.")
    }
    warnings += page.warnings
    add(page, announced: ExcelIsland.sheets(text, most: limits.sheets))
    try finish()
  }

  /// Opens the pages of a web archive.
  package init(
    archive: MIMEDocument, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    formatName = "mhtml"
    var budget = CellBudget(limits, fileBytes: fileBytes)
    let parts = try WebArchive(archive, limits: limits)
    encoding = parts.encoding
    warnings = parts.warnings
    for (part, announced) in parts.pages {
      let page = try HTMLPage(part, limits: limits, budget: &budget)
      warnings += page.warnings
      add(page, announced: announced)
      guard contents.count <= limits.sheets else {
        throw IngestError(.overLimit(.sheets, limits.sheets))
      }
    }
    try finish()
  }

  /// Adds a page's tables; those that only lay out the page or hold nothing are left out.
  private mutating func add(_ page: HTMLPage, announced: [ExcelIslandSheet]) {
    let filled = page.tables.filter { !$0.isEmpty }
    let chosen = filled.isEmpty ? page.tables.filter { !$0.holdsTable } : filled
    for (index, table) in chosen.enumerated() {
      var info = SheetInfo(name: table.caption)
      info.layout = table.layout
      if announced.count == chosen.count {
        info.name = announced[index].name.isEmpty ? table.caption : announced[index].name
        info.visibility = announced[index].visibility
      } else if info.name.isEmpty, chosen.count == 1 {
        info.name = page.title
      }
      contents.append(Sheet(info: info, rows: table.rows))
    }
  }

  /// Gives every sheet a name of its own, so that a cell's place is beyond doubt.
  private mutating func finish() throws(IngestError) {
    guard !contents.isEmpty else {
      throw IngestError(.notASpreadsheet("an HTML page without a table"))
    }
    var used: Set<String> = []
    for index in contents.indices {
      var name = contents[index].info.name
      if name.isEmpty, contents.count > 1 { name = "table\(index + 1)" }
      let stem = name
      var number = 2
      while used.contains(name) {
        name = "\(stem) (\(number))"
        number += 1
      }
      used.insert(name)
      contents[index].info.name = name
    }
    sheets = contents.map { sheet in
      SheetInfo(name: sheet.info.name, visibility: sheet.info.visibility)
    }
  }

  /// Known already: a page is read whole, for only its last tag tells which tables hold something.
  package func layout(of index: Int) throws(IngestError) -> SheetLayout {
    guard contents.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return contents[index].info.layout
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard contents.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return StoredRows(contents[index])
  }
}
