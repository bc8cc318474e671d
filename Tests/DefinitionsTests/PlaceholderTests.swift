// SPDX-License-Identifier: Apache-2.0
// PlaceholderTests: words of a field for nothing, years of codes and the list of divisions, as declared.

import DataModel
import Definitions
import Testing

@Suite struct PlaceholderTests {
  private func pipeline(_ field: String) -> MiniaturePipeline {
    var pipeline = MiniaturePipeline()
    pipeline.replace("min: 1,", in: "mini/forms/classes.yaml", with: "min: 1, \(field),")
    return pipeline
  }

  @Test func `a field declares what its own words mean`() throws {
    let set = try pipeline(
      "placeholders: {zero: [无], not_applicable: [\"-1\"], unknown: [未统计]}"
    ).load()
    let field = try #require(set.forms[0].fields.first { !$0.placeholders.isEmpty })
    #expect(
      field.placeholders
        == FieldPlaceholders(zero: ["无"], notApplicable: ["-1"], unknown: ["未统计"]))
  }

  @Test(arguments: [
    ("placeholders: {zero: [无], unknown: [无]}", "无 is given two meanings"),
    ("placeholders: {null: [无]}", "unknown key null"),
    ("placeholders: {zero: 无}", "must be a list"),
  ])
  func `a word with two meanings or none is a mistake`(_ field: String, _ error: String) throws {
    let errors = try pipeline(field).errors()
    #expect(errors.contains { $0.contains(error) }, "\(errors)")
  }

  @Test func `words for zero belong to numbers`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(
      "type: school_code", in: "Shared/subject.yaml",
      with: "type: school_code, placeholders: {zero: [无]}")
    let errors = try pipeline.errors()
    #expect(errors.contains { $0.contains("only a number field") }, "\(errors)")
  }

  @Test(arguments: [
    ("1999", "", "211", []), ("旧", "", "", ["must be a year"]), ("", "前", "", ["must be a year"]),
    ("", "", "999", ["no successor 999"]),
  ])
  func `years of a code are years and its successor is in the list`(
    _ from: String, _ until: String, _ successor: String, _ expected: [String]
  ) throws {
    var pipeline = MiniaturePipeline()
    pipeline.files["Shared/codes/school_type.csv"] =
      "code,name,aliases,stages,from,until,successor\n211,小学,完小;村小,小学,,,\n"
      + "210,简易小学,,小学,\(from),\(until),\(successor)\n"
    let errors = try pipeline.errors()
    #expect(errors.count == expected.count, "\(errors)")
    for text in expected { #expect(errors.contains { $0.contains(text) }, "\(errors)") }
  }

  @Test func `a pipeline may bring the list of divisions in either shape`() throws {
    for text in [
      "code,name,cityCode,provinceCode\n990121,\"东湖县\",9901,99\n",
      "Source\tRevision\tCode\tName\nstats\t201607\t990121\t东湖县\n",
    ] {
      var pipeline = MiniaturePipeline()
      pipeline.files["mini/codes/divisions.csv"] = text
      let list = try #require(try pipeline.load().codeLists[DivisionList.id])
      #expect(list.entries.map(\.name) == ["东湖县"])
    }
    var wrong = MiniaturePipeline()
    wrong.files["mini/codes/divisions.csv"] = "a;b\n1;2\n"
    #expect(try wrong.errors().contains { $0.contains("a list of divisions has the columns") })
  }
}
