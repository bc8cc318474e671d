// SPDX-License-Identifier: Apache-2.0
// CountyDoubts: which counties cannot be judged, because schools may lie in them that are not counted.

import DataModel
import Definitions

/// Schools whose county has no code, by the counties they could belong to; and, where no roster says
/// who is expected, files that may hold a school nobody could tell.
///
/// A county without one of its schools has another disparity: what it seems to meet is undecided.
struct CountyDoubts {
  private struct Doubt {
    var schools = 0
    var files = 0
    var stages: Set<String> = []
  }

  /// By county; nil where its schools are certain.
  private var doubts: [Doubt?]
  private let isCounty: [Bool]

  /// `run`: nil when there is a roster; a school that is missing then is one of it.
  init(
    _ register: SchoolRegister, run: RunTables?, parts: [[SchoolPartResult]], plan: EvaluationPlan
  ) {
    let counties = register.counties
    doubts = Array(repeating: nil, count: counties.count)
    isCounty = counties.map { !$0.code.isEmpty || !$0.name.isEmpty }
    let reach = counties.map { county in Self.counties(thatMayBe: county, of: counties) }
    for (index, school) in register.schools.enumerated() where school.isInScope {
      let stages = Self.stages(school, parts[index], plan)
      for county in reach[school.county] {
        var doubt = doubts[county] ?? Doubt()
        doubt.schools += 1
        doubt.stages.formUnion(stages)
        doubts[county] = doubt
      }
    }
    if let run { addFiles(register, run, plan) }
  }

  /// Files without any school: unreadable ones, and those whose rows belong to nobody.
  private mutating func addFiles(
    _ register: SchoolRegister, _ run: RunTables, _ plan: EvaluationPlan
  ) {
    let judged = plan.definitions.standard.stages.filter(\.isJudged).map(\.id)
    var owned: Set<Int> = []
    for table in run.tables where table.schools.contains(where: { $0 != nil }) {
      owned.insert(table.submission)
    }
    var hints: [Int: CountyHint] = [:]
    for rows in register.ownerless {
      let submission = run.tables[rows.table].submission
      hints[submission] = rows.county.isEmpty ? register.paths[submission].county : rows.county
    }
    for (index, submission) in run.submissions.enumerated()
    where submission.file.unreadableReason != nil {
      hints[index] = register.paths[index].county
    }
    for (submission, hint) in hints where !owned.contains(submission) {
      for (county, known) in register.counties.enumerated() where isCounty[county] {
        guard hint.relation(to: CountyHint(code: known.code, name: known.name)) != .other else {
          continue
        }
        var doubt = doubts[county] ?? Doubt()
        doubt.files += 1
        doubt.stages.formUnion(judged)
        doubts[county] = doubt
      }
    }
  }

  /// The counties that schools of a county without a code could belong to, itself left out where it is
  /// one by its name.
  private static func counties(thatMayBe county: County, of all: [County]) -> [Int] {
    guard county.code.isEmpty else { return [] }
    let name = SubmissionPath.folded(county.name)
    let others = all.indices.filter { index in
      guard !all[index].code.isEmpty else { return false }
      return name.isEmpty || all[index].name.isEmpty
        || SubmissionPath.folded(all[index].name) == name
    }
    guard name.isEmpty || !others.isEmpty else { return [] }
    return others + all.indices.filter { all[$0] == county }
  }

  private static func stages(
    _ school: SchoolResult, _ parts: [SchoolPartResult], _ plan: EvaluationPlan
  ) -> [String] {
    guard parts.isEmpty else { return parts.filter(\.isInScope).map(\.stage) }
    let judged = plan.definitions.standard.stages.filter(\.isJudged).map(\.id)
    return SchoolStages.declaredStages(type: school.type, plan)?.filter(judged.contains) ?? judged
  }

  /// Leaves the figures and takes back what was concluded from them.
  func apply(to results: inout [CountyIndicatorResult], of county: Int) {
    guard let doubt = doubts[county] else { return }
    for index in results.indices where doubt.stages.contains(results[index].stage) {
      results[index].status = .undecided
    }
  }

  func apply(to verdict: inout CountyVerdictResult, of county: Int) {
    guard let doubt = doubts[county] else { return }
    if verdict.resources == .pass { verdict.resources = .undecided }
    if verdict.verdict == .pass { verdict.verdict = .undecided }
    var reasons: [String] = []
    if doubt.schools > 0 {
      reasons.append(
        isCounty[county]
          ? "有\(doubt.schools)所学校所属县区不明，可能属于本县区" : "\(doubt.schools)所学校所属县区不明，不能合为一个县区评判")
    }
    if doubt.files > 0 {
      reasons.append("有\(doubt.files)个文件读不出来或不知属于哪所学校，可能是本县区的学校（没有学校名册可以核对）")
    }
    let reason = reasons.joined(separator: "；")
    verdict.reason = verdict.reason.isEmpty ? reason : "\(reason)；\(verdict.reason)"
  }
}
