// SPDX-License-Identifier: Apache-2.0
// FormDraftTests: a draft for an unknown table becomes a form that reads it.

import DataModel
import Definitions
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite struct FormDraftTests {
  private static let list = """
    营养改善计划台账,,,,,
    序号,受助人,证件号码,补助金额（万元）,发放日期,就餐方式
    1,欧阳小明,99012119800915001X,0.45,2024-09-02,堂食
    2,王小五,990121197503020017,0.5,2024-09-03,配送
    3,赵小六,990121198811110033,0.4,2024-09-04,堂食
    合计,,,1.35,,
    """

  private static let grouped = """
    街道乡镇,上年,,本年,
    ,参训人次,场次,参训人次,场次
    东街,1,2,3,4
    西街,5,6,7,8
    """

  /// A copy of the shipped pipelines.
  private func pipelines(_ folder: TemporaryFolder) throws -> String {
    let copy = folder.path + "/Pipelines"
    try FileManager.default.copyItem(atPath: ProjectFolder.pipelines, toPath: copy)
    return copy + "/quality-balance-2017"
  }

  private func draft(_ text: String, _ folder: TemporaryFolder) throws -> String {
    let file = try folder.write("新表.csv", text.utf8)
    let pipeline = try pipelines(folder)
    let inspection = try FileInspection(
      file: file, definitions: try DefinitionLoader.load(pipelineFolder: pipeline))
    let path = folder.path + "/meals.yaml"
    _ = try DraftFile.write(inspection, to: path, replacing: false)
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  private func add(_ yaml: String, to pipeline: String) throws {
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: pipeline + "/forms/meals.yaml"))
    let path = pipeline + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing("forms: [", with: "forms: [meals, ").utf8)
      .write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: [list, grouped])
  func `a confirmed draft passes lint and reads its own file, every cell accounted for`(
    text: String
  ) throws {
    let folder = try TemporaryFolder()
    let yaml = try draft(text, folder)
    let pipeline = folder.path + "/Pipelines/quality-balance-2017"
    try add(yaml, to: pipeline)
    let outcome = PipelineLint.check(pipeline)
    #expect(outcome.problems.isEmpty, "\(outcome.problems)\n\(yaml)")
    #expect(!outcome.formsWithoutExample.contains { $0.contains("营养") })
    let inspection = try FileInspection(
      file: folder.path + "/新表.csv",
      definitions: try DefinitionLoader.load(pipelineFolder: pipeline))
    let sheet = inspection.sheets[0]
    #expect(sheet.tables.count == 1)
    let json = InspectionJSON(inspection, language: .chinese).document
    #expect(json.contains("\"form\": \"meals\""), "\(json)")
    #expect(sheet.account?.balances == true)
    #expect(sheet.account?.quarantined == 0, "\(sheet.quarantined) \(yaml)")
  }

  @Test func `types, units and what needs a decision are guessed with a remark each`() throws {
    let yaml = try draft(Self.list, try TemporaryFolder())
    for part in [
      "id: meals", "name: \"营养改善计划台账\"", "type: person_name", "type: identity_number",
      "sensitive: true", "type: number, unit: \"元\"", "type: date", "synonyms: []", "# 猜测：",
      "# 请决定",
    ] {
      #expect(yaml.contains(part), "\(part) in \(yaml)")
    }
    #expect(yaml.contains("由各表共有的字段读取"))
  }

  @Test func `no value of the file is in the draft`() throws {
    let yaml = try draft(Self.list, try TemporaryFolder())
    for value in ["小明", "小五", "小六", "99012119800915001X", "0.45", "堂食", "配送"] {
      #expect(!yaml.contains(value), "\(value)")
    }
  }

  @Test func `an existing file is not replaced unless that is said`() throws {
    let folder = try TemporaryFolder()
    _ = try draft(Self.list, folder)
    let inspection = try FileInspection(
      file: folder.path + "/新表.csv",
      definitions: try LoadedPipelines.named("quality-balance-2017"))
    let path = folder.path + "/meals.yaml"
    do {
      _ = try DraftFile.write(inspection, to: path, replacing: false)
      Issue.record("the file was replaced")
    } catch let failure as RunFailure {
      #expect(failure.kind == .cannotWrite)
    }
    _ = try DraftFile.write(inspection, to: path, replacing: true)
  }
}
