// SPDX-License-Identifier: Apache-2.0
// RecordEquations: what the equations among a record's values, and with other forms, say of one of them.

import DataModel
import Definitions
import Formula

/// The equations of the pipeline as seen from one record.
struct RecordEquations {
  let all: [RuleEquation]
  let records: SchoolRecords
  let table: FormTable
  let row: Int

  private var form: FormDefinition { records.plan.definitions.forms[table.form] }

  // MARK: - A value that is not there

  /// What the field must be by each equation that knows all other values.
  ///
  /// `value`: where all equations that speak agree.
  func solved(
    _ field: Int, written: ExactNumber?
  ) -> (parts: [String], value: ExactNumber?) {
    var found: [(value: ExactNumber, text: String)] = []
    let slot = FieldSlot(form: table.form, field: field)
    // The record's own values are nearer than a total.
    let near = all.filter { $0.rule.form == table.form }
    for equation in near + all.filter({ $0.rule.form != table.form }) {
      guard let value = value(of: slot, by: equation), isAllowed(value, form.fields[field]) else {
        continue
      }
      found.append((value, equation.text))
    }
    guard let first = found.first else { return ([], nil) }
    let agreeing = found.filter { $0.value == first.value }.map(\.text).joined(separator: "、")
    var parts = ["按\(agreeing)推算应为 \(Self.shown(first.value))"]
    for other in found where other.value != first.value {
      parts.append("按\(other.text)推算则为 \(Self.shown(other.value))")
    }
    if let slip = written.flatMap({ slip($0, first.value, form.fields[field]) }) {
      parts.append(slip)
    }
    return (parts, found.allSatisfy { $0.value == first.value } ? first.value : nil)
  }

  private func value(of slot: FieldSlot, by equation: RuleEquation) -> ExactNumber? {
    let rule = equation.rule
    if rule.form == table.form, rule.formula.fields.contains(slot) {
      return equation.equation.solved(for: slot.number, in: context(equation, row: row))
    }
    // Of a column one value follows from the total, if it is the only one that is missing.
    guard rule.formula.columns.contains(slot), let host = host(of: rule) else { return nil }
    let values = host.column(slot.number)
    guard values.count(where: \.isMissing) == 1 else { return nil }
    return equation.equation.solved(for: slot.number, in: host)
  }

  private func isAllowed(_ value: ExactNumber, _ field: FieldDefinition) -> Bool {
    if field.kind == .integer, value.wholeNumber == nil { return false }
    if let minimum = field.minimum, value < minimum { return false }
    if let maximum = field.maximum, maximum < value { return false }
    return true
  }

  private func slip(_ written: ExactNumber, _ right: ExactNumber, _ field: FieldDefinition)
    -> String?
  {
    ValueSlip.name(
      written: written, right: right, unit: field.unit,
      units: records.plan.definitions.units.units)
  }

  // MARK: - Contexts

  private func context(_ equation: RuleEquation, row: Int) -> RecordContext {
    let context = RecordContext(records: records, form: table.form)
    context.select(table, fields: equation.rule.formula.fields)
    context.row = row
    return context
  }

  /// The school's one record of another form, on which a total stands.
  private func host(of rule: EvaluationPlan.FormulaRule) -> RecordContext? {
    guard !records.isRepeated[rule.form], records.references[rule.form].count == 1,
      let reference = records.references[rule.form].first,
      let host = RecordIndex.table(reference, records.run)
    else { return nil }
    let context = RecordContext(records: records, form: rule.form)
    context.select(host, fields: rule.formula.fields)
    context.row = Int(reference.row)
    return context
  }

  // MARK: - A sum that does not add up

  /// What a broken equation says of its values: which may be off, by what, and by what slip.
  func brokenSum(_ rule: String, field: Int) -> [String] {
    guard let equation = all.first(where: { $0.rule.definition.id == rule }) else { return [] }
    let context = context(equation, row: row)
    let slots = equation.rule.formula.fields.filter { $0.form == table.form }
    let right = { (slot: FieldSlot) in
      equation.equation.solved(for: slot.number, in: context)
    }
    var parts: [String] = []
    let own = FieldSlot(form: table.form, field: field)
    if slots.contains(own), let value = right(own) {
      parts.append(correction(own, value, isFirst: true))
      parts += causes(own, value, equation, slots)
    }
    for slot in slots where slot != own && !isConfirmed(slot) {
      guard let value = right(slot), isAllowed(value, form.fields[slot.field]),
        value.rounded(digits: 2) == value
      else { continue }
      parts.append(correction(slot, value, isFirst: parts.isEmpty))
    }
    if let entry = addend(equation, context) { parts.append(entry) }
    return parts
  }

  private func correction(_ slot: FieldSlot, _ right: ExactNumber, isFirst: Bool) -> String {
    let field = form.fields[slot.field]
    guard isAllowed(right, field), let written = records.run.value(table, row, slot.field).number
    else { return "“\(field.name)”与其余各数不符" }
    let difference = written - right
    let way = difference.isNegative ? "少 \(Self.shown(-difference))" : "多 \(Self.shown(difference))"
    let head = isFirst ? "如其余各数无误，" : "或"
    let slip = slip(written, right, field).map { "，\($0)" } ?? ""
    return "\(head)“\(field.name)”应为 \(Self.shown(right))（现为 \(written.text)，\(way)）\(slip)"
  }

  /// A person needs no more decimals than any form prints.
  private static func shown(_ number: ExactNumber) -> String { number.rounded(digits: 2).text }

  /// True where the value is in an equation that holds with another form.
  private func isConfirmed(_ slot: FieldSlot) -> Bool {
    all.contains { equation in
      guard equation.rule.formula.columns.contains(slot), let host = host(of: equation.rule) else {
        return false
      }
      return equation.equation.excess(in: host)?.isZero == true
    }
  }

  private func causes(
    _ own: FieldSlot, _ right: ExactNumber, _ equation: RuleEquation, _ slots: [FieldSlot]
  ) -> [String] {
    if let cause = shifted(own, right, equation) { return [cause] }
    let context = context(equation, row: row)
    let written = context.value(own.number)
    for other in slots where other != own {
      let value = context.value(other.number)
      guard value != written, !value.isMissing else { continue }
      let trial = SubstitutedContext(
        base: context, values: [own.number: value, other.number: written])
      // Two summands may change places without a change of the sum.
      if equation.equation.excess(in: trial)?.isZero == true {
        return ["“\(form.fields[own.field].name)”与“\(form.fields[other.field].name)”像是填反了"]
      }
    }
    return []
  }

  /// Values pasted one row too low or too high fit the neighbouring records.
  private func shifted(_ own: FieldSlot, _ right: ExactNumber, _ equation: RuleEquation)
    -> String?
  {
    guard let values = records.run.column(table, own.field)?.values else { return nil }
    for step in [-1, 1] {
      var fitting = 0
      for neighbour in [row - 1, row, row + 1]
      where values.indices.contains(neighbour) && values.indices.contains(neighbour + step) {
        let needed = equation.equation.solved(
          for: own.number, in: context(equation, row: neighbour))
        guard let needed, values[neighbour] != .number(needed) else { continue }
        fitting += values[neighbour + step] == .number(needed) ? 1 : -3
      }
      if fitting >= 2 {
        let way = step > 0 ? "下" : "上"
        return "与\(way)一行的数相合，“\(form.fields[own.field].name)”一列像是错了一行"
      }
    }
    return nil
  }

  /// The one record of a summed column whose value is just what is too much or too little.
  private func addend(_ equation: RuleEquation, _ context: RecordContext) -> String? {
    guard let excess = equation.equation.excess(in: context), !excess.isZero else { return nil }
    let size = excess.isNegative ? -excess : excess
    for slot in equation.rule.formula.columns where !records.isRepeated[slot.form] {
      let matches = records.references[slot.form].filter { reference in
        guard reference.counts, let table = RecordIndex.table(reference, records.run) else {
          return false
        }
        return records.run.value(table, Int(reference.row), slot.field) == .number(size)
      }
      guard matches.count == 1, let table = RecordIndex.table(matches[0], records.run) else {
        continue
      }
      let place = records.run.place(table, Int(matches[0].row), slot.field)
      let cell = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
        .joined(separator: "!")
      let field = records.plan.definitions.forms[slot.form].fields[slot.field]
      return "相差 \(size.text) 恰为 \(cell) 的“\(field.name)”，可能漏计或重计了该条"
    }
    return nil
  }
}
