// SPDX-License-Identifier: Apache-2.0
// IndicatorFormula: an indicator of one school part as an Excel formula over 学段部数据.

import DataModel
import Definitions
import Formula

/// Cells of one part's row on 学段部数据.
private struct PartAddresses: FormulaAddresses {
  let layout: PartLayout
  let row: Int

  func cell(_ slot: Int) -> String {
    let slot = FieldSlot(number: slot)
    let column: Int
    switch slot.form {
    case FieldSlot.inputScope where layout.inputs.indices.contains(slot.field):
      column = layout.inputs[slot.field].own
    case FieldSlot.partScope: column = Self.partColumn(slot.field)
    default: return "NA()"
    }
    return SheetNames.reference(SheetNames.data, "$" + Address.cell(column, row))
  }

  func range(_ slot: Int) -> String { "NA()" }

  /// In the order of `FieldSlot.partFields`.
  private static func partColumn(_ field: Int) -> Int {
    typealias Data = PartLayout.Data
    let columns = [Data.stage, Data.type, Data.urbanRural, Data.sponsor, Data.name]
    return columns.indices.contains(field) ? columns[field] : Data.stage
  }
}

/// Writes indicators as formulas.
struct IndicatorFormula {
  let layout: PartLayout

  /// The cell's content: live where the formula can be said over the data sheet, else our value.
  func value(
    of result: IndicatorResult, _ definition: IndicatorDefinition, part: SchoolPartResult,
    place: Int
  ) -> SheetValue {
    let isPlain =
      definition.numerator.columnSlots.isEmpty && definition.denominator.columnSlots.isEmpty
    // With a concession more was counted than the formula says.
    guard isPlain, result.concession.isEmpty else { return .field(result.value) }
    let used = inputs(of: definition)
    let missing = used.filter { part.inputs.indices.contains($0) && isMissing(part, $0) }
    guard let value = result.value.number else {
      let isUndefined = result.denominator.number?.isZero ?? false
      guard !missing.isEmpty || isUndefined else { return .blank }
      return .textFormula(formula(definition, place: place, counting: used), "")
    }
    // An input that is missing though the indicator has a value was not needed for it.
    let needed = used.filter { !missing.contains($0) }
    let isArray = definition.numerator.needsArrayEntry || definition.denominator.needsArrayEntry
    return .formula(
      formula(definition, place: place, counting: needed), value.doubleValue, isArray: isArray)
  }

  /// Numerator and denominator over the part's row; nil where they cannot be said there.
  func terms(
    of result: IndicatorResult, _ definition: IndicatorDefinition, place: Int
  ) -> (numerator: String, denominator: String)? {
    guard definition.numerator.columnSlots.isEmpty, definition.denominator.columnSlots.isEmpty,
      !definition.numerator.needsArrayEntry, !definition.denominator.needsArrayEntry,
      result.concession.isEmpty
    else { return nil }
    let addresses = PartAddresses(layout: layout, row: layout.dataRow(place))
    return (definition.numerator.rendered(addresses), definition.denominator.rendered(addresses))
  }

  private func isMissing(_ part: SchoolPartResult, _ input: Int) -> Bool {
    part.inputs[input].value.isMissing
  }

  /// Inputs that the formulas name, without repetition, in order.
  private func inputs(of definition: IndicatorDefinition) -> [Int] {
    let slots = definition.numerator.fieldSlots + definition.denominator.fieldSlots
    let numbers = slots.map { FieldSlot(number: $0) }
      .filter { $0.form == FieldSlot.inputScope && layout.inputs.indices.contains($0.field) }
      .map(\.field)
    return Array(Set(numbers)).sorted()
  }

  private func formula(
    _ definition: IndicatorDefinition, place: Int, counting inputs: [Int]
  ) -> String {
    let addresses = PartAddresses(layout: layout, row: layout.dataRow(place))
    let numerator = definition.numerator.rendered(addresses)
    let denominator = definition.denominator.rendered(addresses)
    let factor = definition.per == 1 ? "" : "*\(definition.per)"
    let quotient = "IF((\(denominator))=0,\"\",(\(numerator))/(\(denominator))\(factor))"
    guard !inputs.isEmpty else { return "=" + quotient }
    let cells = inputs.map {
      addresses.cell(FieldSlot(form: FieldSlot.inputScope, field: $0).number)
    }
    return "=IF(COUNT(\(cells.joined(separator: ",")))<\(cells.count),\"\",\(quotient))"
  }
}
