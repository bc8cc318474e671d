// SPDX-License-Identifier: Apache-2.0
// YesNoReader: answers that are yes or no, in any of the declared ways.

import DataModel
import Definitions

/// Reads the cells of a yes/no field: 是/否, Y/N, 1/0, √ and others.
struct YesNoReader: FieldReader {
  let field: FieldDefinition
  let words: PlaceholderWords

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
    let key = TextFolding.key(text)
    let steps: NormalizationSteps =
      text == "是" || text == "否"
      ? []
      : text.unicodeScalars.contains(where: TextFolding.isSpace)
        ? [.textToValue, .spaces] : .textToValue
    if words.yes.contains(key) { return FieldReading(.yesNo(true), steps: steps) }
    if words.no.contains(key) { return FieldReading(.yesNo(false), steps: steps) }
    return words.reading(text, rule: "value-is-yes-or-no", isRequired: field.isRequired) ?? refused
  }

  private var refused: FieldReading {
    .refused("value-is-yes-or-no", .notInCodeList, facts: ["list": "是、否"])
  }
}
