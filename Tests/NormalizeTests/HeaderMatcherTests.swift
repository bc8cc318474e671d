// SPDX-License-Identifier: Apache-2.0
// HeaderMatcherTests: which column means which field.

import DataModel
import Normalize
import Testing

struct HeaderMatcherTests {
  /// The pairs that are confused most, each with its own value.
  @Test(arguments: [
    ("教职工", "staff", "专任教师", "teachers"), ("占地面积", "land_area", "建筑面积", "floor_area"),
    ("师生比", "teacher_pupil", "生师比", "pupil_teacher"),
    ("教学用房", "teaching_area", "教学及辅助用房", "teaching_support_area"),
  ])
  func `words that look alike keep their fields`(
    _ first: String, _ firstField: String, _ second: String, _ secondField: String
  ) {
    for (left, right) in [(first, second), (second, first)] {
      let reading = Reading(
        "学校代码|学校名称|办学类型|在校学生数|\(left)|\(right)\n2199000001|示例小学|小学|=100|=1|=2")
      let leftField = left == first ? firstField : secondField
      let rightField = left == first ? secondField : firstField
      #expect(reading.values("school", leftField) == ["1"])
      #expect(reading.values("school", rightField) == ["2"])
      #expect(reading.findings == [])
    }
  }

  @Test func `one of two alike alone is not taken for the other`() {
    let reading = Reading("学校代码|学校名称|办学类型|在校学生数|教职工\n2199000001|示例小学|小学|=100|=1")
    #expect(reading.values("school", "staff") == ["1"])
    #expect(reading.values("school", "teachers") == [])
  }

  @Test func `a path outranks a leaf`() {
    let reading = Reading(
      """
      姓名 | 身份证件号 | 性别 | 第一学历 | < | 最高学历 | < | 任教学科
      ^ | ^ | ^ | 学历 | 毕业院校 | 学历 | 所学专业 | ^
      张三 | 990121198009150011 | 男 | 专科 | 甲校 | 本科 | 数学 | 语文
      """)
    #expect(reading.values("teachers", "first_degree") == ["专科"])
    #expect(reading.values("teachers", "first_school") == ["甲校"])
    #expect(reading.values("teachers", "degree") == ["本科"])
    #expect(reading.values("teachers", "major") == ["数学"])
    #expect(reading.findings == [])
  }

  @Test func `two columns never share a field`() {
    let reading = Reading("年级|班号|学生数|班级人数\n一年级|1班|=40|=41")
    #expect(reading.values("classes", "pupils") == ["40"])
    #expect(reading.findings == ["header-is-unambiguous@D1"])
    #expect(reading.result.account.quarantined == 2)
  }

  @Test func `a weak word yields to a better one and serves without it`() {
    let both = Reading("楼栋|房间号|用房类别|面积|使用面积\n1号楼|101|生活用房|=1|=2")
    #expect(both.values("rooms", "area") == ["2"])
    #expect(both.findings == ["header-is-unambiguous@D1"])
    #expect(Reading("楼栋|房间号|类别|面积\n1号楼|101|生活用房|=1").values("rooms", "area") == ["1"])
  }

  @Test func `weak words alone make no table`() {
    let reading = Reading("类别|面积|人数\n甲|=1|=2")
    #expect(reading.result.tables == [])
    #expect(reading.findings == ["sheet-holds-a-known-table@"])
    #expect(reading.result.account.quarantined == 6)
  }

  @Test func `an almost known header is not used and is suggested`() {
    let reading = Reading("年级|班号|学生数|男声数\n一年级|1班|=40|=20")
    #expect(reading.values("classes", "boys") == [])
    #expect(reading.findings == ["header-is-almost-known@D1"])
    #expect(reading.result.findings.first?.suggestion == "男生数")
  }

  @Test func `an unknown header is one finding for its column`() {
    let reading = Reading("年级|班号|学生数|营养餐\n一年级|1班|=40|=20\n一年级|2班|=40|=20")
    #expect(reading.findings == ["header-is-known@D1"])
    #expect(reading.result.account.quarantined == 3)
  }

  @Test func `a required column that is missing is a finding at the header`() {
    let reading = Reading("班级台账|<\n年级|班号\n一年级|1班")
    #expect(reading.findings == ["required-column-is-present@A2:B2"])
    #expect(reading.result.findings.first?.field == "pupils")
  }

  @Test func `a unit in brackets asks for a number`() {
    let reading = Reading("班级台账|<|<|<\n年级|班号（个）|学生数|班级\n一年级|=3|=40|1班")
    #expect(reading.values("classes", "class") == ["1班"])
  }

  @Test func `a traditional header is read`() {
    #expect(Reading("年級|班號|學生數\n一年级|1班|=40").values("classes", "pupils") == ["40"])
  }

  @Test func `the title decides between forms that fit alike`() {
    let reading = Reading("用房情况\n学校代码|楼栋|面积\n2199000001|1号楼|=5")
    #expect(reading.result.tables.map(\.form) == ["rooms"])
  }
}
