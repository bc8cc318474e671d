// SPDX-License-Identifier: Apache-2.0
// DefinitionMerge: lays the file of an extending pipeline over the file it extends.

/// Mappings merge key by key, lists of items with `id` (or `name`) merge item by item, decisions about
/// headers by form, header and sheet; anything else replaces what it lies over.
///
/// A key set to `null` is taken away; so is an item with `remove: true`. In any list, `...` stands for
/// all that the list below it holds.
enum DefinitionMerge {
  static func merge(_ base: DefinitionNode, with overlay: DefinitionNode) -> DefinitionNode {
    switch (base.content, overlay.content) {
    case (.mapping(let below), .mapping(let above)):
      return DefinitionNode(content: .mapping(merge(below, above)), place: overlay.place)
    case (.list(let below), .list(let above)) where above.contains(where: isRest):
      return DefinitionNode(content: .list(spread(below, in: above)), place: overlay.place)
    case (.list(let below), .list(let above)):
      guard let merged = merge(below, above) else { return overlay }
      return DefinitionNode(content: .list(merged), place: overlay.place)
    default: return overlay
    }
  }

  private static func merge(
    _ below: [DefinitionNode.Entry], _ above: [DefinitionNode.Entry]
  ) -> [DefinitionNode.Entry] {
    var result = below
    for entry in above {
      guard let index = result.firstIndex(where: { $0.key == entry.key }) else {
        result.append(entry)
        continue
      }
      if case .null = entry.value.content {
        result.remove(at: index)
      } else {
        result[index] = DefinitionNode.Entry(
          key: entry.key, place: entry.place,
          value: merge(result[index].value, with: entry.value))
      }
    }
    return result
  }

  private static func isRest(_ node: DefinitionNode) -> Bool {
    if case .scalar("...", isPlain: true) = node.content { return true }
    return false
  }

  /// A text that the list below has already does not come twice.
  private static func spread(
    _ below: [DefinitionNode], in above: [DefinitionNode]
  ) -> [DefinitionNode] {
    let known = Set(below.compactMap(text))
    return above.flatMap { node -> [DefinitionNode] in
      if isRest(node) { return below }
      return text(node).map(known.contains) ?? false ? [] : [node]
    }
  }

  private static func text(_ node: DefinitionNode) -> String? {
    if case .scalar(let text, _) = node.content { return text }
    return nil
  }

  /// Nil unless every item on both sides can be told apart by its identity.
  private static func merge(
    _ below: [DefinitionNode], _ above: [DefinitionNode]
  ) -> [DefinitionNode]? {
    guard !above.isEmpty, (below + above).allSatisfy({ identity(of: $0) != nil }) else {
      return nil
    }
    var result = below
    for item in above {
      let index = result.firstIndex { identity(of: $0) == identity(of: item) }
      if scalar("remove", of: item) == "true" {
        if let index { result.remove(at: index) }
      } else if let index {
        result[index] = merge(result[index], with: item)
      } else {
        result.append(item)
      }
    }
    return result
  }

  private static func identity(of node: DefinitionNode) -> String? {
    scalar("id", of: node) ?? scalar("name", of: node) ?? headerIdentity(of: node)
  }

  private static func headerIdentity(of node: DefinitionNode) -> String? {
    guard let form = scalar("form", of: node), let header = scalar("header", of: node) else {
      return nil
    }
    return [form, header, scalar("sheet", of: node) ?? ""].joined(separator: "\n")
  }

  private static func scalar(_ key: String, of node: DefinitionNode) -> String? {
    guard case .mapping(let entries) = node.content,
      case .scalar(let text, _) = entries.first(where: { $0.key == key })?.value.content
    else { return nil }
    return text
  }
}
