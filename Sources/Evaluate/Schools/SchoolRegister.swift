// SPDX-License-Identifier: Apache-2.0
// SchoolRegister: which schools and counties there are, and whose record each row is.

import DataModel
import Definitions

/// The schools and counties of a run, in the order of the results.
struct SchoolRegister: Sendable {
  var counties: [County]
  var schools: [SchoolResult]
  var findings: [Finding]

  /// Collects the schools of roster and submissions and gives every row of `run` its school.
  init(run: inout RunTables, roster: NormalizedWorkbook?, plan: EvaluationPlan) {
    var builder = SchoolRegisterBuilder(
      plan: plan, paths: run.submissions.map { SubmissionPath($0.file.path) },
      hasRoster: roster != nil)
    if let roster { builder.read(roster: roster) }
    let isBasic = plan.definitions.forms.map(\.isOnePerSchool)
    for index in run.tables.indices where isBasic[run.tables[index].form] {
      builder.assignBasic(index, in: &run)
    }
    for index in run.tables.indices where !isBasic[run.tables[index].form] {
      builder.assignList(index, in: &run)
    }
    let (counties, countyOf) = Self.counties(of: builder.directory.entries)
    let order = Self.order(builder.directory.entries, countyOf)
    var newIndex = Array(repeating: 0, count: order.count)
    for (position, old) in order.enumerated() { newIndex[old] = position }
    for index in run.tables.indices {
      for row in run.tables[index].schools.indices {
        guard let school = run.tables[index].schools[row] else { continue }
        run.tables[index].schools[row] = newIndex[school]
      }
    }
    self.counties = counties
    schools = order.map { Self.result(builder.directory.entries[$0], county: countyOf[$0]) }
    findings = builder.findings
    findings += schools.filter { counties[$0.county].code.isEmpty }.map(Self.countyUnknown)
  }

  private static func result(_ entry: SchoolEntry, county: Int) -> SchoolResult {
    SchoolResult(
      county: county, code: entry.code, name: entry.name, type: entry.type,
      urbanRural: entry.urbanRural, sponsor: entry.sponsor, isOnRoster: entry.isOnRoster,
      submissions: entry.submissions.sorted())
  }

  private static func countyUnknown(_ school: SchoolResult) -> Finding {
    Finding(
      rule: "county-is-known", severity: .mustCorrect, schoolCode: school.code,
      place: Place(submission: school.submissions.first), facts: ["school": school.name])
  }

  /// Counties by code, and the county of each entry.
  private static func counties(of entries: [SchoolEntry]) -> ([County], [Int]) {
    let keys = entries.map { entry -> County in
      if !entry.countyCode.isEmpty { return County(code: entry.countyCode, name: "") }
      if !entry.pathCountyCode.isEmpty { return County(code: entry.pathCountyCode, name: "") }
      return County(code: "", name: entry.countyName)
    }
    var names: [String: String] = [:]
    for (entry, key) in zip(entries, keys) where !key.code.isEmpty {
      // A roster's name outranks what a file or a folder says.
      let known = names[key.code] ?? ""
      guard known.isEmpty || entry.isOnRoster else { continue }
      let isOwnCode = entry.countyCode == key.code && !entry.countyName.isEmpty
      let name =
        isOwnCode
        ? entry.countyName : (entry.pathCountyCode == key.code ? entry.pathCountyName : "")
      if !name.isEmpty { names[key.code] = name }
    }
    let sorted = Set(keys).sorted { ($0.code, $0.name) < ($1.code, $1.name) }
    var position: [County: Int] = [:]
    for (index, key) in sorted.enumerated() { position[key] = index }
    let counties = sorted.map { key in
      key.code.isEmpty ? key : County(code: key.code, name: names[key.code] ?? "")
    }
    return (counties, keys.map { position[$0] ?? 0 })
  }

  private static func order(_ entries: [SchoolEntry], _ countyOf: [Int]) -> [Int] {
    entries.indices.sorted {
      (countyOf[$0], entries[$0].code, $0) < (countyOf[$1], entries[$1].code, $1)
    }
  }
}
