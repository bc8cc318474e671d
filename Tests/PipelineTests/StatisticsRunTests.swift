// SPDX-License-Identifier: Apache-2.0
// StatisticsRunTests: schools that hand in statistics forms, from workbooks to the outputs.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Statistics forms, end to end")
struct StatisticsRunTests {
  /// What a run says of each school part.
  private struct Outcome {
    var indicators: [String]
    var parts: [String]
    var accounts: [String]
    /// Findings but for those that say which forms stood in.
    var findings: [String]
  }

  private static func run(_ files: [(name: String, bytes: [UInt8])]) async throws -> Outcome {
    let folder = try TemporaryFolder()
    for file in files { try folder.write("in/990121_示例县/\(file.name)", file.bytes) }
    let roster = try folder.write("roster.csv", SchoolFigures.roster.utf8)
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT",
      roster: roster, jobs: 1)
    _ = try await TestPipeline(plan).run()
    func lines(_ name: String) throws -> [String] {
      let text = try String(contentsOfFile: folder.path + "/OUT/" + name, encoding: .utf8)
      return text.split(whereSeparator: \.isNewline).map(String.init)
    }
    let silent = ["form-has-a-substitute", ",column-is-filled-in,", ",stage-is-on-class-list,"]
    return Outcome(
      indicators: try lines("data/school_indicators.csv"),
      parts: try lines("data/school_parts.csv"),
      accounts: try lines("data/submissions.csv"),
      findings: try lines("findings.csv").dropFirst().filter { line in
        !silent.contains { line.contains($0) }
      })
  }

  private static func files(_ bytes: (SchoolFigures) -> [UInt8]) -> [(String, [UInt8])] {
    SchoolFigures.samples.map { ("\($0.name).xlsx", bytes($0)) }
  }

  private static let ledgers = Task { try await run(files(\.ledgers)) }

  @Test func `ledgers give every part a value of each indicator`() async throws {
    let outcome = try await Self.ledgers.value
    #expect(outcome.indicators.count == 1 + 5 * 7)
    #expect(!outcome.indicators.contains { $0.contains("undecided") })
  }

  @Test func `the edition of 2021 gives the indicators of the same schools' ledgers`() async throws
  {
    let expected = try await Self.ledgers.value
    let outcome = try await Self.run(Self.files(\.newEdition))
    #expect(outcome.indicators == expected.indicators)
    #expect(outcome.parts == expected.parts)
    #expect(outcome.findings == [])
  }

  @Test func `the edition of 2012 gives the indicators of the same schools' ledgers`() async throws
  {
    let expected = try await Self.ledgers.value
    let outcome = try await Self.run(Self.files(\.oldEdition))
    #expect(outcome.indicators == expected.indicators)
    #expect(outcome.parts == expected.parts)
    #expect(outcome.findings == [])
  }

  @Test func `schools of both editions stand in one county`() async throws {
    let expected = try await Self.ledgers.value
    let mixed = SchoolFigures.samples.enumerated().map { index, school in
      ("\(school.name).xlsx", index.isMultiple(of: 2) ? school.newEdition : school.oldEdition)
    }
    #expect(try await Self.run(mixed).indicators == expected.indicators)
  }

  @Test func `no cell of a statistics form is left without an account`() async throws {
    for outcome in [
      try await Self.run(Self.files(\.newEdition)), try await Self.run(Self.files(\.oldEdition)),
    ] {
      let header = outcome.accounts[0].split(separator: ",").map(String.init)
      let cells = try #require(header.firstIndex(of: "cells"))
      for line in outcome.accounts.dropFirst() {
        let parts = line.split(separator: ",", omittingEmptySubsequences: false)
        let counts = parts[cells..<(cells + 4)].compactMap { Int($0) }
        try #require(counts.count == 4)
        #expect(counts[0] == counts[1] + counts[2] + counts[3])
        #expect(counts[3] == 0)
      }
    }
  }
}
