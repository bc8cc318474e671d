// SPDX-License-Identifier: Apache-2.0
// RuleLoader: reads `rules.yaml`.

import DataModel
import Formula

/// Reads the rules; a rule whose formula is wrong is reported and left out.
struct RuleLoader {
  let context: DefinitionContext
  let forms: [FormDefinition]

  private static let kinds = [
    "formula", "unique_in_school", "unique_across_schools", "identity_check_digit",
    "school_code_shape", "peers", "last_year",
  ]
  private static let keys = Set(
    kinds + [
      "id", "form", "severity", "field", "message", "suggestion", "source", "examples", "issuer",
      "from", "until", "missing",
    ])

  func rules(_ node: DefinitionNode) -> [RuleDefinition] {
    guard let file = context.mapping(node, ["rules"]) else { return [] }
    return file.list("rules").compactMap(rule)
  }

  private func rule(_ node: DefinitionNode) -> RuleDefinition? {
    guard let item = context.mapping(node, Self.keys) else { return nil }
    let formID = item.requiredText("form")
    let source = context.source(of: item)
    if item.node("severity") == nil { item.reportMissing("severity") }
    let severity = item.choice("severity", of: Severity.self)
    let message = item.requiredBilingual("message")
    guard let formIndex = forms.firstIndex(where: { $0.id == formID }) else {
      let hint = NearestName.hint(formID, among: forms.map(\.id))
      context.issues.add(
        item.place(of: "form"), "没有表 \(formID)\(hint.chinese)",
        "there is no form \(formID)\(hint.english)")
      return nil
    }
    let form = forms[formIndex]
    let field = item.requiredText("field")
    check(field, of: form, at: item.place(of: "field"))
    guard let kind = kind(item, form: form, index: formIndex), let severity else { return nil }
    var rule = RuleDefinition(
      id: item.requiredText("id"), form: formID, kind: kind, severity: severity, field: field,
      message: message, suggestion: item.bilingual("suggestion"),
      examples: ExampleReader(context: context).ruleExamples(item), source: source,
      place: item.place)
    if let issuer = item.choice("issuer", of: RuleIssuer.self) { rule.issuer = issuer }
    rule.years = LimitsLoader(context: context, scope: FormulaScope()).years(item)
    rule.missing = missing(item, of: rule, scope: .rule(on: formIndex, of: forms))
    return rule
  }

  /// `missing: {高中在校生数: zero, 班级台账[学生数]: skip}`, over names that the formula reads.
  private func missing(
    _ item: DefinitionMapping, of rule: RuleDefinition, scope: FormulaScope
  ) -> [Int: MissingPolicy] {
    guard item.node("missing") != nil else { return [:] }
    var slots: [Int] = []
    if case .formula(let formula) = rule.kind { slots = formula.fieldSlots + formula.columnSlots }
    var result: [Int: MissingPolicy] = [:]
    for entry in item.entries("missing") {
      let parts = entry.key.split(separator: "[")
      let symbol =
        parts.count == 2
        ? scope.column(table: String(parts[0]), field: String(parts[1].dropLast()))
        : scope.field(named: entry.key)
      guard let slot = symbol?.slot, slots.contains(slot),
        case .scalar(let text, _) = entry.value.content, let policy = MissingPolicy(rawValue: text)
      else {
        let all = MissingPolicy.allCases.map(\.rawValue).joined(separator: ", ")
        context.issues.add(
          entry.place, "missing 应为公式中的名称，其值为 \(all) 之一",
          "missing names values of the formula, each with one of \(all)")
        continue
      }
      result[slot] = policy
    }
    return result
  }

  private func kind(
    _ item: DefinitionMapping, form: FormDefinition, index: Int
  ) -> RuleKind? {
    let present = Self.kinds.filter { item.node($0) != nil }
    guard present.count == 1, let kind = present.first else {
      let all = Self.kinds.joined(separator: ", ")
      context.issues.add(
        item.place, "应恰有 \(all) 之一", "exactly one of \(all) is needed")
      return nil
    }
    switch kind {
    case "formula":
      let scope = FormulaScope.rule(on: index, of: forms)
      return FormulaReader(context: context)
        .formula("formula", of: item, scope: scope, expected: .yesNo).map { .formula($0) }
    case "peers": return peers(item)
    case "last_year": return lastYear(item)
    case "unique_in_school": return .uniqueInSchool(fields: fields(item, kind, form))
    case "unique_across_schools": return .uniqueAcrossSchools(fields: fields(item, kind, form))
    default:
      let field = item.requiredText(kind)
      check(field, of: form, at: item.place(of: kind))
      return kind == "identity_check_digit"
        ? .identityCheckDigit(field: field) : .schoolCodeShape(field: field)
    }
  }

  /// `peers: {limit: 6, fewest: 8}`.
  private func peers(_ item: DefinitionMapping) -> RuleKind? {
    guard let node = item.node("peers"),
      let mapping = context.mapping(node, ["indicators", "limit", "fewest"])
    else { return nil }
    if mapping.node("limit") == nil { mapping.reportMissing("limit") }
    guard let limit = mapping.number("limit") else { return nil }
    return .peers(
      PeerComparison(
        indicators: mapping.texts("indicators"), limit: limit,
        fewest: mapping.requiredWhole("fewest")))
  }

  /// `last_year: {most: 50}`.
  private func lastYear(_ item: DefinitionMapping) -> RuleKind? {
    guard let node = item.node("last_year"),
      let mapping = context.mapping(node, ["indicators", "most"])
    else { return nil }
    if mapping.node("most") == nil { mapping.reportMissing("most") }
    guard let most = mapping.number("most") else { return nil }
    return .lastYear(YearComparison(indicators: mapping.texts("indicators"), most: most))
  }

  private func fields(
    _ item: DefinitionMapping, _ key: String, _ form: FormDefinition
  ) -> [String] {
    let fields = item.texts(key)
    for field in fields { check(field, of: form, at: item.place(of: key)) }
    return fields
  }

  private func check(_ field: String, of form: FormDefinition, at place: DefinitionPlace) {
    guard !field.isEmpty, form.fieldIndex(field) == nil else { return }
    let hint = NearestName.hint(field, among: form.fields.map(\.id))
    context.issues.add(
      place, "表 \(form.name) 没有字段 \(field)\(hint.chinese)",
      "the form \(form.id) has no field \(field)\(hint.english)")
  }
}
