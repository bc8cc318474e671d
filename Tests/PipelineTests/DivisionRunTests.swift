// SPDX-License-Identifier: Apache-2.0
// DivisionRunTests: a list of divisions given for a run, from the file to the findings.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("A list of divisions, end to end")
struct DivisionRunTests {
  private static func run(
    _ folder: TemporaryFolder, divisions: String?
  ) async throws -> (report: RunReport, findings: String) {
    let form = "学校代码,2199000001\n学校名称,示例县第一小学\n办学类型,小学\n在校学生数,100\n"
    try folder.write("in/990121_东湖县/2199000001.csv", Array(form.utf8))
    let path = try divisions.map { try folder.write("divisions.csv", Array($0.utf8)) }
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT", jobs: 1,
      divisions: path)
    let report = try await TestPipeline(plan).run()
    let findings = try String(contentsOfFile: folder.path + "/OUT/findings.csv", encoding: .utf8)
    return (report, findings)
  }

  @Test func `a county of the list is silent and one outside it is a finding`() async throws {
    let known = try await Self.run(TemporaryFolder(), divisions: "code,name\n990121,东湖县\n")
    #expect(known.report.hasDivisions)
    #expect(!known.findings.contains("county-"))
    let unknown = try await Self.run(TemporaryFolder(), divisions: "code,name\n990122,东湖县\n")
    #expect(unknown.findings.contains("county-code-is-a-division"))
  }

  @Test func `without a list nothing is checked and the report says so`() async throws {
    let result = try await Self.run(TemporaryFolder(), divisions: nil)
    #expect(!result.report.hasDivisions)
    #expect(!result.findings.contains("county-"))
  }

  @Test(arguments: ["a;b\n", "", "code,name\n"])
  func `a file that is no list ends the run`(_ text: String) async throws {
    await #expect(throws: RunFailure.self) {
      _ = try await Self.run(TemporaryFolder(), divisions: text)
    }
  }
}
