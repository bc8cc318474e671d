// SPDX-License-Identifier: Apache-2.0
// SuggestionPass: says of each finding what the right value may be, or what went wrong; applies nothing.

import DataModel
import Definitions
import Formula

/// A formula rule that claims an equation, by which one value follows from the others.
struct RuleEquation {
  let rule: EvaluationPlan.FormulaRule
  let equation: FormulaEquation
  /// `“男生数 + 女生数 = 学生数”`.
  let text: String

  init?(_ rule: EvaluationPlan.FormulaRule, _ plan: EvaluationPlan) {
    guard let equation = FormulaEquation(rule.formula.formula) else { return nil }
    self.rule = rule
    self.equation = equation
    text = "“\(equation.chinese(plan.definitions.formulaNames))”"
  }
}

/// Completes the suggestions of findings about single cells and about equations.
///
/// A suggestion is a sentence for a person. Values stay as they were read.
struct SuggestionPass {
  let schools: [SchoolRecords]
  let run: RunTables
  let plan: EvaluationPlan
  private let equations: [RuleEquation]
  private let formulaRules: [String: EvaluationPlan.FormulaRule]

  /// Beyond this many findings at one table the words for the cause alone must do.
  private static let mostPerTable = 2_000

  static func complete(
    _ findings: inout [Finding], schools: [SchoolRecords], run: RunTables, plan: EvaluationPlan
  ) {
    let pass = SuggestionPass(schools: schools, run: run, plan: plan)
    var perTable: [Int: Int] = [:]
    let places = findings.map { pass.isConcerned($0) ? pass.record(of: $0) : nil }
    let swaps = SwappedCells(findings, places, plan)
    for index in findings.indices where pass.isConcerned(findings[index]) {
      guard let place = places[index] else {
        pass.nameCause(of: &findings[index], Evidence())
        continue
      }
      perTable[place.table, default: 0] += 1
      var evidence = Evidence()
      if perTable[place.table, default: 0] <= mostPerTable {
        evidence = pass.evidence(for: findings[index], at: place)
      }
      if let partner = swaps.partner(of: index) {
        evidence.parts.insert("与“\(partner)”像是填反了", at: 0)
        evidence.isDecisive = true
      }
      pass.nameCause(of: &findings[index], evidence)
    }
  }

  private init(schools: [SchoolRecords], run: RunTables, plan: EvaluationPlan) {
    self.schools = schools
    self.run = run
    self.plan = plan
    equations = plan.formulaRules.compactMap { RuleEquation($0, plan) }
    formulaRules = Dictionary(
      plan.formulaRules.map { ($0.definition.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func isConcerned(_ finding: Finding) -> Bool {
    // What was found in the roster is told with words of its own.
    guard finding.place.submission != nil, finding.place.range != nil, finding.severity != .note
    else { return false }
    return CellCause.rules.contains(finding.rule) || formulaRules[finding.rule] != nil
  }

  /// The record that a finding's cell belongs to.
  private func record(of finding: Finding) -> RowPlace? {
    guard let submission = finding.place.submission, run.indices.indices.contains(submission),
      let cell = finding.place.range?.first, let form = plan.formIndices[finding.form]
    else { return nil }
    let field = plan.definitions.forms[form].fieldIndex(finding.field)
    for number in run.indices[submission].compactMap({ $0 }) {
      let table = run.tables[number]
      guard table.form == form, run.sheetName(table) == finding.place.sheet else { continue }
      if table.rowCount == 1, plan.definitions.forms[form].isOnePerSchool {
        return RowPlace(table: number, row: 0)
      }
      if let row = row(of: cell, table, field) { return RowPlace(table: number, row: row) }
    }
    return nil
  }

  /// Records stand below each other, so that few rows lie between the guess and the record.
  private func row(of cell: CellReference, _ table: FormTable, _ field: Int?) -> Int? {
    if let row = run.column(table, field).flatMap({ Self.row(of: cell, in: $0, table) }) {
      return row
    }
    for column in run.submissions[table.submission].workbook.tables[table.table].columns {
      if let row = Self.row(of: cell, in: column, table) { return row }
    }
    return nil
  }

  private static func row(
    of cell: CellReference, in column: RecordColumn, _ table: FormTable
  ) -> Int? {
    guard let first = column.origins.first(where: { $0 != nil })??.row else { return nil }
    let guess = min(table.rowCount - 1, max(0, cell.row - Int(first)))
    return stride(from: guess, through: max(0, guess - 4_000), by: -1).first { row in
      column.origins[row].map { Int($0.row) == cell.row } == true
    }
  }

  // MARK: - What the other values say

  private struct Evidence {
    var parts: [String] = []
    /// It says what the value should be, so that the cell alone need not be guessed about.
    var isDecisive = false
    /// The value that it comes to.
    var value = ""
  }

  private func evidence(for finding: Finding, at place: RowPlace) -> Evidence {
    let table = run.tables[place.table]
    guard let school = table.schools[place.row],
      let field = plan.definitions.forms[table.form].fieldIndex(finding.field)
    else { return Evidence() }
    let equations = RecordEquations(
      all: self.equations, records: schools[school], table: table, row: place.row)
    let peers = PeerRecords(run: run, table: table, row: place.row, plan: plan)
    if formulaRules[finding.rule] != nil {
      let total = peers.total(field, value: run.value(table, place.row, field))
      return Evidence(
        parts: equations.brokenSum(finding.rule, field: field) + [total].compactMap { $0 })
    }
    let written = ExactNumber(decimal: finding.value)
    switch plan.definitions.forms[table.form].fields[field].kind {
    case .integer, .number:
      let solved = equations.solved(field, written: written)
      guard solved.parts.isEmpty else {
        return Evidence(
          parts: solved.parts, isDecisive: true, value: solved.value?.text ?? "")
      }
      let total = written.flatMap { peers.total(field, value: .number($0)) }
      return Evidence(
        parts: [total, peers.usual(field, written: written)].compactMap { $0 },
        isDecisive: total != nil)
    case .code, .yesNo:
      guard let implied = peers.implied(field) else { return Evidence() }
      return Evidence(parts: [implied.text], value: implied.value)
    case .date, .month:
      return Evidence(parts: [peers.birthDate(written: finding.value)].compactMap { $0 })
    case .text, .personName, .identityNumber, .schoolCode: return Evidence()
    }
  }

  /// What is known already, such as the nearest word of a code list, comes after what follows from the record.
  private func nameCause(of finding: inout Finding, _ evidence: Evidence) {
    let form = plan.definitions.form(finding.form)
    let field = form?.fields.first { $0.id == finding.field }
    var parts = evidence.parts
    let isFormula = formulaRules[finding.rule] != nil
    if !isFormula,
      let cause = CellCause.words(for: finding, field: field, isAlone: !evidence.isDecisive)
    {
      parts.insert(cause, at: 0)
    }
    guard !parts.isEmpty else { return }
    if !isFormula, field?.isSensitive == false {
      finding.proposal = evidence.value.isEmpty ? finding.suggestion : evidence.value
    }
    var text = parts.joined(separator: "；")
    if !finding.suggestion.isEmpty {
      let isCode = finding.rule == "value-is-in-code-list"
      text +=
        isFormula
        ? "。" + finding.suggestion : "；\(isCode ? "最相近的选项是" : "可能是") \(finding.suggestion)"
    }
    finding.suggestion = Masking.redact(text)
  }
}
