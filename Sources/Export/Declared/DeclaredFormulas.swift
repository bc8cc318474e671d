// SPDX-License-Identifier: Apache-2.0
// DeclaredFormulas: formulas and sentences of declared outputs as values with live formulas beside them.

import DataModel
import Definitions
import Formula

/// Calculates and renders in the view of a county or of one of its parts.
struct DeclaredFormulas {
  let facts: DeclaredFacts
  let places: DeclaredPlaces

  /// Printed for a blank that nobody can fill.
  static let gap = "＿＿＿"
  /// Characters that Excel takes between quotation marks in a formula.
  private static let longestLiteral = 250

  /// The first formula that has a value; where none has, blank for the reason of the first.
  func cell(_ formulas: [CheckedFormula], digits: Int?) -> DeclaredCell {
    var chosen: CheckedFormula?
    var value = FieldValue.missing(.undefined)
    for formula in formulas where value.isMissing {
      value = formula.calculate(facts)
      if !value.isMissing || chosen == nil { chosen = formula }
    }
    guard let formula = chosen else { return .blank }
    let isBlank = value.isMissing
    let live =
      formulas.count == 1 ? self.live(formula, value) : isBlank ? nil : live(formula, value)
    return DeclaredCell(
      printable(value), formula: live.map { "=" + $0 }, digits: digits,
      reason: isBlank ? facts.reason(formula) : "")
  }

  func holds(_ condition: CheckedFormula?) -> Bool {
    condition?.calculate(facts).yesNo != false
  }

  /// Dates and yes/no as texts.
  private func printable(_ value: FieldValue) -> FieldValue {
    switch value {
    case .yesNo, .date: .text(value.outputText)
    case .number, .text, .missing: value
    }
  }

  /// The expression over cells; nil where something in it has no cell, or where the workbook would say
  /// something else than the calculation.
  private func live(_ formula: CheckedFormula, _ value: FieldValue) -> String? {
    guard !formula.fieldSlots.isEmpty, formula.type != .yesNo,
      let addresses = DeclaredAddresses(formula, places, part: facts.part)
    else { return nil }
    let lacks = formula.fieldSlots.contains { facts.value($0).isMissing }
    // A missing operand that does not matter to us would matter to the cell.
    guard !lacks || value.isMissing else { return nil }
    let tests = addresses.cells.values
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\($0)=\"\"" }
    let test = tests.count == 1 ? tests[0] : "OR(\(tests.joined(separator: ",")))"
    let text = formula.rendered(addresses)
    let guarded = text.contains("/") ? "IFERROR(\(text),\"\")" : text
    return "IF(\(test),\"\",\(guarded))"
  }

  // MARK: - Sentences

  /// Block ranges are asked of `counts`; nil where a sentence counts nothing.
  func sentence(
    _ sentence: OutputSentence, counts: ((String, String?, String) -> DeclaredCount)? = nil
  ) -> DeclaredCell {
    var text = ""
    var terms: [String] = []
    var isLive = false
    var reasons: [String] = []
    for piece in sentence.pieces {
      switch piece {
      case .text(let words):
        text += words
        terms += Self.literals(words)
      case .formula(let formula, let digits):
        let cell = cell([formula], digits: digits)
        let shown = cell.value.isMissing ? Self.gap : cell.shown
        text += shown
        if !cell.reason.isEmpty { reasons.append(cell.reason) }
        guard let live = term(formula, cell, digits) else {
          terms += Self.literals(shown)
          continue
        }
        isLive = true
        terms.append(live)
      case .item(let id):
        let found = finding(of: id)
        text += found
        terms += Self.literals(found)
      case .count(let block, let column, let word):
        guard let count = counts?(block, column, word) else { continue }
        text += String(count.value)
        isLive = isLive || count.formula != nil
        terms.append(count.formula ?? "\"\(count.value)\"")
      }
    }
    let formula = "=" + terms.joined(separator: "&")
    return DeclaredCell(
      text.isEmpty ? .missing(.blank) : .text(text),
      formula: isLive && CellText.fitsFormula(formula) ? formula : nil,
      reason: reasons.first ?? "")
  }

  /// What the evaluation says of an item, in short.
  private func finding(of id: String) -> String {
    guard let result = facts.county.item(id) else { return Self.gap }
    if !result.reason.isEmpty {
      return DeclaredNotes.short(result.reason, limit: DeclaredNotes.longestFinding)
    }
    switch result.status {
    case .met: return "符合"
    case .notApplicable: return "/"
    case .notMet, .undecided, .reported: return Self.gap
    }
  }

  private func term(_ formula: CheckedFormula, _ cell: DeclaredCell, _ digits: Int?) -> String? {
    guard let live = cell.formula.map({ String($0.dropFirst()) }) else { return nil }
    guard case .number = formula.type else {
      // Without a number the cell's own words stand there.
      return "IF(\(live)=\"\",\"\(Self.gap)\",\(live))"
    }
    return "IF(\(live)=\"\",\"\(Self.gap)\",TEXT(\(live),\"\(Self.format(digits ?? 0))\"))"
  }

  static func format(_ digits: Int) -> String {
    digits == 0 ? "0" : "0." + String(repeating: "0", count: digits)
  }

  /// A text as literals of a formula, none too long.
  static func literals(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    // No text has more UTF-16 units than bytes.
    if text.utf8.count + 2 <= longestLiteral, !text.utf8.contains(UInt8(ascii: "\"")) {
      return ["\"\(text)\""]
    }
    var result: [String] = []
    var piece = ""
    var length = 0
    for character in text {
      if length + 2 > longestLiteral {
        result.append("\"\(piece)\"")
        piece = ""
        length = 0
      }
      let written = character == "\"" ? "\"\"" : String(character)
      piece += written
      length += written.utf16.count
    }
    return piece.isEmpty ? result : result + ["\"\(piece)\""]
  }
}

/// A number of rows, and the formula that counts them.
struct DeclaredCount {
  var value: Int
  var formula: String?
}
