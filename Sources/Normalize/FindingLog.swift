// SPDX-License-Identifier: Apache-2.0
// FindingLog: collects the findings of one sheet, with sensitive values masked.

import DataModel
import Definitions

/// The findings of a sheet in the order in which they were met.
struct FindingLog {
  /// Longest part of a cell that a finding quotes.
  private static let longestQuote = 200
  /// Facts that never quote the cell.
  private static let harmlessFacts: Set<String> = ["expected", "list", "reason", "reason_en"]

  private let sheetName: String
  private(set) var findings: [Finding] = []
  /// The last finding about each range, among the first so many.
  private var places: [CellRange: Int] = [:]
  private var placed = 0

  init(sheetName: String) {
    self.sheetName = sheetName
  }

  /// Adds findings that were collected elsewhere on the sheet.
  mutating func append(_ others: [Finding]) { findings += others }

  /// A finding about what a cell holds.
  mutating func add(
    _ problem: ValueProblem, form: String, field: FieldDefinition, at cell: CellReference,
    raw: String
  ) {
    var facts = problem.facts
    if field.isSensitive { facts = facts.filter { Self.harmlessFacts.contains($0.key) } }
    findings.append(
      Finding(
        rule: problem.rule, severity: problem.severity, form: form, field: field.id,
        place: Place(sheet: sheetName, cell: cell),
        value: field.isSensitive ? Masking.mask(Self.quoted(raw)) : Self.shown(raw),
        facts: facts, suggestion: field.isSensitive ? "" : problem.suggestion))
  }

  /// A finding about the layout.
  mutating func add(
    _ rule: String, _ severity: Severity, form: String = "", field: String = "",
    range: CellRange?, other: [CellReference] = [], value: String = "",
    facts: [String: String] = [:], suggestion: String = ""
  ) {
    findings.append(
      Finding(
        rule: rule, severity: severity, form: form, field: field,
        place: Place(sheet: sheetName, range: range),
        otherPlaces: other.map { Place(sheet: sheetName, cell: $0) }, value: Self.shown(value),
        facts: facts, suggestion: suggestion))
  }

  /// Says of the last finding at this cell that it is also about the cells of a range.
  mutating func extend(findingAt cell: CellReference, over range: CellRange) {
    // A sheet may have thousands of columns that nobody knows.
    for index in placed..<findings.count {
      if let place = findings[index].place.range { places[place] = index }
    }
    placed = findings.count
    guard let index = places[CellRange(cell: cell)] else { return }
    findings[index].otherPlaces.append(Place(sheet: sheetName, range: range))
  }

  static func shown(_ raw: String) -> String { Masking.redact(quoted(raw)) }

  private static func quoted(_ raw: String) -> String {
    guard raw.utf8.count > longestQuote else { return raw }
    let head = raw.prefix(longestQuote)
    return head.endIndex == raw.endIndex ? raw : head + "…"
  }
}

extension CellRange {
  init(cell: CellReference) { self.init(first: cell, last: cell) }
}
