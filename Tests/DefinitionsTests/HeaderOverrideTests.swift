// SPDX-License-Identifier: Apache-2.0
// HeaderOverrideTests: a pipeline decides what a header word means, and mistakes in that are found.

import DataModel
import Definitions
import Testing

@Suite struct HeaderOverrideTests {
  private func pipeline(_ headers: String) -> MiniaturePipeline {
    var pipeline = MiniaturePipeline()
    pipeline.files["mini/pipeline.yaml", default: ""] += "\nheaders:\n" + headers
    return pipeline
  }

  @Test func `a header is given to a field, or left out, on one kind of sheet or on all`() throws {
    let set = try pipeline(
      """
        - {form: classes, header: 人数, field: students}
        - {form: classes, header: 情况›备用, sheet: 上学期, ignore: true}
      """
    ).load()
    #expect(set.headerOverrides.map(\.path) == [["人数"], ["情况", "备用"]])
    #expect(set.headerOverrides.map(\.field) == ["students", nil])
    #expect(set.headerOverrides.map(\.sheet) == [nil, "上学期"])
    #expect(set.headerOverrides[0].place.line == 7)
  }

  @Test(arguments: [
    ("{form: klasses, header: 人数, field: students}", "there is no form klasses"),
    ("{form: classes, header: 人数, field: student}", "has no field student"),
    ("{form: classes, header: 人数}", "either field"),
    ("{form: classes, header: 人数, field: students, ignore: true}", "exclude each other"),
    ("{form: classes, field: students}", "header is missing"),
    ("{form: classes, header: 人数, fields: students}", "unknown key fields"),
  ])
  func `a mistake is told with its place`(item: String, message: String) throws {
    let errors = try pipeline("  - \(item)\n").errors()
    #expect(
      errors.contains { $0.hasPrefix("mini/pipeline.yaml:7:") && $0.contains(message) }, "\(errors)"
    )
  }

  @Test func `a header is decided once`() throws {
    let errors = try pipeline(
      """
        - {form: classes, header: 人数, field: students}
        - {form: classes, header: "人 数", field: boys}
      """
    ).errors()
    #expect(errors.count == 1)
    #expect(errors.first?.contains("already decided at mini/pipeline.yaml:7") == true, "\(errors)")
  }

  @Test func `an extending pipeline adds, changes and removes decisions`() throws {
    var pipeline = pipeline(
      """
        - {form: classes, header: 人数, field: students}
        - {form: classes, header: 备用, ignore: true}
      """)
    pipeline.files["province/pipeline.yaml"] = """
      extends: mini
      version: "2"
      headers:
        - {form: classes, header: 人数, field: boys}
        - {form: classes, header: 备用, remove: true}
        - {form: classes, header: 总人数, field: students}
      """
    let set = try pipeline.load("province")
    #expect(set.headerOverrides.map(\.path) == [["人数"], ["总人数"]])
    #expect(set.headerOverrides.map(\.field) == ["boys", "students"])
  }
}
