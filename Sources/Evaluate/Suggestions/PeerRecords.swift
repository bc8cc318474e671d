// SPDX-License-Identifier: Apache-2.0
// PeerRecords: what the school's other records on the same table say of a value.

import DataModel
import Definitions

/// The records of the same school around one of them.
struct PeerRecords {
  let run: RunTables
  let table: FormTable
  let row: Int
  let plan: EvaluationPlan
  private let others: [Int]

  /// So many rows on either side are looked at.
  private static let reach = 500
  /// So many records that agree make a rule of thumb.
  private static let fewest = 3

  init(run: RunTables, table: FormTable, row: Int, plan: EvaluationPlan) {
    self.run = run
    self.table = table
    self.row = row
    self.plan = plan
    let window = max(0, row - Self.reach)..<min(table.rowCount, row + Self.reach)
    others = window.filter {
      $0 != row && table.counts[$0] && table.schools[$0] == table.schools[row]
    }
  }

  private func name(_ field: Int) -> String {
    plan.definitions.forms[table.form].fields[field].name
  }

  /// The value that all records have which agree with this one in some other field.
  ///
  /// The other field must decide it everywhere on the table: where each 用途 has one 用房类别 only.
  func implied(_ field: Int) -> (text: String, value: String)? {
    guard let wanted = run.column(table, field)?.values else { return nil }
    let fields = plan.definitions.forms[table.form].fields
    var best: (field: Int, count: Int, value: FieldValue)?
    for (other, definition) in fields.enumerated()
    where other != field && !definition.isSensitive && decides(definition.kind) {
      guard let given = run.column(table, other)?.values, !given[row].isMissing else { continue }
      var values: [FieldValue: FieldValue] = [:]
      var count = 0
      let isRule = others.allSatisfy { peer in
        guard !wanted[peer].isMissing, !given[peer].isMissing else { return true }
        if given[peer] == given[row] { count += 1 }
        let known = values[given[peer]]
        values[given[peer]] = wanted[peer]
        return known == nil || known == wanted[peer]
      }
      // Something that is the same everywhere decides nothing, unless the wanted value is too.
      guard isRule, count >= Self.fewest, let value = values[given[row]],
        values.count > 1 || Set(values.values).count == 1
      else { continue }
      if best.map({ $0.count < count }) ?? true { best = (other, count, value) }
    }
    guard let best else { return nil }
    let shown = RecordNaming.shown(run.value(table, row, best.field), fields[best.field])
    let value = best.value.outputText
    return ("“\(name(best.field))”同为“\(shown)”的其他 \(best.count) 条均为“\(value)”", value)
  }

  private func decides(_ kind: FieldKind) -> Bool {
    switch kind {
    case .text, .code, .yesNo: true
    default: false
    }
  }

  /// A value that is just the sum of all others was meant for the row of totals.
  func total(_ field: Int, value: FieldValue) -> String? {
    guard case .number(let number) = value, let values = run.column(table, field)?.values,
      others.count >= Self.fewest
    else { return nil }
    let numbers = others.compactMap { values[$0].number }
    guard numbers.count == others.count, numbers.count(where: { !$0.isZero }) > 1,
      numbers.reduce(.zero, +) == number
    else { return nil }
    return "恰为本表其他 \(numbers.count) 条之和，像是把合计填进了数据行"
  }

  /// Between which values the others lie, and how far this one is from their middle.
  func usual(_ field: Int, written: ExactNumber?) -> String? {
    guard let values = run.column(table, field)?.values else { return nil }
    let numbers = others.compactMap { values[$0].number }.sorted()
    guard numbers.count >= Self.fewest, let least = numbers.first, let most = numbers.last else {
      return nil
    }
    var text =
      "其他 \(numbers.count) 条在 \(least.rounded(digits: 2).text) 至 \(most.rounded(digits: 2).text) 之间"
    let middle = numbers[numbers.count / 2]
    if let slip = written.flatMap({ unitSlip($0, middle, field) }) { text += "，\(slip)" }
    return text
  }

  /// A value that lies among the others once its unit is changed.
  private func unitSlip(_ written: ExactNumber, _ middle: ExactNumber, _ field: Int) -> String? {
    let definition = plan.definitions.forms[table.form].fields[field]
    guard let unit = definition.unit, !middle.isZero, middle > .zero, written > .zero else {
      return nil
    }
    for other in plan.definitions.units.units
    where other.canonical == unit && other.factor != .one {
      for (meant, words) in [
        (written * other.factor, "如是按\(other.name)填的"),
        (written.divided(by: other.factor), "如是把\(other.name)多换算了一次"),
      ] {
        guard let meant, let ratio = meant.divided(by: middle)?.doubleValue, ratio > 0.5,
          ratio < 2
        else { continue }
        return "\(words)，则为 \(meant.rounded(digits: 2).text) \(unit)"
      }
    }
    return nil
  }

  /// The identity number of the record holds a birth date of the same year; it is not quoted.
  func birthDate(written: String) -> String? {
    let fields = plan.definitions.forms[table.form].fields
    guard let identity = fields.firstIndex(where: { $0.kind == .identityNumber }),
      case .text(let number) = run.value(table, row, identity),
      let birth = IdentityNumberRule.birthDate(in: number),
      written.split(whereSeparator: { !$0.isNumber }).contains(String(birth.year)[...])
    else { return nil }
    return "本条“\(fields[identity].name)”第7至14位载有同一年的出生日期，请对照填写"
  }
}
