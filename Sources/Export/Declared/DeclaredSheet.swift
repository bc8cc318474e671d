// SPDX-License-Identifier: Apache-2.0
// DeclaredSheet: writes a filled form as a sheet of the county's workbook, ready to be printed.

import DataModel
import Definitions

/// Writes one declared sheet from top to bottom.
struct DeclaredSheet {
  let table: DeclaredTable
  let file: XlsxFile
  let sheet: XlsxSheet
  let styles: DeclaredStyles
  /// The next row, 1-based.
  private var row = 1
  /// Ranges to merge at the end, when their rows have left memory.
  private var merges: [(CellRange, XlsxStyle)] = []

  private var columns: [OutputColumn] { table.definition.columns }
  private var header: DeclaredHeader { DeclaredHeader(columns) }

  init(_ table: DeclaredTable, name: String, _ file: XlsxFile, _ styles: DeclaredStyles) throws {
    self.table = table
    self.file = file
    self.styles = styles
    sheet = try file.addSheet(name)
  }

  mutating func write(header pageHeader: String) throws {
    for (index, column) in columns.enumerated() {
      try file.setWidth(column.width, ofColumn: index + 1, on: sheet)
    }
    for section in table.sections { try write(section) }
    for line in table.footer { try writeAcross(line, styles.note) }
    for (range, style) in merges { try file.mergeWritten(range, style, on: sheet) }
    try shade()
    try setPages(pageHeader)
  }

  // MARK: - Rows

  private mutating func write(_ section: DeclaredSection) throws {
    try writeAcross(section.title, styles.title, least: 26)
    for note in section.notes { try writeAcross(note, styles.note) }
    try writeHeader()
    for block in section.blocks {
      if !block.heading.isEmpty { try writeAcross(.text(block.heading), styles.heading) }
      for (index, cells) in block.rows.enumerated() {
        var cells = cells
        for column in cells.indices where table.isRepeated(column, index, in: block) {
          cells[column].value = .missing(.blank)
        }
        try write(cells)
      }
      if let total = block.total { try write(total) }
      mergeRepeats(block)
    }
    for line in section.footer { try writeAcross(line, styles.note) }
  }

  /// One text over all columns.
  private mutating func writeAcross(
    _ cell: DeclaredCell, _ style: XlsxStyle, least: Double = 15
  ) throws {
    let width = columns.reduce(0) { $0 + $1.width }
    let lines = Self.lineCount(cell.shown, width: width * (least > 15 ? 0.65 : 1.05))
    try file.setHeight(max(least, Double(lines) * 13 + 2), ofRow: row, on: sheet)
    try put(cell, column: 1, style)
    for column in columns.indices.dropFirst() {
      try file.write("", at: CellReference(row: row, column: column + 1), style, on: sheet)
    }
    merge(rows: row...row, columns: 1...columns.count, style)
    row += 1
  }

  private mutating func writeHeader() throws {
    let cells = header.cells(columns)
    for level in 1...header.depth {
      try file.setHeight(headerHeight(cells, level: level), ofRow: row, on: sheet)
      for column in 1...columns.count {
        let place = CellReference(row: row, column: column)
        let word = cells.first { $0.range.first == CellReference(row: level, column: column) }
        try file.write(word?.text ?? "", at: place, styles.header, on: sheet)
      }
      row += 1
    }
    let top = row - header.depth
    for (range, _) in cells {
      merge(
        rows: (top + range.first.row - 1)...(top + range.last.row - 1),
        columns: range.first.column...range.last.column, styles.header)
    }
    guard header.hasNumbers else { return }
    for (index, column) in columns.enumerated() {
      let place = CellReference(row: row, column: index + 1)
      try file.write(column.number, at: place, styles.number, on: sheet)
    }
    row += 1
  }

  /// High enough for the words that end on this level.
  private func headerHeight(
    _ cells: [(range: CellRange, text: String)], level: Int
  ) -> Double {
    var lines = 1
    for (range, text) in cells where range.last.row == level {
      let width = (range.first.column...range.last.column).reduce(0) {
        $0 + columns[$1 - 1].width
      }
      let own = Self.lineCount(text, width: width)
      // A word that began higher up has room there already.
      lines = max(lines, own - (level - range.first.row))
    }
    return Double(lines) * 14 + 6
  }

  private mutating func write(_ cells: [DeclaredCell]) throws {
    let lines = zip(columns, cells).map { column, cell in
      Self.lineCount(cell.shown, width: column.width)
    }
    try file.setHeight(
      min(409, max(18, Double(lines.max() ?? 1) * 13.5 + 4)), ofRow: row, on: sheet)
    for (index, cell) in cells.enumerated() {
      try put(cell, column: index + 1, styles.style(of: cell))
    }
    row += 1
  }

  private func put(_ cell: DeclaredCell, column: Int, _ style: XlsxStyle) throws {
    let place = CellReference(row: row, column: column)
    if let link = cell.link { try file.link(place, to: link, style, on: sheet) }
    switch (cell.formula, cell.value) {
    case (let formula?, .number(let number)):
      try file.writeFormula(
        formula, result: number.doubleValue, isArray: false, at: place, style, on: sheet)
    case (let formula?, _):
      try file.writeFormula(
        formula, result: cell.text, at: place, style, on: sheet)
    case (nil, .number(let number)):
      try file.write(number.doubleValue, at: place, style, on: sheet)
    case (nil, _): try file.write(cell.text, at: place, style, on: sheet)
    }
  }

  /// Stage and group stand once beside the rows they are about.
  private mutating func mergeRepeats(_ block: DeclaredBlock) {
    for index in columns.indices where table.joined[index] {
      var first = 0
      while first < block.rows.count {
        let word = block.rows[first][index].value
        var last = first
        while last + 1 < block.rows.count, block.rows[last + 1][index].value == word { last += 1 }
        let style = styles.style(of: block.rows[first][index])
        merge(
          rows: (block.firstRow + first)...(block.firstRow + last),
          columns: (index + 1)...(index + 1), style)
        first = last + 1
      }
    }
  }

  private mutating func merge(
    rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ style: XlsxStyle
  ) {
    let range = CellRange(
      first: CellReference(row: rows.lowerBound, column: columns.lowerBound),
      last: CellReference(row: rows.upperBound, column: columns.upperBound))
    if range.first != range.last { merges.append((range, style)) }
  }

  /// Lines that a text takes in a column, rather too many: programs break lists such as `L7、L8` badly.
  static func lineCount(_ text: String, width: Double) -> Int {
    let room = max(2, Int(width) - (width > 20 ? 3 : 1))
    return SheetWriter.lineCount(of: text, room: room)
  }
}

// MARK: - Shading and pages

extension DeclaredSheet {
  /// Figures that miss what is required, and answers that are no or open.
  private func shade() throws {
    for block in table.sections.flatMap(\.blocks) {
      for column in columns.indices {
        try shadeFigures(block, column)
      }
    }
    let blocks = table.sections.flatMap(\.blocks)
    guard let first = blocks.first?.firstRow, let last = blocks.last else { return }
    let end = last.firstRow + last.rows.count - 1
    for (index, column) in columns.enumerated() where Self.isAnswer(column) {
      let range = CellRange(
        first: CellReference(row: first, column: index + 1),
        last: CellReference(row: end, column: index + 1))
      let words: [(String, StatusColors)] = [
        (DeclaredParts.no, .bad), (Labels.text(ItemStatus.notMet), .bad), (Labels.below, .bad),
        (Labels.undecided, .open),
      ]
      for (word, colors) in words {
        let rule = XlsxColorRule(
          range: range, formula: "=\(range.first)=\"\(word)\"", colors: colors)
        try file.add(rule, on: sheet)
      }
    }
  }

  private static func isAnswer(_ column: OutputColumn) -> Bool {
    switch column.content {
    case .shown(.verdict), .shown(.lineStatus), .shown(.itemStatus): true
    case .indicator(_, .status): true
    case .indicator, .formulas, .shown: false
    }
  }

  /// One rule for each run of cells that are held against the same figure.
  private func shadeFigures(_ block: DeclaredBlock, _ column: Int) throws {
    var first = 0
    while first < block.rows.count {
      let cell = block.rows[first][column]
      var last = first
      while last + 1 < block.rows.count, block.rows[last + 1][column].mark == cell.mark {
        last += 1
      }
      if let mark = cell.mark {
        let range = CellRange(
          first: CellReference(row: block.firstRow + first, column: column + 1),
          last: CellReference(row: block.firstRow + last, column: column + 1))
        try add(mark, range, format: DeclaredFormulas.format(cell.digits ?? 2))
      }
      first = last + 1
    }
  }

  private func add(_ mark: DeclaredCell.Mark, _ range: CellRange, format: String) throws {
    // Differences below 1e-9 are rounding of binary fractions.
    func misses(_ limit: DeclaredCell.Limit) -> String {
      "ROUND(\(range.first)-\(limit.text),9)<0"
    }
    func rule(_ condition: String, _ colors: StatusColors, _ sign: String) throws {
      try file.add(
        XlsxColorRule(
          range: range, formula: "=AND(ISNUMBER(\(range.first)),\(condition))", colors: colors,
          numberFormat: "\(format)\"\(sign)\""), on: sheet)
    }
    switch mark {
    case .atLeast(let threshold, let floor?):
      try rule(misses(floor), .bad, "▼")
      try rule("\(misses(threshold)),NOT(\(misses(floor)))", .middling, "△")
    case .atLeast(let threshold, nil): try rule(misses(threshold), .bad, "▼")
    case .atMost(let limit):
      try rule("ROUND(\(range.first)-\(limit.text),9)>0", .bad, "▲")
    }
  }

  private func setPages(_ pageHeader: String) throws {
    let definition = table.definition
    let top = 1 + definition.notes.count + header.rowCount
    var print = XlsxPrint(
      isLandscape: definition.isLandscape, header: pageHeader,
      repeatedRows: definition.isForEachPart ? 0 : top)
    if definition.isForEachPart {
      let width = columns.reduce(0) { $0 + PagePlan.pixels($1.width) }
      let room = PagePlan.pagePixels * (definition.isLandscape ? 1 : 0.69)
      let scale = Int(room / (width * PagePlan.substituteFactor) * 100)
      print.pages = .broken(scale: max(10, min(100, scale)), before: [])
      try file.breakPages(before: table.sections.dropFirst().map(\.firstRow), on: sheet)
    } else {
      file.freeze(at: CellReference(row: top + 1, column: 1), on: sheet)
    }
    try file.setPrint(sheet, print)
  }
}
