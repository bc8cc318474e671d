// SPDX-License-Identifier: Apache-2.0
// DefinitionMergeTests: an extending pipeline states only what differs.

import DataModel
import Definitions
import Testing

@Suite struct DefinitionMergeTests {
  private func province(_ files: [String: String]) -> MiniaturePipeline {
    var pipeline = MiniaturePipeline()
    pipeline.files["province/pipeline.yaml"] = "extends: mini\nversion: \"2\"\n"
    for (path, text) in files { pipeline.files["province/" + path] = text }
    return pipeline
  }

  @Test func `what the province does not say stays as it was`() throws {
    let set = try province([:]).load("province")
    #expect(set.id == "province")
    #expect(set.version == "2")
    #expect(set.name.english == "Example")
    #expect(set.rules.count == 1)
  }

  @Test func `a threshold is overridden by the id of its indicator`() throws {
    let set = try province([
      "standard.yaml": "thresholds:\n  - {id: R1, by_stage: {小学: 5}}\n"
    ]).load("province")
    let limits = try #require(set.standard.thresholds["R1"])
    #expect(limits.byStage["小学"] == ExactNumber(5))
    #expect(limits.source.clause == "第一条")
  }

  @Test func `a field is changed, another added, a third taken away`() throws {
    let set = try province([
      "forms/classes.yaml": """
      fields:
        - {id: students, max: 60}
        - {id: girls, name: 女生数, type: integer}
        - {id: area, remove: true}
      """,
      "indicators.yaml": """
      inputs:
        - {id: area, ways: [{form: classes, formula: "SUM(班级台账[女生数])"}], examples: null}
      """,
    ]).load("province")
    let form = try #require(set.form("classes"))
    #expect(form.fieldIndex("area") == nil)
    #expect(form.fieldIndex("girls") != nil)
    #expect(form.fields[3].maximum == ExactNumber(60))
    #expect(form.fields[3].minimum == ExactNumber(1))
  }

  @Test func `a file that does not inherit begins anew`() throws {
    let set = try province(["rules.yaml": "inherit: false\nrules: []\n"]).load("province")
    #expect(set.rules.isEmpty)
    let errors = try province(["rules.yaml": "inherit: no\nrules: []\n"]).errors("province")
    #expect(errors.contains { $0.contains("inherit must be true or false") })
  }

  @Test func `a group's points add up to its total and its parent is there`() throws {
    let source = "source: {document: law, clause: 第一条, confirmed: true}"
    func errors(_ points: Int, _ parent: String) throws -> [String] {
      try province([
        "items.yaml": """
        groups:
          - {id: work, name: 工作, verdict: score, pass: 8, total: 10, \(source)}
          - {id: part, name: 其一, verdict: report, of: \(parent), \(source)}
        items:
          - {id: I1, group: part, name: 甲, value: 1=1, points: \(points), \(source)}
          - {id: I2, group: work, name: 乙, value: 1=1, points: 4, \(source)}
        """
      ]).errors("province")
    }
    #expect(try errors(6, "work").isEmpty)
    #expect(try errors(7, "work").contains { $0.contains("add up to 11, not 10") })
    #expect(try errors(6, "wrk").contains { $0.contains("belongs to no group wrk") })
  }

  @Test func `a rule is taken away and a list without ids is replaced`() throws {
    let set = try province([
      "rules.yaml": "rules:\n  - {id: boys-are-pupils, remove: true}\n",
      "forms/classes.yaml": "titles: [班额表]\n",
    ]).load("province")
    #expect(set.rules.isEmpty)
    #expect(set.form("classes")?.titles == ["班额表"])
  }

  @Test func `a base that is not there and a circle are errors`() throws {
    var pipeline = province([:])
    pipeline.files["province/pipeline.yaml"] = "extends: nothing\n"
    #expect(
      try pipeline.errors("province").contains(
        "province/pipeline.yaml:1:10: extends names a pipeline that is not there: nothing"))
    pipeline.files["mini/pipeline.yaml"]? += "\nextends: province\n"
    pipeline.files["province/pipeline.yaml"] = "extends: mini\n"
    #expect(
      try pipeline.errors("province").contains {
        $0.contains("extends goes round in a circle: province")
      })
  }

  @Test(arguments: ["../mini", "Shared", ".mini"])
  func `a base outside the pipelines is refused`(_ base: String) throws {
    var pipeline = province([:])
    pipeline.files["province/pipeline.yaml"] = "extends: \(base)\n"
    #expect(
      try pipeline.errors("province").contains { $0.contains("not there: \(base)") })
  }
}
