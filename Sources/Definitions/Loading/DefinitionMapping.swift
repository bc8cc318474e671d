// SPDX-License-Identifier: Apache-2.0
// DefinitionMapping: reads the keys of one mapping and reports what is missing, unknown or misshapen.

import DataModel

/// A mapping whose keys are declared: any other key is an error with a suggestion.
struct DefinitionMapping {
  let place: DefinitionPlace
  private let values: [String: DefinitionNode]
  private let issues: DefinitionIssues

  /// Nil, with an error, when the node is no mapping.
  init?(_ node: DefinitionNode, keys: Set<String>, issues: DefinitionIssues) {
    guard case .mapping(let entries) = node.content else {
      issues.add(node.place, "此处应为“键: 值”", "a mapping of keys to values is expected here")
      return nil
    }
    for entry in entries where !keys.contains(entry.key) {
      let hint = NearestName.hint(entry.key, among: keys.sorted())
      issues.add(
        entry.place, "未知的键 \(entry.key)\(hint.chinese)", "unknown key \(entry.key)\(hint.english)")
    }
    place = node.place
    self.issues = issues
    values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
  }

  func node(_ key: String) -> DefinitionNode? {
    guard let node = values[key] else { return nil }
    if case .null = node.content { return nil }
    return node
  }

  func place(of key: String) -> DefinitionPlace { values[key]?.place ?? place }

  /// Reports the key as missing.
  func reportMissing(_ key: String) {
    issues.add(place, "缺少 \(key)", "\(key) is missing")
  }

  private func report(_ node: DefinitionNode, _ key: String, _ chinese: String, _ english: String) {
    issues.add(node.place, "\(key) \(chinese)", "\(key) \(english)")
  }

  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, _) = node.content else {
      report(node, key, "应为一个值", "must be a single value")
      return nil
    }
    return text
  }

  /// "" with an error when absent.
  func requiredText(_ key: String) -> String {
    if let text = text(key), !text.isEmpty { return text }
    if node(key) == nil { reportMissing(key) }
    return ""
  }

  func flag(_ key: String, default standard: Bool = false) -> Bool {
    requiredFlagValue(key) ?? standard
  }

  /// Nil when absent or wrong; wrong is reported.
  func requiredFlagValue(_ key: String) -> Bool? {
    guard let text = text(key) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      report(place(of: key), key, "应为 true 或 false", "must be true or false")
      return nil
    }
  }

  private func report(
    _ place: DefinitionPlace, _ key: String, _ chinese: String, _ english: String
  ) {
    issues.add(place, "\(key) \(chinese)", "\(key) \(english)")
  }

  /// A decimal or a fraction such as `2000/3`.
  func number(_ key: String) -> ExactNumber? {
    guard let text = text(key) else { return nil }
    guard let number = Self.number(text) else {
      report(place(of: key), key, "应为数字或分数", "must be a number or a fraction")
      return nil
    }
    return number
  }

  static func number(_ text: String) -> ExactNumber? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 1 { return ExactNumber(decimal: text) }
    guard parts.count == 2, let top = ExactNumber(decimal: parts[0]),
      let bottom = ExactNumber(decimal: parts[1])
    else { return nil }
    return top.divided(by: bottom)
  }

  func whole(_ key: String) -> Int? {
    guard let text = text(key) else { return nil }
    guard let whole = Int(text) else {
      report(place(of: key), key, "应为整数", "must be a whole number")
      return nil
    }
    return whole
  }

  func requiredWhole(_ key: String) -> Int {
    if node(key) == nil { reportMissing(key) }
    return whole(key) ?? 0
  }

  func list(_ key: String) -> [DefinitionNode] {
    guard let node = node(key) else { return [] }
    guard case .list(let items) = node.content else {
      report(node, key, "应为列表", "must be a list")
      return []
    }
    return items
  }

  func texts(_ key: String) -> [String] {
    list(key).compactMap { item in
      guard case .scalar(let text, _) = item.content, !text.isEmpty else {
        report(item, key, "的每一项应为文字", "must be a list of texts")
        return nil
      }
      return text
    }
  }

  func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = text(key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    let hint = NearestName.hint(text, among: known)
    let all = known.joined(separator: ", ")
    issues.add(
      place(of: key), "\(key) 应为 \(all) 之一\(hint.chinese)",
      "\(key) must be one of \(all)\(hint.english)")
    return nil
  }

  /// `{zh: …, en: …}`; both are needed.
  func bilingual(_ key: String) -> BilingualText? {
    guard let node = node(key),
      let mapping = DefinitionMapping(node, keys: ["zh", "en"], issues: issues)
    else { return nil }
    return BilingualText(
      chinese: mapping.requiredText("zh"), english: mapping.requiredText("en"))
  }

  func requiredBilingual(_ key: String) -> BilingualText {
    if node(key) == nil { reportMissing(key) }
    return bilingual(key) ?? BilingualText(chinese: "", english: "")
  }

  /// A mapping whose keys are free, such as stage → number, in the order written.
  func entries(_ key: String) -> [DefinitionNode.Entry] {
    guard let node = node(key) else { return [] }
    guard case .mapping(let entries) = node.content else {
      report(node, key, "应为“键: 值”", "must be a mapping")
      return []
    }
    return entries
  }

  func numbers(_ key: String) -> [String: ExactNumber] {
    var result: [String: ExactNumber] = [:]
    for entry in entries(key) {
      guard case .scalar(let text, _) = entry.value.content, let number = Self.number(text) else {
        report(entry.value, entry.key, "应为数字", "must be a number")
        continue
      }
      result[entry.key] = number
    }
    return result
  }
}
