// SPDX-License-Identifier: Apache-2.0
// UnitPrecedenceTests: which of several units holds: cell, column, unit column, note, default.

import DataModel
import Normalize
import Testing

struct UnitPrecedenceTests {
  private func form(_ label: String, _ unit: String, _ value: String, note: String = "") -> Reading
  {
    Reading(
      """
      学校基本情况 | < | < | \(note)
      序号 | 填报项目 | 单位 | 填报值
      =1 | 学校代码 | | 2199000001
      =2 | 学校名称 | | 示例小学
      =3 | 办学类型 | | 小学
      =4 | \(label) | \(unit) | \(value)
      """)
  }

  @Test(arguments: [
    ("占地面积（亩）", "", "=3", "2000"), ("占地面积", "亩", "=3", "2000"),
    ("占地面积（亩）", "亩", "=3", "2000"), ("占地面积", "", "=3", "3"), ("占地面积", "平方米", "3亩", "2000"),
  ])
  func `the nearer unit outranks the farther`(
    _ label: String, _ unit: String, _ value: String, _ area: String
  ) {
    #expect(form(label, unit, value).values("school", "land_area") == [area])
  }

  @Test func `a note holds where nothing nearer says a unit`() {
    #expect(
      form("占地面积", "", "=3", note: "单位：亩").values("school", "land_area") == ["2000"])
    #expect(
      form("占地面积", "平方米", "=3", note: "单位：亩").values("school", "land_area") == ["3"])
  }

  @Test func `a label and the unit column that disagree are a finding and give no value`() {
    let reading = form("占地面积（亩）", "公顷", "=3")
    #expect(reading.values("school", "land_area") == ["?unreadable"])
    #expect(reading.findings.first == "units-agree@B6")
  }

  @Test func `units of the same size do not disagree`() {
    let reading = form("在校学生数（人）", "名", "=3")
    #expect(reading.values("school", "students") == ["3"])
    #expect(reading.findings == [])
  }
}
