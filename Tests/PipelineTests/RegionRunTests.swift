// SPDX-License-Identifier: Apache-2.0
// RegionRunTests: each region's pipeline on a small county of its own, from its ledgers to its items.

import DataModel
import Definitions
import Foundation
import PipelineRunner
import TestSupport
import Testing

/// A county's files by name, and what must come of some items.
struct RegionCase: Sendable, CustomTestStringConvertible {
  var region: String
  var year: Int
  var county: [String: String]
  /// Item, value as printed ("" where there is none), status.
  var expected: [(String, String, String)]
  var testDescription: String { region }
}

@Suite("Regions, end to end")
struct RegionRunTests {
  static let cases = [luoding, zhenjiang, guangxi, jiayuguan, wuan, district]

  @Test(arguments: cases)
  func `a region lints clean`(_ region: RegionCase) throws {
    let outcome = try TestPipeline.lint(region.region)
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
  }

  @Test(arguments: cases)
  func `a county's ledgers give its items`(_ region: RegionCase) async throws {
    let folder = try TemporaryFolder()
    let items = try await Self.items(region, in: folder)
    for (id, value, status) in region.expected {
      let row = try #require(items[id], "\(id)")
      #expect((row[4], row[7]) == (value, status), "\(id): \(row)")
    }
    #expect(Set(region.expected.map(\.2)).isSuperset(of: ["met", "not_met"]))
  }

  /// What a county did not hand in is open, never passed.
  @Test(arguments: cases)
  func `without ledgers nothing of a region is met`(_ region: RegionCase) async throws {
    var empty = region
    empty.county = [:]
    let items = try await Self.items(empty, in: TemporaryFolder())
    for (id, _, status) in region.expected where status != "not_applicable" {
      #expect(items[id]?[7] == "undecided", "\(id): \(items[id] ?? [])")
    }
  }

  @Test func `a new region takes less than sixty lines`() throws {
    let folder = ProjectFolder.pipelines + "/regions/luoding-2019"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let lines = try files.map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8).split { $0.isNewline }.count
    }
    #expect(files.contains("items.yaml"))
    #expect(lines.reduce(0, +) < 60)
  }

  @Test func `the regions are among the pipelines`() {
    let ids = Set(DefinitionLoader.available(in: ProjectFolder.pipelines).map(\.id))
    for region in Self.cases { #expect(ids.contains(region.region)) }
    #expect(ids.contains("quality-balance-2017"))
  }

  @Test func `a line that vanishes from a ledger without being closed is told`() async throws {
    let folder = try TemporaryFolder()
    var region = Self.wuan
    let header = "项目台账\n项目名称,项目状态,计划竣工时间\n"
    region.county = ["项目": header + "教学楼,在建,2010年12月\n食堂,在建,2010年12月\n"]
    region.year -= 1
    _ = try await Self.items(region, in: folder, output: "BEFORE")
    region.year += 1
    region.county = ["项目": header + "食堂,已竣工,2010年12月\n"]
    let items = try await Self.items(region, in: folder, previous: "BEFORE")
    #expect(items["WA17"]?[4] == "1")
    #expect(items["WA17"]?[7] == "not_met")
    #expect(items["WA13"]?[7] == "met")
  }

  /// 体质健康合格率 is only reported by the region; whoever knows the number sets it.
  @Test func `a number that the document leaves blank is set in one line`() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/Pipelines"
    try FileManager.default.copyItem(atPath: ProjectFolder.pipelines, toPath: copy)
    let table = "tables: {地方补充填报表: [{体质健康合格学生数: 95, 体质健康测试学生数: 100}]}"
    let item =
      "  - {id: ZJ20, at_least: 95, examples: [{\(table), status: met}, "
      + "{\(table.replacing(": 95", with: ": 94")), status: not_met}]}\n"
    let own = [
      "pipeline.yaml": "extends: regions/zhenjiang-2016\nversion: \"2\"\n",
      "items.yaml": "items:\n" + item,
    ]
    for (name, text) in own {
      try folder.write("Pipelines/regions/own/" + name, Array(text.utf8))
    }
    let outcome = PipelineLint.check(copy + "/regions/own")
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
  }

  // MARK: - Running

  private static func items(
    _ region: RegionCase, in folder: TemporaryFolder, output: String = "OUT",
    previous: String? = nil
  ) async throws -> [String: [String]] {
    let input = "in" + output
    let school = """
      学校代码,2199000001
      学校名称,示例县第一小学
      办学类型,小学
      城乡类型,镇区
      在校学生数,100
      教学班数,3

      """
    try folder.write("\(input)/990121_示例县/2199000001.csv", Array(school.utf8))
    for (name, text) in region.county {
      try folder.write("\(input)/990121_示例县/\(name).csv", Array(text.utf8))
    }
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/" + region.region,
      inputs: [folder.path + "/" + input], year: region.year,
      outputFolder: folder.path + "/" + output,
      previous: previous.map { [folder.path + "/" + $0] } ?? [], jobs: 1)
    _ = try await TestPipeline(plan).run()
    let text = try String(
      contentsOfFile: "\(folder.path)/\(output)/data/county_items.csv", encoding: .utf8)
    let rows = text.split { $0.isNewline }.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(rows.map { ($0[2], $0) }, uniquingKeysWith: { first, _ in first })
  }
}
