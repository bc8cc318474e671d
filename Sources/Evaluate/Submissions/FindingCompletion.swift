// SPDX-License-Identifier: Apache-2.0
// FindingCompletion: gives the findings of normalization their submission, school and record.

import DataModel
import Definitions

/// Findings made file by file know only sheet and cell; the run knows the rest.
enum FindingCompletion {
  /// All findings of these submissions, completed.
  static func findings(
    _ run: RunTables, of submissions: Range<Int>, register: SchoolRegister, plan: EvaluationPlan
  ) -> [Finding] {
    var result: [Finding] = []
    for index in submissions {
      let submission = run.submissions[index]
      if let reason = submission.file.unreadableReason?.chinese {
        result.append(
          Finding(
            rule: "file-is-readable", severity: .mustCorrect, place: Place(submission: index),
            value: submission.file.path, facts: ["reason": reason]))
      }
      guard !submission.workbook.findings.isEmpty else { continue }
      let rows = SheetRows(run, submission: index)
      result += submission.workbook.findings.map {
        complete($0, submission: index, rows, run, register, plan)
      }
    }
    return result
  }

  private static func complete(
    _ finding: Finding, submission: Int, _ rows: SheetRows, _ run: RunTables,
    _ register: SchoolRegister, _ plan: EvaluationPlan
  ) -> Finding {
    var finding = finding
    finding.place.submission = submission
    for index in finding.otherPlaces.indices { finding.otherPlaces[index].submission = submission }
    guard let place = rows.record(of: finding) else {
      if finding.schoolCode.isEmpty, let school = rows.onlySchool {
        finding.schoolCode = register.schools[school].code
      }
      return finding
    }
    let table = run.tables[place.table]
    if finding.schoolCode.isEmpty, let school = table.namedSchool(place.row) {
      finding.schoolCode = register.schools[school].code
    }
    if finding.recordKey.isEmpty {
      finding.recordKey = RecordNaming.key(run, table, place.row, plan)
    }
    if finding.form.isEmpty { finding.form = plan.definitions.forms[table.form].id }
    return finding
  }
}

/// The records of one submission by sheet and row.
private struct SheetRows {
  private var records: [String: [Int: RowPlace]] = [:]
  /// Sheets that hold one record only (label/value forms): every finding on them is about it.
  private var single: [String: RowPlace] = [:]
  /// The one school of the submission; nil for several or none.
  private(set) var onlySchool: Int?

  init(_ run: RunTables, submission: Int) {
    var schools: Set<Int> = []
    var counts: [String: Int] = [:]
    for number in run.indices[submission].compactMap({ $0 }) {
      let table = run.tables[number]
      let sheet = run.sheetName(table)
      schools.formUnion(table.schools.compactMap { $0 })
      for row in 0..<table.rowCount {
        counts[sheet, default: 0] += 1
        single[sheet] = RowPlace(table: number, row: row)
        guard let sheetRow = run.sheetRow(table, row) else { continue }
        records[sheet, default: [:]][sheetRow] = RowPlace(table: number, row: row)
      }
    }
    for (sheet, count) in counts where count > 1 { single[sheet] = nil }
    onlySchool = schools.count == 1 ? schools.first : nil
  }

  func record(of finding: Finding) -> RowPlace? {
    guard let range = finding.place.range else { return nil }
    return records[finding.place.sheet]?[range.first.row] ?? single[finding.place.sheet]
  }
}
