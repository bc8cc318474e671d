// SPDX-License-Identifier: Apache-2.0
// StageComparisonTests: self-assessment, review and final assessment side by side.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("junheng stages")
struct StageComparisonTests {
  /// The examples without one school's file.
  private static func review(in folder: TemporaryFolder) async throws -> String {
    let inputs = folder.path + "/in"
    try FileManager.default.copyItem(
      atPath: ProjectFolder.examples + "/submissions", toPath: inputs)
    try FileManager.default.removeItem(atPath: inputs + "/990121_示例县/2199000002_示例县第二小学.xlsx")
    try await FinishedRuns.evaluate(inputs: [inputs], year: 2025, to: folder.path + "/REVIEW")
    return folder.path + "/REVIEW"
  }

  @Test func `each figure has its values, differences and whether its status changed`()
    async throws
  {
    let folder = try TemporaryFolder()
    let own = try await FinishedRuns.examples()
    let review = try await Self.review(in: folder)
    let out = folder.path + "/三级.csv"
    let run = try ProgramRun([
      "stages", "--self", own, "--review", review, "--final", own, "--out", out, "--lang", "zh",
    ])
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("自评 → 市复核 → 省评估"))
    let rows = try FinishedRuns.table(out)
    #expect(
      Set(rows.compactMap { $0["level"] }).isSuperset(
        of: ["county_verdict", "county_indicator", "school_indicator"]))
    let gone = rows.filter { $0["school_code"] == "2199000002" }
    #expect(gone.count == 7)
    for row in gone {
      #expect(row["status_changed"] == "true")
      #expect(row["review_value"] == "" && row["review_status"] == "")
      #expect(row["self_status"] == row["final_status"])
    }
    let mean = try #require(
      rows.first {
        $0["level"] == "county_indicator" && $0["measure"] == "mean" && $0["item"] == "R4"
          && $0["stage"] == "小学"
      })
    let values = try ["self_value", "review_value", "review_minus_self", "final_minus_self"].map {
      try #require(Double(mean[$0] ?? ""))
    }
    #expect(values[2] != 0)
    #expect(abs(values[1] - values[0] - values[2]) < 1e-12)
    #expect(values[3] == 0)
  }

  @Test func `the same run twice has no change`() async throws {
    let folder = try TemporaryFolder()
    let own = try await FinishedRuns.examples()
    let out = folder.path + "/x.csv"
    let run = try ProgramRun(["stages", "--self", own, "--final", own, "--out", out])
    #expect(run.status == 0)
    #expect(try FinishedRuns.table(out).allSatisfy { $0["status_changed"] == "false" })
    #expect(run.output.contains("0 with another status"))
  }

  @Test func `a table that an older output lacks is left out with a message`() async throws {
    let folder = try TemporaryFolder()
    let own = try await FinishedRuns.examples()
    let old = folder.path + "/OLD"
    try FileManager.default.copyItem(atPath: own, toPath: old)
    try FileManager.default.removeItem(atPath: old + "/data/county_items.csv")
    let run = try ProgramRun([
      "stages", "--self", old, "--review", own, "--out", folder.path + "/x.csv",
    ])
    #expect(run.status == 0)
    #expect(run.messages.contains("county_items.csv"))
  }

  @Test func `what cannot be compared is bad usage`() async throws {
    let folder = try TemporaryFolder()
    let own = try await FinishedRuns.examples()
    let out = folder.path + "/x.csv"
    let other = folder.path + "/2024"
    try await FinishedRuns.evaluate(year: 2024, to: other)
    for arguments in [
      ["--self", own, "--out", out], ["--self", own, "--final", other, "--out", out],
      ["--self", own, "--final", own, "--out", folder.path + "/x.pdf"],
    ] {
      let run = try ProgramRun(["stages"] + arguments)
      #expect(run.status == 64, "\(arguments)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    let nowhere = try ProgramRun(["stages", "--self", own, "--final", "/nowhere", "--out", out])
    #expect(nowhere.status == 66)
    let unwritable = try ProgramRun([
      "stages", "--self", own, "--final", own, "--out", "/nowhere/x.csv",
    ])
    #expect(unwritable.status == 73)
  }

  @Test func `the help lists every column`() throws {
    let help = try ProgramRun(["stages", "--help"]).output
    for column in StageComparison.columns { #expect(help.contains(column.id)) }
  }
}
