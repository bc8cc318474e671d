// SPDX-License-Identifier: Apache-2.0
// RuleLint: rules that exclude each other, rules that can never speak, and fields that no rule covers.

import DataModel
import Formula

/// A form with fields that nothing is claimed of.
package struct UncoveredFields: Hashable, Sendable {
  package var form: String
  package var fields: [String]

  package init(form: String, fields: [String]) {
    self.form = form
    self.fields = fields
  }
}

/// Looks at the rules of a pipeline together.
struct RuleLint {
  let set: DefinitionSet
  let issues: DefinitionIssues

  func run() {
    for rule in set.rules {
      checkTruth(rule)
      checkBlanks(rule)
      checkCodes(rule)
      checkKind(rule)
    }
    checkRanges()
  }

  // MARK: - A rule by itself

  private func field(_ slot: Int) -> FieldDefinition? {
    let slot = FieldSlot(number: slot)
    guard set.forms.indices.contains(slot.form),
      set.forms[slot.form].fields.indices.contains(slot.field)
    else { return nil }
    return set.forms[slot.form].fields[slot.field]
  }

  private func range(_ slot: Int) -> FieldRange? {
    guard let field = field(slot) else { return nil }
    let least = field.minimum?.doubleValue ?? -.infinity
    let most = field.maximum?.doubleValue ?? .infinity
    return least <= most ? least...most : nil
  }

  private func checkTruth(_ rule: RuleDefinition) {
    guard case .formula(let formula) = rule.kind, let truth = formula.constantTruth(range) else {
      return
    }
    issues.add(
      rule.place,
      truth
        ? "规则 \(rule.id) 在各字段的允许范围内总是成立，永远不会提示问题"
        : "规则 \(rule.id) 在各字段的允许范围内永远不成立，与字段的范围矛盾",
      truth
        ? "the rule \(rule.id) holds for all values that its fields allow, so it never speaks"
        : "the rule \(rule.id) holds for no value that its fields allow")
  }

  private func checkBlanks(_ rule: RuleDefinition) {
    guard case .formula(let formula) = rule.kind else { return }
    for slot in formula.blankSlots {
      guard let field = field(slot), field.isRequired else { continue }
      issues.add(
        rule.place, "规则 \(rule.id) 要求“\(field.name)”为空，而该字段必填",
        "the rule \(rule.id) wants \(field.id) to be blank, which is required")
    }
  }

  private func checkCodes(_ rule: RuleDefinition) {
    guard case .formula(let formula) = rule.kind else { return }
    for compared in formula.comparedTexts {
      guard let field = field(compared.slot), case .code(let id) = field.kind,
        let list = set.codeLists[id], !list.entries.contains(where: { $0.name == compared.text })
      else { continue }
      let hint = NearestName.hint(compared.text, among: list.entries.map(\.name))
      issues.add(
        rule.place, "规则 \(rule.id)：“\(field.name)”的选项中没有“\(compared.text)”\(hint.chinese)",
        "the rule \(rule.id): the list of \(field.id) has no \(compared.text)\(hint.english)")
    }
  }

  private func checkKind(_ rule: RuleDefinition) {
    func wants(_ id: String, _ kind: FieldKind, _ chinese: String, _ english: String) {
      let field = set.form(rule.form)?.fields.first { $0.id == id }
      guard let field, field.kind != kind else { return }
      issues.add(
        rule.place, "规则 \(rule.id) 要求“\(field.name)”的类型为\(chinese)",
        "the rule \(rule.id) needs \(field.id) to be of type \(english)")
    }
    for id in rule.kind.indicators where !set.indicators.contains(where: { $0.id == id }) {
      let hint = NearestName.hint(id, among: set.indicators.map(\.id))
      issues.add(
        rule.place, "规则 \(rule.id)：没有指标 \(id)\(hint.chinese)",
        "the rule \(rule.id): there is no indicator \(id)\(hint.english)")
    }
    switch rule.kind {
    case .identityCheckDigit(let field): wants(field, .identityNumber, "身份证件号", "identity_number")
    case .schoolCodeShape(let field): wants(field, .schoolCode, "学校标识码", "school_code")
    case .formula, .uniqueInSchool, .uniqueAcrossSchools, .peers, .lastYear: break
    }
  }

  // MARK: - Rules against each other

  /// Ranges of one field that have no number in common.
  private func checkRanges() {
    var known: [Int: [(rule: RuleDefinition, range: FieldRange)]] = [:]
    for rule in set.rules {
      guard case .formula(let formula) = rule.kind else { continue }
      for claim in formula.fieldClaims {
        let other = known[claim.slot]?.first {
          !$0.range.overlaps(claim.range) && yearsOverlap($0.rule.years, rule.years)
        }
        if let other, let field = field(claim.slot) {
          issues.add(
            rule.place, "规则 \(rule.id) 与 \(other.rule.id) 对“\(field.name)”的要求互相矛盾",
            "the rules \(rule.id) and \(other.rule.id) exclude each other for \(field.id)")
        }
        known[claim.slot, default: []].append((rule, claim.range))
      }
    }
  }

  private func yearsOverlap(_ first: CodeValidity, _ second: CodeValidity) -> Bool {
    max(first.from ?? .min, second.from ?? .min) <= min(first.until ?? .max, second.until ?? .max)
  }

  // MARK: - What is not covered

  /// By form, the fields that may hold anything: no type to check, no range, no rule.
  var uncovered: [UncoveredFields] {
    var covered: Set<Int> = []
    for rule in set.rules {
      guard let form = set.formIndex(rule.form) else { continue }
      func cover(_ ids: [String]) {
        for id in ids {
          guard let field = set.forms[form].fieldIndex(id) else { continue }
          covered.insert(FieldSlot(form: form, field: field).number)
        }
      }
      switch rule.kind {
      case .formula(let formula): covered.formUnion(formula.fieldSlots + formula.columnSlots)
      case .uniqueInSchool(let fields), .uniqueAcrossSchools(let fields): cover(fields)
      case .identityCheckDigit(let field), .schoolCodeShape(let field): cover([field])
      case .peers, .lastYear: break
      }
    }
    return set.forms.enumerated().compactMap { number, form in
      let fields = form.fields.enumerated().filter { index, field in
        !covered.contains(FieldSlot(form: number, field: index).number) && !isChecked(field, form)
      }.map(\.element.name)
      return fields.isEmpty ? nil : UncoveredFields(form: form.name, fields: fields)
    }
  }

  private func isChecked(_ field: FieldDefinition, _ form: FormDefinition) -> Bool {
    if field.isIgnored || field.isRequired || form.key.contains(field.id) { return true }
    if field.minimum != nil, field.maximum != nil { return true }
    switch field.kind {
    case .code, .date, .month, .yesNo, .identityNumber, .schoolCode: return true
    case .text, .personName, .integer, .number: return false
    }
  }
}
