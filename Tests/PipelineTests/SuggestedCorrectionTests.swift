// SPDX-License-Identifier: Apache-2.0
// SuggestedCorrectionTests: near-duplicate names as a list of corrections that a person signs.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Corrections to sign")
struct SuggestedCorrectionTests {
  private static let assets = """
    仪器设备
    学校代码,学校名称,资产编号,资产名称,数量,单价,资产原值
    2199000001,示例县第一小学,A1,电子白板,1,100,100
    2199000001,示例县第一小学,A2,电子白板,1,100,100
    2199000001,示例县第一小学,A3,电子白板,1,100,100
    2199000001,示例县第一小学,A4,电子白版,1,100,100
    2199000001,示例县第一小学,A5,电 子 白 板,1,100,100
    2199000001,示例县第一小学,A6,电子琴1号,1,100,100
    2199000001,示例县第一小学,A7,电子琴2号,1,100,100

    """

  private static func plan(_ folder: TemporaryFolder, corrections: String? = nil) -> RunPlan {
    RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT",
      corrections: corrections, jobs: 1)
  }

  @Test func `names that are likely one name are proposed, and a signed line is applied`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("in/990121_示例县/2199000001.csv", Self.assets.utf8)
    let suggestions = try await TestPipeline(Self.plan(folder)).suggestions()
    let pairs = suggestions.map { "\($0.correction.old)→\($0.correction.new)" }
    #expect(Set(pairs) == ["电子白版→电子白板", "电 子 白 板→电子白板"])
    let path = folder.path + "/建议.csv"
    try SuggestedCorrectionFile.write(SuggestedCorrectionFile.csv(suggestions), to: path)

    // Unsigned lines take no effect.
    let unsigned = try await TestPipeline(Self.plan(folder, corrections: path)).run()
    #expect(unsigned.idleCorrections == suggestions.count)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let signed = try folder.write(
      "签注.csv", text.replacing(",,,990121", with: ",李某,2025-10-02,990121").utf8)
    let report = try await TestPipeline(Self.plan(folder, corrections: signed)).run()
    #expect(report.idleCorrections == 0)
    let table = try FinishedRuns.table(folder.path + "/OUT/data/corrections.csv")
    #expect(table.map { $0["outcome"] } == suggestions.map { _ in "applied" })
  }

  @Test func `a list that somebody may have signed is not written over`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("建议.csv", "signed".utf8)
    #expect(throws: RunFailure.self) { try SuggestedCorrectionFile.write([], to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "signed")
  }
}
