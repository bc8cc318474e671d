// SPDX-License-Identifier: Apache-2.0
// HeaderBlockTests: header rows as paths.

import DataModel
import Normalize
import Testing

struct HeaderBlockTests {
  @Test func `a merged header names every column under it`() {
    let reading = Reading(
      """
      示例小学班级台账 | < | < | < | <
      年级 | 班号 | 学生情况 | < | <
      ^ | ^ | 学生数 | 男 | 女
      一年级 | 1班 | =45 | =23 | =22
      """)
    #expect(reading.values("classes", "pupils") == ["45"])
    #expect(reading.values("classes", "boys") == ["23"])
    #expect(reading.values("classes", "girls") == ["22"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `groups spread over blanks where a file has no merges`() {
    let reading = Reading("年级|班号|学生情况||\n||学生数|男|女\n一年级|1班|=45|=23|=22")
    #expect(reading.values("classes", "boys") == ["23"])
    #expect(reading.values("classes", "class") == ["1班"])
    #expect(reading.findings == [])
  }

  @Test func `a group over one column is a path too`() {
    let reading = Reading(
      """
      年级 | 班号 | 其中 | < | 在校
      ^ | ^ | 男生 | 女生 | 学生数
      一年级 | 1班 | =23 | =22 | =45
      """)
    #expect(reading.values("classes", "pupils") == ["45"])
    #expect(reading.values("classes", "girls") == ["22"])
  }

  @Test func `a word over a total is the word itself`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数 | <
      ^ | ^ | 合计 | 其中：女生
      一年级 | 1班 | =45 | =22
      """)
    #expect(reading.values("classes", "pupils") == ["45"])
    #expect(reading.values("classes", "girls") == ["22"])
    #expect(reading.findings == [])
  }

  @Test func `a header of three rows is one header`() {
    let reading = Reading(
      """
      班级台账 | < | < | <
      基本情况 | < | 学生情况 | <
      年级 | 班号 | 规模 | <
      ^ | ^ | 学生数 | 男
      一年级 | 1班 | =45 | =22
      """)
    #expect(reading.values("classes", "pupils") == ["45"])
    #expect(reading.values("classes", "boys") == ["22"])
    #expect(reading.values("classes", "grade") == ["一年级"])
  }
}
