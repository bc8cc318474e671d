// SPDX-License-Identifier: Apache-2.0
// FormCaptionsTests: forms with one label in each row under captions.

import DataModel
import Normalize
import Testing

struct FormCaptionsTests {
  @Test func `captions are no labels and name the column of the values`() {
    let reading = Reading(
      """
      学校基本情况 | < | < | < | < | < | <
      序号 | 类别 | 填报项目 | 单位 | 填报值 | 是否必填 | 备注
      =1 | 基本信息 | 学校代码 | | 2199000001 | 是 |
      =2 | 基本信息 | 学校名称 | | 示例小学 | 是 | 全称
      =3 | 基本信息 | 办学类型 | | 小学 | 是 |
      =4 | 学生 | 在校学生数 | 人 | =100 | 是 |
      =5 | 办学条件 | 占地面积 | 亩 | =3 | 否 |
      """)
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `numbers of the rows between label and value are not the values`() {
    let reading = Reading(
      """
      指标名称 | 代码 | 计量单位 | 指标值
      学校代码 | 01 | | 2199000001
      学校名称 | 02 | | 示例小学
      办学类型 | 03 | | 小学
      在校学生数 | 04 | 人 | =100
      邮政编码 | 05 | | 100000
      """)
    #expect(reading.values("school", "school_code") == ["2199000001"])
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.findings == ["header-is-known@A6"])
    #expect(reading.result.account.quarantined == 2)
  }

  @Test func `a blank value under its caption is missing, whatever stands beside it`() {
    let reading = Reading(
      """
      项目 | 单位 | 数值 | 备注
      学校代码 | | 2199000001 |
      学校名称 | | 示例小学 |
      办学类型 | | 小学 |
      在校学生数 | 人 | | =5
      """)
    #expect(reading.values("school", "students") == ["?blank"])
  }

  @Test func `labels above the captions do not hide them`() {
    let reading = Reading(
      """
      学校基本情况 | < | < | < | < | < | <
      学校名称：示例小学 | | | | | 单位：人 |
      序号 | 类别 | 填报项目 | 单位 | 填报值 | 是否必填 | 备注
      =1 | 基本信息 | 学校代码 | | 2199000001 | 是 |
      =2 | 基本信息 | 办学类型 | | 小学 | 是 |
      =3 | 学生 | 在校学生数 | 人 | =100 | 是 |
      """)
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  /// Rows of a form with a unit, a value and what else stands beside it.
  private static func form(_ captions: String, _ row: (Int, String, String, String) -> String)
    -> Reading
  {
    let rows = [
      ("学校代码", "—", "2199000001"), ("学校名称", "—", "示例小学"), ("办学类型", "—", "小学"),
      ("在校学生数", "人", "=100"), ("占地面积", "亩", "=3"),
    ]
    let lines = rows.enumerated().map { row($0 + 1, $1.0, $1.1, $1.2) }
    return Reading("学校基本情况\n" + ([captions] + lines).joined(separator: "\n"))
  }

  private static func expectWhole(
    _ reading: Reading, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      reading.values("school", "school_code") == ["2199000001"], sourceLocation: sourceLocation)
    #expect(reading.values("school", "school_name") == ["示例小学"], sourceLocation: sourceLocation)
    #expect(reading.values("school", "students") == ["100"], sourceLocation: sourceLocation)
    #expect(reading.values("school", "land_area") == ["2000"], sourceLocation: sourceLocation)
    #expect(reading.findings == [], sourceLocation: sourceLocation)
    #expect(reading.result.account.quarantined == 0, sourceLocation: sourceLocation)
  }

  @Test func `a word for labels or values names the values behind other labels`() {
    Self.expectWhole(
      Self.form("序号 | 采集项目 | 单位 | 填报内容 | 是否必填") { "=\($0) | \($1) | \($2) | \($3) | 是" })
  }

  @Test func `the same word names labels where another caption names the values`() {
    Self.expectWhole(Self.form("填报内容 | 单位 | 数值") { "\($1) | \($2) | \($3)" })
  }

  @Test func `row codes and units with a dash are no values`() {
    Self.expectWhole(Self.form("指标名称 | 代码 | 计量单位 | 本年实际") { "\($1) | =\($0) | \($2) | \($3)" })
  }

  @Test func `last year's figures are not this year's`() {
    let reading = Self.form("项目 | 单位 | 上年 | 本年") { "\($1) | \($2) | =7 | \($3)" }
    Self.expectWhole(reading)
    #expect(reading.result.account.ignored == ["other_period": 5])
  }

  @Test func `a form with figures of last year alone gives none`() {
    let reading = Self.form("项目 | 单位 | 上年") { "\($1) | \($2) | \($3)" }
    #expect(reading.result.tables.allSatisfy { $0.rowCount == 0 })
    #expect(reading.findings == ["value-column-is-clear@C3:C7"])
    #expect(reading.result.account.quarantined == 5)
  }

  @Test(arguments: ["甲小学 | 乙小学", "小学 | 初中", "数值 | 指标值"])
  func `of two columns that may hold the values none is taken`(_ captions: String) {
    let reading = Self.form("项目 | 单位 | \(captions)") { "\($1) | \($2) | \($3) | \($3)" }
    #expect(reading.result.tables.allSatisfy { $0.rowCount == 0 })
    #expect(reading.findings == ["value-column-is-clear@C3:D7"])
    let named = "C " + captions.split(separator: " | ").joined(separator: "、D ")
    #expect(reading.result.findings.first?.facts["columns"] == named)
    #expect(reading.result.account.quarantined == 10)
  }

  @Test func `a column under the school's name holds the values where no other does`() {
    Self.expectWhole(Self.form("项目 | 单位 | 示例小学 | 备注") { "\($1) | \($2) | \($3) | 同上" })
  }

  @Test func `of two unknown columns the one with what the labels ask for holds the values`() {
    let reading = Self.form("项目 | 单位 | 示例小学 | 经手") { "\($1) | \($2) | \($3) | 见台账" }
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.result.account.quarantined == 5)
  }

  @Test func `a second row of captions tells last year from this one`() {
    Self.expectWhole(
      Self.form("项目 | 单位 | 数值 | <\n^ | ^ | 上年 | 本年") { "\($1) | \($2) | =7 | \($3)" })
  }

  @Test func `a caption over two columns is that of the labels in the second`() {
    Self.expectWhole(Self.form("项目 | < | 单位 | 填报值") { "情况 | \($1) | \($2) | \($3)" })
  }

  @Test func `each section may have captions of its own`() {
    let reading = Reading(
      """
      学校基本情况
      一、基本信息
      项目 | 内容
      学校代码 | 2199000001
      学校名称 | 示例小学
      办学类型 | 小学
      二、规模
      项目 | 单位 | 上年 | 本年
      在校学生数 | 人 | =7 | =100
      占地面积 | 亩 | =7 | =3
      """)
    Self.expectWhole(reading)
  }

  @Test func `years name this year's column and an earlier one`() {
    let sheet = Grid.sheet(
      "项目 | 2024年 | 2025年\n学校代码 | 2199000001 | 2199000001\n学校名称 | 示例小学 | 示例小学\n"
        + "办学类型 | 小学 | 小学\n在校学生数 | =90 | =100")
    let workbook = Workbook(format: "xlsx", sheets: [sheet])
    let result = Reading.normalizer.normalize(workbook, year: 2025)
    #expect(result.account.balances)
    #expect(result.tables.first?.column("students")?.values.map(Reading.shown) == ["100"])
  }
}
