// SPDX-License-Identifier: Apache-2.0
// UnconfirmedClauses: the declarations whose clause nobody has seen in the official text.

import DataModel
import Definitions

/// Everything that a reader must be told is unconfirmed.
enum UnconfirmedClauses {
  /// Each clause once, with what rests on it, in the order of the declarations.
  static func items(_ definitions: DefinitionSet) -> [UnconfirmedItem] {
    var order: [DefinitionSource] = []
    var names: [DefinitionSource: [String]] = [:]
    for item in all(definitions) where !item.source.confirmed {
      if names[item.source] == nil { order.append(item.source) }
      names[item.source, default: []].append(item.item)
    }
    return order.map { source in
      UnconfirmedItem(item: summary(names[source] ?? []), source: source)
    }
  }

  /// The first few names, and how many there are.
  private static func summary(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: "、")
    return names.count > 3 ? "\(shown) 等 \(names.count) 项" : shown
  }

  private static func all(_ definitions: DefinitionSet) -> [UnconfirmedItem] {
    let standard = definitions.standard
    var items = [UnconfirmedItem(item: "标准", source: definitions.source)]
    items += standard.exclusions.map {
      UnconfirmedItem(item: "不参评：\($0.reason.chinese)", source: $0.source)
    }
    items += definitions.indicators.map {
      UnconfirmedItem(item: "指标 \($0.id)", source: $0.source)
    }
    items += standard.thresholds.sorted { $0.key < $1.key }.map {
      UnconfirmedItem(item: "\($0.key) 达标值", source: $0.value.source)
    }
    items += [
      UnconfirmedItem(item: "学校结论", source: standard.schoolVerdict.source),
      UnconfirmedItem(item: "差异系数限值", source: standard.variationLimits.source),
      UnconfirmedItem(item: "班额", source: standard.classSize.source),
      UnconfirmedItem(item: "分摊", source: standard.splitSource),
    ]
    items += definitions.inputs.map { UnconfirmedItem(item: "输入 \($0.name)", source: $0.source) }
    items += definitions.forms.map { UnconfirmedItem(item: "表 \($0.name)", source: $0.source) }
    items += definitions.rules.map { UnconfirmedItem(item: "规则 \($0.id)", source: $0.source) }
    return items
  }
}
