// SPDX-License-Identifier: Apache-2.0
// Grid: a sheet drawn as text in a test.

import DataModel

/// Draws sheets: one line for each row, `|` between cells, blank cells blank.
///
/// `=12.5` is a native number, `=TRUE` a boolean, `#REF!` an error, `=?` a formula without a result,
/// `<` a cell merged into the one to its left, `^` one merged into the cell above; `\n` is a line break.
enum Grid {
  static func sheet(
    _ drawing: String, name: String = "Sheet1", visibility: SheetVisibility = .visible,
    dateSystem: DateSystem = .from1900
  ) -> Sheet {
    var rows: [SheetRow] = []
    var anchors: [CellReference: CellReference] = [:]
    let lines = drawing.split(separator: "\n", omittingEmptySubsequences: false)
    for (lineIndex, line) in lines.enumerated() {
      var cells: [Cell] = []
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      for (partIndex, part) in parts.enumerated() {
        let place = CellReference(row: lineIndex + 1, column: partIndex + 1)
        let text = Self.bare(part)
        if text == "<" || text == "^" {
          let left = CellReference(row: place.row, column: place.column - 1)
          let above = CellReference(row: place.row - 1, column: place.column)
          anchors[place] = anchors[text == "<" ? left : above]
          continue
        }
        anchors[place] = place
        guard let cell = Self.cell(text, column: place.column) else { continue }
        cells.append(cell)
      }
      rows.append(SheetRow(number: lineIndex + 1, cells: cells))
    }
    return Sheet(
      info: SheetInfo(
        name: name, visibility: visibility, merges: Self.merges(anchors), dateSystem: dateSystem),
      rows: rows)
  }

  static func workbook(_ drawing: String, name: String = "Sheet1") -> Workbook {
    Workbook(format: "xlsx", sheets: [sheet(drawing, name: name)])
  }

  /// Spaces that align the drawing are not content; `_` stands for one that is.
  private static func bare(_ part: Substring) -> String {
    var text = part.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return text.map { $0 == "_" ? " " : String($0) }.joined()
      .split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
  }

  private static func cell(_ text: String, column: Int) -> Cell? {
    if text.isEmpty { return nil }
    if text == "=?" { return Cell(column: column, value: .blank, formula: .uncached) }
    if text == "=TRUE" || text == "=FALSE" {
      return Cell(column: column, value: .boolean(text == "=TRUE"))
    }
    if text.hasPrefix("="), let number = Double(text.dropFirst()) {
      return Cell(column: column, value: .number(number))
    }
    if text.hasPrefix("#"), text.hasSuffix("!") || text.hasSuffix("A") {
      return Cell(column: column, value: .error(text))
    }
    return Cell(column: column, value: .text(text))
  }

  private static func merges(_ anchors: [CellReference: CellReference]) -> [CellRange] {
    var ranges: [CellReference: CellRange] = [:]
    for (place, anchor) in anchors where place != anchor {
      let range = ranges[anchor] ?? CellRange(first: anchor, last: anchor)
      ranges[anchor] = CellRange(
        first: anchor,
        last: CellReference(
          row: max(range.last.row, place.row), column: max(range.last.column, place.column)))
    }
    return ranges.values.sorted { $0.first < $1.first }
  }
}
