// SPDX-License-Identifier: Apache-2.0
// UnconfirmedClauses: what rests on clauses nobody has seen in the official text, for people.

import DataModel
package import Definitions

/// One clause and everything that rests on it.
struct UnconfirmedClause: Sendable {
  var source: DefinitionSource
  /// In the order of the declarations.
  var names: [String]
}

/// Everything that a reader must be told is unconfirmed.
///
/// There is one count: the declarations of `DefinitionSet.unconfirmed`. Clauses only group them.
package enum UnconfirmedClauses {
  /// The number that manifest, covers and the run's summary state.
  package static func count(_ definitions: DefinitionSet) -> Int { definitions.unconfirmed.count }

  /// Every declaration, named in Chinese.
  static func items(_ definitions: DefinitionSet) -> [UnconfirmedItem] {
    let names = listNames(definitions)
    return definitions.unconfirmed.map { item in
      var item = item
      item.item = name(item, names, definitions)
      return item
    }
  }

  /// Each clause once, in the order of the declarations.
  static func clauses(_ items: [UnconfirmedItem]) -> [UnconfirmedClause] {
    var order: [DefinitionSource] = []
    var names: [DefinitionSource: [String]] = [:]
    for item in items {
      if names[item.source] == nil { order.append(item.source) }
      names[item.source, default: []].append(item.item)
    }
    return order.map { UnconfirmedClause(source: $0, names: names[$0] ?? []) }
  }

  private static let rule = "规则 "
  private static let list = "代码表 "

  /// Rules and code lists have English ids: what they say or are for is shown instead.
  private static func name(
    _ unconfirmed: UnconfirmedItem, _ listNames: [String: String], _ definitions: DefinitionSet
  ) -> String {
    let item = unconfirmed.item
    if item.hasPrefix(rule) {
      let claim = RuleWording.claim(of: String(item.dropFirst(rule.count)), definitions)
      return "审核规则“\(claim)”"
    }
    if item.hasPrefix(list) {
      let name = listNames[String(item.dropFirst(list.count))]
      return "代码表“\(name ?? unconfirmed.source.clause)”"
    }
    return item
  }

  /// The name of the first field that takes its values from a list.
  private static func listNames(_ definitions: DefinitionSet) -> [String: String] {
    var names: [String: String] = [:]
    for form in definitions.forms + [definitions.rosterForm] {
      for field in form.fields {
        guard case .code(let list) = field.kind, names[list] == nil else { continue }
        names[list] = field.name
      }
    }
    return names
  }
}
