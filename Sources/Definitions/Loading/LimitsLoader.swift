// SPDX-License-Identifier: Apache-2.0
// LimitsLoader: reads numbers by stage with their variants, and the years that items hold in.

import DataModel
import Formula

/// Reads numbers by stage.
struct LimitsLoader {
  let context: DefinitionContext
  /// What a variant's `when` may name.
  let scope: FormulaScope

  /// `from` and `until`, both inclusive.
  func years(_ item: DefinitionMapping) -> CodeValidity {
    let years = CodeValidity(from: item.whole("from"), until: item.whole("until"))
    if let from = years.from, let until = years.until, until < from {
      context.issues.add(
        item.place(of: "until"), "until 早于 from", "until lies before from")
    }
    return years
  }

  /// The numbers under `key` with the list `variants` beside them.
  ///
  /// `isBySchool`: variants may have a condition over the school.
  func limits(
    _ key: String, of item: DefinitionMapping, source: DefinitionSource, isBySchool: Bool
  ) -> StageLimits {
    if item.node(key) == nil { item.reportMissing(key) }
    return StageLimits(
      byStage: item.numbers(key), source: source,
      variants: item.list("variants").compactMap {
        variant($0, key: key, inherited: source, isBySchool: isBySchool)
      })
  }

  private func variant(
    _ node: DefinitionNode, key: String, inherited: DefinitionSource, isBySchool: Bool
  ) -> LimitVariant? {
    let keys: Set<String> = ["id", "from", "until", key, "source"]
    guard let item = context.mapping(node, isBySchool ? keys.union(["when"]) : keys) else {
      return nil
    }
    var condition: CheckedFormula?
    if isBySchool, item.node("when") != nil {
      condition = FormulaReader(context: context)
        .formula("when", of: item, scope: scope, expected: .yesNo)
      guard condition != nil else { return nil }
    }
    if item.node("from") == nil, item.node("until") == nil, item.node("when") == nil {
      context.issues.add(
        item.place, "此处应有 from、until 或 when", "from, until or when is needed here")
    }
    if item.node(key) == nil { item.reportMissing(key) }
    return LimitVariant(
      id: item.requiredText("id"), years: years(item), condition: condition,
      byStage: item.numbers(key), source: context.source(of: item, inherited: inherited))
  }
}
