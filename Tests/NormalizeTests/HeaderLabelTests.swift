// SPDX-License-Identifier: Apache-2.0
// HeaderLabelTests: header words without their decoration.

import Definitions
import Normalize
import Testing

struct HeaderLabelTests {
  static let units = UnitIndex(SampleDefinitions.units)
  static let instructions = HeaderInstructions(SampleDefinitions.vocabulary)

  @Test(arguments: [
    ("（2）学生数", "学生数"), ("1.学生数", "学生数"), ("一、学生数", "学生数"), ("①学生数", "学生数"), ("#女", "女"),
    ("其中：男生", "男生"), ("*学校\n代码：", "学校代码"), ("学 校 名 称", "学校名称"), ("学生数※", "学生数"),
    ("在校学生數", "在校学生数"), ("学校（机构）代码", "学校(机构)代码"), ("出生年月（如198009）", "出生年月"),
    ("１年级", "1年级"), ("一年级", "一年级"), ("（）", ""), ("在校生数（女）", "在校生数(女)"),
  ])
  func `decoration is not part of the word`(_ written: String, _ word: String) {
    #expect(HeaderLabel(written, units: Self.units, instructions: Self.instructions).word == word)
  }

  @Test(arguments: [
    ("占地面积（亩）", "占地面积", "亩"), ("使用面积(㎡)", "使用面积", "㎡"), ("预算数（单位：万元）", "预算数", "万元"),
    ("面积[平方米]：", "面积", "㎡"), ("资产（m²）", "资产", "㎡"),
  ])
  func `a unit in brackets is split off`(_ written: String, _ word: String, _ unit: String) {
    let label = HeaderLabel(written, units: Self.units, instructions: Self.instructions)
    #expect(label.word == word)
    #expect(label.unit?.name == unit)
  }

  @Test(arguments: [("造价/元", "造价", "元"), ("占地面积亩", "占地面积", "亩"), ("占地面积\n平方米", "占地面积", "㎡")])
  func `a bare unit at the end is a second reading`(
    _ written: String, _ word: String, _ unit: String
  ) {
    let label = HeaderLabel(written, units: Self.units, instructions: Self.instructions)
    #expect(label.unit == nil)
    #expect(label.bare?.word == word)
    #expect(label.bare?.unit.name == unit)
  }

  @Test func `a path in one cell has parents`() {
    let label = HeaderLabel("专任教师›#按学历分›硕士研究生", units: Self.units, instructions: Self.instructions)
    #expect(label.parents == ["专任教师", "按学历分"])
    #expect(label.word == "硕士研究生")
  }

  @Test func `an endless text is no label`() {
    #expect(
      HeaderLabel(
        String(repeating: "长", count: 5_000), units: Self.units, instructions: Self.instructions
      ).isEmpty)
  }
}
