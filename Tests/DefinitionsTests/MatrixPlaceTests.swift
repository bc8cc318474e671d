// SPDX-License-Identifier: Apache-2.0
// MatrixPlaceTests: how a statistics form says where its fields stand, and what is wrong with it.

import Definitions
import Testing

@Suite struct MatrixPlaceTests {
  /// The miniature with a statistics form; line 7 of it is the field.
  private static func pipeline(_ field: String, head: String = "layouts: [matrix]")
    -> MiniaturePipeline
  {
    var pipeline = MiniaturePipeline()
    pipeline.replace("forms: [classes]", in: "mini/pipeline.yaml", with: "forms: [classes, census]")
    pipeline.files["mini/forms/census.yaml"] = """
      id: census
      name: 学生统计
      \(head)
      one_per_school: true
      source: {document: law, clause: 第一条, confirmed: true}
      fields:
        - {id: pupils, name: 在校生, type: integer, unit: 人\(field)}
      """
    return pipeline
  }

  @Test func `a field may stand in several places, each with several ways to name it`() throws {
    let set = try Self.pipeline(
      ", matrix: [{rows: [小学›总计, 合计], columns: [在校生数], codes: [\"01\"], numbers: [\"7\"]}, "
        + "{rows: [在校生数], ordinal: 2}]",
      head: "layouts: [matrix]\nmatrix: {within: [小学], outside: [初中]}"
    ).load()
    let form = try #require(set.form("census"))
    #expect(form.layouts == [.matrix])
    #expect(form.scope == MatrixScope(within: ["小学"], outside: ["初中"]))
    let places = form.fields[0].places
    #expect(places.map(\.rows) == [[["小学", "总计"], ["合计"]], [["在校生数"]]])
    #expect(places.map(\.columns) == [[["在校生数"]], []])
    #expect(places.map(\.codes) == [["01"], []])
    #expect(places.map(\.numbers) == [["7"], []])
    #expect(places.map(\.ordinal) == [nil, 2])
  }

  @Test(arguments: [
    ("", "layouts: [matrix]", "mini/forms/census.yaml:1:1: no field says where it stands (matrix)"),
    (
      ", matrix: {rows: [总计], columns: [在校生数]}", "layouts: [list]",
      "mini/forms/census.yaml:7:5: pupils: the form has not the layout matrix"
    ),
    (
      ", matrix: {columns: [在校生数]}", "layouts: [matrix]",
      "mini/forms/census.yaml:7:61: rows is missing"
    ),
    (
      ", matrix: {rows: [总计], row: [合计]}", "layouts: [matrix]",
      "mini/forms/census.yaml:7:74: unknown key row; did you mean rows?"
    ),
    (
      ", matrix: {rows: [在校生数], ordinal: 0}", "layouts: [matrix]",
      "mini/forms/census.yaml:7:85: ordinal must be from 1 to 99"
    ),
    (", matrix: []", "layouts: [matrix]", "mini/forms/census.yaml:7:61: matrix is empty"),
    (
      ", matrix: {rows: [计]}", "layouts: [matrix]",
      "mini/forms/census.yaml:7:61: pupils: “计” alone names no place"
    ),
    (
      ", matrix: {rows: [总计], columns: [在校生数]}}\n  - {id: girls, name: 女生, type: integer, "
        + "matrix: {rows: [\"总 计\"], columns: [在校生数]}", "layouts: [matrix]",
      "mini/forms/census.yaml:8:50: “总 计 × 在校生数” is the place of both pupils and girls"
    ),
  ]) func `a mistake is told at its place`(field: String, head: String, error: String) throws {
    let errors = try Self.pipeline(field, head: head).errors()
    #expect(errors.contains { $0.hasPrefix(error) }, "\(errors.joined(separator: "\n"))")
  }

  @Test func `a statistics form is one of each school`() throws {
    var pipeline = Self.pipeline(", matrix: {rows: [总计], columns: [在校生数]}")
    #expect(try pipeline.errors() == [])
    pipeline.replace("one_per_school: true", in: "mini/forms/census.yaml", with: "key: []")
    #expect(
      try pipeline.errors() == [
        "mini/forms/census.yaml:1:1: the layout matrix needs one_per_school: true"
      ])
  }
}
