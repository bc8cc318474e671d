// SPDX-License-Identifier: Apache-2.0
// TraditionalSheetTests: sheets written in traditional characters throughout.

import DataModel
import Normalize
import Testing

struct TraditionalSheetTests {
  @Test func `a list in traditional characters is read like any other`() {
    let reading = Reading(
      """
      教師花名冊 | < | < | < | < | <
      姓名 | 身份證件號 | 性別 | 學歷 | 任教學科 | 是否骨幹
      張三 | 990121198009150011 | 男 | 本科 | 語文 | 無
      李四 | 990121198009150020 | 女 | 大專 | 體育 | 有
      總計 | =2 | | | |
      填表說明：一人一行
      填表人：某某
      """)
    #expect(reading.values("teachers", "name") == ["張三", "李四"])
    #expect(reading.values("teachers", "degree") == ["本科", "专科"])
    #expect(reading.values("teachers", "subject") == ["语文", "体育"])
    #expect(reading.values("teachers", "backbone") == ["否", "是"])
    #expect(reading.result.account.ignored == ["total_row": 2, "note": 1, "signature": 1])
    #expect(reading.findings == [])
  }

  @Test func `a form in traditional characters is read with its units`() {
    let reading = Reading(
      """
      學校基本情況 | < | < | <
      序號 | 填報項目 | 單位 | 填報值
      =1 | 學校代碼 | | 2199000001
      =2 | 學校名稱 | | 示例學校
      =3 | 辦學類型 | | 九年一貫制學校
      =4 | 在校學生數 | 人 | 壹佰貳拾
      =5 | 佔地面積 | 畝 | =3
      =6 | 教學儀器設備資產值 | 萬元 | 12.5
      """)
    #expect(reading.values("school", "school_name") == ["示例學校"])
    #expect(reading.values("school", "school_type") == ["九年一贯制学校"])
    #expect(reading.values("school", "students") == ["120"])
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.values("school", "equipment") == ["125000"])
    #expect(reading.findings == [])
  }

  @Test func `the steps name the characters of a code that was folded`() {
    #expect(Reading.teacher("任教学科", "語文").steps("teachers", "subject") == [["simplified"]])
  }
}
