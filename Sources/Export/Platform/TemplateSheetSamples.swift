// SPDX-License-Identifier: Apache-2.0
// TemplateSheetSamples: a template's sample row, repeated for each row of data.

import DataModel
import FileFormats

extension TemplateSheetPatch {
  /// `tag`: nil where the row is not stored.
  mutating func rows(_ block: FilledRows, _ tag: RowPart?, _ cells: [CellPart]) throws -> String {
    let first = moves.row(block.sampleRow)
    let values = block.rows.isEmpty ? [block.columns.map { _ in FilledValue.blank }] : block.rows
    guard first + values.count - 1 <= CellReference.lastRow else {
      throw refusal("放不下\(values.count)行", "has no room for \(values.count) rows")
    }
    var xml = ""
    for (index, own) in values.enumerated() {
      let row = first + index
      var parts: [(column: Int, xml: String)] = []
      for (column, value) in zip(block.columns, own) {
        let known = cells.first { $0.column == column }
        guard known?.formula == nil else {
          throw refusal(
            "的样行 \(CellReference(row: block.sampleRow, column: column)) 是公式，不能填写",
            "has a formula where the sample row is to be filled")
        }
        let style = known?.style ?? inherited(column, tag?.style)
        parts.append((column, self.xml(column, row, value, style)))
      }
      for cell in cells where !block.columns.contains(cell.column) {
        parts.append((cell.column, try repeated(cell, block.sampleRow, row, index)))
      }
      parts.sort { $0.column < $1.column }
      xml += tag?.opened(row: row, in: bytes) ?? "<\(prefix)row r=\"\(row)\">"
      xml += parts.map(\.xml).joined() + "</\(prefix)row>"
    }
    return xml
  }

  /// A cell of the sample row that is not filled: a formula goes on downwards, a constant stays.
  private mutating func repeated(
    _ cell: CellPart, _ sample: Int, _ row: Int, _ index: Int
  ) throws -> String {
    let place = CellReference(row: sample, column: cell.column)
    if let formula = cell.formula {
      var moved = try move(formula, at: place)
      moved.area = "\(CellReference(row: row, column: cell.column))"
      guard
        formula.kind != "array" || CellRange(formula.area)?.first == CellRange(formula.area)?.last,
        let text = try? FormulaMove.copied(moved.text, down: index)
      else {
        throw refusal("的 \(place) 的公式无法随行复制", "has a formula in \(place) that cannot be repeated")
      }
      moved.text = text
      return xml(moved, cell.column, row, cell.style)
    }
    // A merged cell that grows with the rows has its text in its first cell only.
    if index > 0, merges.growing(at: place) {
      return xml(cell.column, row, .blank, cell.style)
    }
    var element = Array(bytes[cell.element])
    let start = cell.element.lowerBound
    let address = cell.address.text(CellReference(row: row, column: cell.column))
    element.replaceSubrange(
      (cell.address.range.lowerBound - start)..<(cell.address.range.upperBound - start),
      with: Array(address.utf8))
    return String(decoding: element, as: UTF8.self)
  }
}
