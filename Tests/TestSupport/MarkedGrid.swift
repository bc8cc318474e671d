// SPDX-License-Identifier: Apache-2.0
// MarkedGrid: writes a sheet as a drawing of its cells, so that a test shows what it reads.

package import DataModel

/// Turns lines of cells between `|` into sheets.
///
/// One line is one row, spaces around a cell do not count, an empty line is an empty row:
///
///     学校名称 | 学生数 | <
///     ^        | 男     | 女
///     第一小学 | 120    | 98.5
///
/// | written | cell |
/// |---|---|
/// | nothing | blank |
/// | `12`, `-0.5` | number |
/// | `"12 "`, `'12` | exactly this text |
/// | `TRUE`, `FALSE` | boolean |
/// | `#N/A` and other errors | error |
/// | `@2024-09-01` | date |
/// | `=12`, `="好"` | the value, cached by a formula |
/// | `=` | a formula without a cached value |
/// | `<`, `^` | blank, merged into the cell on the left or above |
/// | anything else | text |
package enum MarkedGrid {
  /// A sheet drawn as text.
  package static func sheet(
    _ drawing: String, name: String = "Sheet1", visibility: SheetVisibility = .visible
  ) -> Sheet {
    let marks = drawing.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.allSatisfy(\.isWhitespace)
        ? [] : line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
    }
    var rows: [SheetRow] = []
    for (number, line) in marks.enumerated() {
      let cells = line.enumerated().compactMap { cell($0.element, column: $0.offset + 1) }
      if !cells.isEmpty { rows.append(SheetRow(number: number + 1, cells: cells)) }
    }
    let info = SheetInfo(name: name, visibility: visibility, merges: merges(marks))
    return Sheet(info: info, rows: rows)
  }

  /// A workbook of one drawn sheet.
  package static func workbook(
    _ drawing: String, name: String = "Sheet1", format: String = "xlsx"
  ) -> Workbook {
    Workbook(format: format, sheets: [sheet(drawing, name: name)])
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static func cell(_ mark: String, column: Int) -> Cell? {
    guard !mark.isEmpty, mark != "<", mark != "^" else { return nil }
    guard mark.hasPrefix("=") else { return Cell(column: column, value: value(mark)) }
    let result = String(mark.dropFirst())
    return Cell(
      column: column, value: result.isEmpty ? .blank : value(result),
      formula: result.isEmpty ? .uncached : .cached)
  }

  private static let errors: Set<String> = [
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
  ]

  private static func value(_ mark: String) -> CellValue {
    if mark.count >= 2, mark.hasPrefix("\""), mark.hasSuffix("\"") {
      return .text(String(mark.dropFirst().dropLast()))
    }
    if mark.hasPrefix("'") { return .text(String(mark.dropFirst())) }
    if mark == "TRUE" || mark == "FALSE" { return .boolean(mark == "TRUE") }
    if errors.contains(mark) { return .error(mark) }
    if mark.hasPrefix("@"), let date = date(mark.dropFirst()) { return .date(date) }
    let isPlain = mark.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2D }
    if isPlain, let number = Double(mark) { return .number(number) }
    return .text(mark)
  }

  private static func date(_ text: Substring) -> SpreadsheetDate? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3,
      let day = CivilDate(year: parts[0], month: parts[1], day: parts[2])
    else { return nil }
    return SpreadsheetDate(serial: Double(day.daysSince1970 + 25_569), kind: .date)
  }

  /// Rectangles that `<` and `^` spread from a cell to the right and down.
  private static func merges(_ marks: [[String]]) -> [CellRange] {
    func mark(_ row: Int, _ column: Int) -> String {
      row < marks.count && column < marks[row].count ? marks[row][column] : ""
    }
    var ranges: [CellRange] = []
    for row in marks.indices {
      for column in marks[row].indices where !["<", "^"].contains(mark(row, column)) {
        var right = column
        while mark(row, right + 1) == "<" { right += 1 }
        var bottom = row
        while mark(bottom + 1, column) == "^" { bottom += 1 }
        guard right > column || bottom > row else { continue }
        ranges.append(
          CellRange(
            first: CellReference(row: row + 1, column: column + 1),
            last: CellReference(row: bottom + 1, column: right + 1)))
      }
    }
    return ranges
  }
}
