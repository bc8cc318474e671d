// SPDX-License-Identifier: Apache-2.0
// StandardExampleLoader: reads the hand-worked cases in the folder `examples` of a pipeline.

import DataModel
import Foundation

/// Reads `examples/*.yaml`; only `lint` and tests do.
///
/// A pipeline's examples are its own: one that extends it has other numbers.
package struct StandardExampleLoader {
  private let set: DefinitionSet
  private let context: DefinitionContext

  /// The files that could be read, in the order of their names, and every mistake.
  package static func load(
    pipelineFolder: String, definitions: DefinitionSet
  ) -> (files: [StandardExampleFile], errors: [DefinitionError]) {
    let issues = DefinitionIssues()
    let loader = Self(set: definitions, context: DefinitionContext(issues: issues))
    let folder = pipelineFolder + "/examples"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.sorted().compactMap { loader.file($0, in: folder) }
    return (files, issues.sorted)
  }

  private static let sizeLimit = 4 << 20

  private func file(_ name: String, in folder: String) -> StandardExampleFile? {
    let label = "\(set.id)/examples/\(name)"
    let place = DefinitionPlace(file: label, line: 1, column: 1)
    guard name.hasSuffix(".yaml") else {
      context.issues.add(place, "示例文件名应以 .yaml 结尾", "an example's file name must end in .yaml")
      return nil
    }
    guard let data = FileManager.default.contents(atPath: folder + "/" + name),
      data.count <= Self.sizeLimit
    else {
      context.issues.add(place, "文件过大或无法读取", "the file is too large or cannot be read")
      return nil
    }
    do {
      return file(
        try DefinitionNode.parse(String(decoding: data, as: UTF8.self), file: label))
    } catch {
      context.issues.add(error)
      return nil
    }
  }

  private func file(_ node: DefinitionNode) -> StandardExampleFile? {
    let keys: Set<String> = ["name", "year", "defaults", "parts", "counties"]
    guard let item = context.mapping(node, keys) else { return nil }
    var defaults: [String: [ExactNumber?]] = [:]
    for entry in item.entries("defaults") {
      defaults[entry.key] = inputs(entry.value, over: nil)
    }
    return StandardExampleFile(
      name: item.requiredText("name"), year: item.requiredWhole("year"),
      parts: item.list("parts").compactMap { part($0, defaults, isJudged: true) },
      counties: item.list("counties").compactMap { county($0, defaults) })
  }

  private func county(
    _ node: DefinitionNode, _ defaults: [String: [ExactNumber?]]
  ) -> CountyExample? {
    guard let item = context.mapping(node, ["name", "parts", "expect"]) else { return nil }
    if item.list("parts").isEmpty { item.reportMissing("parts") }
    return CountyExample(
      name: item.requiredText("name"),
      parts: item.list("parts").compactMap { part($0, defaults, isJudged: false) },
      expected: expected(item), place: item.place)
  }

  /// `isJudged`: the part stands for itself and must say what comes out.
  private func part(
    _ node: DefinitionNode, _ defaults: [String: [ExactNumber?]], isJudged: Bool
  ) -> PartExample? {
    guard let item = context.mapping(node, ["name", "stage", "school", "given", "expect"]) else {
      return nil
    }
    let stage = item.requiredText("stage")
    var attributes: [String: String] = [:]
    for entry in item.entries("school") {
      guard FieldSlot.partFields.dropFirst().contains(entry.key),
        case .scalar(let text, _) = entry.value.content
      else {
        let hint = NearestName.hint(entry.key, among: FieldSlot.partFields)
        context.issues.add(
          entry.place, "学校没有属性 \(entry.key)\(hint.chinese)",
          "a school has no attribute \(entry.key)\(hint.english)")
        continue
      }
      attributes[entry.key] = text
    }
    let base = defaults[stage]
    let given = item.node("given").map { inputs($0, over: base) }
    return PartExample(
      name: isJudged ? item.requiredText("name") : item.text("name") ?? "", stage: stage,
      attributes: attributes, inputs: given ?? base ?? inputs(nil, over: nil),
      expected: isJudged || item.node("expect") != nil ? expected(item) : [], place: item.place)
  }

  /// One value for each input: those given, else those of `base`; `~` takes one away.
  private func inputs(_ node: DefinitionNode?, over base: [ExactNumber?]?) -> [ExactNumber?] {
    var values = base ?? [ExactNumber?](repeating: nil, count: set.inputs.count)
    guard let node else { return values }
    guard case .mapping(let entries) = node.content else {
      context.issues.add(node.place, "应为“输入项: 数值”", "a mapping of inputs is expected here")
      return values
    }
    for entry in entries {
      guard let index = set.inputs.firstIndex(where: { $0.name == entry.key }) else {
        let hint = NearestName.hint(entry.key, among: set.inputs.map(\.name))
        context.issues.add(
          entry.place, "没有输入项 \(entry.key)\(hint.chinese)",
          "there is no input \(entry.key)\(hint.english)")
        continue
      }
      switch entry.value.content {
      case .null: values[index] = nil
      case .scalar(let text, _):
        values[index] = DefinitionMapping.number(text)
        guard values[index] == nil else { continue }
        context.issues.add(
          entry.value.place, "\(entry.key) 应为数字或分数", "\(entry.key) must be a number or a fraction")
      case .list, .mapping:
        context.issues.add(entry.value.place, "应为一个值", "a single value is expected here")
      }
    }
    return values
  }

  private func expected(_ item: DefinitionMapping) -> [ExpectedResult] {
    if item.entries("expect").isEmpty { item.reportMissing("expect") }
    return item.entries("expect").compactMap { result($0, depth: 0) }
  }

  private func result(_ entry: DefinitionNode.Entry, depth: Int) -> ExpectedResult? {
    switch entry.value.content {
    case .scalar(let text, _):
      return ExpectedResult(name: entry.key, text: text, children: [], place: entry.place)
    case .null:
      return ExpectedResult(name: entry.key, text: "", children: [], place: entry.place)
    case .mapping(let entries) where depth < 3:
      return ExpectedResult(
        name: entry.key, text: nil, children: entries.compactMap { result($0, depth: depth + 1) },
        place: entry.place)
    case .mapping, .list:
      context.issues.add(entry.value.place, "应为一个值", "a single value is expected here")
      return nil
    }
  }
}
