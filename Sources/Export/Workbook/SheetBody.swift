// SPDX-License-Identifier: Apache-2.0
// SheetBody: the rows of one sheet as XML, compressed as they come.

package import DataModel
package import FileFormats

/// A value with its formula, as the file keeps it.
package struct CellFormula {
  /// With or without the leading `=`.
  package var text: String
  package var isArray: Bool

  package init(text: String, isArray: Bool = false) {
    self.text = text
    self.isArray = isArray
  }
}

/// The rows of one sheet, from the top down; within a row cells may come in any order.
///
/// Rows stay in one block of half a mebibyte, which is compressed when it is full. Nothing here
/// can be changed once a later row has begun.
package final class SheetBody {
  /// What is compressed at once: as large as a core's own cache, and large enough to compress well.
  private static let pieceSize = 1 << 19

  private let sheetName: String
  /// Whole rows that are not compressed yet.
  private var rows: CellBytes
  /// The cells of the row that is being written, each with its column and where it begins.
  private var cells: CellBytes
  private var starts: [(column: Int, offset: Int)] = []
  private var isInOrder = true
  private var row = 0
  private var columns = ColumnStarts()
  /// Those of the row's number.
  private var digits = ShortBytes(row: 0)
  private var heights: [Int: Double] = [:]
  /// Cells of rows below, which merges have left.
  private var waiting: [Int: [(column: Int, style: Int)]] = [:]
  package private(set) var packed: PackedRun
  /// Merged ranges, and links of cells.
  package private(set) var merges: [String] = []
  package private(set) var links: [SheetLink] = []
  private var first: CellReference?
  private var last = CellReference(row: 1, column: 1)

  package init(sheetName: String, folder: String) {
    self.sheetName = sheetName
    rows = CellBytes(capacity: 1 << 14)
    cells = CellBytes(capacity: 1 << 10)
    packed = PackedRun(folder: folder)
  }

  deinit {
    rows.free()
    cells.free()
  }

  // MARK: Rows

  /// The row's height; before any row below it is begun.
  package func setHeight(_ height: Double, ofRow row: Int) throws {
    guard row >= self.row else { throw refusal("row \(row) comes after row \(self.row)") }
    heights[row] = height
  }

  private func begin(_ next: Int) throws {
    guard next != row else { return }
    guard next > row else { throw refusal("row \(next) comes after row \(row)") }
    guard next <= CellReference.lastRow else { throw refusal("there is no row \(next)") }
    try endRow()
    // Rows of which only the height or a merge is known.
    if heights.keys.contains(where: { $0 < next }) || waiting.keys.contains(where: { $0 < next }) {
      for between in Set(heights.keys).union(waiting.keys).sorted() where between < next {
        row = between
        placeWaiting()
        try endRow()
      }
    }
    row = next
    placeWaiting()
  }

  private func placeWaiting() {
    digits = ShortBytes(row: row)
    guard let cells = waiting.removeValue(forKey: row) else { return }
    for cell in cells { blank(cell.column, cell.style) }
  }

  private func blank(_ column: Int, _ style: Int) {
    open(column, style)
    cells.append("/>")
  }

  private func endRow() throws {
    let height = heights.removeValue(forKey: row)
    guard !starts.isEmpty || height != nil else { return }
    if !isInOrder { sortCells() }
    rows.append("<row r=\"")
    rows.append(row)
    if let height {
      rows.append("\" ht=\"")
      rows.append(height)
      rows.append("\" customHeight=\"1")
    }
    if let left = starts.first?.column, let right = starts.last?.column {
      rows.append("\">")
      rows.append(cells.bytes)
      rows.append("</row>")
      extend(row, left, right)
    } else {
      rows.append("\"/>")
    }
    cells.removeAll()
    starts.removeAll(keepingCapacity: true)
    try packIfFull()
  }

  /// Cells from left to right; of two in one place the later one counts.
  private func sortCells() {
    let ends = starts.dropFirst().map(\.offset) + [cells.count]
    let written = Array(cells.bytes)
    var byColumn: [Int: Range<Int>] = [:]
    for (start, end) in zip(starts, ends) { byColumn[start.column] = start.offset..<end }
    cells.removeAll()
    starts = byColumn.sorted { $0.key < $1.key }.map { column, range in
      let offset = cells.count
      cells.append(Array(written[range]))
      return (column, offset)
    }
    isInOrder = true
  }

  private func extend(_ row: Int, _ left: Int, _ right: Int) {
    let corner = first ?? CellReference(row: row, column: left)
    first = CellReference(row: corner.row, column: min(corner.column, left))
    last = CellReference(row: row, column: max(last.column, right))
  }

  private func packIfFull() throws {
    guard rows.count >= Self.pieceSize else { return }
    try packed.append(rows.bytes)
    rows.removeAll()
  }

  private func refusal(_ reason: String) -> XlsxError {
    XlsxError(operation: "write sheet", path: sheetName, reason: reason)
  }

  // MARK: Cells

  private func open(_ column: Int, _ style: Int) {
    if let last = starts.last, last.column >= column { isInOrder = false }
    starts.append((column, cells.count))
    cells.reserve(64)
    cells.put(columns[column])
    cells.put(digits)
    cells.put("\" s=\"")
    cells.put(style)
    cells.put("\"")
  }

  private func open(_ place: CellReference, _ style: Int) throws {
    guard (1...CellReference.lastColumn).contains(place.column) else {
      throw refusal("there is no column \(place.column)")
    }
    try begin(place.row)
    open(place.column, style)
  }

  /// Text stays text; "" is a cell without one.
  package func write(_ text: String, at place: CellReference, style: Int) throws {
    try open(place, style)
    guard !text.isEmpty else { return cells.append("/>") }
    cells.appendText(text)
  }

  package func write(_ number: Double, at place: CellReference, style: Int) throws {
    try open(place, style)
    guard number.isFinite else { return cells.appendNotANumber() }
    cells.append("><v>")
    cells.append(number)
    cells.append("</v></c>")
  }

  package func write(
    _ formula: CellFormula, result: Double, at place: CellReference, style: Int
  ) throws {
    try open(place, style)
    cells.append(result.isFinite ? ">" : " t=\"e\">")
    append(formula, place)
    cells.append("<v>")
    if result.isFinite { cells.append(result) } else { cells.append("#NUM!") }
    cells.append("</v></c>")
  }

  package func write(
    _ formula: CellFormula, result: String, at place: CellReference, style: Int
  ) throws {
    try open(place, style)
    cells.append(" t=\"str\">")
    append(formula, place)
    cells.append("<v>")
    var shown = CellText.cell(result)
    shown.withUTF8 { cells.append(escaping: $0, isWhole: true) }
    cells.reserve(16)
    cells.append("</v></c>")
  }

  private func append(_ formula: CellFormula, _ place: CellReference) {
    if formula.isArray {
      cells.append("<f t=\"array\" ref=\"")
      cells.append(plain: place.description)
      cells.append("\">")
    } else {
      cells.append("<f>")
    }
    var text = formula.text.hasPrefix("=") ? String(formula.text.dropFirst()) : formula.text
    text.withUTF8 { cells.append(escaping: $0, isWhole: true) }
    cells.append("</f>")
  }

  /// Excel reads no more of them: cells beyond show their text all the same.
  package static let mostLinks = 65_530

  /// A cell that leads to another place of the file.
  package func writeLink(
    to target: String, text: String, at place: CellReference, style: Int
  ) throws {
    try write(text, at: place, style: style)
    guard links.count < Self.mostLinks else { return }
    links.append(SheetLink(cell: place.description, target: target, shown: text))
  }

  /// A link from a cell whose value is written by itself.
  package func link(_ place: CellReference, to target: String) {
    guard links.count < Self.mostLinks else { return }
    links.append(SheetLink(cell: place.description, target: target, shown: target))
  }

  /// A merge of cells that are written by themselves.
  package func merge(_ range: CellRange) { merges.append(range.description) }

  /// A merge: its first cell holds the text.
  package func write(_ text: String, over range: CellRange, style: Int) throws {
    try write(text, at: range.first, style: style)
    merges.append(range.description)
    for column in range.first.column...range.last.column where column > range.first.column {
      blank(column, style)
    }
    guard range.last.row > range.first.row else { return }
    let columns = (range.first.column...range.last.column).map { (column: $0, style: style) }
    for row in (range.first.row + 1)...range.last.row { waiting[row, default: []] += columns }
  }

  /// A row of many alike: nothing else may stand in it.
  package func writeRow<Failure: Error>(
    _ next: Int, _ plan: RowPlan, widths: UnsafeMutableBufferPointer<Int>?,
    _ fill: (inout RowWriter) throws(Failure) -> Void
  ) throws {
    try begin(next)
    guard starts.isEmpty, heights[next] == nil else { throw refusal("row \(next) is begun") }
    rows.append("<row r=\"")
    rows.append(next)
    rows.append("\">")
    let count = try RowWriter.write(&rows, row: next, plan, widths: widths, fill)
    rows.append("</row>")
    if count > 0 { extend(next, 1, count) }
    try packIfFull()
  }

  // MARK: The end

  /// The cells that are there, such as `A1:F9`; `A1` for none.
  package var dimension: String {
    CellRange(first: first ?? CellReference(row: 1, column: 1), last: last).description
  }

  /// Ends the last row; rows that follow nothing but a merge are written too.
  package func finish() throws {
    try endRow()
    for left in Set(heights.keys).union(waiting.keys).sorted() {
      guard left <= CellReference.lastRow else { throw refusal("there is no row \(left)") }
      row = left
      placeWaiting()
      try endRow()
    }
  }

  /// Rows that are not compressed yet, after all of `packed`.
  package var rest: UnsafeRawBufferPointer { rows.bytes }
}
