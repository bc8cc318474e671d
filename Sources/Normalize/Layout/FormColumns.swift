// SPDX-License-Identifier: Apache-2.0
// FormColumns: finds the captions over a form's columns, or what the columns hold where none stand there.

import DataModel
import Definitions

/// The captions of a form; each row of them holds until the next.
struct FormColumns: Sendable {
  private(set) var blocks: [FormCaptions] = []

  /// Every row of captions on the sheet, as each section or printed page may have its own.
  init(_ state: SheetState, until end: Int, with detector: inout LayoutDetector) {
    let last = min(end, FormLabels.longestForm, state.rows.count)
    for index in 0..<last {
      let row = state.rows[index]
      guard row.cells.count >= 2, row.cells.count <= FormLabels.widestForm,
        blocks.last?.isCaption(row.number) != true
      else { continue }
      let below = index + 1 < state.rows.count ? state.rows[index + 1] : nil
      let found = FormCaptions(
        row, below: below, tools: state.tools, merges: state.merges, year: state.context.year
      ) { detector.facts($0) }
      if let found { blocks.append(found) }
    }
  }

  init(_ blocks: [FormCaptions]) {
    self.blocks = blocks
  }

  /// Whether words name the columns.
  var isCaptioned: Bool { blocks.contains { $0.rows != nil } }

  /// What holds for a row; nil above all captions.
  func block(at row: Int) -> FormCaptions? { blocks.last { $0.scope.contains(row) } }

  func isCaption(_ row: Int) -> Bool { block(at: row)?.isCaption(row) ?? false }

  /// The columns with those of the values chosen by what stands beside the labels.
  func resolved(
    _ labels: [(FormLabel, WordMeaning)], in state: SheetState
  ) -> FormColumns {
    var result = self
    var own: [Int: [(FormLabel, WordMeaning)]] = [:]
    for (label, meaning) in labels where label.inside == nil {
      let number = state.rows[label.row].number
      guard let block = blocks.lastIndex(where: { $0.scope.contains(number) }) else { continue }
      own[block, default: []].append((label, meaning))
    }
    for index in result.blocks.indices {
      let cells = own[index] ?? []
      result.blocks[index].resolve { column in
        cells.contains { state.rows[$0.0.row].cell(column: column)?.value.isEmpty == false }
      } isReadable: { column in
        cells.contains { label, meaning in
          Self.isReadable(state.rows[label.row].cell(column: column), as: meaning, in: state)
        }
      }
    }
    return result
  }

  /// A cell that holds what a field of figures or choices asks for; any text is a text.
  private static func isReadable(
    _ cell: Cell?, as meaning: WordMeaning, in state: SheetState
  ) -> Bool {
    let field = state.catalog.forms[meaning.form].fields[meaning.field]
    switch field.kind {
    case .text, .personName, .identityNumber, .schoolCode: return false
    case .integer, .number, .date, .month, .yesNo, .code: break
    }
    guard let cell, !cell.value.isEmpty else { return false }
    let reading = state.catalog.plans[meaning.form][meaning.field].reader.read(cell)
    if case .missing = reading.value { return false }
    return reading.problem == nil
  }
}

/// Knows columns without captions: units with a dash where there is none, row codes, two of figures.
struct FormShape {
  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  /// nil where the value of each label simply stands beside it.
  func columns(of labels: [FormLabel]) -> FormColumns? {
    let columns = Self.rowsByColumn(labels)
    var blocks: [FormCaptions] = []
    for place in columns.indices {
      let (column, indices) = columns[place]
      guard indices.count >= 3, let first = indices.first, let last = indices.last else { continue }
      let next = columns[(place + 1)...].first { Self.meet($0.rows, indices) }?.column ?? Int.max
      guard !isPlain(label: column, until: next, rows: indices) else { continue }
      if let block = block(
        label: column, until: next, rows: indices,
        scope: state.rows[first].number...state.rows[last].number)
      {
        blocks.append(block)
      }
    }
    return blocks.isEmpty ? nil : FormColumns([Self.merged(blocks)])
  }

  /// The columns of labels from left to right, each with the indices of its rows in ascending order.
  private static func rowsByColumn(_ labels: [FormLabel]) -> [(column: Int, rows: [Int])] {
    // A row's index takes no more than 20 bits: no form is so long.
    var places = labels.compactMap { label in
      label.inside == nil ? label.cell.column << 20 | label.row : nil
    }
    places.sort()
    var columns: [(column: Int, rows: [Int])] = []
    for place in places {
      let (column, row) = (place >> 20, place & 0xF_FFFF)
      if columns.last?.column != column { columns.append((column, [])) }
      if columns[columns.count - 1].rows.last != row { columns[columns.count - 1].rows.append(row) }
    }
    return columns
  }

  /// Whether two ascending lists have a row in common.
  private static func meet(_ left: [Int], _ right: [Int]) -> Bool {
    var place = 0
    for row in left {
      while place < right.count, right[place] < row { place += 1 }
      guard place < right.count else { return false }
      if right[place] == row { return true }
    }
    return false
  }

  private static func merged(_ blocks: [FormCaptions]) -> FormCaptions {
    let first = blocks.map(\.scope.lowerBound).min() ?? 1
    let last = blocks.map(\.scope.upperBound).max() ?? 1
    return FormCaptions(
      groups: blocks.flatMap(\.groups), serials: blocks.flatMap(\.serials),
      names: blocks.reduce(into: [:]) { $0.merge($1.names) { old, _ in old } },
      scope: first...max(first, last))
  }

  /// True where all cells beside the labels are in one column, and are no row codes: as most values are.
  private func isPlain(label: Int, until end: Int, rows: [Int]) -> Bool {
    var only: Int?
    var last: Int?
    var areCodes = true
    for index in rows {
      let cells = state.rows[index].cells
      for place in cells.indices where cells[place].value.isFilled {
        let column = cells[place].column
        guard column > label, column < end else { continue }
        guard only == nil || only == column else { return false }
        only = column
        guard areCodes, let code = Self.code(cells[place]), code > last ?? -1 else {
          areCodes = false
          continue
        }
        last = code
      }
    }
    return !areCodes
  }

  private func block(
    label: Int, until end: Int, rows: [Int], scope: ClosedRange<Int>
  ) -> FormCaptions? {
    var cells: [Int: [Int: Cell]] = [:]
    for index in rows {
      for cell in state.rows[index].cells
      where cell.column > label && cell.column < end && !cell.value.isEmpty {
        cells[cell.column, default: [:]][index] = cell
      }
    }
    let columns = cells.keys.sorted()
    let units = columns.filter { areUnits(cells[$0] ?? [:]) }
    let codes = columns.filter { !units.contains($0) && areCodes(cells[$0] ?? [:], of: rows) }
    let rest = columns.filter { !units.contains($0) && !codes.contains($0) }
    let behind = codes.filter { code in
      rows.count >= 5 || rest.contains { $0 > code && (cells[$0]?.count ?? 0) * 2 >= rows.count }
    }
    let serials = behind.filter { $0 == codes.first }
    let contested = self.contested(rest, cells)
    let hasGap = units.contains { unit in self.hasGap(cells[unit] ?? [:], of: rest, cells) }
    guard !serials.isEmpty || hasGap || contested.count > 1 else { return nil }
    var group = FormColumnGroup(labels: [label])
    group.unit = units.first
    group.chosen = rest.first ?? (units + serials).max().map { $0 + 1 }
    if contested.count > 1 {
      group.chosen = nil
      group.doubtful = contested
    }
    return FormCaptions(
      groups: [group], serials: serials, names: names(of: contested, above: rows[0]), scope: scope)
  }

  /// Units and dashes, at least one of them a unit.
  private func areUnits(_ cells: [Int: Cell]) -> Bool {
    guard cells.count >= 2 else { return false }
    var units = 0
    for cell in cells.values {
      guard let text = cell.textValue, text.utf8.count <= 30 else { return false }
      if state.catalog.units.unit(TextFolding.trimmed(text)) != nil {
        units += 1
      } else if !PlaceholderWords.isDashes(TextFolding.word(text)) {
        return false
      }
    }
    return units > 0
  }

  /// A dash or a blank among the units, where a value stands in another column.
  private func hasGap(_ units: [Int: Cell], of rest: [Int], _ cells: [Int: [Int: Cell]]) -> Bool {
    let valued = rest.reduce(into: Set<Int>()) { $0.formUnion((cells[$1] ?? [:]).keys) }
    return valued.contains { index in
      guard let text = units[index]?.textValue else { return true }
      return state.catalog.units.unit(TextFolding.trimmed(text)) == nil
    }
  }

  /// Whole numbers that go up by one from row to row.
  private func areCodes(_ cells: [Int: Cell], of rows: [Int]) -> Bool {
    guard cells.count >= 3, cells.count * 5 >= rows.count * 4 else { return false }
    var last: (row: Int, number: Int)?
    for index in cells.keys.sorted() {
      guard let cell = cells[index], let number = Self.code(cell) else { return false }
      if let last {
        let step = number - last.number
        guard step == 1 || (step > 0 && step == index - last.row) else { return false }
      }
      last = (index, number)
    }
    return true
  }

  private static func code(_ cell: Cell) -> Int? {
    switch cell.value {
    case .number(let number):
      return number >= 0 && number < 10_000 ? Int(exactly: number) : nil
    case .text(let text):
      let word = TextFolding.word(text)
      guard word.utf8.count <= 4, word.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        return nil
      }
      return Int(word)
    default: return nil
    }
  }

  /// The columns with figures in the same rows: this year's and another's, or those of two schools.
  private func contested(_ columns: [Int], _ cells: [Int: [Int: Cell]]) -> [Int] {
    guard columns.count > 1, let first = columns.first else { return [] }
    let others = columns.dropFirst().filter { column in
      let between = columns.filter { $0 > first && $0 < column }
      let rows = (cells[first] ?? [:]).filter { index, cell in
        guard Self.isFigure(cell), let other = cells[column]?[index] else { return false }
        // A word before the other figure is its label.
        return Self.isFigure(other)
          && between.allSatisfy { cells[$0]?[index].map(Self.isFigure) ?? true }
      }
      return rows.count >= 2
    }
    return others.isEmpty ? [] : [first] + others
  }

  private static func isFigure(_ cell: Cell) -> Bool {
    switch cell.value {
    case .number: true
    case .text(let text):
      !text.isEmpty && text.utf8.count <= 15
        && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
    default: false
    }
  }

  /// What stands above the columns, which may be the names of schools.
  private func names(of columns: [Int], above index: Int) -> [Int: String] {
    guard index > 0, !columns.isEmpty else { return [:] }
    var names: [Int: String] = [:]
    for column in columns {
      names[column] = state.rows[index - 1].cell(column: column)?.textValue
    }
    return names
  }
}
