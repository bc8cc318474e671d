// SPDX-License-Identifier: Apache-2.0
// TemplateFollowers: parts that belong to a sheet of a template and follow its rows: tables, drawings, comments.

import DataModel
import FileFormats

/// The parts that a sheet with new rows links to.
struct TemplateFollowers {
  let sheet: FilledSheet
  private let moves: RowInsertions

  init(_ sheet: FilledSheet) {
    self.sheet = sheet
    moves = sheet.insertions
  }

  /// Kinds of linked parts that say nothing about cells.
  private static let indifferent: Set<String> = [
    "hyperlink", "printerSettings", "image", "customProperty", "slicer", "timeline",
  ]

  /// A linked part after the move; nil where it need not change.
  func moved(_ bytes: [UInt8], kind: String) throws -> [UInt8]? {
    switch kind {
    case "table": try table(bytes)
    case "drawing": try drawing(bytes)
    case "comments", "threadedComment":
      try attributes(bytes, of: ["comment", "threadedComment"], named: ["ref"], whole)
    case "vmlDrawing": try notes(bytes)
    case "pivotTable":
      try attributes(bytes, of: ["location"], named: ["ref"], whole)
    case _ where Self.indifferent.contains(kind): nil
    default: throw refusal("含有“\(kind)”部件", "has a part “\(kind)”")
    }
  }

  /// Of what keeps its size.
  private func whole(_ area: String) -> String? {
    CellRange(area).flatMap { moves.whole($0) }?.description
  }

  private func refusal(_ chinese: String, _ english: String) -> TemplateRefusal {
    TemplateRefusal(
      "模板的工作表“\(sheet.name)”\(chinese)，不能增加行",
      "the template's sheet “\(sheet.name)” \(english), so that no rows can be added")
  }

  // MARK: Cells in attributes

  private func attributes(
    _ bytes: [UInt8], of elements: [StaticString], named names: [StaticString],
    _ move: (String) -> String?
  ) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    while true {
      switch try walk.next() {
      case .start:
        let reader = walk.reader
        guard elements.contains(where: { reader.nameIs($0) }) else { continue }
        for name in names {
          guard let range = reader.rawAttribute(name), let old = reader.attribute(name)
          else { continue }
          guard let new = move(old) else {
            throw refusal("的区域 \(old) 无法随行移动", "has an area \(old) that cannot be moved")
          }
          if new != old { edits.replace(range, with: new) }
        }
      case .end, .text: continue
      case .finished: return try applied(edits, to: bytes)
      }
    }
  }

  private func applied(_ edits: XMLEdits, to bytes: [UInt8]) throws -> [UInt8] {
    guard let result = edits.applied(to: bytes) else {
      throw refusal("的部件无法修改", "has a part that cannot be changed")
    }
    return result
  }

  private var ownMove: FormulaMove {
    FormulaMove(sheet: sheet.name, insertions: moves, isOwnSheet: true)
  }

  /// A table takes the new rows in; its headers are also the names of its columns.
  private func table(_ bytes: [UInt8]) throws -> [UInt8] {
    let formulas = try TemplateFormulas.moved(bytes, by: ownMove, in: .table)
    return try attributes(
      formulas, of: ["table", "autoFilter", "sortState", "sortCondition"], named: ["ref"]
    ) { moves.areas($0) }
  }

  /// Fails where a value goes into the headers of a table, or its headers would be repeated.
  static func checkHeaders(of table: [UInt8], in sheet: FilledSheet) throws {
    var walk = try XMLWalk(table)
    while try walk.next() != .start {}
    guard let area = walk.reader.attribute("ref").flatMap({ CellRange($0) }) else {
      throw TemplateRefusal("模板的表格对象没有区域", "a table of the template has no area")
    }
    guard walk.reader.integerAttribute("headerRowCount") != 0 else { return }
    let header = CellRange(
      first: area.first, last: CellReference(row: area.first.row, column: area.last.column))
    let samples = sheet.blocks.flatMap { block in
      block.columns.map { CellReference(row: block.sampleRow, column: $0) }
    }
    for cell in (Array(sheet.cells.keys) + samples).sorted() where header.contains(cell) {
      throw TemplateRefusal(
        "模板的工作表“\(sheet.name)”的 \(cell) 是表格对象的标题，不能填写",
        "the template's sheet “\(sheet.name)” has the header of a table in \(cell), which is not overwritten"
      )
    }
  }

  // MARK: Drawings

  private func drawing(_ drawn: [UInt8]) throws -> [UInt8] {
    let bytes = try TemplateFormulas.moved(drawn, by: ownMove, in: .drawing)
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var anchor = DrawingAnchor()
    while true {
      switch try walk.next() {
      case .start: try anchor.enter(&walk)
      case .end:
        guard let changes = anchor.leave(walk, moves) else { continue }
        for change in changes {
          guard change.row < CellReference.lastRow else {
            throw refusal("的图形会移出工作表", "has a drawing that would leave the sheet")
          }
          edits.replace(change.range, with: String(change.row))
        }
      case .text: continue
      case .finished: return try applied(edits, to: bytes)
      }
    }
  }

  // MARK: Comments as they are drawn

  private func notes(_ bytes: [UInt8]) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var note: DrawnNote?
    while true {
      switch try walk.next() {
      case .start:
        if walk.reader.nameIs("ClientData") {
          note = DrawnNote(kind: walk.reader.attribute("ObjectType") ?? "")
        } else {
          try note?.read(&walk)
        }
      case .end:
        guard walk.reader.nameIs("ClientData"), let known = note else { continue }
        note = nil
        guard let changes = known.changes(moves) else {
          throw refusal("含有控件或图形“\(known.kind)”", "has controls or drawings “\(known.kind)”")
        }
        for change in changes { edits.replace(change.range, with: change.text) }
      case .text: continue
      case .finished: return try applied(edits, to: bytes)
      }
    }
  }
}
