// SPDX-License-Identifier: Apache-2.0
// EarlierYearsTests: a run that is given the outputs of earlier years.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("junheng run --previous")
struct EarlierYearsTests {
  private func failure(_ previous: [String], year: Int) async throws -> RunFailure? {
    let folder = try TemporaryFolder()
    do {
      try await FinishedRuns.evaluate(year: year, previous: previous, to: folder.path + "/OUT")
      return nil
    } catch let failure as RunFailure {
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/OUT"))
      return failure
    }
  }

  @Test func `figures are followed over all years and grades from the year before`() async throws {
    let folder = try TemporaryFolder()
    let first = folder.path + "/2023"
    try await FinishedRuns.evaluate(year: 2023, to: first)
    let second = try await FinishedRuns.examples()
    let out = folder.path + "/OUT"
    try await FinishedRuns.evaluate(year: 2026, previous: [second, first], to: out)
    let trends = try FinishedRuns.table(out + "/data/trends.csv")
    #expect(!trends.isEmpty)
    for row in trends {
      #expect(row["change"] == (row["year"] == "2023" ? "" : "0"))
      #expect(["2023", "2025", "2026"].contains(row["year"]))
    }
    #expect(trends.count.isMultiple(of: 3))
    #expect(Set(trends.compactMap { $0["measure"] }) == ["value", "mean", "cv", "pass_share"])
    let promotions = try FinishedRuns.table(out + "/data/promotion.csv")
    #expect(!promotions.isEmpty)
    for row in promotions where row["rate"] != "" {
      let rate = try #require(Double(row["rate"] ?? ""))
      let now = try #require(Double(row["pupils"] ?? ""))
      let then = try #require(Double(row["previous_pupils"] ?? ""))
      #expect(abs(rate - now / then * 100) <= 0.005 + 1e-9)
      #expect((row["remark"] == "over_100") == (now > then))
      #expect(row["previous_year"] == "2025")
    }
    #expect(try OutputVerification.check(out).isEmpty)
  }

  @Test func `without the year just before there is no promotion`() async throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/OUT"
    try await FinishedRuns.evaluate(
      year: 2027, previous: [try await FinishedRuns.examples()], to: out)
    #expect(try FinishedRuns.table(out + "/data/promotion.csv").isEmpty)
    #expect(try !FinishedRuns.table(out + "/data/trends.csv").isEmpty)
  }

  @Test func `a later year, or one given twice, is bad usage`() async throws {
    let output = try await FinishedRuns.examples()
    #expect(try await failure([output, output], year: 2025)?.kind == .usage)
    #expect(try await failure([output], year: 2024)?.kind == .usage)
    #expect(try await failure([output, output], year: 2026)?.kind == .usage)
  }

  @Test func `a folder that no run wrote is no input`() async throws {
    #expect(try await failure([ProjectFolder.examples], year: 2026)?.kind == .noInput)
    #expect(try await failure(["/nowhere"], year: 2026)?.kind == .noInput)
  }

  @Test func `the order of the earlier years does not matter, and they are part of the run's name`()
    async throws
  {
    let folder = try TemporaryFolder()
    let first = folder.path + "/2023"
    try await FinishedRuns.evaluate(year: 2023, to: first)
    let second = try await FinishedRuns.examples()
    var names: [String] = []
    for previous in [[first, second], [second, first], [second], []] {
      let out = folder.path + "/OUT"
      try await FinishedRuns.evaluate(year: 2026, previous: previous, to: out)
      let manifest = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: out + "/manifest.json")))
      names.append(try #require((manifest as? [String: Any])?["run_id"] as? String))
    }
    #expect(names[0] == names[1])
    #expect(Set(names).count == 3)
  }
}
