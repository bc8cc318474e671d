// SPDX-License-Identifier: Apache-2.0
// HeaderRefinementTests: columns that their values settle, and columns whose values contradict them.

import DataModel
import Normalize
import Testing

struct HeaderRefinementTests {
  @Test func `a part of a word is enough where only one field has such values`() {
    let reading = Reading(
      """
      姓名 | 证号 | 性别 | 学历 | 任教学科 | 是否骨干
      张三 | 990121198009150011 | 男 | 本科 | 语文 | 是
      李四 | 990121198009150020 | 女 | 本科 | 数学 | 否
      """, name: "教师名册")
    #expect(reading.values("teachers", "id_no").first == "990121198009150011")
    #expect(reading.findings == [])
  }

  @Test func `two columns that may both be meant are left with a suggestion or none`() {
    let reading = Reading(
      """
      姓名 | 证号 | 件号 | 性别 | 学历 | 任教学科 | 是否骨干
      张三 | 990121198009150011 | 990121198009150011 | 男 | 本科 | 语文 | 是
      李四 | 990121198009150038 | 990121198009150038 | 女 | 本科 | 数学 | 否
      """, name: "教师名册")
    #expect(reading.values("teachers", "id_no") == [])
    #expect(reading.findings.contains { $0.hasPrefix("required-column-is-present") })
  }

  @Test func `the number of each thing is no serial number`() {
    let reading = Reading(
      """
      楼栋 | 编号 | 用房类别 | 使用面积
      1号楼 | A-101 | 生活用房 | =60
      1号楼 | A-102 | 生活用房 | =61
      """)
    #expect(reading.result.account.ignored == ["serial": 2])
    #expect(reading.findings == ["required-column-is-present@A1:D1"])
  }

  @Test func `of two columns for one field the one with its values is taken`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数 | 学生数
      一年级 | 1班 | 张三 | =40
      一年级 | 2班 | 李四 | =41
      """)
    #expect(reading.values("classes", "pupils") == ["40", "41"])
    #expect(reading.findings == ["header-is-unambiguous@C1"])
  }

  @Test func `a column of other values than its field's is said once for the column`() {
    let reading = Reading(
      """
      年级 | 班号 | 班主任 | 学生数
      一年级 | 1班 | =40 | 张三
      一年级 | 2班 | =41 | 李四
      二年级 | 1班 | =42 | 王五
      """)
    #expect(
      reading.findings.filter { $0.hasPrefix("column-") } == [
        "column-holds-its-field@C1", "column-holds-its-field@D1",
      ])
  }

  @Test func `a few wrong cells do not make a wrong column`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | 不少
      一年级 | 2班 | =41
      二年级 | 1班 | =42
      """)
    #expect(reading.findings == ["value-is-a-number@C2"])
  }
}
