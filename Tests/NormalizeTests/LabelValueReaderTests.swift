// SPDX-License-Identifier: Apache-2.0
// LabelValueReaderTests: forms with a label beside or above each value.

import DataModel
import Normalize
import Testing

struct LabelValueReaderTests {
  @Test func `merged value cells and blank values keep their cells`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | < | 学校名称 | 示例小学 | <
      办学类型 | 小学 | < | 在校学生数 | |
      教职工数 | =20 | < | 专任教师数 | =18 | <
      """)
    #expect(reading.values("school", "students") == ["?blank"])
    let students = reading.result.tables.first?.column("students")
    #expect(students?.origins.first??.reference.description == "E2")
    #expect(reading.values("school", "teachers") == ["18"])
    #expect(reading.findings == [])
  }

  @Test func `labels above their values are read`() {
    let reading = Reading(
      """
      学校代码 | 学校名称 | 办学类型
      2199000001 | 示例小学 | 小学
      在校学生数 | 教职工数 | 专任教师数
      =100 | =20 | =18
      """)
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.values("school", "staff") == ["20"])
    #expect(reading.findings == [])
  }

  @Test func `a numbered form with a column of units is read`() {
    let reading = Reading(
      """
      学校基本情况 | < | < | <
      序号 | 填报项目 | 单位 | 填报值
      =1 | 学校代码 | | 2199000001
      =2 | 学校名称 | | 示例小学
      =3 | 办学类型 | | 小学
      =4 | 在校学生数 | 人 | =100
      =5 | 占地面积 | 亩 | =3
      """)
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.values("school", "students") == ["100"])
  }

  @Test func `a label with its value in one cell is read`() {
    let reading = Reading("学校代码：2199000001\n学校名称：示例小学\n办学类型：小学\n在校学生数：１００人")
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.findings == [])
  }

  @Test func `a label nobody knows is a finding with its value set aside`() {
    let reading = Reading("学校代码|2199000001\n学校名称|示例小学\n办学类型|小学\n在校学生数|=5\n邮政编码|100000")
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a list of schools is read as a list though the form may be both`() {
    let reading = Reading(
      """
      序号 | 学校代码 | 学校名称 | 办学类型 | 在校学生数
      =1 | 2199000001 | 示例小学 | 小学 | =100
      =2 | 3199000001 | 示例初中 | 初中 | =200
      """)
    #expect(reading.result.tables.map(\.rowCount) == [2])
    #expect(reading.values("school", "students") == ["100", "200"])
  }

  @Test func `a list below a form is read too`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | 学校名称 | 示例小学
      办学类型 | 小学 | 在校学生数 | =45
      班级台账 | < | <
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      """)
    #expect(reading.result.tables.map(\.form) == ["school", "classes"])
    #expect(reading.findings == [])
  }
}
