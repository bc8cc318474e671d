// SPDX-License-Identifier: Apache-2.0
// GroupRowsTests: words that stand alone in a row and hold for the records below.

import DataModel
import Normalize
import Testing

struct GroupRowsTests {
  @Test func `a grade alone in a row is the grade of the classes below`() {
    let reading = Reading(
      """
      序号 | 班号 | 学生数
      一年级 | < | <
      =1 | 1班 | =45
      =2 | 2班 | =44
      二年级： | < | <
      =3 | 1班 | =40
      合计 | | =129
      """, name: "班级台账")
    #expect(reading.values("classes", "grade") == ["一年级", "一年级", "二年级"])
    #expect(reading.values("classes", "pupils") == ["45", "44", "40"])
    #expect(reading.findings == [])
    #expect(reading.steps("classes", "grade").allSatisfy { $0.contains("filled_down") })
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a group row outranks the grade above it where the column is blank`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      二年级 | < | <
       | 1班 | =40
      一年级 | 1班 | =39
       | 2班 | =38
      """)
    #expect(reading.values("classes", "grade") == ["一年级", "二年级", "一年级", "一年级"])
    #expect(reading.findings == [])
  }

  @Test func `without group rows the missing column is a finding`() {
    let reading = Reading("班号 | 学生数 | 男生数\n1班 | =45 | =20", name: "班级台账")
    #expect(reading.findings == ["required-column-is-present@A1:C1"])
  }

  @Test func `a word that is no grade is set aside`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      东校区 | < | <
      二年级 | 1班 | =40
      """)
    #expect(reading.values("classes", "grade") == ["一年级", "二年级"])
    #expect(reading.findings == ["cells-belong-to-a-table@A3"])
  }
}
