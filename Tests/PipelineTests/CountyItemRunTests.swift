// SPDX-License-Identifier: Apache-2.0
// CountyItemRunTests: what a county hands in beside its schools' forms, from its file to items and ledgers.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Items of a county, end to end")
struct CountyItemRunTests {
  private struct Result {
    let folder: String
    /// Goes with the last result that lies in it.
    let whole: TemporaryFolder

    func rows(_ table: String) throws -> [[String]] {
      let text = try String(contentsOfFile: "\(folder)/\(table)", encoding: .utf8)
      return text.split { $0.isNewline }.dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }

    func item(_ id: String) throws -> [String] {
      try #require(rows("data/county_items.csv").first { $0[2] == id })
    }

    func findings(_ rule: String) throws -> [[String]] {
      try rows("findings.csv").filter { $0[3] == rule }
    }
  }

  /// `county`: files of the county by name; `besides`: such outside its folder; `pupils`: of its one
  /// school.
  private static func run(
    _ folder: TemporaryFolder, county: [String: String], besides: [String: String] = [:],
    pupils: Int = 100, urban: String = "镇区",
    year: Int = 2025, previous: String? = nil
  ) async throws -> Result {
    let manager = FileManager.default
    let root = folder.path + "/P"
    if !manager.fileExists(atPath: root) {
      try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
      for name in ["Shared", "quality-balance-2017"] {
        try manager.createSymbolicLink(
          atPath: root + "/" + name, withDestinationPath: ProjectFolder.pipelines + "/" + name)
      }
      try manager.createSymbolicLink(
        atPath: root + "/sample",
        withDestinationPath: ProjectFolder.root + "/Tests/Fixtures/pipelines/county-items")
    }
    let school =
      "学校代码,2199000001\n学校名称,示例县第一小学\n办学类型,小学\n城乡类型,\(urban)\n"
      + "在校学生数,\(pupils)\n教学班数,3\n"
    try folder.write("in\(year)/990121_示例县/2199000001.csv", Array(school.utf8))
    for (name, text) in county {
      try folder.write("in\(year)/990121_示例县/\(name).csv", Array(text.utf8))
    }
    for (name, text) in besides {
      try folder.write("in\(year)/\(name).csv", Array(text.utf8))
    }
    let out = folder.path + "/OUT\(year)"
    let plan = RunPlan(
      pipelineFolder: root + "/sample", inputs: [folder.path + "/in\(year)"], year: year,
      outputFolder: out, previous: previous.map { [$0] } ?? [], jobs: 1)
    _ = try await TestPipeline(plan).run()
    return Result(folder: out, whole: folder)
  }

  private static func report(_ here: String) -> [String: String] {
    ["县表": "试验县表\n应到教师人数,200\n调出教师人数,0\n调入教师人数,0\n实到教师人数,\(here)\n"]
  }

  @Test(arguments: [
    ("180", 2025, "90", "met", "10"), ("179", 2025, "89.5", "not_met", "10"),
    ("178", 2025, "89", "not_met", "9"), ("180", 2026, "90", "not_met", "10"),
    ("190", 2026, "95", "met", "10"), ("", 2025, "", "undecided", ""),
  ])
  func `a figure is held against the limit of its year and scored`(
    _ here: String, _ year: Int, _ value: String, _ status: String, _ score: String
  ) async throws {
    let result = try await Self.run(TemporaryFolder(), county: Self.report(here), year: year)
    let item = try result.item("T1")
    #expect((item[4], item[7]) == (value, status))
    #expect(try result.item("T4")[11] == score)
  }

  @Test func `each value is traced to file, sheet and cell`() async throws {
    let result = try await Self.run(TemporaryFolder(), county: Self.report("180人"))
    let row = try #require(result.rows("data/county_values.csv").first { $0[2] == "here" })
    #expect(row[4] == "180")
    #expect(row[6] == "990121_示例县/县表.csv")
    #expect(row[8] == "B5")
    #expect(row[9] == "180人")
  }

  @Test func `without the county's form nothing is known and the reason names the form`()
    async throws
  {
    let result = try await Self.run(TemporaryFolder(), county: [:])
    let item = try result.item("T1")
    #expect(item[7] == "undecided")
    #expect(item[10].contains("县级未报送：试验县表"))
    let verdict = try #require(result.rows("data/county_verdicts.csv").first)
    #expect(verdict[7] != "pass")
  }

  @Test(arguments: [
    (100, "镇区", 2025, "met"), (101, "镇区", 2025, "met"), (120, "镇区", 2025, "met"),
    (121, "镇区", 2025, "not_met"), (101, "村庄", 2025, "not_met"), (101, "镇区", 2026, "not_met"),
  ])
  func `a concession holds for whom and when it says`(
    _ pupils: Int, _ urban: String, _ year: Int, _ status: String
  ) async throws {
    let result = try await Self.run(
      TemporaryFolder(), county: [:], pupils: pupils, urban: urban, year: year)
    #expect(try result.item("T2")[7] == status)
    let details = try result.rows("data/county_item_details.csv").filter { $0[1] == "T2" }
    let isConceded = status == "met" && pupils > 100
    #expect(details.contains { $0[8] == "镇区放宽" } == isConceded)
  }

  @Test func `a form that comes twice counts for nothing and is a finding`() async throws {
    var files = Self.report("180")
    files["又一份"] = files["县表"]
    let result = try await Self.run(TemporaryFolder(), county: files)
    #expect(try result.item("T1")[7] == "undecided")
    #expect(try result.findings("county-form-is-handed-in-once").count == 1)
  }

  @Test func `a form of an unknown county is not used and is a finding`() async throws {
    let files = ["县表": "试验县表\n区县代码,990999\n应到教师人数,200\n调出教师人数,0\n调入教师人数,0\n实到教师人数,180\n"]
    let result = try await Self.run(TemporaryFolder(), county: files)
    #expect(try result.item("T1")[7] == "undecided")
    #expect(try result.findings("county-is-identified").count == 1)
  }

  @Test func `a list that comes twice is one finding and not one for each line`() async throws {
    let list = "试验工程台账\n工程名称,工程进度\n甲校,在建\n乙校,在建\n丙校,在建\n"
    let result = try await Self.run(TemporaryFolder(), county: ["台账": list, "台账二": list])
    #expect(try result.findings("county-form-is-handed-in-once").count == 1)
    #expect(try result.findings("key-is-unique").isEmpty)
  }

  @Test(arguments: ["教育局", "县教育体育局", ""])
  func `an office without a county's name is that of the only county`(
    _ office: String
  ) async throws {
    let report = try #require(Self.report("180")["县表"])
    let text = report.replacing("\n应到", with: "\n填报单位,\(office)\n应到", maxReplacements: 1)
    let result = try await Self.run(TemporaryFolder(), county: [:], besides: ["县表": text])
    #expect(try result.item("T1")[7] == "met")
    #expect(try result.findings("county-is-the-only-one").count == 1)
  }

  @Test func `a ledger's lines are new, open, closed or lost against the year before`()
    async throws
  {
    let folder = try TemporaryFolder()
    let header = "试验工程台账\n工程名称,工程进度\n"
    let first = try await Self.run(
      folder, county: ["台账": header + "甲校,在建\n乙校,在建\n丙校,在建\n"], year: 2024)
    #expect(try first.rows("data/ledgers.csv").map { $0[6] } == ["open", "open", "open"])
    #expect(try first.item("T3")[7] == "undecided")
    let second = try await Self.run(
      folder, county: ["台账": header + "甲校,在建\n乙校,已完工\n丁校,在建\n"], year: 2025,
      previous: first.folder)
    let states = try second.rows("data/ledgers.csv").map { "\($0[5]) \($0[6])" }
    #expect(states == ["甲校 open", "乙校 closed", "丁校 new", "丙校 lost"])
    #expect(try second.findings("ledger-line-is-followed").count == 1)
    #expect(try second.item("T3")[7] == "not_met")
  }
}
