// SPDX-License-Identifier: Apache-2.0
// LabelValueReader: reads forms in which a label stands beside or above each value.

import DataModel
import Definitions

/// Finds and reads label/value forms.
struct LabelValueReader {

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  // MARK: - Finding

  /// The form with the most labels among the rows before `end`; nil when none has three on two rows.
  func find(with detector: inout LayoutDetector, until end: Int) -> LabelValueMatch? {
    guard FormLabels(state).mayHoldThree(until: end, with: &detector) else { return nil }
    let (labels, unnamed) = FormLabels(state).collect(until: end, with: &detector)
    guard labels.count >= 3 else { return nil }
    let captions = FormColumns(state, until: end, with: &detector)
    var best: LabelValueMatch?
    for index in state.catalog.forms.indices
    where state.catalog.isForm[index] {
      // No match has more values than the form has labels.
      let least = max(3, (best?.values.count ?? 0) + 1)
      guard areAtLeast(least, labels, of: index) else { continue }
      guard let match = match(labels, form: index, captions), match.values.count >= 3,
        match.values.count > best?.values.count ?? 0, isForm(match, with: &detector)
      else { continue }
      best = match
    }
    guard let form = best else { return nil }
    // 小学（211） beside 办学类型 is its value, and no sentence.
    let sentences = unnamed.filter { blank in
      !form.values.contains { $0.value != nil && $0.valuePlace == blank.place }
        || hasLabel(at: blank.place, form)
    }
    best?.take(sentences + foreign(labels, to: form), in: state)
    return best
  }

  private func hasLabel(at place: CellReference, _ match: LabelValueMatch) -> Bool {
    match.values.contains { $0.place == place } || match.rivals.contains { $0.place == place }
  }

  /// Whether so many of the labels mean a field of the form.
  private func areAtLeast(_ least: Int, _ labels: [FormLabel], of form: Int) -> Bool {
    var count = 0
    for label in labels where label.meanings.contains(where: { $0.form == form }) {
      count += 1
      if count == least { return true }
    }
    return false
  }

  /// Values in the same cell as those of the form whose label means something in another form only.
  private func foreign(_ labels: [FormLabel], to match: LabelValueMatch) -> [UnnamedBlank] {
    guard labels.contains(where: { $0.inside?.isEmpty == false }) else { return [] }
    let cells = Set((match.values + match.rivals).map(\.place))
    return labels.compactMap { label in
      guard let inside = label.inside, !inside.isEmpty, cells.contains(label.place),
        !label.meanings.contains(where: { $0.form == match.form })
      else { return nil }
      return UnnamedBlank(place: label.place, text: label.text + "：" + inside)
    }
  }

  /// Words of a form occur in lists too: a form is titled so, has what it must have or has much, and what
  /// stands beside its labels can be read as their values.
  private func isForm(_ match: LabelValueMatch, with detector: inout LayoutDetector) -> Bool {
    guard match.values.count >= 6 || isMarked(match, with: &detector) else { return false }
    return isReadable(match)
  }

  /// A title, half of what the form must have, or the school's name or code.
  private func isMarked(_ match: LabelValueMatch, with detector: inout LayoutDetector) -> Bool {
    let form = state.catalog.forms[match.form]
    let present = Set(match.values.map(\.field))
    let needed = form.fields.indices.filter { form.fields[$0].needsColumn }
    if needed.count(where: present.contains) * 2 >= needed.count { return true }
    let isNamed = ["school_name", "school_code"].contains {
      form.fieldIndex($0).map(present.contains) ?? false
    }
    return isNamed || detector.points(above: match.rows.lowerBound)[match.form] > 0
  }

  /// Most of what stands beside the labels can be read; looks no further than it must.
  private func isReadable(_ match: LabelValueMatch) -> Bool {
    let plans = state.catalog.plans[match.form]
    let filled = match.values.indices.filter { index in
      isFilled(match.values[index].value) && !plans[match.values[index].field].field.isIgnored
    }
    var readable = 0
    for index in filled {
      guard readable * 5 < filled.count * 3 else { return true }
      guard let cell = match.values[index].value else { continue }
      let reading = plans[match.values[index].field].reader(
        ColumnFacts(), system: state.sheet.info.dateSystem, tools: state.tools
      ).read(cell)
      if reading.problem == nil || reading.problem?.rule == "units-agree" { readable += 1 }
    }
    return readable * 5 >= filled.count * 3
  }

  private func match(
    _ labels: [FormLabel], form: Int, _ captions: FormColumns
  ) -> LabelValueMatch? {
    var own = OwnLabels(state, form: form).of(labels)
    if !captions.blocks.isEmpty { own.removeAll { !isUnderCaption($0.0, captions) } }
    let columns =
      captions.isCaptioned
      ? captions.resolved(own, in: state)
      : FormShape(state).columns(of: own.map(\.0))
    // Captions say that it is a form where nothing is filled in yet.
    var match = assembled(
      values(of: own, form: form, columns), form: form, mayBeBlank: columns != nil)
    match?.columns = columns
    guard let rows = match?.rows else { return match }
    match?.rows = start(of: rows, columns)..<end(of: rows, columns)
    return match
  }

  private func isUnderCaption(_ label: FormLabel, _ captions: FormColumns) -> Bool {
    guard let block = captions.block(at: label.place.row) else { return true }
    if block.isCaption(label.place.row) { return false }
    return block.group(ofLabel: label.cell.column) != nil
      || block.role(label.cell.column) == nil
  }

  /// What stands beside the labels, or below them where more of it is filled in.
  private func values(
    of own: [(FormLabel, WordMeaning)], form: Int, _ columns: FormColumns?
  ) -> [LabelledValue] {
    let places = LabelPlaces(own)
    var right: [LabelledValue] = []
    right.reserveCapacity(own.count)
    var fields = [Bool](all: false, count: state.catalog.plans[form].count)
    for (label, meaning) in own {
      fields[meaning.field] = true
      if let value = columns.map({ captioned(label, meaning, $0) }) ?? nil {
        right.append(value)
      } else if let value = beside(label, meaning, labels: places) {
        right.append(value)
      }
    }
    guard columns == nil else { return right }
    let most = fields.count { $0 }
    let filled = self.filled(right, of: fields.count)
    // No more of them can be filled in below.
    guard filled < most else { return right }
    let below = own.compactMap { above($0.0, $0.1, labels: places) }
    return self.filled(below, of: fields.count) > filled ? below : right
  }

  /// The captions right above the first label are of the form.
  private func start(of rows: Range<Int>, _ columns: FormColumns?) -> Int {
    guard let block = columns?.block(at: state.rows[rows.lowerBound].number),
      let captions = block.rows,
      let first = state.rows.firstIndex(where: { $0.number == captions.lowerBound })
    else {
      let isBelow = columns?.blocks.first?.rows.flatMap { captions in
        state.rows.firstIndex { $0.number == captions.lowerBound }
      }
      return isBelow.map { min($0, rows.lowerBound) } ?? rows.lowerBound
    }
    return min(first, rows.lowerBound)
  }

  /// Labels that nobody knows are rows of the form too, as long as they stand under its caption.
  private func end(of rows: Range<Int>, _ columns: FormColumns?) -> Int {
    var end = rows.upperBound
    while end < state.rows.count, end < FormLabels.longestForm, end > 0,
      state.rows[end].number == state.rows[end - 1].number + 1,
      let block = columns?.block(at: state.rows[end - 1].number), block.rows != nil,
      block.isLabelled(state.rows[end]), let text = state.rows[end].firstNonEmpty?.value.rawText,
      state.tools.rowWords.mark(text) == nil
    {
      end += 1
    }
    return end
  }

  /// How many fields have a value.
  private func filled(_ values: [LabelledValue], of fieldCount: Int) -> Int {
    var fields = [Bool](all: false, count: fieldCount)
    for index in values.indices where values[index].value != nil {
      fields[values[index].field] = true
    }
    return fields.count { $0 }
  }

  /// The value in the column that is known to hold them; nil for a label that stands under no caption.
  private func captioned(
    _ label: FormLabel, _ meaning: WordMeaning, _ columns: FormColumns
  ) -> LabelledValue? {
    let row = state.rows[label.row]
    guard label.inside == nil,
      let group = columns.block(at: row.number)?.group(ofLabel: label.cell.column),
      let column = group.chosen ?? group.doubtful.first
    else { return nil }
    let isDoubtful = group.chosen == nil
    let unit = isDoubtful || !isUnit(group.unit.flatMap(row.cell(column:))) ? nil : group.unit
    return LabelledValue(
      label, meaning, valuePlace: CellReference(row: row.number, column: column),
      value: isDoubtful ? nil : row.cell(column: column),
      unitPlace: unit.map { CellReference(row: row.number, column: $0) }, isDoubtful: isDoubtful)
  }

  /// The value to the right of a label; a unit between them or behind it is taken too.
  private func beside(
    _ label: FormLabel, _ meaning: WordMeaning, labels: LabelPlaces
  ) -> LabelledValue? {
    if let inside = label.inside {
      return LabelledValue(
        label, meaning, valuePlace: label.place,
        value: inside.isEmpty
          ? nil : Cell(column: label.cell.column, value: .text(inside)))
    }
    let row = state.rows[label.row]
    var column = next(row, after: label.cell.column)
    guard !labels.contain(row.number, column) else { return nil }
    var unitPlace: CellReference?
    var value = row.cell(column: column)
    let later = next(row, after: column)
    let beyond = row.cell(column: later)
    if isUnit(value), isFilled(beyond), !labels.contain(row.number, later) {
      unitPlace = CellReference(row: row.number, column: column)
      column = later
      value = beyond
    } else if isUnit(beyond), isFilled(value),
      state.catalog.plans[meaning.form][meaning.field].field.unit != nil
    {
      unitPlace = CellReference(row: row.number, column: later)
    }
    return LabelledValue(
      label, meaning, valuePlace: CellReference(row: row.number, column: column), value: value,
      unitPlace: unitPlace)
  }

  /// The value in the row below a label.
  private func above(
    _ label: FormLabel, _ meaning: WordMeaning, labels: LabelPlaces
  ) -> LabelledValue? {
    let number = state.merges.lastRow(row: label.place.row, column: label.cell.column) + 1
    let place = CellReference(row: number, column: label.cell.column)
    guard label.inside == nil, !labels.contain(number, place.column) else { return nil }
    let below = state.rows[label.row...].prefix(8).first { $0.number == number }
    return LabelledValue(
      label, meaning, valuePlace: place, value: below?.cell(column: place.column))
  }

  private func next(_ row: SheetRow, after column: Int) -> Int {
    column + state.merges.width(row: row.number, column: column)
  }

  private func isFilled(_ cell: Cell?) -> Bool { !(cell?.value.isEmpty ?? true) }

  private func isUnit(_ cell: Cell?) -> Bool {
    guard let text = cell?.textValue, text.utf8.count <= 30 else { return false }
    return state.catalog.units.knows(TextFolding.trimmed(text))
  }

  /// One label for each field: the clearest, then the first.
  private func assembled(
    _ candidates: [LabelledValue], form: Int, mayBeBlank: Bool
  ) -> LabelValueMatch? {
    // The place of the best candidate of each field among all of them.
    var best = [Int](all: -1, count: state.catalog.plans[form].count)
    var rivals: [LabelledValue] = []
    for index in candidates.indices {
      let field = candidates[index].field
      let known = best[field]
      guard known >= 0 else {
        best[field] = index
        continue
      }
      let isBetter = rank(candidates[index]) > rank(candidates[known])
      rivals.append(candidates[isBetter ? known : index])
      if isBetter { best[field] = index }
    }
    let values = best.filter { $0 >= 0 }
      .sorted { candidates[$0].place < candidates[$1].place }.map { candidates[$0] }
    let facts = state.catalog.fieldFacts[form]
    let strong = values.count {
      $0.evidence > Evidence.weak && facts.speaks[$0.field] && facts.isOwn[$0.field]
    }
    // A word that comes again and again is a value of a list, not a label.
    let isInOneCell = values.count { $0.place == $0.valuePlace } >= 3
    guard strong >= 2, rivals.count <= values.count,
      mayBeBlank || values.contains(where: { $0.value != nil }),
      isInOneCell || values.contains(where: { $0.place.row != values[0].place.row })
    else { return nil }
    var first = Int.max
    var last = 0
    for list in [values, rivals] {
      for index in list.indices {
        first = min(first, list[index].place.row, list[index].valuePlace.row)
        last = max(last, list[index].place.row, list[index].valuePlace.row)
      }
    }
    guard let start = state.rows.firstIndex(where: { $0.number >= first }) else { return nil }
    let end = state.rows.firstIndex { $0.number > last } ?? state.rows.count
    return LabelValueMatch(form: form, values: values, rivals: rivals, rows: start..<end)
  }

  private func rank(_ value: LabelledValue) -> (Int, Int) {
    (value.evidence, value.value == nil ? 0 : 1)
  }

  // MARK: - Reading

  /// The record of a form, none where only the school is filled in; its rows are accounted for afterwards.
  func read(_ match: LabelValueMatch, with detector: inout LayoutDetector) -> RecordTable {
    let form = state.catalog.forms[match.form]
    var builders: [ColumnBuilder] = []
    for index in match.rows { _ = state.takeUnitNote(state.rows[index]) }
    let speaks = state.catalog.fieldFacts[match.form].speaks
    let isRecord = match.values.contains { isFilled($0.value) && speaks[$0.field] }
    for value in match.values
    where isRecord && !value.isDoubtful && !form.fields[value.field].isIgnored {
      builders.append(read(value, of: form, index: match.form))
    }
    FormRowAccount(state, match: match).enter(with: &detector)
    return RecordAssembly(
      state, form: match.form, builders: builders, rowCount: isRecord ? 1 : 0
    ).table()
  }

  private func read(
    _ value: LabelledValue, of form: FormDefinition, index: Int
  ) -> ColumnBuilder {
    let plan = state.catalog.plans[index][value.field]
    let choice =
      value.unitPlace == nil ? plan.usualChoice(value.label, notes: state.noteUnits) : nil
    let builder = ColumnBuilder(
      plan, fieldIndex: value.field, column: value.valuePlace.column, in: state,
      choice: choice ?? self.choice(of: value, plan, form: form.id))
    if let problem = builder.append(value.value, row: value.valuePlace.row) {
      state.log.add(
        problem, form: form.id, field: plan.field, at: value.valuePlace,
        raw: value.value?.value.rawText ?? "")
    }
    return builder
  }

  /// How a value is read whose label or unit cell may say in what it is counted.
  private func choice(
    of value: LabelledValue, _ plan: FieldPlan, form: String
  ) -> ReadingTools.UnitChoice {
    var label = value.label
    let stated = value.unitPlace == nil ? nil : label.unit
    let written = value.unitPlace.flatMap(unit(at:))
    if stated == nil, written != nil { label.unit = written }
    var choice = state.tools.unitChoice(
      for: plan.field, label: label, labelText: value.text, notes: state.noteUnits)
    // The label says one unit and the cell beside it another of the same quantity: neither is taken.
    if let stated, let written, stated.canonical == written.canonical,
      stated.factor != written.factor, choice.conflict == nil
    {
      choice.conflict = written.name
      choice.readUnit = ""
    }
    if let unit = choice.conflict {
      state.log.add(
        "units-agree", .mustCorrect, form: form, field: plan.field.id,
        range: CellRange(cell: value.place), value: value.text,
        facts: NumberReader.unitFacts(unit, plan.field))
    }
    return choice
  }

  /// The unit that a cell names.
  private func unit(at place: CellReference) -> UnitDefinition? {
    let row = state.rows.first { $0.number == place.row }
    return row?.cell(column: place.column)?.textValue.flatMap {
      state.catalog.units.unit(TextFolding.trimmed($0))
    }
  }
}
