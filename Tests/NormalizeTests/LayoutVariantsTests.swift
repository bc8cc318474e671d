// SPDX-License-Identifier: Apache-2.0
// LayoutVariantsTests: headers as schools draw them, read with the pipeline's own words.

import DataModel
import Normalize
import Testing

struct LayoutVariantsTests {
  private func read(_ drawing: String) throws -> Reading {
    let normalizer = try #require(RealWordsTests.normalizer)
    return Reading(Grid.workbook(drawing), with: normalizer)
  }

  @Test func `group words without merges spread over the blanks beside them`() throws {
    let reading = try read(
      """
      示例县教师花名册 | < | < | < | < | < | < | <
      序号 | 姓名 | 身份证件号 | 性别 | 第一学历 | | 最高学历 | | 岗位类别 | 任教学科 | 是否骨干
       | | | | 学历 | 毕业院校 | 学历 | 专业 | | |
      =1 | 张三 | 990121198009150011 | 男 | 专科 | 甲校 | 本科 | 数学 | 专任教师 | 语文 | 是
      """)
    #expect(reading.values("teachers", "first_degree") == ["专科"])
    #expect(reading.values("teachers", "first_school") == ["甲校"])
    #expect(reading.values("teachers", "degree_school") == [])
    #expect(reading.values("teachers", "degree") == ["本科"])
    #expect(reading.findings == [])
  }

  @Test func `a header of three rows with keys above and numbers below is read`() throws {
    let reading = try read(
      """
       | F01 | F02 | F03 | F04 | F05 | F06 | F07 | F08 | F09 | F10 | F11
       | 义务教育学校教师情况 | < | < | < | < | < | < | < | < | < | <
       | | | | | | | | | | | 单位：人
       | 序号 | 基 本 信 息 | < | < | 学 历 情 况 | < | < | < | 任教学科 | 岗位类别 | 是否骨干
       | ^ | 姓 名 | 身份\\n证号 | 性别 | 第一学历 | < | 最高学历 | < | ^ | ^ | ^
       | ^ | ^ | ^ | ^ | 学历 | 毕业院校 | 学历 | 所学专业 | ^ | ^ | ^
       | 甲 | 乙 | 丙 | 丁 | 1 | 2 | 3 | 4 | 5 | 6 | 7
       | =1 | 张三 | 990121198009150011 | 男 | 专科 | 甲校 | 本科 | 数学 | 语文 | 专任教师 | 是
      """)
    #expect(reading.values("teachers", "name") == ["张三"])
    #expect(reading.values("teachers", "first_school") == ["甲校"])
    #expect(reading.values("teachers", "major") == ["数学"])
    #expect(
      reading.result.account.ignored == ["column_numbers": 11, "key_row": 11, "serial": 1])
    #expect(reading.findings == [])
  }

  @Test func `a word broken over two rows is one word`() throws {
    let reading = try read(
      """
      序 | 资产 | 设备 | 资产 | 数 | 资产 | 使用
      号 | 编号 | 名称 | 类别 | 量 | 原值 | 状况
      =1 | A1 | 钢琴 | 教学仪器设备 | =1 | =8000 | 在用
      """)
    #expect(reading.values("assets", "asset_no") == ["A1"])
    #expect(reading.values("assets", "qty") == ["1"])
    #expect(reading.result.account.ignored == ["serial": 1])
    #expect(reading.findings == [])
  }

  @Test func `编号 over each asset's own number is that number`() throws {
    let reading = try read(
      "编号|名称|类别|数量|金额|状态\nA1|钢琴|教学仪器设备|=1|=8000|在用\nA2|钢琴|教学仪器设备|=1|=8|在用")
    #expect(reading.values("assets", "asset_no") == ["A1", "A2"])
    #expect(reading.findings == [])
  }

  @Test func `a numbered form keeps its unknown items apart`() throws {
    let reading = try read(
      """
      序号 | 类别 | 填报项目 | 单位 | 填报值 | 是否必填 | 备注说明
      =1 | 基本信息 | 学校名称 | - | 示例小学 | 是 |
      =2 | ^ | 办学类型 | - | 小学 | 是 | 小学/初中
      =3 | 学生 | 在校生总数 | 人 | =500 | 是 |
      =4 | 办学条件 | 校园占地面积 | 亩 | =30 | 是 |
      =5 | ^ | 校舍建筑面积 | 平方米 | | 是 |
      =6 | ^ | 教学班数量 | 个 | 12个 | 是 |
      =7 | ^ | 营养改善计划人数 | 人 | =3 | 否 |
      """)
    #expect(reading.values("basic", "land_area") == ["20000"])
    #expect(reading.values("basic", "building_area") == ["?blank"])
    #expect(reading.values("basic", "classes") == ["12"])
    #expect(reading.findings == ["header-is-known@C8"])
  }

  @Test func `a list of unknown columns is not made a form of its values`() throws {
    let reading = try read(
      """
      姓甚 | 名谁 | 备考一 | 备考二
      一年级 | 1班 | 男 | 本科
      二年级 | 1班 | 女 | 本科
      """)
    #expect(reading.result.tables == [])
    #expect(reading.findings == ["sheet-holds-a-known-table@"])
  }

  @Test func `the title of the next page is no record, whatever column it stands in`() throws {
    let reading = try read(
      """
      教师花名册
      姓名 | 身份证件号 | 性别 | 岗位类别 | 学历 | 任教学科 | 是否骨干
      张三 | 990121198009150011 | 男 | 专任教师 | 本科 | 语文 | 是
      示例小学教师花名册（续表）
      单位：人
      姓名 | 身份证件号 | 性别 | 岗位类别 | 学历 | 任教学科 | 是否骨干
      李四 | 990121198009150020 | 女 | 专任教师 | 本科 | 语文 | 否
      """)
    #expect(reading.values("teachers", "name") == ["张三", "李四"])
    #expect(reading.result.account.quarantined == 0)
    #expect(reading.findings == [])
  }
}
