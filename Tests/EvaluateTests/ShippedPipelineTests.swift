// SPDX-License-Identifier: Apache-2.0
// ShippedPipelineTests: the declared standard, from records to verdicts.

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite struct ShippedPipelineTests {
  private let definitions: DefinitionSet

  init() throws {
    definitions = try LoadedPipelines.named("quality-balance-2017")
  }

  private func table(_ form: String, sheet: Int, _ lines: [String]) -> RecordTable {
    SampleTables.table(form, sheet: sheet, in: definitions, lines.joined(separator: "\n"))
  }

  private func evaluate(type: String, classes: [String], rooms: [String] = []) -> Evaluation {
    let tables = [
      table(
        "basic", sheet: 0,
        ["学校代码 | 学校名称 | 办学类型 | 县区代码", "3199000001 | 示例学校 | \(type) | 990121"]),
      table("classes", sheet: 1, ["年级 | 学段 | 班号 | 学生数"] + classes),
      table(
        "teachers", sheet: 2,
        [
          "姓名 | 岗位类别 | 任教学段 | 最高学历 | 任教学科 | 是否骨干",
          "甲 | 专任教师 | 小学 | 专科 | 体育 | 是", "乙 | 专任教师 | 初中 | 专科 | 语文 | 否",
          "丙 | 专任教师 | 初中 | 硕士 | 美术 | 是", "丁 | 行政人员 | 初中 | 本科 | 音乐 | 是",
        ]),
      table(
        "rooms", sheet: 3,
        ["房间号 | 用途 | 用房类别 | 使用面积 | 是否网络多媒体教室"]
          + (rooms.isEmpty
            ? ["1 | 普通教室 | 教学及辅助用房 | 23226 | 是", "2 | 运动场 | 体育运动场馆 | 397 | 否"]
            : rooms)),
      table(
        "assets", sheet: 4,
        [
          "资产编号 | 设备名称 | 资产类别 | 数量 | 资产原值 | 使用状况",
          "1 | 计算机 | 教学仪器设备 | 1 | 7940 | 在用", "2 | 计算机 | 教学仪器设备 | 1 | 5000 | 报废",
        ]),
    ]
    return Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("990121_示例县01/a.xlsx", tables)], roster: nil,
      year: 2025, previousLedger: nil)
  }

  private static let nineYears =
    (1...2).map { "一年级 | 小学 | \($0)班 | 83" } + (1...3).map { "七年级 | 初中 | \($0)班 | 70" }

  /// The pupils and the amount of oracle O2.
  @Test func `a nine-year school gives all seven numerators of both parts`() throws {
    let result = evaluate(type: "九年一贯制学校", classes: Self.nineYears)
    let primary = try #require(result.part("3199000001", "小学"))
    let junior = try #require(result.part("3199000001", "初中"))
    func numerators(_ part: SchoolPartResult) -> [Double] {
      part.indicators.compactMap { $0.numerator.number?.doubleValue }
    }
    #expect(primary.pupils == .number(ExactNumber(166)))
    #expect(junior.pupils == .number(ExactNumber(210)))
    let expectedPrimary = [1, 1, 1, 9711.627204030227, 166, 3320, 166.0 / 397]
    let expectedJunior = [1, 1, 1, 13514.372795969773, 231, 4620, 231.0 / 397]
    for (found, expected) in [
      (numerators(primary), expectedPrimary), (numerators(junior), expectedJunior),
    ] {
      try #require(found.count == 7)
      for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-9) }
    }
  }

  @Test func `an unknown room leaves only what it may belong to undecided`() throws {
    let result = evaluate(
      type: "小学", classes: ["一年级 | 小学 | 1班 | 40"],
      rooms: [
        "1 | 普通教室 | ? | 60 | 是", "2 | 运动场 | 体育运动场馆 | 400 | 否",
        "3 | 普通教室 | 教学及辅助用房 | 300 | 是",
      ])
    let part = try #require(result.part("3199000001", "小学"))
    let undecided = part.indicators.filter { $0.status == .undecided }.map(\.indicator)
    #expect(undecided == ["R4", "R5"])
  }

  @Test func `a room that meets two words for sports counts once`() throws {
    let result = evaluate(
      type: "小学", classes: ["一年级 | 小学 | 1班 | 40"],
      rooms: [
        "1 | 室内体育用房（体育馆） | 教学及辅助用房 | 800 | 否", "2 | 运动场 | 体育运动场馆 | 400 | 否",
      ])
    let part = try #require(result.part("3199000001", "小学"))
    #expect(part.inputs[5].value == .number(ExactNumber(800)))
    #expect(part.indicators[4].numerator == .number(ExactNumber(1200)))
  }

  private func teachers(_ header: String, _ rows: [String]) throws -> SchoolPartResult {
    let tables = [
      table("basic", sheet: 0, ["学校代码 | 学校名称 | 办学类型 | 县区代码", "2199000001 | 示例学校 | 小学 | 990121"]),
      table("classes", sheet: 1, ["年级 | 学段 | 班号 | 学生数", "一年级 | 小学 | 1班 | 40"]),
      table("teachers", sheet: 2, [header] + rows),
    ]
    let result = Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("990121_示例县01/a.xlsx", tables)], roster: nil,
      year: 2025, previousLedger: nil)
    return try #require(result.part("2199000001", "小学"))
  }

  @Test(arguments: [
    ("岗位类别 | 是否骨干 | 骨干级别", ["专任教师 | ? | 县级", "专任教师 | 是 | 市级"], nil),
    ("岗位类别 | 骨干级别", ["专任教师 | 县级", "专任教师 | 校级"], 1),
    ("岗位类别 | 任教学段 | 是否骨干", ["专任教师 |  | 是", "专任教师 | 小学 | 是"], nil),
    ("岗位类别 | 任教学段 | 是否骨干", ["专任教师 |  | 是", "专任教师 |  | 否"], 1),
    ("岗位类别 | 是否骨干", ["专任教师 | 是", "专任教师 | 是"], 2),
  ]) func `an absent column leads to another way, an unreadable cell to none`(
    header: String, rows: [String], backbone: Int?
  ) throws {
    let part = try teachers(header, rows)
    #expect(part.inputs[2].value.number == backbone.map { ExactNumber($0) })
  }

  @Test(arguments: [
    ("小学教学点", 49, false), ("小学教学点", 50, true), ("培智学校", 60, false), ("小学", 10, true),
  ]) func `special schools and small teaching points are outside`(
    type: String, pupils: Int, isInScope: Bool
  ) {
    let result = evaluate(type: type, classes: ["一年级 | 小学 | 1班 | \(pupils)"])
    #expect(result.schools.map(\.isInScope) == [isInScope])
    #expect(result.part("3199000001", "小学")?.isInScope == isInScope)
  }

  /// Oracle O13: the published floors of all thresholds.
  @Test func `the declared thresholds have the published floors`() {
    let published = [
      "R1": ["3.57", "4.505"], "R2": ["0.85", "0.85"], "R3": ["0.765", "0.765"],
      "R4": ["3.825", "4.93"], "R5": ["6.375", "8.67"], "R6": ["1700", "2125"],
      "R7": ["1.955", "2.04"],
    ]
    let share = definitions.standard.schoolVerdict.floorShare
    for (indicator, floors) in published {
      let limits = definitions.standard.thresholds[indicator]?.byStage
      let found = ["小学", "初中"].map { limits?[$0].map { $0 * share } }
      #expect(found == floors.map { SampleDefinitions.number($0) })
    }
  }

  @Test func `a form that another one stands in for is no fault of the data`() throws {
    let basic = table(
      "basic", sheet: 0,
      [
        "学校代码 | 学校名称 | 办学类型 | 县区代码 | 在校学生数 | 教学仪器设备值",
        "2199000001 | 示例学校 | 小学 | 990121 | 400 | 800000",
      ])
    let result = Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("a.xlsx", [basic])], roster: nil, year: 2025,
      previousLedger: nil)
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.indicators[5].value == .number(ExactNumber(2000)))
    let stoodIn = result.findings("form-has-a-substitute")
    #expect(stoodIn.map(\.form).sorted() == ["assets", "classes"])
    #expect(stoodIn.first { $0.form == "assets" }?.severity == .note)
    #expect(stoodIn.first { $0.form == "classes" }?.severity == .mustExplain)
    #expect(result.findings("form-is-handed-in").map(\.form).sorted() == ["rooms", "teachers"])
  }

  @Test func `every built-in finding has a sentence`() {
    let codes = [
      "value-is-given", "value-is-in-range", "school-is-identified", "school-is-on-roster",
      "school-names-agree", "form-is-handed-in", "form-has-a-substitute", "form-is-handed-in-once",
      "school-hands-in",
      "file-is-readable", "stage-has-pupils", "school-type-is-known", "county-is-known",
      "class-stage-fits-school-type", "stage-is-on-class-list", "key-is-unique",
      "table-is-read-once",
    ]
    let silent = codes.filter { definitions.messages.sentences[$0] == nil }
    #expect(silent.isEmpty, "messages.zh.yaml and messages.en.yaml lack \(silent)")
  }

  @Test func `a column that is not there is missing once, not for every teacher`() {
    let tables = [
      table("basic", sheet: 0, ["学校代码 | 学校名称 | 办学类型", "3199000001 | 示例学校 | 小学"]),
      table(
        "teachers", sheet: 1,
        ["姓名 | 岗位类别 | 任教学段", "甲 | 专任教师 | 小学", "乙 | 专任教师 | 小学", "丙 | 专任教师 | 小学"]),
    ]
    let result = Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("990121_示例县/a.xlsx", tables)], roster: nil,
      year: 2025, previousLedger: nil)
    #expect(result.findings("full-time-teacher-has-subject").count == 1)
  }
}
