// SPDX-License-Identifier: Apache-2.0
// IndicatorLoader: reads `indicators.yaml`, first the inputs, then what is made of them.

import DataModel
import Formula

/// Reads inputs and indicators; one with a wrong formula is reported and left out.
struct IndicatorLoader {
  let context: DefinitionContext
  let forms: [FormDefinition]
  private let inputNodes: [DefinitionMapping]
  private let indicatorNodes: [DefinitionMapping]
  /// Names and units of all inputs in order, also of those whose formulas are wrong.
  let headers: [InputHeader]

  private static let inputKeys: Set<String> = [
    "id", "name", "unit", "apportioned", "ways", "examples", "source",
  ]
  private static let indicatorKeys: Set<String> = [
    "id", "name", "short_name", "numerator", "denominator", "per", "unit", "numerator_unit",
    "counts_whole", "digits", "examples", "source",
  ]

  init(context: DefinitionContext, forms: [FormDefinition], node: DefinitionNode?) {
    self.context = context
    self.forms = forms
    let file = node.flatMap { context.mapping($0, ["inputs", "indicators"]) }
    inputNodes = (file?.list("inputs") ?? []).compactMap { context.mapping($0, Self.inputKeys) }
    indicatorNodes = (file?.list("indicators") ?? []).compactMap {
      context.mapping($0, Self.indicatorKeys)
    }
    headers = inputNodes.map {
      InputHeader(name: $0.requiredText("name"), unit: $0.requiredText("unit"))
    }
  }

  func inputs() -> [InputDefinition] {
    let scope = FormulaScope.input(of: forms)
    return zip(inputNodes, headers).map { item, header in
      if item.list("ways").isEmpty { item.reportMissing("ways") }
      return InputDefinition(
        id: item.requiredText("id"), name: header.name, unit: header.unit,
        isApportioned: item.flag("apportioned"),
        ways: item.list("ways").compactMap { way($0, unit: header.unit, scope: scope) },
        examples: ExampleReader(context: context).inputExamples(item),
        source: context.source(of: item), place: item.place)
    }
  }

  private func way(
    _ node: DefinitionNode, unit: String, scope: FormulaScope
  ) -> InputFormula? {
    guard let item = context.mapping(node, ["form", "when", "formula"]) else { return nil }
    let form = item.requiredText("form")
    if !forms.contains(where: { $0.id == form }) {
      let hint = NearestName.hint(form, among: forms.map(\.id))
      context.issues.add(
        item.place(of: "form"), "没有表 \(form)\(hint.chinese)",
        "there is no form \(form)\(hint.english)")
    }
    let reader = FormulaReader(context: context)
    var condition: CheckedFormula?
    if item.node("when") != nil {
      condition = reader.formula("when", of: item, scope: scope, expected: .yesNo)
      guard condition != nil else { return nil }
    }
    return reader.formula("formula", of: item, scope: scope, expected: .number(unit: unit))
      .map { InputFormula(form: form, condition: condition, formula: $0) }
  }

  func indicators() -> [IndicatorDefinition] {
    let scope = FormulaScope.indicator(inputs: headers)
    return indicatorNodes.compactMap { indicator($0, scope: scope) }
  }

  private func indicator(
    _ item: DefinitionMapping, scope: FormulaScope
  ) -> IndicatorDefinition? {
    let reader = FormulaReader(context: context)
    let unit = item.requiredText("numerator_unit")
    let numerator = reader.formula(
      "numerator", of: item, scope: scope, expected: .number(unit: unit.isEmpty ? nil : unit))
    let denominator = reader.formula(
      "denominator", of: item, scope: scope, expected: .number(unit: nil))
    let per = item.requiredWhole("per")
    if per < 1 {
      context.issues.add(item.place(of: "per"), "per 应大于 0", "per must be positive")
    }
    let name = item.requiredText("name")
    let id = item.requiredText("id")
    let source = context.source(of: item)
    let examples = ExampleReader(context: context).indicatorExamples(item)
    let displayUnit = item.requiredText("unit")
    let digits = item.requiredWhole("digits")
    guard let numerator, let denominator else { return nil }
    return IndicatorDefinition(
      id: id, name: name, shortName: item.text("short_name") ?? name, numerator: numerator,
      denominator: denominator, per: per, unit: displayUnit, numeratorUnit: unit,
      countsWhole: item.flag("counts_whole"), digits: digits, examples: examples, source: source,
      place: item.place)
  }
}
