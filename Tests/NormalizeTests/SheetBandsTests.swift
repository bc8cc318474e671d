// SPDX-License-Identifier: Apache-2.0
// SheetBandsTests: tables that stand beside each other.

import DataModel
import Normalize
import Testing

struct SheetBandsTests {
  @Test func `one header printed twice is two tables`() {
    let reading = Reading(
      """
      班级台账 | < | < | < | < | < | < | < | <
      序号 | 年级 | 班号 | 学生数 | | 序号 | 年级 | 班号 | 学生数
      =1 | 一年级 | 1班 | =40 | | =3 | 二年级 | 1班 | =42
      =2 | 一年级 | 2班 | =41 | | =4 | 二年级 | 2班 | =43
      小计 | | | =81 | | 小计 | | | =85
      """)
    #expect(reading.values("classes", "pupils") == ["40", "41", "42", "43"])
    #expect(reading.values("classes", "grade") == ["一年级", "一年级", "二年级", "二年级"])
    #expect(reading.result.account.quarantined == 0)
    #expect(reading.findings == [])
  }

  @Test func `a header printed three times without a gap is three tables`() {
    let reading = Reading(
      """
      学校：示例小学 | | | | | | | | 单位：人
      年级 | 班号 | 学生数 | 年级 | 班号 | 学生数 | 年级 | 班号 | 学生数
      一年级 | 1班 | =40 | 二年级 | 1班 | =41 | 七年级 | 1班 | =42
      填表人：张三 | | | 审核人：李四 | | | 2025年9月1日 | |
      """)
    #expect(reading.values("classes", "pupils") == ["40", "41", "42"])
    #expect(reading.values("classes", "school_name") == ["示例小学", "示例小学", "示例小学"])
    #expect(reading.result.account.ignored == ["signature": 3])
    #expect(reading.findings == [])
  }

  @Test func `two lists with an empty column between them are both read`() {
    let reading = Reading(
      """
      班级台账 | | | | 校舍与功能室 | | |
      年级 | 班号 | 学生数 | | 楼栋 | 房间号 | 用房类别 | 使用面积
      一年级 | 1班 | =40 | | 1号楼 | 101 | 生活用房 | =60
      一年级 | 2班 | =41 | | | 102 | 生活用房 | =61
      二年级 | 1班 | =42 | | | | |
      """)
    #expect(reading.values("classes", "pupils") == ["40", "41", "42"])
    #expect(reading.values("rooms", "area") == ["60", "61"])
    #expect(reading.values("rooms", "building") == ["1号楼", "1号楼"])
    #expect(reading.findings == [])
  }

  @Test func `a table below two that stand beside each other is read whole`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数 | | 年级 | 班号 | 学生数
      一年级 | 1班 | =40 | | 二年级 | 1班 | =41
      校舍与功能室
      楼栋 | 房间号 | 用房类别 | 使用面积 | 造价
      1号楼 | 101 | 生活用房 | =60 | =5
      """)
    #expect(reading.values("classes", "pupils") == ["40", "41"])
    #expect(reading.values("rooms", "cost") == ["5"])
    #expect(reading.findings == [])
  }

  @Test func `an empty column does not divide a list into halves`() {
    let reading = Reading(
      """
      教师花名册
      姓名 | 身份证件号 | 性别 | | 学历 | 任教学科 | 是否骨干
      张三 | 990121198009150011 | 男 | | 本科 | 语文 | 是
      """)
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(reading.values("teachers", "degree") == ["本科"])
    #expect(reading.values("teachers", "name") == ["张三"])
  }

  @Test func `two pairs of a form beside each other are no lists`() {
    let reading = Reading(
      """
      学校基本情况 | | | |
      学校代码 | 2199000001 | | 学校名称 | 示例小学
      办学类型 | 小学 | | 在校学生数 | =100
      教职工数 | =20 | | 专任教师数 | =18
      """)
    #expect(reading.result.tables.map(\.form) == ["school"])
    #expect(reading.values("school", "teachers") == ["18"])
    #expect(reading.findings == [])
  }
}
