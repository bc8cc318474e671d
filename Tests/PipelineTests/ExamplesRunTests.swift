// SPDX-License-Identifier: Apache-2.0
// ExamplesRunTests: the sample county from files to output folder, as the demo runs it.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Examples, end to end")
struct ExamplesRunTests {
  private func plan(_ output: String, jobs: Int = 2) -> RunPlan {
    RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [ProjectFolder.examples + "/submissions"], year: 2025, outputFolder: output,
      roster: ProjectFolder.examples + "/roster.csv", jobs: jobs)
  }

  private func table(_ folder: TemporaryFolder, _ name: String) throws -> [[String: String]] {
    let url = URL(fileURLWithPath: folder.path + "/OUT/" + name)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let rows = text.replacing("\u{FEFF}", with: "").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { row in
      Dictionary(zip(rows[0], row), uniquingKeysWith: { first, _ in first })
    }
  }

  @Test func `every file is read and every cell is accounted for`() async throws {
    let folder = try TemporaryFolder()
    let report = try await TestPipeline(plan(folder.path + "/OUT")).run()
    #expect(report.files == 6)
    #expect(report.unreadable.isEmpty)
    #expect(report.schools == 9)
    #expect(report.schoolsWithoutSubmission == 1)
    for row in try table(folder, "data/submissions.csv") where row["status"] != "not_submitted" {
      let counts = try ["cells", "used", "ignored", "quarantined"].map {
        try #require(Int(row[$0] ?? ""))
      }
      #expect(counts[0] > 0)
      #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(row["path"] ?? "")")
    }
    #expect(try OutputVerification.check(folder.path + "/OUT").isEmpty)
  }

  @Test func `the bytes do not depend on the number of jobs`() async throws {
    let folder = try TemporaryFolder()
    _ = try await TestPipeline(plan(folder.path + "/OUT", jobs: 1)).run()
    var one = try folder.contents(of: "OUT")
    _ = try await TestPipeline(plan(folder.path + "/OUT", jobs: 4)).run()
    var four = try folder.contents(of: "OUT")
    #expect(one.keys.sorted() == four.keys.sorted())
    #expect(
      withoutClock(one.removeValue(forKey: "manifest.json"))
        == withoutClock(four.removeValue(forKey: "manifest.json")))
    for (name, bytes) in one { #expect(four[name] == bytes, "\(name)") }
  }

  /// The manifest's lines except the three that may differ between two runs.
  private func withoutClock(_ manifest: Data?) -> [Substring] {
    String(decoding: manifest ?? Data(), as: UTF8.self).split(separator: "\n").filter { line in
      !["\"started\"", "\"finished\"", "\"host\""].contains { line.contains($0) }
    }
  }

  @Test func `no identity number leaves the program in clear`() async throws {
    let folder = try TemporaryFolder()
    _ = try await TestPipeline(plan(folder.path + "/OUT")).run()
    let numbers = try Self.identityNumbers(in: ProjectFolder.examples + "/submissions")
    #expect(numbers.count > 50)
    for (name, bytes) in try folder.contents(of: "OUT") where !name.hasSuffix(".xlsx") {
      let text = String(decoding: bytes, as: UTF8.self)
      for run in Self.digitRuns(text) where numbers.contains(run) {
        Issue.record("\(name) holds an identity number in clear")
      }
    }
  }

  /// The numbers of the sample teachers whose roster is a text file.
  private static func identityNumbers(in folder: String) throws -> Set<String> {
    let path = folder + "/990121_示例县/示例县教师花名册.csv"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The file is GB18030: its ASCII digits read the same as Latin-1.
    let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self)
    return Set(digitRuns(text).filter { $0.count == 18 })
  }

  private static func digitRuns(_ text: String) -> [String] {
    text.uppercased().split { !$0.isASCII || !($0.isNumber || $0 == "X") }.map(String.init)
  }

  @Test func `a name that promises another format is a note, and the content is read`() async throws
  {
    let folder = try TemporaryFolder()
    let name = "/990121_示例县/2199000001_示例县第一小学"
    let sample = ProjectFolder.examples + "/submissions" + name + ".xlsx"
    try folder.write(
      "in" + name + ".csv", try Data(contentsOf: URL(fileURLWithPath: sample)))
    var plan = plan(folder.path + "/OUT")
    plan.inputs = [folder.path + "/in"]
    let report = try await TestPipeline(plan).run()
    #expect(report.unreadable.isEmpty)
    let notes = try table(folder, "findings.csv").filter { $0["rule"] == "file-name-fits-content" }
    #expect(notes.map { $0["severity"] } == ["note"])
  }

  @Test func `a file that cannot be read stops only itself`() async throws {
    let folder = try TemporaryFolder()
    let samples = URL(fileURLWithPath: ProjectFolder.examples + "/submissions")
    try FileManager.default.copyItem(at: samples, to: URL(fileURLWithPath: folder.path + "/in"))
    try folder.write("in/坏.xlsx", [0x50, 0x4B, 3, 4, 0, 0])
    var plan = plan(folder.path + "/OUT")
    plan.inputs = [folder.path + "/in"]
    let report = try await TestPipeline(plan).run()
    #expect(report.unreadable.map(\.path) == ["坏.xlsx"])
    #expect(report.files == 7)
    let bad = try table(folder, "data/submissions.csv").first { $0["path"] == "坏.xlsx" }
    #expect(bad?["status"] == "unreadable")
  }
}
