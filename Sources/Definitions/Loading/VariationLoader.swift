// SPDX-License-Identifier: Apache-2.0
// VariationLoader: reads what a standard says of disparities, and its school verdict.

import DataModel

/// Reads `variation` and `school_verdict`.
struct VariationLoader {
  let context: DefinitionContext
  let limits: LimitsLoader

  func variation(_ item: DefinitionMapping) -> VariationDefinition {
    let source = context.source(of: item)
    let isLimited = item.node("limits") != nil
    return VariationDefinition(
      indicators: indicators(item),
      limits: isLimited
        ? limits.limits("limits", of: item, source: source, isBySchool: false) : nil,
      composite: item.node("composite").flatMap { composite($0, inherited: source) },
      digits: item.requiredWhole("digits"), source: source)
  }

  private func composite(
    _ node: DefinitionNode, inherited: DefinitionSource
  ) -> CompositeVariation? {
    let keys: Set<String> = ["name", "indicators", "limits", "variants", "source"]
    guard let item = context.mapping(node, keys) else { return nil }
    let source = context.source(of: item, inherited: inherited)
    let isLimited = item.node("limits") != nil
    return CompositeVariation(
      name: item.requiredText("name"), indicators: indicators(item),
      limits: isLimited
        ? limits.limits("limits", of: item, source: source, isBySchool: false) : nil,
      source: source)
  }

  /// Nil when the key is absent: all indicators.
  private func indicators(_ item: DefinitionMapping) -> [String]? {
    item.node("indicators") == nil ? nil : item.texts("indicators")
  }

  func verdict(_ item: DefinitionMapping) -> SchoolVerdictDefinition {
    if item.node("floor_share") == nil { item.reportMissing("floor_share") }
    let source = context.source(of: item)
    return SchoolVerdictDefinition(
      indicators: indicators(item), required: item.requiredWhole("required"),
      floorShare: item.number("floor_share") ?? .one, source: source,
      variants: item.list("variants").compactMap { variant($0, inherited: source) })
  }

  private func variant(
    _ node: DefinitionNode, inherited: DefinitionSource
  ) -> SchoolVerdictVariant? {
    let keys: Set<String> = [
      "id", "from", "until", "indicators", "required", "floor_share", "source",
    ]
    guard let item = context.mapping(node, keys) else { return nil }
    return SchoolVerdictVariant(
      id: item.requiredText("id"), years: limits.years(item), indicators: indicators(item),
      required: item.whole("required"), floorShare: item.number("floor_share"),
      source: context.source(of: item, inherited: inherited))
  }
}
