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
  ///
  /// The reader is used up: what it took to work in goes to the next one.
  consuming func read() -> [RecordTable] {
    let tables = readAll()
    detector.finish()
    return tables
  }

  private mutating func readAll() -> [RecordTable] {
    guard state.rows.contains(where: { !$0.isBlank }) else { return [] }
    if let rule = ruleOfSheetWithoutData {
      state.accounting.ignore(state.sheet.nonEmptyCellCount, rule: rule)
      return []
    }
    let matrix = MatrixReader(state)
    if matrix.isTitled, !isPlainlyList(),
      let tables = matrix.read(titled: true, with: &detector)
    {
      return tables
    }
    if matrix.leaveOut(with: &detector) { return [] }
    if state.sheet.info.visibility == .visible,
      let bands = SheetBands(state).find(with: &detector)
    {
      return read(bands)
    }
    let end = state.rows.count
    let header = detector.nextHeader(from: 0, floor: 0, until: end)
    let form = form(beside: header)
    if header == nil || form != nil, let tables = matrix.read(titled: false, with: &detector) {
      return tables
    }
    guard header != nil || form != nil else {
      accountForSheetWithoutTable(state.sheet.nonEmptyCellCount)
      return []
    }
    if state.sheet.info.visibility != .visible {
      accountForHiddenSheet(state.sheet.nonEmptyCellCount, header: header, form: form)
      return []
    }
    guard let form else { return readLists(from: header, gapFrom: 0, until: end) }
    return readForm(form, until: end)
  }

  /// Whether a sheet with the title of a statistics form holds a list that has all its columns: 班额情况
  /// may stand above a list of classes.
  private mutating func isPlainlyList() -> Bool {
    guard let header = detector.nextHeader(from: 0, floor: 0, until: min(state.rows.count, 16))
    else { return false }
    let score = header.assignment.score
    return header.assignment.isFirm && score.requiredShare == 1 && score.ownStrongCount >= 3
      && !state.catalog.forms[header.form].isOnePerSchool
  }

  /// A sheet that says twice that it explains forms, or hides what is named a list of choices: whatever
  /// words of forms stand there, they are no headers.
  private var ruleOfSheetWithoutData: String? {
    let words = state.tools.rowWords
    guard words.namesInstructions(state.sheet.info.name) else { return nil }
    if state.sheet.info.visibility != .visible { return "hidden_sheet" }
    let first = state.rows.lazy.compactMap(\.firstNonEmpty).first?.textValue ?? ""
    return words.namesInstructions(first) ? "instruction_sheet" : nil
  }

  /// Reads each band as a sheet of its own; a unit note above them holds for all.
  private func read(_ bands: [SheetBand]) -> [RecordTable] {
    for row in state.rows.prefix(8) { _ = state.takeUnitNote(row) }
    var tables: [RecordTable] = []
    for band in bands {
      let part = state.part(band)
      tables += SheetReader(part).read()
      state.take(part)
    }
    return tables
  }

  /// The label/value form of the sheet, if that reads it better than the list does.
  ///
  /// Below a firm header of another form nothing is a label: 一年级 in a list of classes is a value there.
  private mutating func form(beside header: FoundHeader?) -> LabelValueMatch? {
    let reader = LabelValueReader(state)
    guard let header else { return reader.find(with: &detector, until: state.rows.count) }
    let start = header.rows.lowerBound
    if header.assignment.isFirm, !state.catalog.forms[header.form].layouts.contains(.labelValue) {
      return start == 0 ? nil : reader.find(with: &detector, until: start)
    }
    let end = endOfForm(below: header)
    guard let form = reader.find(with: &detector, until: end) else { return nil }
    if form.values.count > header.assignment.columnCount,
      form.form == header.form || !header.assignment.isFirm,
      !header.assignment.isFirm
        || !ListFit(state, detector.match(of: header)).outweighs(form, with: &detector)
    {
      return form
    }
    return start == 0 ? nil : reader.find(with: &detector, until: start)
  }

  /// Where a list of another form begins below; the words of its header are no labels of this one.
  private mutating func endOfForm(below header: FoundHeader) -> Int {
    let rows = min(state.rows.count, FormLabels.longestForm)
    var floor = header.rows.upperBound
    guard floor < rows, ListBelow(state)?.mayBegin(in: floor..<rows, with: &detector) != false
    else { return state.rows.count }
    var index = floor
    while index < rows {
      if detector.isMostlyMute(index, floor: floor) {
        floor = index + 1
      } else if let next = detector.header(at: index, floor: floor) {
        if next.assignment.isFirm, !state.catalog.forms[next.form].layouts.contains(.labelValue) {
          return next.rows.lowerBound
        }
        floor = next.rows.upperBound
        index = floor
        continue
      }
      index += 1
    }
    return state.rows.count
  }

  private mutating func readForm(_ form: LabelValueMatch, until end: Int) -> [RecordTable] {
    let above = Array(0..<form.rows.lowerBound)
    state.beginTable(below: above)
    state.accountForRows(above, leadsToTable: true)
    let top = form.rows.lowerBound
    let titles = TitleCheck(state).enter(
      form: form.form, above: top, known: detector.knownTitle(above: top))
    var table = LabelValueReader(state).read(form, with: &detector)
    table.titles = titles
    state.trace?.add(form, in: state)
    let header = detector.nextHeader(
      from: form.rows.upperBound, floor: form.rows.upperBound, until: end)
    return [table] + readLists(from: header, gapFrom: form.rows.upperBound, until: end)
  }

  /// Reads list after list; what lies between them is a title, a note or a stray.
  private mutating func readLists(
    from first: FoundHeader?, gapFrom start: Int, until end: Int
  ) -> [RecordTable] {
    var tables: [RecordTable] = []
    var before = Array(start..<(first?.rows.lowerBound ?? end))
    var header = first
    while let next = header {
      let found = detector.match(of: next)
      let current = HeaderRefinement(state, match: found, until: end).refined()
      let top = current.block.rows.lowerBound
      let titles = TitleCheck(state).enter(
        form: current.form, above: top, known: detector.knownTitle(above: top))
      state.beginTable(below: before)
      state.accountForRows(before, leadsToTable: true)
      let notes = UnitNotesBelow(state, match: current)
      notes.take(isFirst: tables.isEmpty, with: &detector)
      notes.noteColumns()
      let preamble = PreambleReader(state, match: current)
      let given = preamble.given(rows: before, with: &detector)
      let constants = preamble.columns(of: given)
      let reader = ListReader(
        state, match: current, constants: constants, given: given, with: &detector)
      var outcome = reader.read(with: &detector, until: end)
      outcome.table.titles = titles
      tables.append(outcome.table)
      reportDoubts(of: outcome.table, match: current, in: outcome.doubtful)
      state.trace?.add(
        current, table: outcome.table, constants: constants, in: state, with: &detector)
      before = outcome.trailing
      header = outcome.nextHeader
    }
    state.accountForRows(before, leadsToTable: false)
    return tables
  }

  /// Columns whose cells are mostly something else, as where a row of values has shifted.
  ///
  /// `doubtful`: the fields of which some cell may contradict its header.
  private func reportDoubts(of table: RecordTable, match: HeaderMatch, in doubtful: [Int]) {
    guard !doubtful.isEmpty else { return }
    let fields = state.catalog.forms[match.form].fields
    let places = places(of: fields, in: table)
    for index in match.columns.indices {
      let field = match.columns[index].field
      guard doubtful.contains(field), let place = places[field] else { continue }
      let doubt = ColumnDoubt.of(table.columns[place], kind: fields[field].kind)
      guard doubt.isFounded else { continue }
      let path = match.columns[index].path
      state.log.add(
        "column-holds-its-field", .mustExplain, form: state.catalog.forms[match.form].id,
        field: fields[field].id,
        range: CellRange(cell: CellReference(row: path.row, column: path.column)),
        value: TextFolding.withoutSpaces(path.text),
        facts: ["count": String(doubt.filled), "actual": String(doubt.contrary)])
    }
  }

  /// Where the column of each field is in the table, whose columns are in the order of the fields.
  private func places(of fields: [FieldDefinition], in table: RecordTable) -> [Int?] {
    var places = [Int?](all: nil, count: fields.count)
    var field = 0
    for (place, column) in table.columns.enumerated() {
      let id = ByteKey(column.field)
      while field < fields.count, ByteKey(fields[field].id) != id { field += 1 }
      guard field < fields.count else { break }
      places[field] = place
    }
    return places
  }

  private func accountForSheetWithoutTable(_ cells: Int) {
    let firstText = state.rows.lazy.compactMap(\.firstNonEmpty).first?.textValue ?? ""
    let words = state.tools.rowWords
    if state.sheet.info.visibility != .visible {
      state.accounting.ignore(cells, rule: "hidden_sheet")
    } else if words.namesInstructions(state.sheet.info.name)
      || words.beginsInstructions(firstText) || words.mark(firstText) == .note
    {
      state.accounting.ignore(cells, rule: "instruction_sheet")
    } else {
      state.accounting.quarantine(cells)
      for row in state.rows { state.trace?.quarantine.add(row) }
      state.log.add(
        "sheet-holds-a-known-table", .mustExplain, range: nil, value: state.sheet.info.name,
        facts: ["count": String(cells), "actual": FindingLog.shown(firstText)])
    }
  }

  /// A hidden list of codes has words of forms in it too; only a form's required columns make it data.
  private func accountForHiddenSheet(
    _ cells: Int, header: FoundHeader?, form: LabelValueMatch?
  ) {
    let isData = form != nil || (header?.assignment.score.requiredShare ?? 0) > 0.6
    guard isData else {
      state.accounting.ignore(cells, rule: "hidden_sheet")
      return
    }
    state.accounting.quarantine(cells)
    for row in state.rows { state.trace?.quarantine.add(row) }
    let index = form?.form ?? header?.form ?? 0
    state.log.add(
      "hidden-sheet-holds-no-data", .mustExplain, form: state.catalog.forms[index].id, range: nil,
      value: state.sheet.info.name,
      facts: ["count": String(cells), "actual": state.catalog.forms[index].name])
  }
}
