// SPDX-License-Identifier: Apache-2.0
// LineageRunTests: every automatic change of a value can be followed from the raw text to the value.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("From raw text to value, end to end")
struct LineageRunTests {
  private struct Line {
    var field: String
    var value: String
    var raw: String
    var steps: String
  }

  private static func lineage(_ rows: [(String, String)]) async throws -> [Line] {
    let folder = try TemporaryFolder()
    let school = [("学校代码", "2199000001"), ("学校名称", "示例县第一小学"), ("办学类型", "小学")]
    let all = school + rows
    let text = all.map { "\($0.0),\"\($0.1)\"" }.joined(separator: "\n")
    try folder.write("in/990121_示例县/2199000001.csv", Array(text.utf8))
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT", jobs: 1)
    _ = try await TestPipeline(plan).run()
    let csv = try String(
      contentsOfFile: folder.path + "/OUT/data/lineage.csv", encoding: .utf8)
    return csv.split { $0.isNewline }.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Line(
        field: cells[2], value: cells[3], raw: cells[8].filter { $0 != "\"" }, steps: cells[9])
    }
  }

  @Test(arguments: [
    ("教学仪器设备资产值（元）", "　500000 ", "equipment_value", "500000", "spaces"),
    ("教学仪器设备资产值（元）", "５００００", "equipment_value", "50000", "width"),
    ("教学仪器设备资产值（元）", "5'000", "equipment_value", "5000", "separators"),
    ("教学仪器设备资产值（元）", "12.5万元", "equipment_value", "125000", "unit_in_cell"),
    ("教学仪器设备资产值（万元）", "12.5", "equipment_value", "125000", "unit_converted"),
    ("教学仪器设备资产值（元）", "伍萬", "equipment_value", "50000", "numeral"),
  ])
  func `each change is named beside the raw text`(
    _ label: String, _ written: String, _ input: String, _ value: String, _ step: String
  ) async throws {
    let lines = try await Self.lineage([("在校学生数", "100"), ("教学班数", "3"), (label, written)])
    let line = try #require(lines.first { $0.field == input })
    #expect(line.value == value)
    #expect(line.raw == written)
    #expect(line.steps.split(separator: ";").contains { $0 == step })
  }

  @Test func `a value that was taken as written has its raw text and no step but its type`()
    async throws
  {
    let lines = try await Self.lineage([("在校学生数", "100"), ("教学班数", "3")])
    let pupils = try #require(lines.first { $0.field == "pupils" })
    #expect((pupils.value, pupils.raw, pupils.steps) == ("100", "100", "text_to_value"))
  }
}
