// SPDX-License-Identifier: Apache-2.0
// SubmissionSummary: what became of each file, and which schools sent none.

import DataModel
import Definitions

/// The lines of `submissions.csv`: every file in order, then the schools that handed in nothing.
enum SubmissionSummary {
  static func results(
    _ run: RunTables, register: SchoolRegister, findings: [Finding]
  ) -> [SubmissionResult] {
    var mustCorrect = Array(repeating: 0, count: run.submissions.count)
    var mustExplain = mustCorrect
    for finding in findings where !finding.isCorrected {
      guard let index = finding.place.submission, mustCorrect.indices.contains(index) else {
        continue
      }
      switch finding.severity {
      case .mustCorrect: mustCorrect[index] += 1
      case .mustExplain: mustExplain[index] += 1
      case .note: continue
      }
    }
    let schools = schoolsBySubmission(register, count: run.submissions.count)
    var results = run.submissions.indices.map { index in
      result(
        index, run.submissions[index], schools[index], register, mustCorrect[index],
        mustExplain[index])
    }
    for school in register.schools where school.isOnRoster && school.submissions.isEmpty {
      results.append(
        SubmissionResult(
          submission: nil, countyCode: register.counties[school.county].code,
          schoolCode: school.code, status: .notSubmitted, mustCorrect: 1, mustExplain: 0,
          note: "\(school.name)未报送任何材料"))
    }
    return results
  }

  private static func schoolsBySubmission(_ register: SchoolRegister, count: Int) -> [[Int]] {
    var schools = Array(repeating: [Int](), count: count)
    for (index, school) in register.schools.enumerated() {
      for submission in school.submissions where schools.indices.contains(submission) {
        schools[submission].append(index)
      }
    }
    return schools
  }

  private static func result(
    _ index: Int, _ submission: Submission, _ schools: [Int], _ register: SchoolRegister,
    _ mustCorrect: Int, _ mustExplain: Int
  ) -> SubmissionResult {
    let counties = Set(schools.map { register.schools[$0].county })
    let county = counties.count == 1 ? counties.first : nil
    let status: SubmissionStatus
    var note = ""
    if let reason = submission.file.unreadableReason?.chinese {
      status = .unreadable
      note = reason
    } else {
      status = mustCorrect > 0 ? .returned : .accepted
      if submission.workbook.tables.isEmpty {
        note = "没有识别出任何报表"
      } else if schools.count > 1 {
        note = "含\(schools.count)所学校"
      }
    }
    return SubmissionResult(
      submission: index,
      countyCode: county.map { register.counties[$0].code }
        ?? register.paths[index].countyCode,
      schoolCode: schools.count == 1 ? register.schools[schools[0]].code : "", status: status,
      mustCorrect: mustCorrect, mustExplain: mustExplain, note: note)
  }
}
