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
  let rowWords: MatrixRowWords
  let table: MatrixTable

  private var catalog: MatrixCatalog { state.catalog.matrices }

  func finding() -> MatrixFinding {
    // A row that is put into context takes a word of another row.
    let found =
      rowWords.mayAgree(with: form.rowWays)
      ? direct(isTransposed: false) : MatrixFinding(form: form.form)
    guard found.cells.count <= 1, found.doubts.isEmpty,
      rowWords.mayAgree(with: form.columnWays)
    else { return found }
    let turned = direct(isTransposed: true)
    return turned.cells.count > found.cells.count ? turned : found
  }

  private func direct(isTransposed: Bool) -> MatrixFinding {
    var finding = MatrixFinding(form: form.form)
    let heads = rows.map { $0.filter { form.parents.contains($0.leaf.word) } }
    let rows = rows.map { $0.map { inContext($0, heads: heads) } }
    let sides = zip(table.sides, rows).map { side($0, $1) }
    for (field, patterns) in form.fields {
      let usable = isTransposed ? patterns.filter { !$0.columns.isEmpty } : patterns
      let candidates = usable.enumerated().flatMap { order, pattern in
        self.candidates(field, pattern, order, sides, isTransposed: isTransposed)
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

  /// One side of the table without what speaks of another part of the school than the form does.
  private struct Side {
    var columns: [MatrixColumn] = []
    var columnPaths: [[Int]] = []
    var rows: [MatrixRow] = []
    var rowPaths: [[Int]] = []
    /// Places of the rows that a way with this last word may lead to, in order.
    var rowsByLeaf: [Int: [Int]] = [:]

    /// Places of the rows that one of these ways may lead to, in order.
    func rows(endingAs ways: [MatrixWay]) -> [Int] {
      var places: [Int] = []
      for way in ways {
        guard let leaf = way.words.last, let own = rowsByLeaf[leaf] else { continue }
        places += own
      }
      return ways.count == 1 ? places : Set(places).sorted()
    }
  }

  private func side(_ side: MatrixSide, _ rows: [MatrixRow]) -> Side {
    let words = catalog.words
    var own = Side()
    for column in side.values where !form.excludes(column.words) {
      own.columns.append(column)
      own.columnPaths.append(column.words.map(words.number))
    }
    for row in rows where !form.excludes(row.path) {
      let path = row.path.map(words.number)
      guard let last = path.last else { continue }
      own.rowsByLeaf[last, default: []].append(own.rows.count)
      // Below a group 合计 means the group.
      if path.count > 1, words.isTotal(last), path[path.count - 2] != last {
        own.rowsByLeaf[path[path.count - 2], default: []].append(own.rows.count)
      }
      own.rows.append(row)
      own.rowPaths.append(path)
    }
    return own
  }

  private func candidates(
    _ field: Int, _ pattern: MatrixPattern, _ order: Int, _ sides: [Side], isTransposed: Bool
  ) -> [Candidate] {
    var found: [Candidate] = []
    let (rowWays, columnWays) =
      isTransposed ? (pattern.columns, pattern.rows) : (pattern.rows, pattern.columns)
    for side in sides {
      let places = side.rows(endingAs: rowWays)
      guard !places.isEmpty else { continue }
      let columns = side.columns.indices.compactMap { place -> (MatrixColumn, Fit)? in
        if columnWays.isEmpty { return (side.columns[place], Fit(evidence: 0, order: 0)) }
        return fit(side.columnPaths[place], columnWays).map { (side.columns[place], $0) }
      }
      guard !columns.isEmpty else { continue }
      for place in places {
        guard let rowFit = fit(side.rowPaths[place], rowWays) else { continue }
        let row = side.rows[place]
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
  private func fit(_ path: [Int], _ ways: [MatrixWay]) -> Fit? {
    var best: Fit?
    for order in ways.indices {
      guard let evidence = ways[order].evidence(path, in: catalog.words),
        evidence > best?.evidence ?? -1
      else { continue }
      best = Fit(evidence: evidence, order: order)
    }
    return best
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
