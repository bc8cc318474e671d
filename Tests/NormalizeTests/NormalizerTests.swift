// SPDX-License-Identifier: Apache-2.0
// NormalizerTests: whole sheets through the stage's one entrance.

import DataModel
import Normalize
import Testing

struct NormalizerTests {
  @Test func `a plain list gives a record for each row`() {
    let reading = Reading(
      """
      序号 | 年级 | 班号 | 学生数 | 男生数 | 女生数
      =1 | 一年级 | 1班 | =45 | =23 | =22
      =2 | 七年级 | 2班 | =50 | =25 | =25
      """)
    #expect(reading.values("classes", "class") == ["1班", "2班"])
    #expect(reading.values("classes", "pupils") == ["45", "50"])
    #expect(reading.values("classes", "stage") == ["小学", "初中"])
    #expect(reading.findings == [])
    #expect(reading.result.account.ignored == ["serial": 2])
    #expect(
      reading.result.tables.first?.column("pupils")?.origins.first??.reference.description == "D2")
  }

  @Test func `a label and value form gives one record`() {
    let reading = Reading(
      """
      示例小学基本情况表 | < | < | < | <
       | | | | 面积单位：平方米（注明亩的除外）
      学校代码： | 2199000001 | | 学校名称 | 示例小学
      办学类型 | 完全小学 | | 在校学生数 | １２０人
      占地面积（亩） | =3 | | 建筑面积 | 1,200.5
      注：请如实填写，学校公章：
      """)
    #expect(reading.values("school", "school_code") == ["2199000001"])
    #expect(reading.values("school", "school_type") == ["小学"])
    #expect(reading.values("school", "students") == ["120"])
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.values("school", "floor_area") == ["1200.5"])
    #expect(reading.findings == [])
    #expect(reading.result.account.ignored == ["note": 1])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a roster is read with its own form`() {
    let result = Reading.normalizer.normalizeRoster(
      Grid.workbook("学校标识码 | 学校名称 | 县区代码 | 县区名称\n2199000001 | 示例小学 | 990121 | 示例县"))
    #expect(result.tables.map(\.form) == ["roster"])
    #expect(result.tables.first?.rowCount == 1)
    #expect(result.account.balances)
  }
}
