// SPDX-License-Identifier: Apache-2.0
// HeaderReport: accounts for the cells of a header and says what is wrong with it.

import DataModel
import Definitions

/// The account and the findings of one header.
struct HeaderReport {
  private let state: SheetState
  private let match: HeaderMatch
  private let matcher: HeaderMatcher

  init(_ state: SheetState, match: HeaderMatch) {
    self.state = state
    self.match = match
    matcher = HeaderMatcher(catalog: state.catalog)
  }

  private var form: FormDefinition { state.catalog.forms[match.form] }

  /// Enters the header rows into the account and the log.
  func enter() {
    let cells = match.block.rows.reduce(0) { $0 + state.rows[$1].fill.count }
    let idle = (match.unknown + match.rivals.map(\.path)).filter { !isBlank($0) }
    state.accounting.quarantine(idle.count)
    for path in idle { state.trace?.quarantine.add(row: path.row, column: path.column) }
    state.accounting.use(cells - idle.count)
    if !match.unknown.isEmpty {
      let taken = Set(match.columns.map(\.field))
      for path in match.unknown { reportUnknown(path, taken: taken) }
    }
    for rival in match.rivals { reportRival(rival) }
  }

  private func isBlank(_ path: HeaderPath) -> Bool {
    let row = match.block.rows.first { state.rows[$0].number == path.row }
    return row.flatMap { state.rows[$0].cell(column: path.column) }?.value.isEmpty ?? true
  }

  private func reportUnknown(_ path: HeaderPath, taken: Set<Int>) {
    let range = CellRange(cell: CellReference(row: path.row, column: path.column))
    let text = TextFolding.withoutSpaces(path.text)
    if let near = matcher.almost(path.leaf, form: match.form, taken: taken) {
      state.log.add(
        "header-is-almost-known", .mustExplain, form: form.id,
        field: form.fields[near.field].id, range: range, value: text,
        facts: ["expected": near.word], suggestion: near.word)
    } else {
      state.log.add("header-is-known", .note, form: form.id, range: range, value: text)
    }
  }

  private func reportRival(_ rival: RivalColumn) {
    let winner = CellReference(row: rival.winner.row, column: rival.winner.column)
    state.log.add(
      "header-is-unambiguous", .mustExplain, form: form.id, field: form.fields[rival.field].id,
      range: CellRange(cell: CellReference(row: rival.path.row, column: rival.path.column)),
      other: [winner], value: TextFolding.withoutSpaces(rival.path.text),
      facts: [
        "other": winner.description,
        "expected": TextFolding.withoutSpaces(rival.winner.text),
      ])
  }

  /// A column that nobody filled in, where a blank means something: said once for the column, since
  /// every record has that value now.
  func reportBlankColumns(_ builders: [ColumnBuilder], rowCount: Int) {
    for builder in builders where builder.isBlankThroughout {
      let counts = state.tools.indicatorFields[form.id]?.contains(builder.field.id) == true
      let header = match.columns.first { $0.path.column == builder.column }?.path
      state.log.add(
        "column-is-filled-in", counts ? .mustExplain : .note, form: form.id,
        field: builder.field.id,
        range: header.map { CellRange(cell: CellReference(row: $0.row, column: $0.column)) },
        facts: ["meaning": builder.field.blankMeans ?? "", "count": String(rowCount)])
    }
  }

  /// Adds to the findings about unread columns where the cells below these headers stand.
  func reportReach(until end: Int) {
    let start = match.block.rows.upperBound
    guard end > start, state.rows.indices.contains(end - 1) else { return }
    let rows = state.rows[start..<end]
    for path in match.unknown + match.rivals.map(\.path) {
      let isFilled = { (row: SheetRow) in row.cell(column: path.column)?.value.isEmpty == false }
      guard let first = rows.first(where: isFilled), let last = rows.last(where: isFilled) else {
        continue
      }
      state.log.extend(
        findingAt: CellReference(row: path.row, column: path.column),
        over: CellRange(
          first: CellReference(row: first.number, column: path.column),
          last: CellReference(row: last.number, column: path.column)))
    }
  }

  /// Says which columns the list cannot do without, and which unread column may be each of them.
  ///
  /// The guess is a suggestion to the reader of the finding; the column itself stays unread.
  func reportMissingColumns(given: [Int], until end: Int) {
    var isPresent = [Bool](all: false, count: form.fields.count)
    for field in given { isPresent[field] = true }
    for index in match.columns.indices { isPresent[match.columns[index].field] = true }
    let missing = state.catalog.fieldFacts[match.form].needed.filter { !isPresent[$0] }
    guard !missing.isEmpty else { return }
    guard let columns = match.block.columns, let last = match.block.rows.last else { return }
    let row = state.rows[last].number
    let range = CellRange(
      first: CellReference(row: row, column: columns.lowerBound),
      last: CellReference(row: row, column: columns.upperBound))
    let samples = ColumnSamples(state, match: match, until: end)
    for index in missing {
      let field = form.fields[index]
      let stand = samples.standIn(for: index)
      state.log.add(
        "required-column-is-present", .mustCorrect, form: form.id, field: field.id, range: range,
        other: stand.map { [CellReference(row: $0.row, column: $0.column)] } ?? [],
        facts: ["expected": field.name],
        suggestion: stand.map { TextFolding.withoutSpaces($0.text) } ?? "")
    }
  }
}
