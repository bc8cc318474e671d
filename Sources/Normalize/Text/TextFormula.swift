// SPDX-License-Identifier: Apache-2.0
// TextFormula: `="0012"`, as programs write a code into a text file so that Excel keeps it a text.

import DataModel

/// Formulas that are nothing but a text in quotes.
enum TextFormula {
  /// The sheet with the texts that Excel would show.
  static func shown(_ sheet: Sheet) -> Sheet {
    guard sheet.rows.contains(where: { $0.cells.contains { isFormula($0.value) } }) else {
      return sheet
    }
    var sheet = sheet
    sheet.rows = sheet.rows.map { row in
      guard row.cells.contains(where: { isFormula($0.value) }) else { return row }
      let cells = row.cells.map { cell in
        var cell = cell
        if let text = text(of: cell.value) { cell.value = .text(text) }
        return cell
      }
      return SheetRow(number: row.number, cells: cells)
    }
    return sheet
  }

  private static func isFormula(_ value: CellValue) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.utf8.starts(with: "=\"".utf8)
  }

  private static func text(of value: CellValue) -> String? {
    guard case .text(let text) = value, isFormula(value), text.utf8.count >= 4,
      text.utf8.last == UInt8(ascii: "\"")
    else { return nil }
    let inside = text.dropFirst(2).dropLast()
    return inside.utf8.contains(UInt8(ascii: "\"")) ? nil : String(inside)
  }
}
