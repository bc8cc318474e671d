// SPDX-License-Identifier: Apache-2.0
// ItemLoader: reads `items.yaml`: groups, values and items of a county.

import DataModel
import Formula

/// Reads the items; one with a wrong formula is reported and left out.
struct ItemLoader {
  let context: DefinitionContext
  let forms: [FormDefinition]
  let inputs: [InputHeader]
  let indicators: [String]

  private static let valueKeys: Set<String> = ["id", "name", "unit", "formula", "ways", "source"]
  private static let itemKeys: Set<String> = [
    "id", "group", "name", "also", "unit", "digits", "value", "switches", "each", "accept", "when",
    "from",
    "until", "points", "deductions", "examples", "source",
  ]

  /// `node` nil: the pipeline has no such file, and its counties show nothing but resources.
  func items(_ node: DefinitionNode?) -> CountyItems {
    guard let node,
      let file = context.mapping(node, ["declared", "groups", "values", "ledgers", "items"])
    else { return CountyItems() }
    let groups = file.list("groups").compactMap(group)
    let mappings = file.list("values").compactMap { context.mapping($0, Self.valueKeys) }
    var scope = FormulaScope.county(forms: forms, inputs: inputs, indicators: indicators)
    var values: [CountyValueDefinition] = []
    for item in mappings {
      let value = value(item, scope)
      scope.add(value: value.name, unit: value.unit, index: values.count)
      values.append(value)
    }
    var items: [ItemDefinition] = []
    for node in file.list("items") {
      guard let item = item(node, scope, values, groups) else { continue }
      scope.add(item: item, index: items.count)
      items.append(item)
    }
    return CountyItems(
      groups: groups, values: values, items: items, declared: declared(file),
      ledgers: file.list("ledgers").compactMap(ledger))
  }

  // MARK: - Groups and values

  private enum GroupVerdict: String, CaseIterable { case all, score, report }

  private func group(_ node: DefinitionNode) -> ItemGroup? {
    guard let item = context.mapping(node, ["id", "name", "verdict", "pass", "source"]) else {
      return nil
    }
    if item.node("verdict") == nil { item.reportMissing("verdict") }
    let rule: ItemGroupRule
    switch item.choice("verdict", of: GroupVerdict.self) {
    case .report: rule = .report
    case .score:
      if item.node("pass") == nil { item.reportMissing("pass") }
      rule = .score(pass: item.number("pass") ?? .zero)
    case .all, nil: rule = .all
    }
    return ItemGroup(
      id: item.requiredText("id"), name: item.requiredText("name"), rule: rule,
      source: context.source(of: item), place: item.place)
  }

  private func value(_ item: DefinitionMapping, _ scope: FormulaScope) -> CountyValueDefinition {
    let reader = FormulaReader(context: context)
    let unit = item.text("unit")
    var ways: [CheckedFormula] = []
    if item.node("ways") == nil {
      ways = [reader.formula("formula", of: item, scope: scope, expected: .number(unit: unit))]
        .compactMap { $0 }
    } else {
      ways = item.list("ways").compactMap {
        reader.formula($0, "ways", scope: scope, expected: .number(unit: unit))
      }
    }
    return CountyValueDefinition(
      id: item.requiredText("id"), name: item.requiredText("name"), unit: unit, ways: ways,
      source: context.source(of: item), place: item.place)
  }

  private func declared(_ file: DefinitionMapping) -> DeclaredItemsDefinition? {
    let keys: Set<String> = [
      "form", "item", "name", "answer", "value", "evidence", "note", "refused", "source",
    ]
    guard let node = file.node("declared"), let item = context.mapping(node, keys) else {
      return nil
    }
    return DeclaredItemsDefinition(
      form: item.requiredText("form"), itemField: item.requiredText("item"),
      nameField: item.text("name"),
      answerField: item.requiredText("answer"), valueField: item.text("value"),
      evidenceField: item.text("evidence"), noteField: item.text("note"),
      refused: item.texts("refused"),
      source: context.source(of: item))
  }

  // MARK: - Items

  private func item(
    _ node: DefinitionNode, _ scope: FormulaScope, _ values: [CountyValueDefinition],
    _ groups: [ItemGroup]
  ) -> ItemDefinition? {
    let limitKeys = Comparison.allCases.map(\.rawValue)
    guard let item = context.mapping(node, Self.itemKeys.union(limitKeys)) else { return nil }
    let group = item.requiredText("group")
    if !groups.contains(where: { $0.id == group }) {
      let hint = NearestName.hint(group, among: groups.map(\.id))
      context.issues.add(
        item.place(of: "group"), "没有项目组 \(group)\(hint.chinese)",
        "there is no group \(group)\(hint.english)")
    }
    let examples = ExampleReader(context: context).itemExamples(item)
    let source = context.source(of: item)
    let deductions = item.list("deductions").compactMap { deduction($0, scope) }
    let condition = optionalClaim("when", of: item, scope)
    let id = item.requiredText("id")
    let name = item.requiredText("name")
    guard let kind = kind(item, scope, values) else { return nil }
    return ItemDefinition(
      id: id, group: group, name: name, aliases: item.texts("also"), kind: kind,
      unit: item.text("unit") ?? "",
      digits: item.whole("digits") ?? 2, condition: condition, years: years(item),
      points: item.number("points"), deductions: deductions, examples: examples, source: source,
      place: item.place)
  }

  private func kind(
    _ item: DefinitionMapping, _ scope: FormulaScope, _ values: [CountyValueDefinition]
  ) -> ItemKind? {
    let kinds = ["value", "each", "accept"].filter { item.node($0) != nil }
    guard kinds.count == 1 else {
      context.issues.add(
        item.place, "应恰有 value、each、accept 之一", "exactly one of value, each, accept is needed")
      return nil
    }
    switch kinds[0] {
    case "each": return each(item, values).map { .each($0) }
    case "accept": return .declared(accepted: item.texts("accept"))
    default:
      let formula = FormulaReader(context: context)
        .formula("value", of: item, scope: scope, expected: .unknown)
      guard let formula else { return nil }
      let limits = limits(item, scope, years: YearRange()) + switches(item, scope)
      let isClaim = formula.type == .yesNo
      if isClaim, !limits.isEmpty {
        context.issues.add(
          item.place, "value 是判断，不能再有限值", "the value is a claim and takes no limit")
      }
      return .value(formula, limits: limits)
    }
  }

  /// Limits of other years; the last one that applies counts.
  private func switches(_ item: DefinitionMapping, _ scope: FormulaScope) -> [ItemLimit] {
    let keys = Set(Comparison.allCases.map(\.rawValue) + ["from", "until"])
    return item.list("switches").flatMap { node -> [ItemLimit] in
      guard let entry = context.mapping(node, keys) else { return [] }
      return limits(entry, scope, years: years(entry))
    }
  }

  private func limits(
    _ item: DefinitionMapping, _ scope: FormulaScope, years: YearRange
  ) -> [ItemLimit] {
    Comparison.allCases.compactMap { comparison in
      guard item.node(comparison.rawValue) != nil else { return nil }
      return FormulaReader(context: context).formula(
        comparison.rawValue, of: item, scope: scope, expected: .number(unit: nil)
      ).map { ItemLimit(comparison: comparison, formula: $0, years: years) }
    }
  }

  private func years(_ item: DefinitionMapping) -> YearRange {
    YearRange(from: item.whole("from"), until: item.whole("until"))
  }

  private func optionalClaim(
    _ key: String, of item: DefinitionMapping, _ scope: FormulaScope
  ) -> CheckedFormula? {
    guard item.node(key) != nil else { return nil }
    return FormulaReader(context: context).formula(key, of: item, scope: scope, expected: .yesNo)
  }
}

// MARK: - One by one, and scores

extension ItemLoader {
  private func each(
    _ owner: DefinitionMapping, _ values: [CountyValueDefinition]
  ) -> EachCheck? {
    let keys: Set<String> = ["of", "where", "claim", "show", "concessions"]
    guard let node = owner.node("each"), let item = context.mapping(node, keys) else { return nil }
    guard let subject = subject(item) else { return nil }
    let scope = FormulaScope.each(
      subject, forms: forms, inputs: inputs, values: values)
    let reader = FormulaReader(context: context)
    let filter = optionalClaim("where", of: item, scope)
    let shown =
      item.node("show") == nil
      ? nil : reader.formula("show", of: item, scope: scope, expected: .number(unit: nil))
    let concessions = item.list("concessions").compactMap { concession($0, scope) }
    guard let claim = reader.formula("claim", of: item, scope: scope, expected: .yesNo) else {
      return nil
    }
    return EachCheck(
      subject: subject, filter: filter, claim: claim, shown: shown, concessions: concessions)
  }

  private func ledger(_ node: DefinitionNode) -> LedgerDefinition? {
    guard let item = context.mapping(node, ["id", "name", "form", "open", "source"]) else {
      return nil
    }
    let form = item.requiredText("form")
    guard let index = forms.firstIndex(where: { $0.id == form }) else {
      let hint = NearestName.hint(form, among: forms.map(\.id))
      context.issues.add(
        item.place(of: "form"), "没有表 \(form)\(hint.chinese)",
        "there is no form \(form)\(hint.english)")
      return nil
    }
    if forms[index].key.isEmpty {
      context.issues.add(
        item.place(of: "form"), "台账的表 \(form) 须有 key", "the form \(form) of a ledger needs a key")
    }
    let scope = FormulaScope.each(
      .record(form: index), forms: forms, inputs: inputs, values: [])
    let id = item.requiredText("id")
    let name = item.requiredText("name")
    let source = context.source(of: item)
    return FormulaReader(context: context)
      .formula("open", of: item, scope: scope, expected: .yesNo).map {
        LedgerDefinition(
          id: id, name: name, form: index, isOpen: $0, source: source, place: item.place)
      }
  }

  private func subject(_ item: DefinitionMapping) -> EachSubject? {
    let name = item.requiredText("of")
    switch name {
    case "schools": return .school
    case "parts": return .part
    default:
      if let form = forms.firstIndex(where: { $0.id == name }) { return .record(form: form) }
      let hint = NearestName.hint(name, among: ["schools", "parts"] + forms.map(\.id))
      context.issues.add(
        item.place(of: "of"), "没有对象或表 \(name)\(hint.chinese)",
        "there is no subject or form \(name)\(hint.english)")
      return nil
    }
  }

  private func concession(_ node: DefinitionNode, _ scope: FormulaScope) -> ItemConcession? {
    let keys: Set<String> = ["id", "name", "when", "from", "until", "source"]
    guard let item = context.mapping(node, keys) else { return nil }
    let id = item.requiredText("id")
    let name = item.requiredText("name")
    let source = context.source(of: item)
    return FormulaReader(context: context)
      .formula("when", of: item, scope: scope, expected: .yesNo).map {
        ItemConcession(id: id, name: name, condition: $0, years: years(item), source: source)
      }
  }

  private func deduction(_ node: DefinitionNode, _ scope: FormulaScope) -> Deduction? {
    let keys: Set<String> = [
      "below", "per", "whole", "count", "missing", "zero_if", "answers", "points",
    ]
    guard let item = context.mapping(node, keys) else { return nil }
    let kinds = ["below", "count", "missing", "zero_if", "answers"].filter { item.node($0) != nil }
    guard kinds.count == 1, let kind = deductionKind(kinds[0], item, scope) else {
      if kinds.count != 1 {
        context.issues.add(
          item.place, "应恰有 below、count、missing、zero_if、answers 之一",
          "exactly one of below, count, missing, zero_if, answers is needed")
      }
      return nil
    }
    if item.node("points") == nil, ["below", "count", "missing"].contains(kinds[0]) {
      item.reportMissing("points")
    }
    return Deduction(kind: kind, points: item.number("points") ?? .zero)
  }

  private func deductionKind(
    _ key: String, _ item: DefinitionMapping, _ scope: FormulaScope
  ) -> DeductionKind? {
    let reader = FormulaReader(context: context)
    switch key {
    case "below":
      let per = item.number("per") ?? .one
      if per <= .zero {
        context.issues.add(item.place(of: "per"), "per 应大于 0", "per must be positive")
        return nil
      }
      return reader.formula(key, of: item, scope: scope, expected: .number(unit: nil)).map {
        .shortfall(below: $0, per: per, isWhole: item.flag("whole"))
      }
    case "count":
      return reader.formula(key, of: item, scope: scope, expected: .number(unit: nil))
        .map { .count($0) }
    case "missing":
      return .missing(
        item.list(key).compactMap {
          reader.formula($0, key, scope: scope, expected: .yesNo)
        })
    case "zero_if":
      return reader.formula(key, of: item, scope: scope, expected: .yesNo).map { .zeroIf($0) }
    default: return .answer(item.numbers(key))
    }
  }
}
