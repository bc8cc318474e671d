// SPDX-License-Identifier: Apache-2.0
// DefinitionNode: a parsed YAML value that knows its file, line and column; hides the YAML library.

import Yams

/// One value of a declaration file.
///
/// Every scalar stays text: `是`, `no` and `2105` mean what the reader of the field says, not what YAML guesses.
package struct DefinitionNode: Sendable {
  package struct Entry: Sendable {
    package var key: String
    package var place: DefinitionPlace
    package var value: DefinitionNode
  }

  package indirect enum Content: Sendable {
    /// `isPlain`: written without quotes or block marks, so a column within it can be told.
    case scalar(String, isPlain: Bool)
    case null
    case list([DefinitionNode])
    case mapping([Entry])
  }

  package var content: Content
  package var place: DefinitionPlace

  /// Parses one document.
  ///
  /// An empty document is an empty mapping. Throws the syntax error with its line.
  package static func parse(_ text: String, file: String) throws(DefinitionErrors) -> Self {
    let start = DefinitionPlace(file: file, line: 1, column: 1)
    let root: Node?
    do {
      // Nothing asks what a scalar without quotes might be.
      root = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw DefinitionErrors([describe(error, file: file)])
    } catch {
      throw DefinitionErrors([syntaxError("\(error)", at: start)])
    }
    guard let root else { return Self(content: .mapping([]), place: start) }
    var budget = nodeLimit
    guard let node = convert(root, file: file, depth: 0, budget: &budget) else {
      throw DefinitionErrors([
        DefinitionError(
          at: start, chinese: "文件过大或嵌套过深", english: "the file is too large or nested too deep")
      ])
    }
    return node
  }

  /// Aliases may repeat a node many times over; what they unfold to is bounded here.
  private static let nodeLimit = 200_000
  private static let depthLimit = 24

  private static func convert(
    _ node: Node, file: String, depth: Int, budget: inout Int
  ) -> Self? {
    budget -= 1
    guard depth < depthLimit, budget > 0 else { return nil }
    let place = place(node.mark, file: file)
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      let isNull = isPlain && ["", "~", "null"].contains(scalar.string)
      let content = isNull ? Content.null : .scalar(scalar.string, isPlain: isPlain)
      return Self(content: content, place: place)
    case .sequence(let sequence):
      var items: [Self] = []
      for item in sequence {
        guard let item = convert(item, file: file, depth: depth + 1, budget: &budget) else {
          return nil
        }
        items.append(item)
      }
      return Self(content: .list(items), place: place)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        guard let value = convert(value, file: file, depth: depth + 1, budget: &budget) else {
          return nil
        }
        let keyText = key.scalar?.string ?? ""
        entries.append(
          Entry(key: keyText, place: Self.place(key.mark, file: file), value: value))
      }
      return Self(content: .mapping(entries), place: place)
    case .alias: return nil
    }
  }

  private static func place(_ mark: Mark?, file: String) -> DefinitionPlace {
    DefinitionPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private static func describe(_ error: YamlError, file: String) -> DefinitionError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return syntaxError(problem, at: place(mark, file: file))
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.joined(separator: ", ")
      return DefinitionError(
        at: place(context.mark, file: file), chinese: "键重复：\(names)",
        english: "duplicate keys: \(names)")
    default:
      let start = DefinitionPlace(file: file, line: 1, column: 1)
      return syntaxError("\(error)", at: start)
    }
  }

  private static func syntaxError(_ problem: String, at place: DefinitionPlace) -> DefinitionError {
    DefinitionError(
      at: place, chinese: "YAML 语法错误：\(problem)", english: "YAML syntax error: \(problem)")
  }
}
