// SPDX-License-Identifier: Apache-2.0
// CountyPlanTests: what a plan adds is enough, and adds up, from the output folder alone.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("junheng plan")
struct CountyPlanTests {
  private struct Plan: Decodable {
    struct Total: Decodable {
      var indicator: String
      var added: Double
      var unit: String
    }
    struct Indicator: Decodable {
      struct School: Decodable {
        var schoolCode: String
        var added: Double
        var now: Double
        var newValue: Double
      }
      struct Open: Decodable { var schoolCode: String }
      var stage: String
      var indicator: String
      var threshold: Double?
      var cvLimit: Double?
      var cvAfter: Double?
      var added: Double
      var certainty: String
      var schools: [School]
      var undecided: [Open]
    }
    var totals: [Total]
    var indicators: [Indicator]
    var leftAtFloor: [Left]
    struct Left: Decodable {
      var schoolCode: String
      var stage: String
      var indicator: String
    }
  }

  private func plan(isVerdictOnly: Bool = false, in folder: String) throws -> Plan {
    let planner = try CountyPlanner(outputFolder: folder, county: "990121")
    let plan = isVerdictOnly ? planner.verdictPlan() : planner.plan()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Plan.self, from: Data(CountyPlanData.json(plan).utf8))
  }

  /// Rows of the county's decided parts of one indicator.
  private func rows(_ entry: Plan.Indicator, _ folder: String) throws -> [[String: String]] {
    try FinishedRuns.table(folder + "/data/school_indicators.csv").filter {
      $0["indicator"] == entry.indicator && $0["stage"] == entry.stage
        && !["undecided", "excluded"].contains($0["status"])
    }
  }

  @Test func `with what is added every part is at its threshold and every CV in its limit`()
    async throws
  {
    let folder = try await FinishedRuns.examples()
    let plan = try plan(in: folder)
    #expect(plan.indicators.count == 14)
    for entry in plan.indicators {
      var pupils: [Double] = []
      var values: [Double] = []
      for row in try rows(entry, folder) {
        let added = entry.schools.first { $0.schoolCode == row["school_code"] }?.added ?? 0
        let denominator = try #require(Double(row["denominator"] ?? ""))
        let numerator = try #require(Double(row["numerator"] ?? "")) + added
        let per = try #require(Double(row["value"] ?? "")) * denominator
        let factor = (Double(row["numerator"] ?? "") ?? 0) == 0 ? nil : per / (numerator - added)
        pupils.append(denominator)
        values.append(numerator / denominator)
        if let factor, let threshold = entry.threshold {
          #expect(numerator * factor / denominator >= threshold * (1 - 1e-12))
        }
        if row["status"] != "met" { #expect(added > 0) }
      }
      let all = pupils.reduce(0, +)
      let mean = zip(pupils, values).map { $0 * $1 }.reduce(0, +) / all
      let squares = zip(pupils, values).map { $0 / all * ($1 - mean) * ($1 - mean) }
      let variation = squares.reduce(0, +).squareRoot() / mean
      #expect(variation <= (entry.cvLimit ?? 9) + 1e-12)
      #expect(abs(variation - (entry.cvAfter ?? -1)) < 1e-9)
      #expect(abs(entry.schools.map(\.added).reduce(0, +) - entry.added) < 1e-6)
    }
    for total in plan.totals {
      let sum = plan.indicators.filter { $0.indicator == total.indicator }.map(\.added)
      #expect(abs(sum.reduce(0, +) - total.added) < 1e-6)
    }
    #expect(plan.totals.map(\.unit) == ["人", "人", "人", "㎡", "㎡", "元", "间"])
  }

  @Test func `undecided parts are listed and not planned for`() async throws {
    let folder = try await FinishedRuns.examples()
    let open = try FinishedRuns.table(folder + "/data/school_indicators.csv").filter {
      $0["status"] == "undecided"
    }
    let plan = try plan(in: folder)
    #expect(!open.isEmpty)
    #expect(plan.indicators.map(\.undecided.count).reduce(0, +) == open.count)
    for entry in plan.indicators {
      let undecided = Set(entry.undecided.map(\.schoolCode))
      #expect(undecided.isDisjoint(with: entry.schools.map(\.schoolCode)))
    }
    let excluded = try FinishedRuns.table(folder + "/data/school_indicators.csv")
      .filter { $0["status"] == "excluded" }.compactMap { $0["school_code"] }
    #expect(!excluded.isEmpty)
    for entry in plan.indicators {
      #expect(Set(excluded).isDisjoint(with: entry.schools.map(\.schoolCode)))
    }
  }

  @Test func `the verdict alone asks for no more than all thresholds, and leaves one at its floor`()
    async throws
  {
    let folder = try await FinishedRuns.examples()
    let whole = try plan(in: folder)
    let verdict = try plan(isVerdictOnly: true, in: folder)
    for (all, some) in zip(whole.totals, verdict.totals) { #expect(some.added <= all.added) }
    let perPart = Dictionary(grouping: verdict.leftAtFloor) { $0.schoolCode + $0.stage }
    #expect(perPart.values.allSatisfy { $0.count == 1 })
    #expect(!verdict.leftAtFloor.isEmpty)
    #expect(verdict.indicators.allSatisfy { $0.certainty == "heuristic" })
  }

  @Test(arguments: [
    (["--county", "990121", "--lang", "zh"], 0, "精确最小"),
    (["--county", "示例县"], 0, "exactly the least"),
    (["--county", "990121", "--format", "csv"], 0, "county_code,stage,indicator"),
    (["--county", "990121", "--format", "json"], 0, "\"certainty\": \"exact\""),
    (["--county", "990121", "--verdict-only"], 0, "heuristic"),
  ])
  func `the command prints text, JSON and CSV`(arguments: [String], status: Int32, said: String)
    async throws
  {
    let run = try ProgramRun(["plan", try await FinishedRuns.examples()] + arguments)
    #expect(run.status == status, "\(run.messages)")
    #expect(run.output.contains(said), "\(run.output)")
  }

  @Test func `an unknown county is bad usage with the nearest ones`() async throws {
    let run = try ProgramRun(["plan", try await FinishedRuns.examples(), "--county", "990122"])
    #expect(run.status == 64)
    #expect(run.messages.contains("990121 示例县"))
  }
}
