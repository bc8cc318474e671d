// SPDX-License-Identifier: Apache-2.0
// TemplateSheetPatch: writes values into one sheet of a template, its styles and everything else kept.

import DataModel
import FileFormats

/// One worksheet part being filled.
///
/// Cells keep their style; a sample row is repeated with its height, styles and formulas, and what
/// stands below it moves down. Formulas lose the values of the day the template was saved.
struct TemplateSheetPatch {
  let bytes: [UInt8]
  let sheet: FilledSheet
  let moves: RowInsertions
  let merges: TemplateMerges
  /// What `spans` says of a row with cells anywhere.
  static let allColumns = "1:16384"

  var edits = XMLEdits()
  var prefix = ""
  var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
  var data: ElementPlace?
  /// The element below the root that the walk is in.
  var section = ""
  /// The text that formulas share, and the cell it is written for, by group.
  var shared: [String: (text: String, place: CellReference)] = [:]
  private var lastRow = 0
  /// Cells to write by row; what is left is put in where it belongs.
  private var pending: [Int: [Int: FilledValue]]

  init(_ bytes: [UInt8], _ sheet: FilledSheet) throws {
    self.bytes = bytes
    self.sheet = sheet
    moves = sheet.insertions
    merges = try TemplateMerges(bytes)
    pending = [:]
    for (cell, value) in sheet.cells { pending[cell.row, default: [:]][cell.column] = value }
  }

  /// The part with its changes.
  mutating func patched() throws -> [UInt8] {
    if let reason = merges.hidden(in: sheet) { throw refusal(reason.chinese, reason.english) }
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
    let address = AttributePlace("r", at: walk)
    let number = walk.reader.attribute("r").map { Int($0) } ?? lastRow + 1
    guard let number, number > lastRow, number <= CellReference.lastRow else {
      throw refusal("行号不对", "has rows out of order")
    }
    try addRows(before: number, at: start)
    lastRow = number
    let row = RowPart(
      number: number, tag: start..<walk.reader.position, address: address,
      spans: walk.reader.rawAttribute("spans"), isEmpty: walk.reader.owesEndToken,
      style: walk.reader.booleanAttribute("customFormat") == true
        ? walk.reader.attribute("s") : nil)
    let cells = try readCells(&walk, row: number)
    let (contentEnd, end) = (walk.start, walk.end)
    if let block = sheet.blocks.first(where: { $0.sampleRow == number }) {
      guard pending[number] == nil else {
        throw refusal(
          "第\(number)行既是样行又要填单格", "row \(number) is a sample row and holds a single cell")
      }
      edits.replace(start..<end, with: try rows(block, row, cells))
      return
    }
    let values = pending.removeValue(forKey: number) ?? [:]
    let moved = try movedRow(number)
    if moved != number || address.isNew { edits.replace(address.range, with: address.text(moved)) }
    try rewrite(cells, row: number, values)
    let missing = values.filter { value in !cells.contains { $0.column == value.key } }
    guard !missing.isEmpty else { return }
    if let spans = row.spans { edits.replace(spans, with: Self.allColumns) }
    insert(missing, into: cells, of: row, at: moved, end: contentEnd)
  }

  private func movedRow(_ row: Int) throws -> Int {
    let moved = moves.row(row)
    guard moved <= CellReference.lastRow else {
      throw refusal("第\(row)行会移出工作表", "has a row \(row) that would leave the sheet")
    }
    return moved
  }

  private mutating func insert(
    _ missing: [Int: FilledValue], into cells: [CellPart], of row: RowPart, at moved: Int,
    end: Int
  ) {
    let sorted = missing.sorted { $0.key < $1.key }
    func look(_ column: Int) -> String? { inherited(column, row.style) }
    if row.isEmpty {
      let cells = sorted.map { xml($0.key, moved, $0.value, look($0.key)) }
      edits.replace(
        row.tag.upperBound - 2..<row.tag.upperBound, with: ">\(cells.joined())</\(prefix)row>")
      return
    }
    for (column, value) in sorted {
      let next = cells.first { $0.column > column }
      edits.insert(xml(column, moved, value, look(column)), at: next?.element.lowerBound ?? end)
    }
  }

  /// Puts rows in that are not there; at the end of the data where `offset` is nil.
  private mutating func addRows(before limit: Int, at offset: Int?) throws {
    var added: [(row: Int, xml: String)] = []
    for row in pending.keys.filter({ $0 < limit }) {
      let moved = try movedRow(row)
      let cells = (pending.removeValue(forKey: row) ?? [:]).sorted { $0.key < $1.key }
        .map { self.xml($0.key, moved, $0.value, inherited($0.key, nil)) }
      added.append((moved, "<\(prefix)row r=\"\(moved)\">\(cells.joined())</\(prefix)row>"))
    }
    for block in sheet.blocks where block.sampleRow > lastRow && block.sampleRow < limit {
      added.append((moves.row(block.sampleRow), try rowsWithoutSample(block)))
    }
    let xml = added.sorted { $0.row < $1.row }.map(\.xml).joined()
    guard !xml.isEmpty else { return }
    if let offset { edits.insert(xml, at: offset) } else if let data { edits.append(xml, to: data) }
  }

  /// A row without cells of its own is not stored; its look is that of the columns.
  private mutating func rowsWithoutSample(_ block: FilledRows) throws -> String {
    guard block.columns.contains(where: { inherited($0, nil) != nil }) else {
      throw refusal(
        "没有样行（第\(block.sampleRow)行）", "has no sample row (row \(block.sampleRow))")
    }
    return try rows(block, nil, [])
  }
}

/// The start tag of a row.
struct RowPart {
  var number: Int
  var tag: Range<Int>
  var address: AttributePlace
  var spans: Range<Int>?
  var isEmpty: Bool
  /// Of cells that are not there.
  var style: String?

  /// The tag with another number, with wide `spans`, and open.
  func opened(row: Int, in bytes: [UInt8]) -> String {
    var edits: [(Range<Int>, String)] = [(address.range, address.text(row))]
    if let spans { edits.append((spans, TemplateSheetPatch.allColumns)) }
    if isEmpty { edits.append(((tag.upperBound - 2)..<tag.upperBound, ">")) }
    var text = Array(bytes[tag])
    for (part, new) in edits.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      let own = (part.lowerBound - tag.lowerBound)..<(part.upperBound - tag.lowerBound)
      text.replaceSubrange(own, with: Array(new.utf8))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Where the value of an attribute stands, or is to be put with its name.
struct AttributePlace {
  let name: StaticString
  let range: Range<Int>
  let isNew: Bool

  /// An attribute of the start tag that the walk is at.
  init(_ name: StaticString, at walk: borrowing XMLWalk) {
    let reader = walk.reader
    self.name = name
    let end = reader.tagStart + 1 + reader.prefix.count + reader.name.utf8.count
    let known = reader.rawAttribute(name)
    isNew = known == nil
    range = known ?? end..<end
  }

  /// What is to stand at `range`.
  func text(_ value: some CustomStringConvertible) -> String {
    isNew ? " \(name)=\"\(value)\"" : "\(value)"
  }
}
