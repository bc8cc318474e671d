// SPDX-License-Identifier: Apache-2.0
// TemplateSheetPatch: writes values into one sheet of a template, its styles and everything else kept.

import DataModel
import FileFormats

/// One worksheet part being filled.
///
/// Cells keep their style; a sample row is repeated with its height, styles and formulas, and what
/// stands below it moves down. Formulas lose the values of the day the template was saved.
struct TemplateSheetPatch {
  /// A cell as the template has it.
  private struct CellPart {
    var column: Int
    var style: String?
    var element: Range<Int>
    /// nil: a constant.
    var formula: FormulaPart?
  }

  private struct FormulaPart {
    var text: String
    var kind: String
    /// Of formulas that share one text.
    var group: String
  }

  private let bytes: [UInt8]
  let sheet: FilledSheet
  let moves: RowInsertions
  /// What `spans` says of a row with cells anywhere.
  fileprivate static let allColumns = "1:16384"

  var edits = XMLEdits()
  var prefix = ""
  var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
  var data: ElementPlace?
  private var lastRow = 0
  /// The text that formulas share, and the cell it is written for, by group.
  private var shared: [String: (text: String, place: CellReference)] = [:]
  /// Cells to write by row; what is left is put in where it belongs.
  private var pending: [Int: [Int: FilledValue]]

  init(_ bytes: [UInt8], _ sheet: FilledSheet) throws {
    self.bytes = bytes
    self.sheet = sheet
    moves = sheet.insertions
    pending = [:]
    for (cell, value) in sheet.cells { pending[cell.row, default: [:]][cell.column] = value }
  }

  /// The part with its changes.
  mutating func patched() throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var isInRows = false
    reading: while true {
      switch try walk.next() {
      case .start:
        if isInRows {
          if walk.reader.depth == 3, walk.reader.nameIs("row") { try readRow(&walk) }
        } else {
          isInRows = walk.reader.depth == 2 && walk.reader.nameIs("sheetData")
          try enter(&walk)
        }
      case .end:
        if isInRows, walk.reader.depth == 2 {
          isInRows = false
          if data?.tagEnd != walk.end { data?.contentEnd = walk.start }
          try addRows(before: .max, at: nil)
        }
      case .text: continue
      case .finished: break reading
      }
    }
    guard data != nil else { throw refusal("没有数据区", "has no data") }
    guard let result = edits.applied(to: bytes) else {
      throw refusal("无法修改", "cannot be changed")
    }
    return result
  }

  func refusal(_ chinese: String, _ english: String) -> TemplateRefusal {
    TemplateRefusal(
      "模板的工作表“\(sheet.name)”\(chinese)", "the template's sheet “\(sheet.name)” \(english)")
  }

  // MARK: Rows

  private mutating func readRow(_ walk: inout XMLWalk) throws {
    let start = walk.reader.tagStart
    guard let text = walk.reader.attribute("r"), let number = Int(text), number > lastRow else {
      throw refusal("行号不对", "has rows out of order")
    }
    try addRows(before: number, at: start)
    lastRow = number
    let place = walk.reader.rawAttribute("r") ?? start..<start
    let tagEnd = walk.reader.position
    let owesEnd = walk.reader.owesEndToken
    let spans = walk.reader.rawAttribute("spans")
    let style =
      walk.reader.booleanAttribute("customFormat") == true ? walk.reader.attribute("s") : nil
    let cells = try readCells(&walk, row: number)
    let (contentEnd, end) = (walk.start, walk.end)
    if let block = sheet.blocks.first(where: { $0.sampleRow == number }) {
      guard pending[number] == nil else {
        throw refusal(
          "第\(number)行既是样行又要填单格", "row \(number) is a sample row and holds a single cell")
      }
      let tag = TagText(bytes: bytes, range: start..<tagEnd, spans: spans, isEmpty: owesEnd)
      edits.replace(start..<end, with: try rows(block, tag, place, cells, style))
      return
    }
    let values = pending.removeValue(forKey: number) ?? [:]
    let moved = moves.row(number)
    if moved != number { edits.replace(place, with: String(moved)) }
    try rewrite(cells, row: number, values, style: style)
    let missing = values.filter { value in !cells.contains { $0.column == value.key } }
    guard !missing.isEmpty else { return }
    if let spans { edits.replace(spans, with: Self.allColumns) }
    insert(missing, into: cells, row: moved, style, owesEnd ? tagEnd : nil, end: contentEnd)
  }

  private mutating func insert(
    _ missing: [Int: FilledValue], into cells: [CellPart], row: Int, _ style: String?,
    _ emptyTagEnd: Int?, end: Int
  ) {
    let name = prefix + "row"
    if let emptyTagEnd {
      let cells = missing.sorted { $0.key < $1.key }.map { xml($0.key, row, $0.value, style) }
      edits.replace(emptyTagEnd - 2..<emptyTagEnd, with: ">\(cells.joined())</\(name)>")
      return
    }
    for (column, value) in missing.sorted(by: { $0.key < $1.key }) {
      let next = cells.first { $0.column > column }
      let offset = next?.element.lowerBound ?? end
      edits.insert(xml(column, row, value, style), at: offset)
    }
  }

  /// Leaves the walk at the row's end.
  private mutating func readCells(_ walk: inout XMLWalk, row: Int) throws -> [CellPart] {
    let depth = walk.reader.depth
    var cells: [CellPart] = []
    while true {
      let token = try walk.next()
      if token == .end, walk.reader.depth == depth { return cells }
      guard token == .start, walk.reader.depth == depth + 1, walk.reader.nameIs("c") else {
        continue
      }
      guard let place = walk.reader.attribute("r").flatMap({ CellReference($0) }),
        place.row == row, place.column > cells.last?.column ?? 0
      else { throw refusal("第\(row)行的单元格地址不对", "has wrong cell addresses in row \(row)") }
      var cell = CellPart(
        column: place.column, style: walk.reader.attribute("s"),
        element: walk.reader.tagStart..<walk.reader.tagStart, formula: nil)
      try readContent(&walk, of: &cell)
      cell.element = cell.element.lowerBound..<walk.end
      cells.append(cell)
    }
  }

  private func readContent(_ walk: inout XMLWalk, of cell: inout CellPart) throws {
    let depth = walk.reader.depth
    var formula: FormulaPart?
    var isInFormula = false
    var text: [UInt8] = []
    while true {
      switch try walk.next() {
      case .start:
        isInFormula = walk.reader.depth == depth + 1 && walk.reader.nameIs("f")
        if isInFormula {
          formula = FormulaPart(
            text: "", kind: walk.reader.attribute("t") ?? "normal",
            group: walk.reader.attribute("si") ?? "")
        }
      case .text: if isInFormula { walk.appendText(to: &text) }
      case .end:
        guard walk.reader.depth == depth else {
          isInFormula = false
          continue
        }
        formula?.text = String(decoding: text, as: UTF8.self)
        cell.formula = formula
        return
      case .finished: return
      }
    }
  }

  // MARK: Cells

  /// Moves the cells of a row that is no sample, and writes the values that belong into it.
  private mutating func rewrite(
    _ cells: [CellPart], row: Int, _ values: [Int: FilledValue], style: String?
  ) throws {
    let moved = moves.row(row)
    for cell in cells {
      let place = CellReference(row: row, column: cell.column)
      if let value = values[cell.column] {
        guard cell.formula == nil else {
          throw refusal(
            "的 \(place) 是公式，不能填写", "has a formula in \(place), which is not overwritten")
        }
        edits.replace(cell.element, with: xml(cell.column, moved, value, cell.style))
        continue
      }
      if let formula = cell.formula {
        // Without a move an array formula stays as it is.
        guard !moves.isEmpty || ["normal", "shared"].contains(formula.kind) else { continue }
        let text = try move(formula, at: place)
        edits.replace(cell.element, with: formulaXML(text, cell.column, moved, cell.style))
      } else if moved != row {
        edits.replace(
          try addressPlace(of: cell), with: "\(CellReference(row: moved, column: cell.column))")
      }
    }
  }

  /// The formula as it reads after the move; one that shared its text gets it for itself.
  private mutating func move(_ formula: FormulaPart, at place: CellReference) throws -> String {
    var text = formula.text
    if formula.kind == "shared" {
      if text.isEmpty {
        guard let known = shared[formula.group],
          let own = try? FormulaMove.copied(
            known.text, down: place.row - known.place.row, right: place.column - known.place.column)
        else { throw refusal("的 \(place) 的共享公式无法展开", "has a shared formula in \(place)") }
        text = own
      } else {
        shared[formula.group] = (text, place)
      }
    } else if formula.kind != "normal" {
      throw refusal("的 \(place) 是数组公式，不能随行移动", "has an array formula in \(place)")
    }
    let mover = FormulaMove(sheet: sheet.name, insertions: moves, isOwnSheet: true)
    do { return try mover.moved(text) } catch {
      throw refusal("的 \(place) 的公式无法随行移动", "has a formula in \(place) that cannot be moved")
    }
  }

  /// Where the value of a cell's attribute `r` stands.
  private func addressPlace(of cell: CellPart) throws -> Range<Int> {
    var walk = try XMLWalk(Array(bytes[cell.element]))
    while try walk.next() != .start {}
    guard let place = walk.reader.rawAttribute("r") else { throw refusal("地址不对", "is damaged") }
    let offset = cell.element.lowerBound
    return (place.lowerBound + offset)..<(place.upperBound + offset)
  }

  /// The style that a cell has which nobody wrote yet.
  private func inherited(_ column: Int, _ rowStyle: String?) -> String? {
    rowStyle ?? columnStyles.last { $0.columns.contains(column) }.map { String($0.style) }
  }

  private func xml(_ column: Int, _ row: Int, _ value: FilledValue, _ style: String?) -> String {
    let place = CellReference(row: row, column: column)
    let look = style.map { " s=\"\($0)\"" } ?? ""
    switch value {
    case .number(let number):
      return "<\(prefix)c r=\"\(place)\"\(look)><\(prefix)v>\(DecimalText.shortest(number))"
        + "</\(prefix)v></\(prefix)c>"
    case .text(let text) where !text.isEmpty:
      return "<\(prefix)c r=\"\(place)\"\(look) t=\"inlineStr\"><\(prefix)is>"
        + "<\(prefix)t xml:space=\"preserve\">\(ReturnXML.escaped(CellText.cell(text)))</\(prefix)t>"
        + "</\(prefix)is></\(prefix)c>"
    case .text, .blank: return "<\(prefix)c r=\"\(place)\"\(look)/>"
    }
  }

  private func formulaXML(_ text: String, _ column: Int, _ row: Int, _ style: String?) -> String {
    let look = style.map { " s=\"\($0)\"" } ?? ""
    return "<\(prefix)c r=\"\(CellReference(row: row, column: column))\"\(look)>"
      + "<\(prefix)f>\(ReturnXML.escaped(text))</\(prefix)f></\(prefix)c>"
  }

  // MARK: Sample rows

  private mutating func rows(
    _ block: FilledRows, _ tag: TagText, _ place: Range<Int>, _ cells: [CellPart],
    _ style: String?
  ) throws -> String {
    let first = moves.row(block.sampleRow)
    let values = block.rows.isEmpty ? [block.columns.map { _ in FilledValue.blank }] : block.rows
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
        parts.append(
          (column, self.xml(column, row, value, known?.style ?? inherited(column, style))))
      }
      for cell in cells where !block.columns.contains(cell.column) {
        parts.append((cell.column, try repeated(cell, block.sampleRow, row, index)))
      }
      parts.sort { $0.column < $1.column }
      xml += tag.opened(row: row, place: place, prefix: prefix)
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
      let moved = try move(formula, at: place)
      guard let text = try? FormulaMove.copied(moved, down: index) else {
        throw refusal("的 \(place) 的公式无法随行复制", "has a formula in \(place) that cannot be repeated")
      }
      return formulaXML(text, cell.column, row, cell.style)
    }
    var element = Array(bytes[cell.element])
    var walk = try XMLWalk(element)
    while try walk.next() != .start {}
    if let range = walk.reader.rawAttribute("r") {
      element.replaceSubrange(
        range, with: Array(CellReference(row: row, column: cell.column).description.utf8))
    }
    return String(decoding: element, as: UTF8.self)
  }

  /// Puts rows in that are not there; at the end of the data where `offset` is nil.
  private mutating func addRows(before limit: Int, at offset: Int?) throws {
    var xml = ""
    for row in pending.keys.filter({ $0 < limit }).sorted() {
      let moved = moves.row(row)
      let cells = (pending.removeValue(forKey: row) ?? [:]).sorted { $0.key < $1.key }
        .map { self.xml($0.key, moved, $0.value, inherited($0.key, nil)) }
      xml += "<\(prefix)row r=\"\(moved)\">\(cells.joined())</\(prefix)row>"
    }
    for block in sheet.blocks where block.sampleRow > lastRow && block.sampleRow < limit {
      throw refusal(
        "没有样行（第\(block.sampleRow)行）", "has no sample row (row \(block.sampleRow))")
    }
    guard !xml.isEmpty else { return }
    if let offset { edits.insert(xml, at: offset) } else if let data { edits.append(xml, to: data) }
  }
}

/// The start tag of a sample row, to be repeated.
private struct TagText {
  let bytes: [UInt8]
  let range: Range<Int>
  let spans: Range<Int>?
  let isEmpty: Bool

  /// The tag with another number, with wide `spans`, and open.
  func opened(row: Int, place: Range<Int>, prefix: String) -> String {
    var edits: [(Range<Int>, String)] = [(place, String(row))]
    if let spans { edits.append((spans, TemplateSheetPatch.allColumns)) }
    if isEmpty { edits.append(((range.upperBound - 2)..<range.upperBound, ">")) }
    var text = Array(bytes[range])
    for (part, new) in edits.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      let own = (part.lowerBound - range.lowerBound)..<(part.upperBound - range.lowerBound)
      text.replaceSubrange(own, with: Array(new.utf8))
    }
    return String(decoding: text, as: UTF8.self)
  }
}
