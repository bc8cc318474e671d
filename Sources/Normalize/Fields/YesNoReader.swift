// SPDX-License-Identifier: Apache-2.0
// YesNoReader: answers that are yes or no, in any of the declared ways.

import DataModel
import Definitions

/// Reads the cells of a yes/no field: 是/否, Y/N, 1/0, √ and others.
struct YesNoReader: FieldReader {
  let field: FieldDefinition
  let words: PlaceholderWords
  /// What the field asks for, from 是否在编: the answers 在编 and 不在编 say it again.
  let subjects: Set<String>

  /// What the names of a field ask for, without 是否 and 有无.
  static func subjects(of field: FieldDefinition) -> Set<String> {
    let asked = ([field.name] + field.synonyms).map(TextFolding.word)
      .filter { $0.hasPrefix("是否") || $0.hasPrefix("有无") }
    return Set(asked.map { String($0.dropFirst(2)) }.filter { !$0.isEmpty })
  }

  var repeats: Bool { true }

  func read(_ cell: Cell) -> FieldReading {
    switch cell.value {
    case .boolean(let value): return FieldReading(.yesNo(value), steps: .textToValue)
    case .number(let number) where number == 1:
      return FieldReading(.yesNo(true), steps: .textToValue)
    case .number(let number) where number == 0:
      return FieldReading(.yesNo(false), steps: .textToValue)
    case .text(let text): return read(text)
    case .blank, .number, .date, .error: return refused
    }
  }

  private func read(_ text: String) -> FieldReading {
    let key = TextFolding.word(text)
    let steps: NormalizationSteps =
      text == "是" || text == "否"
      ? []
      : text.unicodeScalars.contains(where: TextFolding.isSpace)
        ? [.textToValue, .spaces] : .textToValue
    if let answer = answer(key) ?? YesNoChoice.answer(key, answer) {
      return FieldReading(.yesNo(answer), steps: steps)
    }
    let placeholder = words.reading(
      text, rule: "value-is-yes-or-no", isRequired: field.isRequired)
    if placeholder?.value == .missing(.notApplicable), let answer = meaningOfBlank {
      return FieldReading(.yesNo(answer), steps: [.textToValue, .blankMeans])
    }
    return placeholder ?? refused
  }

  /// Where a blank is an answer, a dash is the same answer: it is drawn where nothing is to be said.
  private var meaningOfBlank: Bool? { field.blankMeans.flatMap { answer(TextFolding.word($0)) } }

  /// The answer in one word.
  ///
  /// 在编 and 是在编 say yes where 是否在编 is asked; 不在编, 非在编 and 未在编 say no.
  private func answer(_ key: String) -> Bool? {
    if words.yes.contains(key) { return true }
    if words.no.contains(key) { return false }
    if subjects.contains(key) { return true }
    guard let first = key.first else { return nil }
    if key.hasPrefix("不是"), subjects.contains(String(key.dropFirst(2))) { return false }
    guard subjects.contains(String(key.dropFirst())) else { return nil }
    switch first {
    case "是", "有", "已": return true
    case "不", "非", "未", "无", "否": return false
    default: return nil
    }
  }

  private var refused: FieldReading {
    .refused("value-is-yes-or-no", .notInCodeList, facts: ["list": "是、否"])
  }
}
