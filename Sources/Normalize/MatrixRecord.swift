// SPDX-License-Identifier: Apache-2.0
// MatrixRecord: the one record of a statistics form, from the cells that its words lead to.

import DataModel
import Definitions

/// Collects the cells of a form and reads them.
struct MatrixRecord {
  private let state: SheetState
  private let index: Int
  private let form: FormDefinition
  private var cells: [Int: MatrixCell] = [:]
  private var doubts: [Int: MatrixDoubt] = [:]
  private var labels: [MatrixRow] = []
  private var hasFigures = false
  private var preamble: [MatrixPreamble.Value] = []
  /// Cells whose value is in the record, or would be if no other stood against it.
  private(set) var used: Set<CellReference> = []
  /// Numbers of the rows above the table that say whose it is.
  private(set) var preambleRows: Set<Int> = []

  init(_ state: SheetState, form: Int) {
    self.state = state
    index = form
    self.form = state.catalog.forms[form]
  }

  /// Adds what one table of the sheet has of the form; what a table before it said stays.
  ///
  /// `hasFigures`: whether anything stands in the table's columns of values, asked for or not.
  mutating func add(_ finding: MatrixFinding, rows: [[MatrixRow]], hasFigures: Bool) {
    labels += rows.flatMap { $0 }
    if hasFigures { self.hasFigures = true }
    for cell in finding.cells {
      guard let known = cells[cell.field] else {
        cells[cell.field] = cell
        continue
      }
      if known.cell?.value.isEmpty ?? true {
        cells[cell.field] = cell
      } else if let value = cell.cell?.value, !value.isEmpty, value != known.cell?.value {
        doubts[cell.field] = MatrixDoubt(field: cell.field, first: known, second: cell)
      }
    }
    for doubt in finding.doubts where cells[doubt.field] == nil { doubts[doubt.field] = doubt }
  }

  mutating func addPreamble(_ titles: [Range<Int>], with detector: inout LayoutDetector) {
    guard let own = state.catalog.matrices.forms.first(where: { $0.form == index }) else { return }
    let reader = MatrixPreamble(state, form: own)
    for rows in titles {
      for value in reader.values(rows: rows, with: &detector)
      where !preamble.contains(where: { $0.field == value.field }) {
        preamble.append(value)
        preambleRows.insert(value.row)
      }
    }
  }

  /// The record, none where nobody filled anything in; what could not be found or is doubtful is said.
  mutating func table(with detector: inout LayoutDetector) -> RecordTable {
    var builders: [ColumnBuilder] = []
    for doubt in doubts.values.sorted(by: { $0.field < $1.field }) {
      cells[doubt.field] = nil
      report(doubt)
      used.insert(doubt.first.place(in: state))
      used.insert(doubt.second.place(in: state))
      builders.append(unread(doubt))
    }
    let isFilled = cells.values.contains { !($0.cell?.value.isEmpty ?? true) }
    reportMissing()
    guard hasFigures || !doubts.isEmpty else {
      return RecordAssembly(state, form: index, builders: [], rowCount: 0).table()
    }
    for field in cells.keys.sorted() {
      guard let cell = cells[field] else { continue }
      used.insert(cell.place(in: state))
      builders.append(read(cell, isFilled: isFilled))
    }
    for value in preamble { builders.append(read(value)) }
    return RecordAssembly(state, form: index, builders: builders, rowCount: 1).table()
  }

  // MARK: - Cells

  /// `isFilled`: on a form that nobody filled in a blank means nothing.
  private func read(_ cell: MatrixCell, isFilled: Bool) -> ColumnBuilder {
    var field = form.fields[cell.field]
    if !isFilled { field.blankMeans = nil }
    let place = cell.place(in: state)
    let (label, conflict) = label(of: cell, field)
    var choice = state.tools.unitChoice(
      for: field, label: label, labelText: cell.row.text, notes: state.noteUnits)
    if let conflict { choice.conflict = conflict.name }
    if let unit = choice.conflict {
      state.log.add(
        "units-agree", .mustCorrect, form: form.id, field: field.id,
        range: CellRange(cell: place), value: cell.row.text,
        facts: NumberReader.unitFacts(unit, field))
    }
    let plan = state.catalog.plans[index][cell.field]
    let isOwn = isFilled || plan.field.blankMeans == nil
    let builder = builder(
      cell.field, column: place.column, choice,
      plan: isOwn ? plan : FieldPlan(field, tools: state.tools))
    if let problem = builder.append(cell.cell, row: place.row) {
      state.log.add(
        problem, form: form.id, field: field, at: place, raw: cell.cell?.value.rawText ?? "")
    }
    reportBlank(cell, field, at: place)
    return builder
  }

  /// A blank that means a value is said: another reader of the form may see it otherwise.
  private func reportBlank(_ cell: MatrixCell, _ field: FieldDefinition, at place: CellReference) {
    guard let meaning = field.blankMeans, cell.cell?.value.isEmpty ?? true else { return }
    state.log.add(
      "column-is-filled-in", .note, form: form.id, field: field.id,
      range: CellRange(cell: place), facts: ["meaning": meaning, "count": "1"])
  }

  /// The units that the words of row and column give, in the order in which they bind; and a second one
  /// that says something else.
  private func label(
    of cell: MatrixCell, _ field: FieldDefinition
  ) -> (HeaderLabel, conflict: UnitDefinition?) {
    var label = cell.row.leaf
    let given =
      [cell.column.path.last?.unit, cell.row.leaf.unit, cell.row.unit].compactMap { $0 }
      + cell.column.path.dropLast().reversed().compactMap(\.unit)
    let same = given.filter { state.tools.units.measureTheSame($0, field.unit) }
    label.unit = same.first ?? given.first
    if label.unit == nil {
      label.bare = label.bare ?? cell.column.path.last?.bare
    }
    return (label, same.first { $0.factor != same[0].factor })
  }

  private func builder(
    _ field: Int, column: Int, _ choice: ReadingTools.UnitChoice, plan: FieldPlan? = nil
  ) -> ColumnBuilder {
    ColumnBuilder(
      plan ?? state.catalog.plans[index][field], fieldIndex: field, column: column,
      in: state, choice: choice)
  }

  /// A field of which two cells say different things has no value.
  private func unread(_ doubt: MatrixDoubt) -> ColumnBuilder {
    let place = doubt.first.place(in: state)
    let builder = builder(doubt.field, column: place.column, ReadingTools.UnitChoice())
    builder.appendUndecided(row: place.row)
    return builder
  }

  private func read(_ value: MatrixPreamble.Value) -> ColumnBuilder {
    let builder = builder(value.field, column: value.cell.column, ReadingTools.UnitChoice())
    if let problem = builder.append(value.cell, row: value.row) {
      state.log.add(
        problem, form: form.id, field: form.fields[value.field],
        at: CellReference(row: value.row, column: value.cell.column),
        raw: value.cell.value.rawText)
    }
    return builder
  }

  // MARK: - Findings

  private func report(_ doubt: MatrixDoubt) {
    let first = doubt.first.place(in: state)
    let second = doubt.second.place(in: state)
    state.log.add(
      "place-is-unambiguous", .mustCorrect, form: form.id, field: form.fields[doubt.field].id,
      range: CellRange(cell: first), other: [second],
      value: doubt.first.cell?.value.rawText ?? "",
      facts: [
        "other": second.description, "actual": doubt.second.cell?.value.rawText ?? "",
        "expected": form.fields[doubt.field].name,
      ])
  }

  /// Which needed rows and columns the table lacks, and which label may be meant.
  private func reportMissing() {
    for (index, field) in form.fields.enumerated()
    where field.needsColumn && !field.places.isEmpty && cells[index] == nil
      && doubts[index] == nil
    {
      let near = nearLabel(field)
      let row = field.places.first?.rows.first?.joined(separator: "›") ?? ""
      let column = field.places.first?.columns.first?.joined(separator: "›") ?? ""
      state.log.add(
        "place-is-on-form", .mustCorrect, form: form.id, field: field.id,
        range: near.map {
          CellRange(cell: CellReference(row: state.rows[$0.index].number, column: $0.column))
        },
        value: near.map { TextFolding.withoutSpaces($0.text) } ?? "",
        facts: ["expected": field.name, "row": row, "column": column],
        suggestion: near == nil ? "" : row)
    }
  }

  private func nearLabel(_ field: FieldDefinition) -> MatrixRow? {
    let words = field.places.flatMap(\.rows).compactMap(\.last).map(HeaderLabel.bare)
    return labels.first { label in
      words.contains { word in
        word.count >= 2 && label.leaf.word.count >= 2 && label.leaf.word != word
          && EditDistance.between(label.leaf.word, word, limit: 1) != nil
      }
    }
  }
}
