// SPDX-License-Identifier: Apache-2.0
// TemplateSheetAreas: what stands around the rows of a template's sheet: merges, rules, filters, breaks.

import DataModel
import FileFormats

extension TemplateSheetPatch {
  /// Elements of things that cannot be moved.
  private static let immovable: [(name: StaticString, chinese: String, english: String)] = [
    ("oleObjects", "含有嵌入对象", "has embedded objects"), ("controls", "含有控件", "has controls"),
    ("cellSmartTags", "含有智能标记", "has smart tags"),
  ]

  mutating func enter(_ walk: inout XMLWalk) throws {
    let reader = walk.reader
    if reader.depth == 2 {
      section = reader.name
      if reader.nameIs("sheetData") {
        data = ElementPlace(walk)
        prefix = String(decoding: reader.prefix, as: UTF8.self)
      }
    }
    if reader.nameIs("col"), let style = reader.integerAttribute("style"),
      let first = reader.integerAttribute("min"), let last = reader.integerAttribute("max"),
      first <= last
    {
      columnStyles.append((first...last, style))
    }
    guard !moves.isEmpty else { return }
    for kind in Self.immovable where reader.nameIs(kind.name) {
      throw refusal("\(kind.chinese)，不能增加行", "\(kind.english), so that no rows can be added")
    }
    repeatMerge(walk)
    try moveAreas(walk)
    try moveTexts(&walk)
  }

  private mutating func moveTexts(_ walk: inout XMLWalk) throws {
    let reader = walk.reader
    if reader.nameIs("brk"), section == "rowBreaks", let place = reader.rawAttribute("id"),
      let row = reader.integerAttribute("id"), row <= CellReference.lastRow, row > 0
    {
      edits.replace(place, with: String(moves.end(row)))
    }
    if reader.nameIs("hyperlink"), let place = reader.rawAttribute("location"),
      let text = reader.attribute("location"), let new = try? mover(nil).moved(text), new != text
    {
      edits.replace(place, with: ReturnXML.escaped(new))
    }
    if reader.nameIs("sparkline") { return try moveSparkline(&walk) }
    if reader.nameIs("conditionalFormatting") || reader.nameIs("dataValidation") {
      return try moveRule(&walk)
    }
    // Parts of newer programs hold their areas and formulas as texts.
    if reader.depth >= 4, CellTexts.names.contains(where: { reader.nameIs($0) }) {
      try move(CellTexts(&walk), ofRow: nil)
    }
  }

  private func mover(_ row: Int?) -> FormulaMove {
    FormulaMove(sheet: sheet.name, insertions: moves, isOwnSheet: true, ownRow: row)
  }

  /// Merged cells within a sample row stand in each of its rows.
  private mutating func repeatMerge(_ walk: borrowing XMLWalk) {
    let reader = walk.reader
    if reader.nameIs("mergeCells"), let place = reader.rawAttribute("count"),
      let count = reader.integerAttribute("count")
    {
      edits.replace(place, with: String(count + merges.repeats(in: sheet)))
    }
    guard reader.nameIs("mergeCell"),
      let range = reader.attribute("ref").flatMap({ CellRange($0) }),
      let block = merges.block(repeating: range, in: sheet)
    else { return }
    let first = moves.row(block.sampleRow)
    let copies = block.rows.indices.dropFirst().map { index in
      let copy = CellRange(
        first: CellReference(row: first + index, column: range.first.column),
        last: CellReference(row: first + index, column: range.last.column))
      return "<\(prefix)mergeCell ref=\"\(copy)\"/>"
    }
    edits.insert(copies.joined(), at: reader.tagStart)
  }

  /// Elements with areas, of which those that end with a sample row take the new rows in.
  private static let growing: [StaticString] = [
    "dimension", "autoFilter", "hyperlink", "dataValidation", "conditionalFormatting",
    "protectedRange", "ignoredError", "sortState", "sortCondition",
  ]
  /// Elements that stand for one cell.
  private static let single: [StaticString] = ["cellWatch", "inputCells"]

  private mutating func moveAreas(_ walk: borrowing XMLWalk) throws {
    let reader = walk.reader
    let attributes: [StaticString] = ["ref", "sqref", "r"]
    for attribute in attributes {
      let isSingle = attribute.description == "r"
      let holders = isSingle ? Self.single : Self.growing
      guard let place = reader.rawAttribute(attribute), let text = reader.attribute(attribute)
      else { continue }
      var moved: String?
      if reader.nameIs("mergeCell") {
        moved = CellRange(text).flatMap { merges.moved($0, in: sheet) }?.description
      } else if holders.contains(where: { reader.nameIs($0) }) {
        moved =
          isSingle
          ? CellRange(text).flatMap { moves.whole($0) }?.description
          : moves.areas(text)
      } else {
        continue
      }
      guard let moved else {
        throw refusal("的区域 \(text) 无法随行移动", "has an area \(text) that cannot be moved")
      }
      if moved != text { edits.replace(place, with: moved) }
    }
  }

  // MARK: Rules

  /// The texts of an element's descendants that speak of cells.
  private struct CellTexts {
    var areas: [(text: String, range: Range<Int>)] = []
    var formulas: [(text: String, range: Range<Int>)] = []

    static let names: [StaticString] = ["formula", "formula1", "formula2", "f", "sqref"]

    /// Leaves the walk at the element's end.
    init(_ walk: inout XMLWalk) throws {
      let depth = walk.reader.depth
      var (start, text): (Int?, [UInt8]) = (nil, [])
      guard !walk.reader.owesEndToken else { return }
      if Self.isMeant(walk) { start = walk.end }
      while true {
        switch try walk.next() {
        case .start:
          // Bounds of colours and signs may be formulas.
          if walk.reader.nameIs("cfvo"), let range = walk.reader.rawAttribute("val") {
            formulas.append((walk.reader.attribute("val") ?? "", range))
          }
          (start, text) = (Self.isMeant(walk) ? walk.end : nil, [])
        case .text: if start != nil { walk.appendText(to: &text) }
        case .end:
          if let begun = start {
            let found = (String(decoding: text, as: UTF8.self), begun..<walk.start)
            if walk.reader.nameIs("sqref") { areas.append(found) } else { formulas.append(found) }
          }
          start = nil
          if walk.reader.depth == depth { return }
        case .finished: return
        }
      }
    }

    static func isMeant(_ walk: borrowing XMLWalk) -> Bool {
      let reader = walk.reader
      return !reader.owesEndToken && names.contains { reader.nameIs($0) }
    }
  }

  /// A rule's formulas are written for the first row of its areas; newer programs have the areas as text.
  private mutating func moveRule(_ walk: inout XMLWalk) throws {
    let own = walk.reader.attribute("sqref")
    let texts = try CellTexts(&walk)
    let areas = (own ?? texts.areas.first?.text ?? "").split(separator: " ")
    try move(texts, ofRow: areas.compactMap { CellRange($0)?.first.row }.min())
  }

  private mutating func move(_ texts: CellTexts, ofRow row: Int?) throws {
    for (old, range) in texts.formulas {
      guard let new = try? mover(row).moved(old) else { throw ruleRefusal(old) }
      if new != old { edits.replace(range, with: ReturnXML.escaped(new)) }
    }
    for (old, range) in texts.areas {
      guard let new = moves.areas(old) else { throw ruleRefusal(old) }
      if new != old { edits.replace(range, with: ReturnXML.escaped(new)) }
    }
  }

  private func ruleRefusal(_ text: String) -> TemplateRefusal {
    refusal("的规则 \(text) 无法随行移动", "has a rule \(text) that cannot be moved")
  }

  /// A small chart within a cell; that of a sample row stands in each of its rows.
  private mutating func moveSparkline(_ walk: inout XMLWalk) throws {
    let start = walk.reader.tagStart
    let texts = try CellTexts(&walk)
    guard let area = texts.areas.first, let cell = CellReference(area.text),
      texts.areas.count == 1, texts.formulas.count <= 1
    else { return }
    let element = Array(bytes[start..<walk.end])
    func own(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound - start..<range.upperBound - start
    }
    let count = sheet.blocks.first { $0.sampleRow == cell.row }?.rows.count ?? 1
    let source = texts.formulas.first
    var copies = ""
    for index in 0..<max(1, count) {
      var changes = XMLEdits()
      let place = CellReference(row: moves.row(cell.row) + index, column: cell.column)
      changes.replace(own(area.range), with: "\(place)")
      if let source {
        guard let moved = try? mover(cell.row).moved(source.text),
          let new = try? FormulaMove.copied(moved, down: index)
        else { throw ruleRefusal(source.text) }
        changes.replace(own(source.range), with: ReturnXML.escaped(new))
      }
      guard let text = changes.applied(to: element) else { throw ruleRefusal(area.text) }
      copies += String(decoding: text, as: UTF8.self)
    }
    edits.replace(start..<walk.end, with: copies)
  }
}
