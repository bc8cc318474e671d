// SPDX-License-Identifier: Apache-2.0
// TemplateSheetAreas: what stands around the rows of a template's sheet: merges, rules, filters, breaks.

import DataModel
import FileFormats

extension TemplateSheetPatch {
  /// Elements that name cells of drawings or tables, which would have to move with them.
  private static let immovable: [(name: StaticString, chinese: String, english: String)] = [
    ("tableParts", "含有表格对象", "has table objects"), ("drawing", "含有图形或图表", "has drawings"),
    ("legacyDrawing", "含有批注或控件", "has comments or controls"),
    ("oleObjects", "含有嵌入对象", "has objects"),
    ("controls", "含有控件", "has controls"),
  ]

  mutating func enter(_ walk: inout XMLWalk) throws {
    let reader = walk.reader
    if reader.depth == 2 {
      if reader.nameIs("sheetData") {
        data = ElementPlace(walk)
        prefix = String(decoding: reader.prefix, as: UTF8.self)
      }
      for kind in Self.immovable where !moves.isEmpty && reader.nameIs(kind.name) {
        throw refusal(
          "\(kind.chinese)，不能增加行", "\(kind.english), so that no rows can be added")
      }
    }
    if reader.nameIs("col"), let style = reader.integerAttribute("style"),
      let first = reader.integerAttribute("min"), let last = reader.integerAttribute("max"),
      first <= last
    {
      columnStyles.append((first...last, style))
    }
    guard !moves.isEmpty else { return try checkMerge(walk) }
    try checkMerge(walk)
    try moveAreas(walk)
    if reader.nameIs("brk"), let place = reader.rawAttribute("id"),
      let row = reader.integerAttribute("id"), row <= CellReference.lastRow, row > 0
    {
      edits.replace(place, with: String(moves.end(row)))
    }
    // Rules of newer programs hold their areas and formulas as texts.
    let isFormula = ["formula", "formula1", "formula2", "f"].contains(reader.name)
    if isFormula || reader.name == "sqref", reader.depth >= 4 { try moveText(&walk) }
  }

  private func checkMerge(_ walk: borrowing XMLWalk) throws {
    guard walk.reader.nameIs("mergeCell"),
      let range = walk.reader.attribute("ref").flatMap({ CellRange($0) })
    else { return }
    for block in sheet.blocks
    where (range.first.row...range.last.row).contains(block.sampleRow) {
      throw refusal("的样行含合并单元格 \(range)", "has merged cells \(range) in a sample row")
    }
  }

  private mutating func moveAreas(_ walk: borrowing XMLWalk) throws {
    let reader = walk.reader
    let holders: [StaticString] = [
      "dimension", "mergeCell", "autoFilter", "hyperlink", "dataValidation",
      "conditionalFormatting", "protectedRange", "ignoredError", "sortState", "sortCondition",
    ]
    guard holders.contains(where: { reader.nameIs($0) }) else { return }
    let attributes: [StaticString] = ["ref", "sqref"]
    for attribute in attributes {
      guard let place = reader.rawAttribute(attribute), let text = reader.attribute(attribute)
      else { continue }
      guard let moved = moves.areas(text) else {
        throw refusal("的区域 \(text) 无法随行移动", "has an area \(text) that cannot be moved")
      }
      if moved != text { edits.replace(place, with: moved) }
    }
  }

  /// The text of a rule's formula or areas.
  private mutating func moveText(_ walk: inout XMLWalk) throws {
    let isAreas = walk.reader.nameIs("sqref")
    guard !walk.reader.owesEndToken else { return }
    let start = walk.end
    var text: [UInt8] = []
    let depth = walk.reader.depth
    while true {
      let token = try walk.next()
      if token == .text { walk.appendText(to: &text) }
      if token == .end, walk.reader.depth == depth { break }
    }
    let old = String(decoding: text, as: UTF8.self)
    let mover = FormulaMove(sheet: sheet.name, insertions: moves, isOwnSheet: true)
    guard let new = isAreas ? moves.areas(old) : try? mover.moved(old) else {
      throw refusal("的规则 \(old) 无法随行移动", "has a rule \(old) that cannot be moved")
    }
    if new != old { edits.replace(start..<walk.start, with: ReturnXML.escaped(new)) }
  }
}
