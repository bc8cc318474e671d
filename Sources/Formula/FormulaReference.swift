// SPDX-License-Identifier: Apache-2.0
// FormulaReference: the reference page of the language, printed from the function table.

/// `Documentation/Reference/Formula.md`.
package enum FormulaReference {
  package static func markdown() -> String {
    var lines = [introduction, "## Functions", "", "| function | | 说明 |", "|---|---|---|"]
    for function in FormulaFunctionTable.all.sorted(by: { $0.name < $1.name }) {
      lines.append("| `\(function.signature)` | \(function.english) | \(function.chinese) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let introduction = "# Formula\n"
}
