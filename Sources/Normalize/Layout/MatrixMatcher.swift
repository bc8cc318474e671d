// SPDX-License-Identifier: Apache-2.0
// MatrixMatcher: finds the cell of each field of a statistics form by the words of its row and column.

import DataModel
import Definitions

/// A cell that the words of its row and column give to a field.
struct MatrixCell: Sendable {
  var field: Int
  var row: MatrixRow
  var column: MatrixColumn
  /// The cell; nil where it is blank.
  var cell: Cell?

  func place(in state: SheetState) -> CellReference {
    CellReference(row: state.rows[row.index].number, column: column.column)
  }
}

/// A field whose words fit several cells that say different things.
struct MatrixDoubt: Sendable {
  var field: Int
  var first: MatrixCell
  var second: MatrixCell
}

/// One form found on a table.
struct MatrixFinding: Sendable {
  var form: Int
  var cells: [MatrixCell] = []
  var doubts: [MatrixDoubt] = []
  /// Cells found by the words of their column too, not by that of their row alone.
  var strongCount = 0
}

/// Matches one form with one table.
struct MatrixMatcher {
  private struct Candidate {
    var cell: MatrixCell
    /// Words that agree; more is surer.
    var evidence: Int
    /// How late in the declaration the way stands.
    var order: Int
    var isHinted: Bool
    var isFilled: Bool
    var ordinal: Int?
    /// A word of the column was asked for.
    var namesColumn: Bool
  }

  let state: SheetState
  let form: MatrixForm
  /// Rows of each side.
  let rows: [[MatrixRow]]
  let table: MatrixTable

  private var catalog: MatrixCatalog { state.catalog.matrices }

  func finding() -> MatrixFinding {
    let found = direct(isTransposed: false)
    guard found.cells.count <= 1, found.doubts.isEmpty else { return found }
    let turned = direct(isTransposed: true)
    return turned.cells.count > found.cells.count ? turned : found
  }

  private func direct(isTransposed: Bool) -> MatrixFinding {
    var finding = MatrixFinding(form: form.form)
    let heads = rows.map { $0.filter { form.parents.contains($0.leaf.word) } }
    let rows = rows.map { $0.map { inContext($0, heads: heads) } }
    for (field, patterns) in form.fields {
      let usable = isTransposed ? patterns.filter { !$0.columns.isEmpty } : patterns
      let candidates = usable.enumerated().flatMap { order, pattern in
        self.candidates(field, pattern, order, rows, isTransposed: isTransposed)
      }
      switch choice(candidates) {
      case .none: continue
      case .one(let cell, let namesColumn):
        finding.cells.append(cell)
        if namesColumn { finding.strongCount += 1 }
      case .several(let first, let second):
        finding.doubts.append(MatrixDoubt(field: field, first: first, second: second))
      }
    }
    return finding
  }

  // MARK: - Rows in context

  /// The row with the section it stands under, where a row above bears a word that the form's
  /// declaration puts above others: 小学, and below it 博士研究生.
  ///
  /// `heads` are the rows of each side with such a word: there are few, and every row asks for the last.
  private func inContext(_ row: MatrixRow, heads: [[MatrixRow]]) -> MatrixRow {
    guard !form.parents.isEmpty, !form.parents.contains(row.leaf.word),
      row.path.allSatisfy({ !form.parents.contains($0) }),
      let side = table.sides.firstIndex(where: { $0.labels.contains(row.column) }),
      let above = heads[side].last(where: { $0.index < row.index })
    else { return row }
    var row = row
    row.path.insert(above.leaf.word, at: 0)
    return row
  }

  // MARK: - Candidates

  private func candidates(
    _ field: Int, _ pattern: MatrixPattern, _ order: Int, _ rows: [[MatrixRow]],
    isTransposed: Bool
  ) -> [Candidate] {
    var found: [Candidate] = []
    let (rowWays, columnWays) =
      isTransposed ? (pattern.columns, pattern.rows) : (pattern.rows, pattern.columns)
    for (side, own) in zip(table.sides, rows) {
      let columns = side.values.compactMap { column -> (MatrixColumn, Fit)? in
        guard !form.excludes(column.words) else { return nil }
        if columnWays.isEmpty { return (column, Fit(evidence: 0, order: 0)) }
        return fit(column.words, columnWays).map { (column, $0) }
      }
      guard !columns.isEmpty else { continue }
      for row in own {
        guard !form.excludes(row.path), let rowFit = fit(row.path, rowWays) else { continue }
        for (column, columnFit) in columnWays.isEmpty ? only(columns, in: row) : columns {
          let cell = state.rows[row.index].cell(column: column.column)
          found.append(
            Candidate(
              cell: MatrixCell(field: field, row: row, column: column, cell: cell),
              evidence: rowFit.evidence + columnFit.evidence,
              order: order * 1_000 + rowFit.order + columnFit.order,
              isHinted: pattern.codes.contains(row.code)
                || !column.number.isEmpty && pattern.numbers.contains(column.number),
              // Which of several cells it is does not depend on what they hold.
              isFilled: pattern.ordinal != nil || !(cell?.value.isEmpty ?? true),
              ordinal: pattern.ordinal, namesColumn: !columnWays.isEmpty))
        }
      }
    }
    return found
  }

  /// The one column of values; of several the total's, or the one that this row fills.
  private func only(_ columns: [(MatrixColumn, Fit)], in row: MatrixRow) -> [(MatrixColumn, Fit)] {
    if columns.count == 1 { return columns }
    let plain = columns.filter { entry in
      entry.0.words.allSatisfy {
        catalog.weak.contains($0) || state.tools.captions.role($0) == .value
      }
    }
    if plain.count == 1 { return plain }
    let filled = columns.filter { entry in
      !(state.rows[row.index].cell(column: entry.0.column)?.value.isEmpty ?? true)
    }
    return filled.count == 1 ? filled : []
  }

  private struct Fit {
    var evidence: Int
    var order: Int
  }

  /// The best of several ways to name a row or column; nil when none does.
  private func fit(_ path: [String], _ ways: [[String]]) -> Fit? {
    var best: Fit?
    for (order, way) in ways.enumerated() {
      guard let evidence = evidence(path, way), evidence > best?.evidence ?? -1 else { continue }
      best = Fit(evidence: evidence, order: order)
    }
    return best
  }

  /// How well a path agrees with a way: its last word must, the others must stand above it in order.
  ///
  /// Below a group 合计 means the group.
  private func evidence(_ path: [String], _ way: [String]) -> Int? {
    guard let leaf = way.last, let last = path.last else { return nil }
    var rest = path[...]
    if last != leaf {
      guard path.count > 1, catalog.totals.contains(last), path[path.count - 2] == leaf else {
        return nil
      }
      rest = rest.dropLast()
    }
    rest = rest.dropLast()
    let isExact = rest.count == way.count - 1
    for word in way.dropLast().reversed() {
      guard let index = rest.lastIndex(of: word) else { return nil }
      rest = rest[..<index]
    }
    let strong = way.count { !catalog.weak.contains($0) }
    return strong * 100 + way.count * 10 + (isExact ? 5 : 0)
  }

  // MARK: - Choice

  private enum Choice {
    case none
    case one(MatrixCell, namesColumn: Bool)
    case several(MatrixCell, MatrixCell)
  }

  private func choice(_ candidates: [Candidate]) -> Choice {
    func rank(_ one: Candidate) -> (Int, Int, Int) {
      (one.evidence, one.isFilled ? 1 : 0, -one.order)
    }
    guard let top = candidates.map(rank).max(by: <) else { return .none }
    var best = distinct(candidates.filter { rank($0) == top })
    if let ordinal = best[0].ordinal {
      guard best.indices.contains(ordinal - 1) else { return .none }
      return .one(best[ordinal - 1].cell, namesColumn: best[ordinal - 1].namesColumn)
    }
    let hinted = best.filter(\.isHinted)
    if !hinted.isEmpty { best = hinted }
    let first = best[0].cell
    let other = best.first { $0.cell.cell?.value != first.cell?.value }
    return other.map { .several(first, $0.cell) }
      ?? .one(first, namesColumn: best[0].namesColumn)
  }

  /// One for each cell, from left to right and from top to bottom.
  private func distinct(_ candidates: [Candidate]) -> [Candidate] {
    var seen: Set<CellReference> = []
    return candidates.filter { seen.insert($0.cell.place(in: state)).inserted }
      .sorted { $0.cell.place(in: state) < $1.cell.place(in: state) }
  }
}
