// SPDX-License-Identifier: Apache-2.0
// FormExampleTests: lint reads the example tables of forms and tells where they go wrong.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite struct FormExampleTests {
  /// The problems of the shipped pipeline after a change to the form of the classes.
  private func problems(_ old: String, _ new: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/Pipelines"
    try FileManager.default.copyItem(atPath: ProjectFolder.pipelines, toPath: copy)
    let path = copy + "/quality-balance-2017/forms/classes.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: URL(fileURLWithPath: path))
    return PipelineLint.check(copy + "/quality-balance-2017").problems.map(\.english)
  }

  @Test func `every shipped form has an example, and all of them hold`() throws {
    let outcome = try TestPipeline.lint("quality-balance-2017")
    #expect(outcome.formsWithoutExample.isEmpty)
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
  }

  @Test(arguments: [
    ("女生数: \"21\", 学段", "女生数: \"22\", 学段", "girls of example record 1 should be “22” and is “21”"),
    ("女生数: \"21\", 学段", "女生人: \"21\", 学段", "the form classes has no field 女生人"),
    ("[七年级, 1班, 50人, ~]", "[七年级, 1班, 许多人, ~]", "gives the finding value-is-a-number"),
    ("[~, 2班, \"４４\", 20]", "[~, ~, ~, ~]", "should give 3 records and gives 2"),
    ("[年级, 班级名称, 在校学生数（人）, 其中：女生]", "[甲, 乙, 丙, 丁]", "should give 3 records and gives 0"),
    ("- rows:", "- rows: 3\n    rowz:", "rowz"),
  ])
  func `a wrong example is told with its place`(old: String, new: String, message: String) throws {
    let problems = try problems(old, new)
    #expect(
      problems.contains {
        $0.hasPrefix("quality-balance-2017/forms/classes.yaml:") && $0.contains(message)
      }, "\(problems)")
  }
}
