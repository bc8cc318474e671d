// SPDX-License-Identifier: Apache-2.0
// SheetCollection: gathers a stream of rows into a sheet in row order.

import DataModel

/// Counts what one file has been made to hold and to show.
///
/// Both grow with the file, so that a small file cannot become a huge workbook: neither by cells
/// that compress well nor by one long text that a million cells refer to.
struct CellBudget {
  private var cells = 0
  private var text = 0
  private var merges = 0
  private let cellLimit: Int
  /// The cap that `cellLimit` comes from.
  private let cellCap: IngestLimit
  private let cellTextLimit: Int
  /// Bytes of text that the whole file may show.
  let textLimit: Int

  init(_ limits: IngestLimits, fileBytes: Int) {
    cellLimit = min(limits.cells, max(limits.cellsOfSmallFile, limits.cellsPerByte * fileBytes))
    cellCap = cellLimit == limits.cells ? .cells : .smallFileCells
    cellTextLimit = limits.cellTextBytes
    textLimit = max(limits.shownTextOfSmallFile, limits.shownTextPerByte * fileBytes)
  }

  /// Counts cells that a span covers and that had to be stepped over.
  mutating func take(covered: Int) throws(IngestError) {
    cells += covered
    guard cells <= cellLimit else { throw IngestError(.overLimit(cellCap, cellLimit)) }
  }

  /// Counts merged ranges, of which a file may have as many as cells.
  mutating func take(merges count: Int) throws(IngestError) {
    merges += count
    guard merges <= cellLimit else { throw IngestError(.overLimit(cellCap, cellLimit)) }
  }

  mutating func take(_ row: SheetRow) throws(IngestError) {
    try take(covered: row.cells.count)
    for cell in row.cells {
      guard case .text(let content) = cell.value else { continue }
      let count = content.utf8.count
      guard count <= cellTextLimit else {
        throw IngestError(
          .overLimit(.cellTextBytes, cellTextLimit),
          detail: CellReference(row: row.number, column: cell.column).description)
      }
      text += count
    }
    guard text <= textLimit else { throw IngestError(.overLimit(.shownTextBytes, textLimit)) }
  }
}

extension CellBudget {
  /// The same for a group.
  mutating func take(_ group: CellGroup, _ values: CellValues) throws(IngestError) {
    try take(covered: group.cellCount)
    for index in 0..<group.texts.count { try take(length: group.texts.range(of: index).count) }
    for column in group.columns {
      switch column.content {
      case .numbers: continue
      case .texts(let tag, let texts):
        guard tag.kind == .sharedText else { continue }
        for text in texts where text != CellGroup.noText {
          try take(length: values.shared.length(of: Int(text)))
        }
      case .mixed(let tags, let payloads):
        for slot in tags.indices where CellTag(rawValue: tags[slot]).kind == .sharedText {
          try take(length: values.shared.length(of: Int(payloads[slot])))
        }
      case .sparse(let cells):
        for cell in cells where cell.tag.kind == .sharedText {
          try take(length: values.shared.length(of: Int(cell.payload)))
        }
      }
    }
    guard text <= textLimit else { throw IngestError(.overLimit(.shownTextBytes, textLimit)) }
  }

  private mutating func take(length: Int) throws(IngestError) {
    guard length <= cellTextLimit else {
      throw IngestError(.overLimit(.cellTextBytes, cellTextLimit))
    }
    text += length
  }
}

extension Sheet {
  /// Reads `reader` to its end.
  ///
  /// Rows are put into order; a row that comes twice is merged, the later cell wins, and
  /// `warnings` says so.
  init(
    info: SheetInfo, collecting reader: inout any RowReader, budget: inout CellBudget,
    warnings: inout [String]
  ) throws(IngestError) {
    var rows: [SheetRow] = []
    var isOrdered = true
    while let row = try reader.next() {
      try budget.take(row)
      if let last = rows.last, last.number >= row.number { isOrdered = false }
      rows.append(row)
    }
    var complete = info
    complete.layout = reader.layout
    try budget.take(merges: complete.layout.merges.count)
    self.init(info: complete, rows: rows)
    warnings += reader.warnings
    if !isOrdered { putInOrder(&warnings) }
  }

  /// Puts the rows into order; cells given twice are told in `warnings`.
  mutating func putInOrder(_ warnings: inout [String]) {
    let order = rows.indices.sorted { (rows[$0].number, $0) < (rows[$1].number, $1) }
    var ordered: [SheetRow] = []
    var list = WarningList()
    var rest = order[...]
    while let first = rest.popFirst() {
      let number = rows[first].number
      var cells = rows[first].cells
      var isWhole = true
      // All pieces of a row are put together before they are sorted, or thousands would take long.
      while let next = rest.first, rows[next].number == number {
        cells += rows[next].cells
        rest.removeFirst()
        isWhole = false
      }
      guard !isWhole else {
        ordered.append(rows[first])
        continue
      }
      let (sorted, repeated) = CellOrder.sorted(cells)
      ordered.append(SheetRow(number: number, cells: sorted))
      for column in repeated {
        list.add(
          CellOrder.repetition, at: CellReference(row: number, column: column).description)
      }
    }
    rows = ordered
    warnings += list.sentences(sheet: info.name)
  }
}

/// Column order within a row.
enum CellOrder {
  static let repetition = "cells given twice, the later one counts"

  /// The cells by column, the later of two in the same column, and the columns given twice.
  static func sorted(_ cells: [Cell]) -> (cells: [Cell], repeated: [Int]) {
    let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
    var result: [Cell] = []
    result.reserveCapacity(cells.count)
    var repeated: [Int] = []
    for index in order {
      if let last = result.last, last.column == cells[index].column {
        result[result.count - 1] = cells[index]
        repeated.append(last.column)
      } else {
        result.append(cells[index])
      }
    }
    return (result, repeated)
  }
}
