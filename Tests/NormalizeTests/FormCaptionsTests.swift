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
}
