// SPDX-License-Identifier: Apache-2.0
// SentenceLabelsTests: values that were filled into the blanks of sentences.

import DataModel
import Normalize
import Testing

struct SentenceLabelsTests {
  private static let head = "学校基本情况表\n学校代码：2199000001\n学校名称：示例小学\n办学类型：小学\n"

  private func read(_ sentence: String) -> Reading {
    // In a drawing `_` is a space, so blanks are drawn with the wide underscore.
    Reading(Self.head + sentence)
  }

  @Test(arguments: [
    ("本校现有在校学生＿500＿人，其中教职工＿40＿人。", "500", "40"),
    ("本校现有在校学生＿＿＿500＿＿＿人，教职工＿＿＿人。", "500", "?blank"),
    ("在校学生数（500）人；教职工数（　）人", "500", "?blank"),
    ("共有＿500＿名在校学生，＿40＿名教职工", "500", "40"),
    ("一、在校学生500人，二、教职工40人", "500", "40"),
    ("本校现有在校学生500人（其中教职工40人）。", "500", "40"), ("共有在校学生500人（教职工40人）", "500", "40"),
  ])
  func `each blank is the field that its words name`(
    _ sentence: String, _ students: String, _ staff: String
  ) {
    let reading = read(sentence)
    #expect(reading.values("school", "students") == [students])
    #expect(reading.values("school", "staff") == [staff])
    #expect(reading.result.account.quarantined == 0)
    #expect(reading.findings == [])
  }

  @Test(arguments: [
    "全校共5个教学班，在校学生500人，专任教师40人。", "学校现有5个教学班，学生500人（其中寄宿生30人），专任教师40名。",
  ])
  func `what only begins a sentence asks for nothing`(_ sentence: String) throws {
    let book = try #require(RealWordsTests.normalizer).normalize(
      Grid.workbook(Self.head + sentence))
    func value(_ field: String) -> String? {
      book.tables.first?.column(field)?.values.first.map(Reading.shown)
    }
    #expect(value("students") == "500")
    #expect(value("classes") == "5")
    #expect(value("school_name") == "示例小学")
  }

  @Test(arguments: ["示例县01第1小学", "示例第2小学（2012）"])
  func `a name with numbers in it is no sentence`(_ name: String) {
    let reading = Reading("学校代码：2199000001\n学校名称：\(name)\n办学类型：小学\n在校学生数：1,500")
    #expect(reading.values("school", "school_name") == [name])
    #expect(reading.values("school", "students") == ["1500"])
    #expect(reading.findings == [])
  }

  @Test func `a value with its code beside its label is no sentence`() {
    let reading = Reading("学校代码|2199000001\n学校名称|示例小学\n办学类型|小学（211）\n在校学生数|=5")
    #expect(reading.findings.filter { $0.hasPrefix("blank-is-named") } == [])
  }

  @Test func `a unit behind a blank is the value's`() {
    let reading = read("本校占地面积（3）亩，校舍建筑面积＿4500＿平方米，在校学生＿5＿人。")
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.values("school", "floor_area") == ["4500"])
  }

  @Test func `a blank that no word names in full is a finding`() {
    let reading = read("在校学生＿5＿人，营养餐就餐＿3＿人，教职工＿4＿人。")
    #expect(reading.values("school", "students") == ["5"])
    #expect(reading.findings == ["blank-is-named@A5"])
    #expect(reading.result.findings.first?.value.contains("营养餐就餐") == true)
  }

  @Test func `a sentence of unknown blanks is set aside`() {
    let reading = read("在校学生＿5＿人。\n参加课后服务＿3＿人。")
    #expect(reading.findings == ["blank-is-named@A6"])
    #expect(reading.result.account.quarantined == 1)
  }

  @Test(arguments: ["截至2025年9月1日，本表有效。", "1.请如实填写", "(1)请如实填写"])
  func `a number in a sentence that asks nothing is no value`(_ sentence: String) {
    let reading = read("在校学生数：100\n" + sentence)
    #expect(reading.values("school", "students") == ["100"])
    #expect(!reading.findings.contains { $0.hasPrefix("blank-is-named") })
  }

  @Test func `several labels in one cell are all read`() {
    let reading = Reading(
      """
      单位名称：示例小学　　　学校代码：2199000001　　　填表人：张三
      办学类型 | 小学 | 在校学生数 | =100
      教职工数 | =20 | 专任教师数 | =18
      """)
    #expect(reading.values("school", "school_code") == ["2199000001"])
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.findings == [])
  }
}
