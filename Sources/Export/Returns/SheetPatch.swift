// SPDX-License-Identifier: Apache-2.0
// SheetPatch: rewrites the styles of marked cells in one worksheet part, every other byte as it was.

import DataModel
import FileFormats

/// One worksheet part being marked.
///
/// A cell keeps its value, text or formula; only its style number changes. An empty cell that is
/// marked is put in where it belongs, with the style of its row or column.
struct SheetPatch {
  private let bytes: [UInt8]
  private let marks: SheetMarks
  private var edits = XMLEdits()
  private var rowPrefix = ""
  private var root: ElementPlace?
  private var data: ElementPlace?
  private var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
  /// Marked cells that the sheet does not have yet, row by row.
  private var missing: [Int: Set<Int>] = [:]
  /// Those of the current row that are still to come, the next one last.
  private var pending: [Int] = []
  private var missingRows: [Int] = []
  /// Marked rows that have not been come to.
  private var markedRows: ArraySlice<Int>
  private var plainRows = PlainRows()
  private var rowNumber = 0
  private var dimension: (place: Range<Int>, range: CellRange)?
  private var tabSelected: Range<Int>?
  private var drawingPlace: Int?
  /// The relationship of the sheet's drawing of comments; nil where it has none.
  private(set) var drawingID: String?
  /// Cells that were put in.
  private var inserted: [CellReference] = []

  /// Elements that stand behind the drawing of comments.
  private static let behindDrawing: [StaticString] = [
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst", "AlternateContent",
  ]

  /// Marks the cells.
  init(_ bytes: [UInt8], _ marks: SheetMarks, _ styles: inout StylesPatch) throws {
    self.bytes = bytes
    self.marks = marks
    for cell in marks.anchors.keys { missing[cell.row, default: []].insert(cell.column) }
    missingRows = missing.keys.sorted()
    markedRows = marks.rows[...]
    var walk = try XMLWalk(bytes)
    var isInRows = false
    while true {
      switch try walk.next() {
      case .start:
        if isInRows {
          guard walk.reader.depth == 3, walk.reader.nameIs("row") else { continue }
          try readRow(&walk, &styles)
          if !styles.hasEarlierMarks { skipPlainRows(&walk) }
        } else {
          enter(walk)
          isInRows = walk.reader.depth == 2 && walk.reader.nameIs("sheetData")
        }
      case .end:
        if walk.reader.depth == 2, isInRows {
          isInRows = false
          if data?.tagEnd != walk.end { data?.contentEnd = walk.start }
          try addRows(before: .max, at: nil, &styles)
        }
        if walk.reader.depth == 1, root?.tagEnd != walk.end { root?.contentEnd = walk.start }
      case .text: continue
      case .finished:
        guard data != nil, missing.isEmpty else { throw PatchRefusal("工作表部件没有数据区") }
        widenDimension()
        return
      }
    }
  }

  /// Goes on behind rows above the next marked one.
  private mutating func skipPlainRows(_ walk: inout XMLWalk) {
    guard !walk.reader.owesEndToken else { return }
    markedRows = markedRows.drop { $0 <= rowNumber }
    let limit = markedRows.first ?? CellReference.lastRow + 1
    let rows = plainRows.end(in: bytes, from: walk.end, after: rowNumber, before: limit)
    walk.goOn(at: rows.end)
    rowNumber = rows.last
  }

  private mutating func enter(_ walk: borrowing XMLWalk) {
    let reader = walk.reader
    switch reader.depth {
    case 1: root = ElementPlace(walk)
    case 2:
      if reader.nameIs("sheetData") {
        data = ElementPlace(walk)
        rowPrefix = String(decoding: reader.prefix, as: UTF8.self)
      } else if reader.nameIs("legacyDrawing") {
        drawingID = reader.attribute("id")
      } else if reader.nameIs("dimension"), let place = reader.rawAttribute("ref"),
        let range = reader.attribute("ref").flatMap({ CellRange($0) })
      {
        dimension = (place, range)
      } else if drawingPlace == nil, data != nil,
        Self.behindDrawing.contains(where: { reader.nameIs($0) })
      {
        drawingPlace = reader.tagStart
      }
    case 3:
      if reader.nameIs("col"), let style = reader.integerAttribute("style"),
        let first = reader.integerAttribute("min"), let last = reader.integerAttribute("max"),
        first <= last
      {
        columnStyles.append((first...last, style))
      } else if reader.nameIs("sheetView"), tabSelected == nil {
        tabSelected = reader.rawAttribute("tabSelected")
      }
    default: return
    }
  }

  // MARK: Rows

  private mutating func readRow(
    _ walk: inout XMLWalk, _ styles: inout StylesPatch
  ) throws {
    let row = ElementPlace(walk)
    if let text = walk.reader.attribute("r") {
      guard let number = Int(text), (1...CellReference.lastRow).contains(number) else {
        throw PatchRefusal("行号不对")
      }
      guard number > rowNumber else { throw PatchRefusal("行的顺序不对") }
      rowNumber = number
    } else {
      rowNumber += 1
    }
    try addRows(before: rowNumber, at: row.tagStart, &styles)
    pending = missing[rowNumber]?.sorted(by: >) ?? []
    var style: Int?
    if walk.reader.booleanAttribute("customFormat") == true {
      style = walk.reader.integerAttribute("s")
    }
    let spans = walk.reader.rawAttribute("spans")
    let before = inserted.count
    if walk.reader.owesEndToken {
      let cells = try missingCells(until: .max, style, &styles)
      if !cells.isEmpty { edits.append(cells, to: row) }
      missing[rowNumber] = nil
      return
    }
    try readCells(&walk, style, &styles)
    if inserted.count > before, let spans {
      edits.replace(spans, with: widened(spans, inserted[before...].map(\.column)))
    }
    missing[rowNumber] = nil
  }

  private mutating func readCells(
    _ walk: inout XMLWalk, _ style: Int?, _ styles: inout StylesPatch
  ) throws {
    let depth = walk.reader.depth
    var column = 0
    while true {
      let token = try walk.next()
      if token == .end, walk.reader.depth == depth {
        let cells = try missingCells(until: .max, style, &styles)
        if !cells.isEmpty { edits.insert(cells, at: walk.start) }
        return
      }
      guard token == .start, walk.reader.depth == depth + 1 else { continue }
      guard walk.reader.nameIs("c") else { continue }
      if let text = walk.reader.attribute("r") {
        guard let place = CellReference(text), place.row == rowNumber else {
          throw PatchRefusal("单元格的地址与所在行不符")
        }
        guard place.column > column else { throw PatchRefusal("单元格的顺序不对") }
        column = place.column
      } else {
        column += 1
      }
      let cells = try missingCells(until: column, style, &styles)
      if !cells.isEmpty { edits.insert(cells, at: walk.reader.tagStart) }
      if pending.last == column { pending.removeLast() }
      try mark(CellReference(row: rowNumber, column: column), walk, &styles)
    }
  }

  private mutating func mark(
    _ cell: CellReference, _ walk: borrowing XMLWalk, _ styles: inout StylesPatch
  ) throws {
    let severity = marks.severity(of: cell)
    guard severity != nil || styles.hasEarlierMarks else { return }
    let style = walk.reader.integerAttribute("s") ?? 0
    let format = try styles.format(style, marked: severity)
    guard format != style else { return }
    edits.set("s", to: String(format), at: walk)
  }

  // MARK: Cells that are not there

  /// The marked cells of the row that stand left of `column` and are not there, as XML.
  private mutating func missingCells(
    until column: Int, _ style: Int?, _ styles: inout StylesPatch
  ) throws -> String {
    var xml = ""
    while let next = pending.last, next < column {
      pending.removeLast()
      let cell = CellReference(row: rowNumber, column: next)
      let inherited = style ?? columnStyles.last { $0.columns.contains(next) }?.style ?? 0
      let format = try styles.format(inherited, marked: marks.severity(of: cell))
      xml += "<\(rowPrefix)c r=\"\(cell)\" s=\"\(format)\"/>"
      inserted.append(cell)
    }
    return xml
  }

  /// Puts rows in that are not there; at the end of the data where `offset` is nil.
  private mutating func addRows(
    before limit: Int, at offset: Int?, _ styles: inout StylesPatch
  ) throws {
    let current = rowNumber
    var xml = ""
    while let next = missingRows.first, next < limit {
      missingRows.removeFirst()
      guard missing[next] != nil else { continue }
      rowNumber = next
      pending = missing[next]?.sorted(by: >) ?? []
      let cells = try missingCells(until: .max, nil, &styles)
      if !cells.isEmpty { xml += "<\(rowPrefix)row r=\"\(next)\">\(cells)</\(rowPrefix)row>" }
      missing[next] = nil
    }
    if missingRows.first == limit { missingRows.removeFirst() }
    rowNumber = current
    guard !xml.isEmpty else { return }
    if let offset {
      edits.insert(xml, at: offset)
    } else if let data {
      edits.append(xml, to: data)
    }
  }

  private func widened(_ spans: Range<Int>, _ columns: [Int]) -> String {
    let text = String(decoding: bytes[spans], as: UTF8.self)
    let ends = text.split(separator: ":").compactMap { Int($0) }
    guard ends.count == 2, let left = columns.min(), let right = columns.max() else { return text }
    return "\(min(ends[0], left)):\(max(ends[1], right))"
  }

  private mutating func widenDimension() {
    guard let (place, range) = dimension, !inserted.isEmpty else { return }
    var (first, last) = (range.first, range.last)
    for cell in inserted {
      first.row = min(first.row, cell.row)
      first.column = min(first.column, cell.column)
      last.row = max(last.row, cell.row)
      last.column = max(last.column, cell.column)
    }
    let wider = CellRange(first: first, last: last)
    if wider != range { edits.replace(place, with: wider.description) }
  }

  // MARK: What the sheet says besides its cells

  var isChanged: Bool { !edits.isEmpty }

  /// Leaves the tab to the list, which is shown first.
  mutating func deselect() {
    if let tabSelected { edits.replace(tabSelected, with: "0") }
  }

  /// Names the drawing of comments that the sheet had not.
  mutating func setDrawing(_ id: String, _ vocabulary: SpreadsheetVocabulary) throws {
    guard let root, let offset = drawingPlace ?? root.contentEnd else {
      throw PatchRefusal("工作表部件没有结尾")
    }
    let xml =
      "<\(rowPrefix)legacyDrawing xmlns:r=\"\(vocabulary.links)\" r:id=\"\(id)\"/>"
    edits.insert(xml, at: offset)
  }

  /// The part with its changes; nil where there are none.
  func patched() throws -> [UInt8]? {
    guard !edits.isEmpty else { return nil }
    guard let result = edits.applied(to: bytes) else { throw PatchRefusal("工作表部件无法修改") }
    return result
  }
}
