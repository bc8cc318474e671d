// SPDX-License-Identifier: Apache-2.0
// FormulaWords: an indicator's formula in words, and with the values put in.

import DataModel

/// Writes the formulas of `indicators.csv` for a person.
struct FormulaWords {
  /// Names of the inputs; the longest first, as one name may begin another.
  private let inputs: [ExplainedInput]

  init(_ inputs: [ExplainedInput]) {
    self.inputs = inputs.sorted { ($1.name.count, $0.id) < ($0.name.count, $1.id) }
  }

  /// `(教学及辅助用房面积 − 室内体育用房面积) ÷ 在校生数`, with `× 100` where there is a factor.
  func words(_ explanation: Explanation) -> String {
    quotient(explanation) { $0.name }
  }

  /// The same with values: a missing one is `?`, several summands are spelt out in brackets.
  func values(_ explanation: Explanation) -> String {
    quotient(explanation) { input in
      guard input.schoolValue == nil else { return value(input) }
      let terms = input.terms.filter { $0.value != "0" }
      guard terms.count > 1 else { return value(input) }
      var text = ""
      for (index, term) in terms.enumerated() {
        let sign = term.isSubtracted ? "− " : index > 0 ? "+ " : ""
        text +=
          (index > 0 ? " " : "") + sign + term.name + " "
          + ShownNumber.text(term.value, digits: 4)
      }
      return "(\(text))"
    }
  }

  private func value(_ input: ExplainedInput) -> String {
    input.value.isEmpty
      ? "\(input.name) ?" : "\(input.name) \(ShownNumber.text(input.value, digits: 4))"
  }

  private func quotient(
    _ explanation: Explanation, _ text: (ExplainedInput) -> String
  ) -> String {
    let top = part(explanation.numeratorFormula, text)
    let bottom = part(explanation.denominatorFormula, text)
    let factor = explanation.per == 1 ? "" : " × \(explanation.per)"
    return "\(top) ÷ \(bottom)\(factor)"
  }

  /// One side of the quotient, in brackets where it has an operator of its own.
  private func part(_ formula: String, _ text: (ExplainedInput) -> String) -> String {
    var result = ""
    var rest = formula[...]
    var hasOperator = false
    while let first = rest.first {
      if let input = inputs.first(where: { rest.hasPrefix($0.name) }) {
        result += text(input)
        rest = rest.dropFirst(input.name.count)
        continue
      }
      rest = rest.dropFirst()
      guard let sign = Self.signs[first] else {
        if first != " " && !first.isNewline { result.append(first) }
        continue
      }
      hasOperator = true
      result += " \(sign) "
    }
    return hasOperator ? "(\(result))" : result
  }

  private static let signs: [Character: String] = ["+": "+", "-": "−", "*": "×", "/": "÷"]
}
