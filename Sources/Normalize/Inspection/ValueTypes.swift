// SPDX-License-Identifier: Apache-2.0
// ValueTypes: guesses from its cells what a column holds, where no form says it.

import DataModel

/// What the cells of a column look like.
package enum ValueType: String, Hashable, Sendable, CaseIterable {
  case empty
  case integer
  case number
  case date
  case month
  case yesNo = "yes_no"
  case personName = "person_name"
  case identityNumber = "identity_number"
  case schoolCode = "school_code"
  case telephone
  /// Few words that come again and again.
  case codeLike = "code_like"
  case text

  /// True where no value may be shown.
  package var isSensitive: Bool {
    switch self {
    case .personName, .identityNumber, .telephone: true
    case .empty, .integer, .number, .date, .month, .yesNo, .schoolCode, .codeLike, .text: false
    }
  }
}

/// Counts what the cells of one column look like.
struct ValueTypes {
  /// Cells that are looked at.
  static let mostCells = 300
  private static let answers: Set<String> = ["是", "否", "√", "×", "有", "无", "y", "n"]
  private static let nothing: Set<String> = ["", "/", "-", "—", "——", "--", "\\", "*", "无", "…"]

  private var counts: [ValueType: Int] = [:]
  private var words: [String: Int] = [:]
  private var total = 0

  mutating func add(_ value: CellValue) {
    let key = TextFolding.key(value.rawText)
    guard !value.isEmpty, total < Self.mostCells else { return }
    if Self.answers.contains(key) { counts[.yesNo, default: 0] += 1 }
    if Self.nothing.contains(key) { return }
    total += 1
    if key.utf8.count <= 60 { words[key, default: 0] += 1 }
    for type in Self.types(value, key) { counts[type, default: 0] += 1 }
  }

  private static func types(_ value: CellValue, _ key: String) -> [ValueType] {
    switch value {
    case .number(let number):
      if number >= 1e14 { return [.identityNumber] }
      guard number == number.rounded() else { return [.number] }
      if (1e9..<1e10).contains(number) { return [.integer, .number, .schoolCode] }
      return (1.3e10..<2e10).contains(number)
        ? [.integer, .number, .telephone] : [.integer, .number]
    case .date(let date): return date.kind == .time ? [.text] : [.date]
    case .boolean: return [.yesNo]
    case .error, .blank: return []
    case .text(let text): return types(text, key)
    }
  }

  private static func types(_ text: String, _ key: String) -> [ValueType] {
    let bytes = Array(key.utf8)
    let digits = bytes.count { (0x30...0x39).contains($0) }
    if bytes.count == 18, digits >= 17 { return [.identityNumber] }
    if bytes.count == 15, digits == 15 { return [.identityNumber] }
    if bytes.count == 10, digits == 10 { return [.schoolCode] }
    if bytes.count == 11, digits == 11, bytes[0] == 0x31 { return [.telephone] }
    if let month = dateType(key) { return [month] }
    if digits > 0, digits == bytes.count, bytes[0] == 0x30, bytes.count > 1 { return [.text] }
    if let parsed = NumberText(TextFolding.compatible(text)) {
      return parsed.rest.isEmpty || parsed.rest == "%"
        ? (parsed.number == parsed.number.roundedDown ? [.integer, .number] : [.number]) : [.text]
    }
    return PersonNames.isLikely(text) ? [.personName, .text] : [.text]
  }

  /// `2024-09-01`, `2024年9月`, `2024.9`; nil for any other text.
  private static func dateType(_ key: String) -> ValueType? {
    let parts = key.split { "-/.年月日".contains($0) }.map(String.init)
    guard (2...3).contains(parts.count), parts[0].utf8.count == 4,
      let year = Int(parts[0]), (1900...2100).contains(year), let month = Int(parts[1]),
      (1...12).contains(month), key.utf8.count <= 20
    else { return nil }
    guard parts.count == 3 else { return .month }
    return Int(parts[2]).map { (1...31).contains($0) } == true ? .date : nil
  }

  /// What most of the cells are; `word` is the header's, which knows better about names.
  func guess(word: String) -> ValueType {
    let answers = counts[.yesNo] ?? 0
    guard total > 0 || answers > 0 else { return .empty }
    for type in [ValueType.identityNumber, .telephone, .schoolCode, .date, .month] {
      let share = type == .identityNumber ? 5 : 8
      if (counts[type] ?? 0) * 10 >= total * share, total > 0 { return type }
    }
    if answers > 0, words.keys.allSatisfy(Self.answers.contains) { return .yesNo }
    let isNamed = word.contains("姓名") || word.hasSuffix("班主任") || word.hasSuffix("校长")
    let names = counts[.personName] ?? 0
    if names * 10 >= total * 7, names > 0, isNamed || words.count * 2 > total { return .personName }
    if isNamed, total > 0, (counts[.integer] ?? 0) == 0 { return .personName }
    if (counts[.integer] ?? 0) * 10 >= total * 9, total > 0 { return .integer }
    if (counts[.number] ?? 0) * 10 >= total * 9, total > 0 { return .number }
    if total >= 6, words.count <= min(30, total / 3) { return .codeLike }
    return .text
  }

  /// The different words, for a comparison with code lists; never to be shown.
  var distinct: [String] { words.keys.sorted() }
}
