// SPDX-License-Identifier: Apache-2.0
// ConcessionLoader: reads the concessions of a standard and the attached classes it knows.

import DataModel
import Formula

/// Reads `concessions` and `attached_classes`.
struct ConcessionLoader {
  let context: DefinitionContext
  let inputs: [InputHeader]
  let forms: [FormDefinition]
  let limits: LimitsLoader

  func concession(_ node: DefinitionNode) -> ConcessionDefinition? {
    let keys: Set<String> = [
      "id", "indicator", "from", "until", "when", "numerator", "reason", "source",
    ]
    guard let item = context.mapping(node, keys) else { return nil }
    let id = item.requiredText("id")
    let indicator = item.requiredText("indicator")
    let reason = item.requiredBilingual("reason")
    let source = context.source(of: item)
    let years = limits.years(item)
    let reader = FormulaReader(context: context)
    let condition = reader.formula("when", of: item, scope: limits.scope, expected: .yesNo)
    let numerator = reader.formula(
      "numerator", of: item, scope: .indicator(inputs: inputs), expected: .number(unit: nil))
    guard let condition, let numerator else { return nil }
    return ConcessionDefinition(
      id: id, indicator: indicator, years: years, condition: condition, numerator: numerator,
      reason: reason, source: source)
  }

  func attached(_ node: DefinitionNode) -> AttachedClassDefinition? {
    let keys: Set<String> = ["id", "stage", "form", "pupils", "reason", "source"]
    guard let item = context.mapping(node, keys) else { return nil }
    let form = item.requiredText("form")
    if !forms.contains(where: { $0.id == form }) {
      let hint = NearestName.hint(form, among: forms.map(\.id))
      context.issues.add(
        item.place(of: "form"), "没有表 \(form)\(hint.chinese)",
        "there is no form \(form)\(hint.english)")
    }
    let id = item.requiredText("id")
    let reason = item.requiredBilingual("reason")
    let source = context.source(of: item)
    let pupils = FormulaReader(context: context).formula(
      "pupils", of: item, scope: .input(of: forms), expected: .number(unit: nil))
    guard let pupils else { return nil }
    return AttachedClassDefinition(
      id: id, stage: item.text("stage"), form: form, pupils: pupils, reason: reason,
      source: source)
  }
}
