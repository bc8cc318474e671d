// SPDX-License-Identifier: Apache-2.0
// ReturnRunTests: a run gives workbooks back, and takes them in again.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Returned workbooks of a run")
struct ReturnRunTests {
  private static let list =
    "班级台账\n年级,班号,班级类型,学生数,男生数,女生数\n一年级,1,普通班,40,20,19\n一年级,2,普通班,四十,20,20\n"

  private static func run(
    _ inputs: [String], to out: String, jobs: Int = 1,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> RunReport {
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017", inputs: inputs,
      year: 2025, outputFolder: out, roster: ProjectFolder.examples + "/roster.csv", jobs: jobs)
    return try await TestPipeline(plan, progress: progress).run()
  }

  private static func findings(_ out: String) throws -> [[String: String]] {
    try FinishedRuns.table(out + "/findings.csv")
  }

  @Test func `every submission with something to correct or explain goes back`() async throws {
    let out = try await FinishedRuns.examples()
    let findings = try Self.findings(out).filter { $0["severity"] != "note" && $0["file"] != "" }
    let expected = Set(
      findings.compactMap { $0["file"].map { ($0 as NSString).deletingPathExtension + ".xlsx" } })
    let found = try FileManager.default.subpathsOfDirectory(atPath: out + "/returns")
      .filter { $0.hasSuffix(".xlsx") }
    #expect(!found.isEmpty)
    #expect(Set(found) == expected)
    #expect(try OutputVerification.check(out) == [])
  }

  @Test func `a workbook that comes in again has the same problems`() async throws {
    let out = try await FinishedRuns.examples()
    let folder = try TemporaryFolder()
    _ = try await Self.run([out + "/returns"], to: folder.path + "/OUT", jobs: 2)
    // A rebuilt file of separated values has a sheet where it had none.
    let keys = ["id", "rule", "cell", "value"]
    let shapes = try [out, folder.path + "/OUT"].map { path in
      try Self.findings(path).map { row in keys.map { row[$0] ?? "" } }
        .sorted { $0.joined() < $1.joined() }
    }
    #expect(shapes[0] == shapes[1])
    let before = try FinishedRuns.table(out + "/data/submissions.csv")
    let after = try FinishedRuns.table(folder.path + "/OUT/data/submissions.csv")
    #expect(before.map { $0["used"] } == after.map { $0["used"] })
    #expect(after.allSatisfy { $0["quarantined"] == "0" })
  }

  @Test func `the same inputs give the same returns, whatever the number of jobs`() async throws {
    let folder = try TemporaryFolder()
    let inputs = [ProjectFolder.examples + "/submissions"]
    for jobs in [1, 3] { _ = try await Self.run(inputs, to: "\(folder.path)/\(jobs)", jobs: jobs) }
    let returns = try [1, 3].map { try folder.contents(of: "\($0)/returns") }
    #expect(!returns[0].isEmpty)
    #expect(returns[0] == returns[1])
  }

  @Test func `a file that changes meanwhile is not given back`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in/990121_示例县/2199000001_示例县第一小学.csv", Self.list.utf8)
    let report = try await Self.run([folder.path + "/in"], to: folder.path + "/OUT") { progress in
      if progress.phase == .evaluating { try? Data("x".utf8).write(to: URL(fileURLWithPath: file)) }
    }
    #expect(report.returns == 0)
    #expect(report.notReturned.map(\.path) == ["990121_示例县/2199000001_示例县第一小学.csv"])
    #expect(try OutputVerification.check(folder.path + "/OUT") == [])
  }

  @Test func `members of an archive go back under the paths they are listed by`() async throws {
    let folder = try TemporaryFolder()
    var archive = RawArchive()
    let names = ["990121_示例县/2199000001_示例县第一小学.csv", "../../990121_示例县/越界.csv"]
    for name in names {
      archive.add(Array(name.utf8), Array(Self.list.utf8), flags: RawArchive.utf8Flag)
    }
    try folder.write("in/报送.zip", archive.bytes())
    let out = folder.path + "/OUT"
    let report = try await Self.run([folder.path + "/in"], to: out)
    #expect(report.returns == 2)
    let listed = Set(
      try Self.findings(out).compactMap { $0["file"] }.filter { !$0.isEmpty }
        .map { ($0 as NSString).deletingPathExtension + ".xlsx" })
    #expect(Set(try folder.contents(of: "OUT/returns").keys) == listed)
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["in", "OUT"])
  }
}
