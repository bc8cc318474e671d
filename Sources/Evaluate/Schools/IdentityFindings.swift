// SPDX-License-Identifier: Apache-2.0
// IdentityFindings: codes and names of schools that contradict each other, seen over the whole run.

import DataModel

/// What can be said of the schools once all of them are known.
enum IdentityFindings {
  /// `school-name-has-one-code`, and codes of another province than their county's.
  static func findings(_ entries: [SchoolEntry], counties: [County], countyOf: [Int]) -> [Finding] {
    var first: [String: Int] = [:]
    var findings: [Finding] = []
    var codes: Set<String> = []
    let order = entries.indices.sorted { (entries[$0].code, $0) < (entries[$1].code, $1) }
    for index in order where entries[index].hasCode {
      let (entry, county) = (entries[index], counties[countyOf[index]])
      // Campuses share a code: what is wrong with it is said once.
      if codes.insert(entry.code).inserted, let finding = provinceFinding(entry, county) {
        findings.append(finding)
      }
      guard !entry.name.isEmpty, !county.code.isEmpty else { continue }
      let key = "\(countyOf[index]) \(SubmissionPath.folded(entry.name))"
      guard let other = first[key] else {
        first[key] = index
        continue
      }
      findings.append(
        Finding(
          rule: "school-name-has-one-code", severity: .mustExplain, field: "school_code",
          schoolCode: entry.code, recordKey: entry.name,
          place: Place(submission: entry.submissions.first), value: entry.code,
          facts: ["school": entry.name, "other": entries[other].code]))
    }
    return findings
  }

  /// The third and fourth digit of a code are its province, and so are the first two of the county's.
  private static func provinceFinding(_ entry: SchoolEntry, _ county: County) -> Finding? {
    guard entry.code.utf8.count == 10, county.code.utf8.count == 6 else { return nil }
    let province = entry.code.dropFirst(2).prefix(2)
    guard province != county.code.prefix(2) else { return nil }
    return Finding(
      rule: "school-code-fits-county", severity: .mustExplain, field: "school_code",
      schoolCode: entry.code, place: Place(submission: entry.submissions.first),
      value: entry.code,
      facts: [
        "actual": String(province), "expected": String(county.code.prefix(2)),
        "school": entry.name,
      ])
  }
}
