// SPDX-License-Identifier: Apache-2.0
// FormRowAccount: accounts for the cells of a label/value form and says what is wrong with its labels.

import DataModel
import Definitions

/// The account and the findings of one label/value form.
struct FormRowAccount {
  private let state: SheetState
  private let match: LabelValueMatch
  private let form: FormDefinition
  /// Places of labels, values and units, each as one number, in order.
  private var consumed: [Int] = []
  /// Values that are left out, each with the rule.
  private var serials: [CellReference: String] = [:]
  /// Cells of columns of which nobody knows which one holds the values.
  private var doubtful: Set<CellReference> = []
  private let matcher: HeaderMatcher

  init(_ state: SheetState, match: LabelValueMatch) {
    self.state = state
    self.match = match
    form = state.catalog.forms[match.form]
    matcher = HeaderMatcher(catalog: state.catalog)
    consumed.reserveCapacity(match.values.count * 3)
    for value in match.values {
      consume(value.place)
      if value.isDoubtful { continue }
      if form.fields[value.field].isIgnored {
        serials[value.valuePlace] = form.fields[value.field].ignoringRule
      } else {
        consume(value.valuePlace)
      }
      if let unit = value.unitPlace { consume(unit) }
    }
    consumed.sort()
    for value in match.values + match.rivals where value.isDoubtful {
      for column in group(of: value)?.doubtful ?? [] {
        doubtful.insert(CellReference(row: value.place.row, column: column))
      }
    }
  }

  private mutating func consume(_ place: CellReference) {
    consumed.append(Self.number(place))
  }

  private static func number(_ place: CellReference) -> Int {
    place.row << 20 | place.column & 0xF_FFFF
  }

  private func isConsumed(_ place: CellReference) -> Bool {
    let number = Self.number(place)
    var low = 0
    var high = consumed.count
    while low < high {
      let middle = (low + high) / 2
      if consumed[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < consumed.count && consumed[low] == number
  }

  private func group(of value: LabelledValue) -> FormColumnGroup? {
    match.columns?.block(at: value.place.row)?.group(ofLabel: value.place.column)
  }

  /// One finding for the values that several columns may hold, over the cells in them.
  private func reportDoubts() {
    var last: [Int]?
    for value in match.values where value.isDoubtful {
      guard let block = match.columns?.block(at: value.place.row), let group = group(of: value)
      else { continue }
      let columns = group.doubtful
      let key = [block.scope.lowerBound] + columns
      guard key != last, let left = columns.min(), let right = columns.max() else { continue }
      last = key
      let rows = match.values.filter { $0.isDoubtful && self.group(of: $0)?.doubtful == columns }
        .map(\.place.row).filter(block.scope.contains)
      guard let top = rows.min(), let bottom = rows.max() else { continue }
      let names = columns.map { column in
        let letters = CellReference.letters(ofColumn: column)
        let name = block.names[column].map { FindingLog.shown(TextFolding.withoutSpaces($0)) }
        return name.map { letters + " " + $0 } ?? letters
      }
      state.log.add(
        "value-column-is-clear", .mustCorrect, form: form.id,
        range: CellRange(
          first: CellReference(row: top, column: left),
          last: CellReference(row: bottom, column: right)),
        facts: ["columns": names.joined(separator: "、"), "count": String(columns.count)])
    }
  }

  /// Enters the form's rows into the account and the log.
  func enter(with detector: inout LayoutDetector) {
    for rival in match.rivals { report(rival) }
    for blank in match.unnamed {
      state.log.add(
        "blank-is-named", .mustExplain, form: form.id, range: CellRange(cell: blank.place),
        value: blank.text)
    }
    reportDoubts()
    for index in match.rows { enter(state.rows[index], with: &detector) }
    let present = Set(match.values.map(\.field))
    guard let first = match.values.first?.place else { return }
    for index in state.catalog.fieldFacts[match.form].needed where !present.contains(index) {
      let field = form.fields[index]
      state.log.add(
        "required-column-is-present", .mustCorrect, form: form.id, field: field.id,
        range: CellRange(cell: first), facts: ["expected": field.name])
    }
  }

  private func report(_ rival: LabelledValue) {
    guard let winner = match.values.first(where: { $0.field == rival.field })?.place else { return }
    state.log.add(
      "header-is-unambiguous", .mustExplain, form: form.id, field: form.fields[rival.field].id,
      range: CellRange(cell: rival.place), other: [winner],
      value: TextFolding.withoutSpaces(rival.text),
      facts: ["other": winner.description, "expected": form.fields[rival.field].name])
  }

  private func enter(_ row: SheetRow, with detector: inout LayoutDetector) {
    if match.columns?.isCaption(row.number) == true {
      state.accounting.use(row.fill.count)
      return
    }
    var rest: [Cell] = []
    var used = 0
    for cell in row.cells where !cell.value.isEmpty {
      let place = CellReference(row: row.number, column: cell.column)
      if isConsumed(place) {
        used += 1
      } else if match.unnamed.contains(where: { $0.place == place }) {
        state.accounting.quarantine(1)
        state.trace?.quarantine.add(row: place.row, column: place.column)
      } else if let rule = serials[place] {
        state.accounting.ignore(1, rule: rule)
      } else if doubtful.contains(place) {
        state.accounting.quarantine(1)
        state.trace?.quarantine.add(row: place.row, column: place.column)
      } else {
        rest.append(cell)
      }
    }
    state.accounting.use(used)
    guard let first = rest.first else { return }
    if used == 0, let text = first.textValue, let mark = state.tools.rowWords.mark(text) {
      state.accounting.ignore(rest.count, rule: mark.rule)
    } else {
      enterRest(rest, of: row, hasValues: used > 0, with: &detector)
    }
  }

  /// Serial numbers, group words and headings depend on labels; what else remains is not understood.
  private func enterRest(
    _ rest: [Cell], of row: SheetRow, hasValues: Bool, with detector: inout LayoutDetector
  ) {
    let firstLabel = match.values.filter { $0.place.row == row.number }.map(\.place.column).min()
    var stray: [Cell] = []
    for cell in rest {
      if enterUnderCaption(cell, row: row.number) { continue }
      if let firstLabel, cell.column < firstLabel {
        if case .number = cell.value {
          state.accounting.ignore(1, rule: "serial")
        } else {
          state.accounting.use(1)
        }
      } else if let text = cell.textValue, !state.tools.rowWords.unitNote(text).isEmpty {
        state.accounting.use(1)
      } else {
        stray.append(cell)
      }
    }
    guard let first = stray.first else { return }
    if stray.count == 1, !hasValues, first.textValue != nil {
      state.accounting.use(1)
      return
    }
    state.accounting.quarantine(stray.count)
    for cell in stray { state.trace?.quarantine.add(row: row.number, column: cell.column) }
    report(stray, of: row, with: &detector)
  }

  /// Serials, units and remarks that stand under their captions; false for any other cell.
  private func enterUnderCaption(_ cell: Cell, row: Int) -> Bool {
    switch match.columns?.block(at: row)?.role(cell.column) {
    case .serial: state.accounting.ignore(1, rule: "serial")
    case .remark: state.accounting.ignore(1, rule: "note")
    case .otherValue: state.accounting.ignore(1, rule: "other_period")
    case .unit: state.accounting.use(1)
    case .label, .labelOrValue, .value, .unknown, nil: return false
    }
    return true
  }

  /// A text followed by something is a label nobody knows; the rest are cells outside the form.
  private func report(_ stray: [Cell], of row: SheetRow, with detector: inout LayoutDetector) {
    let taken = Set(match.values.map(\.field))
    var index = 0
    while index < stray.count {
      let cell = stray[index]
      let range = CellRange(cell: CellReference(row: row.number, column: cell.column))
      let next = cell.column + state.merges.width(row: row.number, column: cell.column)
      let value =
        match.columns?.block(at: row.number)?.valueColumn(ofLabel: cell.column) ?? next
      let pair = CellRange(cell: CellReference(row: row.number, column: value))
      let isPair = index + 1 < stray.count && stray[index + 1].column == value
      // Only a label takes the cell beside it along.
      index += isPair && cell.textValue != nil ? 2 : 1
      let rival = match.rivals.first {
        $0.place == range.first || $0.valuePlace == range.first
      }
      if let rival {
        state.log.extend(findingAt: rival.place, over: range)
        if isPair { state.log.extend(findingAt: rival.place, over: pair) }
        continue
      }
      guard let text = cell.textValue else {
        state.log.add(
          "cells-belong-to-a-table", .mustExplain, form: form.id, range: range,
          value: cell.value.rawText, facts: ["count": "1"])
        continue
      }
      if let near = matcher.almost(detector.label(text), form: match.form, taken: taken) {
        state.log.add(
          "header-is-almost-known", .mustExplain, form: form.id,
          field: form.fields[near.field].id, range: range, value: text,
          facts: ["expected": near.word], suggestion: near.word)
      } else {
        state.log.add("header-is-known", .note, form: form.id, range: range, value: text)
      }
      if isPair { state.log.extend(findingAt: range.first, over: pair) }
    }
  }
}

extension LabelValueMatch {
  /// Takes blanks over that stand within the form or in the rows right below it.
  mutating func take(_ blanks: [UnnamedBlank], in state: SheetState) {
    for blank in blanks {
      guard let index = state.rows.firstIndex(where: { $0.number == blank.place.row }),
        index <= rows.upperBound + 1, index + 3 >= rows.lowerBound
      else { continue }
      rows = min(rows.lowerBound, index)..<max(rows.upperBound, index + 1)
      unnamed.append(blank)
    }
  }
}
