// SPDX-License-Identifier: Apache-2.0
// DivisionChecks: the counties of a run against the national list of divisions, where there is one.

import DataModel
import Definitions

/// Whether each county's code is one of the year's list, and its name the one the list gives.
struct DivisionChecks {
  private let byCode: [String: [CodeEntry]]
  private let byName: [String: [CodeEntry]]
  private let list: CodeList
  private let year: Int

  /// Nothing is said where no list is configured.
  static func findings(_ register: SchoolRegister, year: Int, plan: EvaluationPlan) -> [Finding] {
    guard let list = plan.definitions.codeLists[DivisionList.id], !list.entries.isEmpty else {
      return []
    }
    let checks = DivisionChecks(list, year: year)
    return register.counties.enumerated().compactMap { index, county in
      guard !county.code.isEmpty, var finding = checks.finding(county) else { return nil }
      let school = register.schools.first { $0.county == index && !$0.submissions.isEmpty }
      finding.place = Place(submission: school?.submissions.first)
      return finding
    }
  }

  private init(_ list: CodeList, year: Int) {
    self.list = list
    self.year = year
    byCode = Dictionary(grouping: list.entries, by: \.code)
    byName = Dictionary(grouping: list.entries.filter { $0.code.utf8.count == 6 }) {
      Self.bare($0.name)
    }
  }

  private func finding(_ county: County) -> Finding? {
    let known = byCode[county.code] ?? []
    if let current = known.first(where: { $0.validity.holds(in: year) }) {
      return nameFinding(county, current, known)
    }
    if let old = known.first { return oldFinding(county, old) }
    // Development zones run schools under codes that the national list does not have.
    guard !Self.isZone(county.code) else { return nil }
    let candidates = byName[Self.bare(county.name)] ?? []
    let same = candidates.filter {
      $0.validity.holds(in: year) && $0.code.prefix(2) == county.code.prefix(2)
    }
    return make(
      "county-code-is-a-division", .mustExplain, county,
      suggestion: same.count == 1 ? "\(same[0].code) \(same[0].name)" : "")
  }

  private func nameFinding(_ county: County, _ entry: CodeEntry, _ all: [CodeEntry]) -> Finding? {
    let own = Self.bare(county.name)
    guard !own.isEmpty, own != Self.bare(entry.name) else { return nil }
    if let earlier = all.first(where: { Self.bare($0.name) == own }) {
      return make(
        "county-is-current", .note, county,
        ["expected": entry.name, "last": earlier.attributes["until"] ?? ""],
        suggestion: "\(entry.code) \(entry.name)")
    }
    // 示例市东区 and 东区: a name may carry its city.
    if own.hasSuffix(Self.bare(entry.name)) { return nil }
    return make(
      "county-name-fits-code", .mustExplain, county, ["expected": entry.name],
      suggestion: (byName[own] ?? []).filter { $0.validity.holds(in: year) }.prefix(3)
        .map { "\($0.code) \($0.name)" }.joined(separator: "、"))
  }

  /// Mapped in the advice only: the county keeps the code that its files give.
  private func oldFinding(_ county: County, _ old: CodeEntry) -> Finding {
    let next = list.successor(of: old, in: year)
    return make(
      "county-is-current", .mustExplain, county,
      [
        "expected": next.map { "\($0.code) \($0.name)" } ?? "—",
        "last": old.attributes["until"] ?? "",
      ], suggestion: next.map { "\($0.code) \($0.name)" } ?? "")
  }

  private func make(
    _ rule: String, _ severity: Severity, _ county: County, _ facts: [String: String] = [:],
    suggestion: String
  ) -> Finding {
    var all = facts
    all["county"] = [county.code, county.name].filter { !$0.isEmpty }.joined(separator: " ")
    all["year"] = String(year)
    return Finding(
      rule: rule, severity: severity, field: "county_code", recordKey: county.code, place: Place(),
      value: county.code, facts: all, suggestion: suggestion)
  }

  /// 71 to 79: a zone of the funding and statistics codes, not of GB/T 2260.
  static func isZone(_ code: String) -> Bool {
    guard code.utf8.count == 6, let end = Int(code.suffix(2)) else { return false }
    return (71...79).contains(end)
  }

  private static let kinds = ["自治县", "自治旗", "特区", "林区", "县", "市", "区", "旗"]

  /// The name without 县, 市, 区 and the like at its end.
  static func bare(_ name: String) -> String {
    let folded = SubmissionPath.folded(name)
    guard let kind = kinds.first(where: { folded.hasSuffix($0) && folded.count > $0.count + 1 })
    else { return folded }
    return String(folded.dropLast(kind.count))
  }
}
