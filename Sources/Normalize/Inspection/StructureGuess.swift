// SPDX-License-Identifier: Apache-2.0
// StructureGuess: guesses the tables of a sheet from their shape alone, without any form.

package import DataModel
package import Definitions

/// A column, or a label with its value, as its shape tells.
package struct GuessedColumn: Hashable, Sendable {
  /// The cell of the header word; where there is none, the first cell.
  package var place: CellReference
  /// The words from the outermost group to the leaf, as written.
  package var words: [String]
  /// The leaf without unit and decoration, as it is compared.
  package var word: String
  /// The unit in the header, as the unit table calls it.
  package var unit: String?
  package var type: ValueType
  /// Cells that hold something.
  package var filled: Int
  /// A code list that has every word of the column.
  package var codeList: String?
}

/// A likely table.
package struct GuessedTable: Hashable, Sendable {
  package var layout: FormLayout
  package var range: CellRange
  package var headerRows: ClosedRange<Int>?
  package var dataRows: ClosedRange<Int>?
  package var columns: [GuessedColumn]
  /// The nearest line above that stands alone; "" when there is none.
  package var title: String
}

/// Looks for tables by their shape.
package struct StructureGuess: Sendable {
  private static let mostTables = 20
  private static let tallestHeader = 4
  private static let mostRows = 5_000
  /// Rows that looked like headers and were none: each costs a look at all rows below it.
  private static let mostDisappointments = 30

  /// A catalog without forms: only units and instructions are known.
  private let catalog: FormCatalog
  private let codes: [String: CodeIndex]

  /// With definitions, units and code lists are known too.
  package init(definitions: DefinitionSet? = nil) {
    catalog = FormCatalog(
      forms: [],
      vocabulary: definitions?.vocabulary
        ?? LayoutVocabulary(
          totals: [], notes: [], signatures: [], instructionSheets: [], unitNotes: [],
          notApplicable: [], unknown: [], yes: [], no: [], weakHeaders: []),
      units: UnitIndex(definitions?.units ?? UnitTable(units: [])))
    codes = definitions?.codeLists.mapValues(CodeIndex.init) ?? [:]
  }

  /// The likely tables from top to bottom.
  package func tables(of sheet: Sheet) -> [GuessedTable] {
    var shape = SheetShape(sheet, catalog: catalog)
    var found: [GuessedTable] = []
    var index = 0
    var disappointments = 0
    while index < min(sheet.rows.count, Self.mostRows), found.count < Self.mostTables,
      disappointments < Self.mostDisappointments
    {
      if let table = list(at: index, in: &shape) {
        index = table.end
        found.append(table.guess)
      } else {
        disappointments += shape.mayBeHeader(index) ? 1 : 0
        index += 1
      }
    }
    if found.isEmpty, let form = form(&shape) { found = [form] }
    return found
  }

  // MARK: - Lists

  private func list(
    at start: Int, in shape: inout SheetShape
  ) -> (guess: GuessedTable, end: Int)? {
    guard shape.mayBeHeader(start) else { return nil }
    let header = start..<shape.headerEnd(from: start, tallest: Self.tallestHeader)
    let first = shape.skipColumnNumbers(header.upperBound)
    let end = shape.dataEnd(from: first, width: shape.width(header))
    guard end > first, let columns = columns(header, data: first..<end, in: &shape) else {
      return nil
    }
    let rows = shape.sheet.rows
    let firstColumn = columns.map(\.place.column).min() ?? 1
    let lastColumn = columns.map(\.place.column).max() ?? 1
    let guess = GuessedTable(
      layout: .list,
      range: CellRange(
        first: CellReference(row: rows[start].number, column: firstColumn),
        last: CellReference(row: rows[end - 1].number, column: lastColumn)),
      headerRows: rows[start].number...rows[header.upperBound - 1].number,
      dataRows: rows[first].number...rows[end - 1].number, columns: columns,
      title: shape.title(above: start))
    return (guess, end)
  }

  /// nil unless the columns are of one kind each: a form's pairs are not.
  private func columns(
    _ header: Range<Int>, data: Range<Int>, in shape: inout SheetShape
  ) -> [GuessedColumn]? {
    let block = shape.block(header)
    let counts = shape.filledCounts(data)
    var columns: [GuessedColumn] = []
    for path in block.paths {
      let cells = shape.cells(column: path.column, rows: data)
      columns.append(
        column(
          CellReference(row: path.row, column: path.column),
          words: shape.words(path, header: header), label: path.leaf, cells: cells,
          filled: counts[path.column] ?? 0))
    }
    let filled = columns.filter { $0.filled > 0 }
    guard filled.count >= 2 else { return nil }
    let kinds = Set(filled.map(\.type))
    let isMixed = kinds.count > 1 || kinds != [.text]
    return columns.count >= 3 || (isMixed && data.count >= 2) ? columns : nil
  }

  private func column(
    _ place: CellReference, words: [String], label: HeaderLabel, cells: [CellValue], filled: Int
  ) -> GuessedColumn {
    var types = ValueTypes()
    for cell in cells { types.add(cell) }
    let type = types.guess(word: words.last ?? "")
    let unit = type == .integer || type == .number ? label.unit ?? label.bare?.unit : nil
    return GuessedColumn(
      place: place, words: words,
      word: unit != nil && label.unit == nil ? label.bare?.word ?? label.word : label.word,
      unit: unit?.name, type: type,
      filled: filled,
      codeList: type == .codeLike || type == .text ? codeList(types.distinct) : nil)
  }

  /// The list that has all the words; the shortest where several do.
  private func codeList(_ words: [String]) -> String? {
    guard !words.isEmpty, words.count <= 200, words.contains(where: { Int($0) == nil }) else {
      return nil
    }
    return codes.keys.sorted().first { id in
      guard let list = codes[id] else { return false }
      return words.allSatisfy { list.entry($0) != nil }
    }
  }

  // MARK: - Forms

  /// Labels with the value to the right of each, where no list was found.
  private func form(_ shape: inout SheetShape) -> GuessedTable? {
    var columns: [GuessedColumn] = []
    var pairRows = 0
    for index in shape.sheet.rows.indices.prefix(400) {
      let pairs = shape.pairs(index)
      if !pairs.isEmpty { pairRows += 1 }
      for pair in pairs {
        columns.append(
          column(
            pair.place, words: [pair.text], label: shape.label(pair.text), cells: [pair.value],
            filled: pair.value.isEmpty ? 0 : 1))
      }
    }
    guard pairRows >= 3, columns.count <= 400, let first = columns.first, let last = columns.last
    else { return nil }
    let right = columns.map(\.place.column).max() ?? first.place.column
    return GuessedTable(
      layout: .labelValue,
      range: CellRange(
        first: CellReference(
          row: first.place.row, column: columns.map(\.place.column).min() ?? 1),
        last: CellReference(row: last.place.row, column: right + 1)),
      headerRows: nil, dataRows: nil, columns: columns,
      title: shape.title(above: shape.index(ofRow: first.place.row)))
  }
}
