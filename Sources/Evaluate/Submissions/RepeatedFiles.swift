// SPDX-License-Identifier: Apache-2.0
// RepeatedFiles: leaves out a file that came in twice, so that its records count once.

import DataModel

/// Finds submissions with the same bytes about the same schools.
///
/// The same bytes under the names of two schools are no copy: each school's rows are its own there.
/// Neither is a file of which nobody knows whose it is.
enum RepeatedFiles {
  /// The rule in the cell account of a file that is left out.
  static let ignoringRule = "repeated_file"

  /// The submissions with copies emptied, and a note for each; copies come after the first in path order.
  static func leftOut(
    _ submissions: [Submission], roster: NormalizedWorkbook?, year: Int, plan: EvaluationPlan
  ) -> (submissions: [Submission], findings: [Finding]) {
    let copies = copies(among: submissions)
    guard !copies.isEmpty else { return (submissions, []) }
    var run = RunTables(submissions, plan: plan)
    _ = SchoolRegister(
      run: &run, roster: roster, plan: plan, succession: CountySuccession(plan, year: year))
    var result = submissions
    var findings: [Finding] = []
    for (copy, first) in copies {
      let own = schools(of: copy, in: run)
      guard own == schools(of: first, in: run), !own.joined().contains(nil) else { continue }
      let cells = submissions[copy].workbook.account.cells
      result[copy].workbook.tables = []
      result[copy].workbook.findings = []
      result[copy].workbook.account = CellAccount(
        cells: cells, ignored: cells > 0 ? [ignoringRule: cells] : [:])
      findings.append(
        Finding(
          rule: "file-is-handed-in-once", severity: .note, place: Place(submission: copy),
          value: "", facts: ["expected": submissions[first].file.path]))
    }
    return (result, findings)
  }

  /// Each file with tables that has the bytes of an earlier one.
  private static func copies(among submissions: [Submission]) -> [(copy: Int, first: Int)] {
    var first: [String: Int] = [:]
    var found: [(copy: Int, first: Int)] = []
    for (index, submission) in submissions.enumerated()
    where !submission.file.sha256.isEmpty && !submission.workbook.tables.isEmpty {
      if let known = first[submission.file.sha256] {
        found.append((index, known))
      } else {
        first[submission.file.sha256] = index
      }
    }
    return found
  }

  /// Whose rows a submission holds, table by table.
  private static func schools(of submission: Int, in run: RunTables) -> [[Int?]] {
    run.tables.filter { $0.submission == submission }.map(\.schools)
  }
}
