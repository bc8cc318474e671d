// SPDX-License-Identifier: Apache-2.0
// OutputLoaderTests: declared outputs load, are inherited, and are refused where they name what is not there.

import Definitions
import Testing

@Suite struct OutputLoaderTests {
  typealias Spoilt = DefinitionLoaderTests.Spoilt

  private static let file = "mini/outputs.yaml"
  private static let source = "{document: law, clause: 表一, confirmed: false}"

  private static let outputs = """
    codes:
      - {id: kind, name: 类型, list: school_type, map: {小学: "1"}, source: \(source)}
    sheets:
      - id: schools
        name: 表一
        title: "{县区名称}学校（{年份|0}年）"
        rows: parts
        columns:
          - {id: number, header: 序号, show: serial}
          - {id: type, header: 学校›类型, number: L1, value: 办学类型, codes: kind}
          - {id: name, header: 学校›名称, number: L2, value: 学校名称, width: 20}
          - {id: area, header: 面积, number: L3, indicator: R1, show: value, digits: 2}
          - {id: passed, header: 达标, show: verdict}
        blocks: [{id: primary, stage: 小学, heading: 小学}]
        footer: ["共{#primary}所，达标{#primary.passed=是}所"]
        source: \(source)
      - id: figures
        name: 表二
        title: 汇总
        rows: stages
        columns:
          - {id: line, header: 项目, show: line}
          - {id: R1, header: 面积, indicator: R1}
        blocks: [{id: primary, stage: 小学}]
        lines: [{id: mean, name: 平均, show: mean, digits: 2}]
        source: \(source)
    """

  private static var pipeline: MiniaturePipeline {
    var pipeline = MiniaturePipeline()
    pipeline.files[file] = outputs
    return pipeline
  }

  @Test func `sheets, columns, header paths and sentences are read as declared`() throws {
    let outputs = try Self.pipeline.load().outputs
    #expect(outputs.sheets.map(\.name) == ["表一", "表二"])
    let sheet = try #require(outputs.sheets.first)
    #expect(sheet.columns.map(\.path) == [["序号"], ["学校", "类型"], ["学校", "名称"], ["面积"], ["达标"]])
    #expect(sheet.columns.map(\.number) == ["", "L1", "L2", "L3", ""])
    #expect(sheet.columns[2].width == 20)
    #expect(sheet.footer.first?.pieces.count == 5)
    #expect(outputs.codes.first?.codes == ["小学": "1"])
  }

  @Test func `a pipeline without outputs hands on no sheets`() throws {
    #expect(try MiniaturePipeline().load().outputs.sheets.isEmpty)
  }

  @Test func `a pipeline that builds on it changes one column and adds a sheet`() throws {
    var pipeline = Self.pipeline
    pipeline.files["province/pipeline.yaml"] = "extends: mini\nversion: \"2\"\n"
    pipeline.files["province/outputs.yaml"] = """
      sheets:
        - {id: schools, columns: [{id: area, digits: 3}, {id: passed, remove: true}], footer: []}
        - {id: figures, remove: true}
      """
    let sheets = try pipeline.load("province").outputs.sheets
    #expect(sheets.map(\.id) == ["schools"])
    #expect(sheets.first?.columns.map(\.id) == ["number", "type", "name", "area"])
    #expect(sheets.first?.columns.last?.digits == 3)
  }

  @Test func `the clauses of sheets and codes are told as unconfirmed`() throws {
    let items = try Self.pipeline.load().unconfirmed.map(\.item)
    #expect(items == ["输出代码 类型", "输出表 表一", "输出表 表二"])
  }

  static let spoilt: [Spoilt] = [
    Spoilt(
      file, "indicator: R1, show: value", "indicator: R9, show: value", "there is no indicator R9"),
    Spoilt(file, "value: 学校名称", "value: 学校名", "there is no field '学校名'"),
    Spoilt(file, "codes: kind", "codes: kinds", "there is no code map kinds; did you mean kind?"),
    Spoilt(file, "map: {小学", "map: {大学", "the code list school_type has no 大学"),
    Spoilt(
      file, "id: name, header: 学校›名称", "id: type, header: 学校›名称", "the column type is there twice"),
    Spoilt(
      file, "header: 学校›名称", "header: 学校›类型", "the column header 学校›类型 is there twice"),
    Spoilt(file, "name: 表二", "name: 表一", "the output sheet name 表一 is there twice"),
    Spoilt(file, "name: 表二", "name: 表/二", "表/二 is no name for a sheet"),
    Spoilt(
      file, "name: 表二", "name: 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二 is no name for a sheet"),
    Spoilt(file, "stage: 小学}]\n", "stage: 中学}]\n", "there is no stage 中学"),
    Spoilt(file, "{#primary}", "{#junior}", "there is no block junior"),
    Spoilt(file, "{#primary.passed=是}", "{#primary.pass=是}", "there is no column pass"),
    Spoilt(file, "{年份|0}", "{年份}", "{年份} is a number and needs its decimals"),
    Spoilt(file, "{年份|0}", "{年份|12}", "the decimals in {年份|12} must be 0 to 9"),
    Spoilt(file, "{年份|0}年）", "{年份|0", "a { has no }"),
    Spoilt(
      file, "{id: line, header: 项目, show: line}", "{id: line, header: 项目, show: line_text}",
      "line_text of the column line does not go with rows: stages"),
    Spoilt(file, "name: 平均, show: mean", "name: 平均, show: value", "the line mean lacks show"),
    Spoilt(file, "width: 20", "width: 0", "the width must be above 0, at most 120"),
    Spoilt(file, "show: value, digits: 2", "show: value, digits: 10", "digits must be 0 to 9"),
    Spoilt(
      file, "rows: parts", "rows: schools",
      "rows must be one of county, parts, stages, lines, items"),
  ]

  @Test(arguments: spoilt)
  func `what cannot be written is told with its place`(_ spoilt: Spoilt) throws {
    var pipeline = Self.pipeline
    pipeline.replace(spoilt.old, in: spoilt.file, with: spoilt.new)
    let errors = try pipeline.errors()
    #expect(errors.contains { $0.contains(spoilt.error) }, "\(errors.joined(separator: "\n"))")
  }
}
