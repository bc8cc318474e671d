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

    /// Whether this one is surer than another: by more words, then a filled cell, then an earlier way.
    func isSurer(than other: Candidate) -> Bool {
      if evidence != other.evidence { return evidence > other.evidence }
      if isFilled != other.isFilled { return isFilled }
      return order < other.order
    }
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
    let (mayAgree, mayBeTurned) = (
      rowWords.mayAgree(with: form.rowWays), rowWords.mayAgree(with: form.columnWays)
    )
    guard mayAgree || mayBeTurned else { return MatrixFinding(form: form.form) }
    let sides = zip(table.sides, rows).map { side($0, $1) }
    let found =
      mayAgree ? direct(sides, isTransposed: false) : MatrixFinding(form: form.form)
    guard mayBeTurned, found.cells.count <= 1, found.doubts.isEmpty else { return found }
    let turned = direct(sides, isTransposed: true)
    return turned.cells.count > found.cells.count ? turned : found
  }

  private func direct(_ sides: [Side], isTransposed: Bool) -> MatrixFinding {
    var finding = MatrixFinding(form: form.form)
    var candidates: [Candidate] = []
    for (field, patterns) in form.fields {
      candidates.removeAll(keepingCapacity: true)
      var order = 0
      for pattern in patterns where !isTransposed || !pattern.columns.isEmpty {
        for side in sides {
          add(field, pattern, order, side, isTransposed: isTransposed, to: &candidates)
        }
        order += 1
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

  // MARK: - One side

  /// One side of the table without what speaks of another part of the school than the form does.
  private struct Side {
    var columns: [MatrixColumn]
    var rows: [MatrixRow]
    /// Places of the rows that a way with a last word may lead to.
    var rowsByWord: MatrixRowIndex
  }

  private func side(_ side: MatrixSide, _ rows: [MatrixRow]) -> Side {
    let columns = side.values.filter { !isExcluded($0.words, $0.texts) }
    let own = inContext(rows).filter { !isExcluded($0.words, $0.path) }
    return Side(columns: columns, rows: own, rowsByWord: MatrixRowIndex(own, in: catalog.words))
  }

  private func isExcluded(_ words: [Int], _ texts: [String]) -> Bool {
    words.contains(where: catalog.words.mayNameScope) && form.excludes(texts)
  }

  /// The rows with the section they stand under, where a row above bears a word that the form's
  /// declaration puts above others: 小学, and below it 博士研究生.
  private func inContext(_ rows: [MatrixRow]) -> [MatrixRow] {
    guard !form.hasNoParents, rows.contains(where: { form.isParent($0.word) }) else { return rows }
    var head: MatrixRow?
    return rows.map { row in
      if form.isParent(row.word) {
        head = row
        return row
      }
      guard let head, !row.words.contains(where: form.isParent) else { return row }
      return row.below(head)
    }
  }

  // MARK: - Candidates

  /// Adds the cells of a side that one way to name its row and one to name its column lead to.
  private func add(
    _ field: Int, _ pattern: MatrixPattern, _ order: Int, _ side: Side, isTransposed: Bool,
    to found: inout [Candidate]
  ) {
    let (rowWays, columnWays) =
      isTransposed ? (pattern.columns, pattern.rows) : (pattern.rows, pattern.columns)
    let places = side.rowsByWord.rows(endingAs: rowWays)
    guard !places.isEmpty else { return }
    let columns = self.columns(of: side, columnWays)
    guard !columns.isEmpty else { return }
    for place in places {
      let row = side.rows[place]
      guard let rowFit = fit(row.words, rowWays) else { continue }
      for (column, columnFit) in columnWays.isEmpty ? only(columns, in: row) : columns {
        let cell = state.rows[row.index].cell(column: column.column)
        found.append(
          Candidate(
            cell: MatrixCell(field: field, row: row, column: column, cell: cell),
            evidence: rowFit.evidence + columnFit.evidence,
            order: order * 1_000 + rowFit.order + columnFit.order,
            isHinted: pattern.isHinted(row, column),
            // Which of several cells it is does not depend on what they hold.
            isFilled: pattern.ordinal != nil || !(cell?.value.isEmpty ?? true),
            ordinal: pattern.ordinal, namesColumn: !columnWays.isEmpty))
      }
    }
  }

  /// The columns that one of these ways names; all where no way is declared.
  private func columns(of side: Side, _ ways: [MatrixWay]) -> [(MatrixColumn, Fit)] {
    var found: [(MatrixColumn, Fit)] = []
    for column in side.columns {
      if ways.isEmpty {
        found.append((column, Fit(evidence: 0, order: 0)))
      } else if let fit = fit(column.words, ways) {
        found.append((column, fit))
      }
    }
    return found
  }

  /// The one column of values; of several the total's, or the one that this row fills.
  private func only(_ columns: [(MatrixColumn, Fit)], in row: MatrixRow) -> [(MatrixColumn, Fit)] {
    if columns.count == 1 { return columns }
    let plain = columns.filter { entry in
      entry.0.texts.allSatisfy {
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
    guard var top = candidates.first else { return .none }
    for candidate in candidates.dropFirst() where candidate.isSurer(than: top) { top = candidate }
    var best = distinct(candidates.filter { !top.isSurer(than: $0) })
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
    guard candidates.count > 1 else { return candidates }
    var seen: Set<CellReference> = []
    return candidates.filter { seen.insert($0.cell.place(in: state)).inserted }
      .sorted { $0.cell.place(in: state) < $1.cell.place(in: state) }
  }
}
