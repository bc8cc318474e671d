// SPDX-License-Identifier: Apache-2.0
// CountySuccession: counties that were renamed or merged, as the counties that followed them.

import DataModel
import Definitions

/// Old codes with the county that has followed each by the year of the run.
struct CountySuccession: Sendable {
  private struct Step: Sendable {
    let old: CodeEntry
    let next: County
  }

  private let steps: [String: Step]
  private let year: Int

  /// Nothing follows anything where no list of divisions is configured.
  init(_ plan: EvaluationPlan, year: Int) {
    self.year = year
    guard let list = plan.definitions.codeLists[DivisionList.id] else {
      steps = [:]
      return
    }
    let current = Set(list.entries.filter { $0.validity.holds(in: year) }.map(\.code))
    var steps: [String: Step] = [:]
    for old in list.entries where !current.contains(old.code) {
      guard let next = list.successor(of: old, in: year), next.code.utf8.count == 6 else {
        continue
      }
      steps[old.code] = Step(old: old, next: County(code: next.code, name: next.name))
    }
    self.steps = steps
  }

  /// Gives the schools of old counties the new ones, with one finding for each old code.
  func apply(to entries: inout [SchoolEntry]) -> [Finding] {
    guard !steps.isEmpty else { return [] }
    var used: [String: Place] = [:]
    for index in entries.indices {
      guard let step = steps[entries[index].county.code] else { continue }
      let first = Place(submission: entries[index].submissions.first)
      if used[step.old.code]?.submission == nil { used[step.old.code] = first }
      for hint in [\SchoolEntry.rosterCounty, \SchoolEntry.pathCounty]
      where entries[index][keyPath: hint].code == step.old.code {
        entries[index][keyPath: hint] = CountyHint(code: step.next.code, name: step.next.name)
      }
      guard entries[index].countyCode == step.old.code else { continue }
      entries[index].countyCode = step.next.code
      entries[index].countyName = step.next.name
    }
    return used.sorted { $0.key < $1.key }.compactMap { code, place in
      steps[code].map { finding($0, at: place) }
    }
  }

  private func finding(_ step: Step, at place: Place) -> Finding {
    let next = "\(step.next.code) \(step.next.name)"
    return Finding(
      rule: "county-is-current", severity: .mustExplain, field: "county_code",
      recordKey: step.old.code, place: place, value: step.old.code,
      facts: [
        "county": "\(step.old.code) \(step.old.name)", "year": String(year), "expected": next,
        "last": step.old.attributes["until"] ?? "",
      ], suggestion: next)
  }
}
