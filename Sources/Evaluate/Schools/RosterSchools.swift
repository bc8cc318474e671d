// SPDX-License-Identifier: Apache-2.0
// RosterSchools: the schools that the roster expects, and what is wrong with the roster itself.

import DataModel
import Definitions

/// The roster read into a directory; its faults are findings of no submission.
struct RosterSchools {
  private(set) var directory = SchoolDirectory()
  private(set) var findings: [Finding] = []
  private let plan: EvaluationPlan
  private let form: FormDefinition
  /// For each code the first row that gave it.
  private var firstRows: [String: Row] = [:]

  /// One row with its texts; "" = blank.
  private struct Row: Hashable {
    var code = ""
    var name = ""
    var county = CountyHint()
    var type = ""
    var urbanRural = ""
    var sponsor = ""
    var isCounted = true
    var parent = ""
    var campus = ""
    var place = Place()

    var words: CampusWords {
      CampusWords(name: campus, type: type, urbanRural: urbanRural, sponsor: sponsor)
    }

    var number: String { place.range.map { String($0.first.row) } ?? "" }

    func saysTheSame(as other: Row) -> Bool {
      var other = other
      other.place = place
      return other == self
    }
  }

  init(_ roster: NormalizedWorkbook, plan: EvaluationPlan) {
    self.plan = plan
    form = plan.definitions.rosterForm
    for table in roster.tables where table.form == form.id {
      let sheet =
        roster.sheetNames.indices.contains(table.sheet) ? roster.sheetNames[table.sheet] : ""
      let columns = form.fields.map { table.column($0.id) }
      for row in 0..<table.rowCount { read(Self.row(row, columns, sheet, plan.rosterSubject)) }
    }
    findings += roster.findings.map(Self.ofRoster)
    account(roster.account)
  }

  /// The counties that the roster names by code.
  var countyCodes: Set<String> {
    Set(directory.entries.map(\.countyCode).filter { !$0.isEmpty })
  }

  private static func row(
    _ row: Int, _ columns: [RecordColumn?], _ sheet: String, _ fields: SubjectFields
  ) -> Row {
    func text(_ field: Int?) -> String {
      field.flatMap { columns[$0] }.map { $0.values[row].outputText } ?? ""
    }
    let cells = columns.compactMap { $0?.origins[row]?.reference }
    let own = [fields.code, fields.name].compactMap { field in
      field.flatMap { columns[$0] }?.origins[row]?.reference
    }
    return Row(
      code: Masking.redact(text(fields.code)), name: Masking.redact(text(fields.name)),
      county: CountyHint(
        code: CountyHint.code(text(fields.countyCode)),
        name: Masking.redact(text(fields.countyName))),
      type: text(fields.type), urbanRural: text(fields.urbanRural), sponsor: text(fields.sponsor),
      isCounted: fields.counted.flatMap { columns[$0] }?.values[row] != .yesNo(false),
      parent: text(fields.parent), campus: Masking.redact(text(fields.campus)),
      place: (own.first ?? cells.first).map { Place(sheet: sheet, cell: $0) } ?? Place(sheet: sheet)
    )
  }

  private mutating func read(_ row: Row) {
    if row.code.isEmpty {
      let code = row.name.isEmpty ? "" : madeUpCode(row)
      report("roster-row-has-a-code", .mustCorrect, row, school: code)
      if !code.isEmpty { add(row, code: code, hasCode: false) }
      return
    }
    if !row.campus.isEmpty, plan.definitions.standard.campusSource != nil,
      addCampus(row)
    {
      return
    }
    if let first = firstRows[row.code] {
      let isSame = first.saysTheSame(as: row)
      report(
        "roster-code-is-unique", isSame ? .note : .mustCorrect, row, school: row.code,
        ["first": first.number, "expected": first.name])
      return
    }
    firstRows[row.code] = row
    let fault = SchoolCodeRule.fault(in: row.code, classes: nil, provinces: nil)
    if fault != nil { report("roster-code-has-ten-digits", .mustCorrect, row, school: row.code) }
    add(row, code: row.code, hasCode: fault == nil)
  }

  /// Notes a campus of a school; true where a row before it gave the school another one.
  private mutating func addCampus(_ row: Row) -> Bool {
    guard let school = directory.find(code: row.code), firstRows[row.code]?.campus.isEmpty == false
    else { return false }
    let words = row.words
    guard !directory.entries[school].campuses.contains(where: { $0.key == words.key }) else {
      return false
    }
    directory.update(school) { entry in
      entry.campuses.append(words)
      // Campuses of several types: the school as a whole has none that its forms could contradict.
      if entry.rosterType != row.type { entry.rosterType = "" }
    }
    directory.register(name: row.name, for: school)
    return true
  }

  /// What stands for the code of a row that has none: no school code looks like it.
  private func madeUpCode(_ row: Row) -> String {
    let code = "名册第\(row.number)行"
    guard directory.find(code: code) != nil else { return code }
    return "\(code)-\(directory.entries.count)"
  }

  private mutating func add(_ row: Row, code: String, hasCode: Bool) {
    let school = directory.add(code: code)
    directory.update(school) { entry in
      entry.hasCode = hasCode
      entry.name = row.name
      entry.nameSource = .roster
      entry.countyCode = row.county.code
      entry.countyName = row.county.name
      entry.rosterCounty = row.county
      entry.type = row.type
      entry.rosterType = row.type
      entry.urbanRural = row.urbanRural
      entry.sponsor = row.sponsor
      entry.isOnRoster = true
      entry.rosterPlace = row.place
      entry.isCounted = row.isCounted
      entry.parentCode = row.parent
      if !row.campus.isEmpty {
        entry.campuses = [row.words]
      }
    }
    directory.register(name: row.name, for: school)
  }

  // MARK: - Findings

  private mutating func report(
    _ rule: String, _ severity: Severity, _ row: Row, school: String,
    _ facts: [String: String] = [:]
  ) {
    var all = facts
    all["row"] = row.number
    all["school"] = row.name
    let field = plan.rosterSubject.code.map { form.fields[$0].id } ?? ""
    findings.append(
      Finding(
        rule: rule, severity: severity, form: form.id, field: field,
        schoolCode: school, recordKey: row.code.isEmpty ? row.name : row.code, place: row.place,
        value: row.code.isEmpty ? row.name : row.code, facts: all))
  }

  /// A finding of reading the roster, with a word on which file it is: the roster is no submission.
  private static func ofRoster(_ finding: Finding) -> Finding {
    var finding = finding
    let sheet = finding.place.sheet.isEmpty ? "" : "工作表“\(finding.place.sheet)”"
    let cell = finding.place.range.map { "单元格 \($0.description)" } ?? ""
    let place = [sheet, cell].filter { !$0.isEmpty }.joined(separator: "，")
    let hint = "此问题在学校名册中" + (place.isEmpty ? "。" : "（\(place)）。")
    finding.suggestion = finding.suggestion.isEmpty ? hint : "\(hint)\(finding.suggestion)"
    return finding
  }

  /// What of the roster was not read as a school.
  private mutating func account(_ account: CellAccount) {
    guard account.quarantined > 0 || account.ignoredCount > 0 else { return }
    findings.append(
      Finding(
        rule: "roster-is-read-whole", severity: .note, form: form.id, place: Place(),
        value: String(account.quarantined),
        facts: [
          "cells": String(account.cells), "used": String(account.used),
          "ignored": String(account.ignoredCount), "quarantined": String(account.quarantined),
        ]))
  }
}
