// SPDX-License-Identifier: Apache-2.0
// SheetReader: reads one sheet: its form or its lists, or why it has neither.

import DataModel
import Definitions

/// Reads a sheet from top to bottom.
struct SheetReader {
  private let state: SheetState
  private var detector: LayoutDetector

  init(_ state: SheetState) {
    self.state = state
    detector = LayoutDetector(state)
  }

  /// The tables of the sheet; every cell is accounted for afterwards.
  func read() -> [RecordTable] {
    var copy = self
    return copy.readAll()
  }

  private mutating func readAll() -> [RecordTable] {
    let cells = state.sheet.nonEmptyCellCount
    guard cells > 0 else { return [] }
    let end = state.rows.count
    let header = detector.nextHeader(from: 0, floor: 0, until: end)
    let form = LabelValueReader(state).find(
      with: &detector, atLeast: (header?.columns.count ?? 0) + 1)
    guard header != nil || form != nil else {
      accountForSheetWithoutTable(cells)
      return []
    }
    if state.sheet.info.visibility != .visible {
      accountForHiddenSheet(cells, header: header, form: form)
      return []
    }
    guard let form else { return readLists(from: header, gapFrom: 0, until: end) }
    return readForm(form, until: end)
  }

  private mutating func readForm(_ form: LabelValueMatch, until end: Int) -> [RecordTable] {
    state.accountForRows(Array(0..<form.rows.lowerBound), leadsToTable: true)
    let table = LabelValueReader(state).read(form, with: &detector)
    let header = detector.nextHeader(
      from: form.rows.upperBound, floor: form.rows.upperBound, until: end)
    return [table] + readLists(from: header, gapFrom: form.rows.upperBound, until: end)
  }

  /// Reads list after list; what lies between them is a title, a note or a stray.
  private mutating func readLists(
    from first: HeaderMatch?, gapFrom start: Int, until end: Int
  ) -> [RecordTable] {
    var tables: [RecordTable] = []
    var before = Array(start..<(first?.block.rows.lowerBound ?? end))
    var header = first
    while let current = header {
      state.accountForRows(before, leadsToTable: true)
      var reader = ListReader(state, match: current)
      let outcome = reader.read(with: &detector, until: end)
      tables.append(outcome.table)
      before = outcome.trailing
      header = outcome.nextHeader
    }
    state.accountForRows(before, leadsToTable: false)
    return tables
  }

  private func accountForSheetWithoutTable(_ cells: Int) {
    let firstText = state.rows.lazy.compactMap(\.firstNonEmpty).first?.textValue ?? ""
    let words = state.tools.rowWords
    if state.sheet.info.visibility != .visible {
      state.accounting.ignore(cells, rule: "hidden_sheet")
    } else if words.namesInstructions(state.sheet.info.name)
      || words.namesInstructions(firstText) || words.mark(firstText) == .note
    {
      state.accounting.ignore(cells, rule: "instruction_sheet")
    } else {
      state.accounting.quarantine(cells)
      state.log.add(
        "sheet-holds-a-known-table", .mustExplain, range: nil, value: firstText,
        facts: ["count": String(cells), "sheet": state.sheet.info.name])
    }
  }

  /// A hidden list of codes has words of forms in it too; only a form's required columns make it data.
  private func accountForHiddenSheet(
    _ cells: Int, header: HeaderMatch?, form: LabelValueMatch?
  ) {
    let isData = form != nil || (header?.requiredShare ?? 0) > 0.6
    guard isData else {
      state.accounting.ignore(cells, rule: "hidden_sheet")
      return
    }
    state.accounting.quarantine(cells)
    let index = form?.form ?? header?.form ?? 0
    state.log.add(
      "hidden-sheet-holds-no-data", .mustExplain, form: state.catalog.forms[index].id, range: nil,
      facts: [
        "count": String(cells), "sheet": state.sheet.info.name,
        "actual": state.catalog.forms[index].name,
      ])
  }
}
