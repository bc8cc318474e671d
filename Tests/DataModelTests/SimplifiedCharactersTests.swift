// SPDX-License-Identifier: Apache-2.0
// SimplifiedCharactersTests: traditional characters as simplified ones.

import DataModel
import Testing

struct SimplifiedCharactersTests {
  @Test(arguments: [
    ("學校名稱", "学校名称"), ("辦學類型", "办学类型"), ("專任教師數", "专任教师数"), ("教學儀器設備資產值", "教学仪器设备资产值"),
    ("縣級以上骨幹教師", "县级以上骨干教师"), ("網絡多媒體教室間數", "网络多媒体教室间数"), ("運動場地面積", "运动场地面积"),
    ("備註", "备注"), ("說明", "说明"), ("説明", "说明"), ("體育館", "体育馆"), ("圖書冊數", "图书册数"), ("臺灣", "台湾"),
    ("未達標", "未达标"), ("開始年月", "开始年月"), ("購買", "购买"), ("檔案", "档案"), ("後勤", "后勤"),
  ])
  func `a traditional word has its simplified form`(_ written: String, _ simplified: String) {
    #expect(SimplifiedCharacters.simplified(written) == simplified)
    #expect(SimplifiedCharacters.simplified(simplified) == nil)
  }

  @Test(arguments: ["学校名称", "ABC 123", "", "乾坤", "著作", "慰藉", "㎡", "𠮷", "沈阳"])
  func `a text without a certain traditional character is left as it is`(_ text: String) {
    #expect(SimplifiedCharacters.simplified(text) == nil)
  }

  @Test func `one character is folded as in a text`() {
    #expect(SimplifiedCharacters.simplified("學" as Unicode.Scalar) == "学")
    #expect(SimplifiedCharacters.simplified("a" as Unicode.Scalar) == "a")
  }
}
