// SPDX-License-Identifier: Apache-2.0
// GroupRowsSchoolTests: rows and sheets that name the school of the records below them.

import DataModel
import Normalize
import Testing

struct GroupRowsSchoolTests {
  @Test func `a school's name across the table is that of the records below it`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      示例第一小学 | < | <
      一年级 | 1班 | =40
      二年级 | 1班 | =41
      示例第二小学
      一年级 | 1班 | =42
      学校名称：示例第三小学 | < | <
      一年级 | 1班 | =43
      """)
    #expect(
      reading.values("classes", "school_name") == [
        "示例第一小学", "示例第一小学", "示例第二小学", "示例第三小学",
      ])
    #expect(reading.values("classes", "pupils") == ["40", "41", "42", "43"])
    #expect(reading.findings == [])
  }

  @Test(arguments: ["学校名称：示例第二小学", "示例第二小学"])
  func `a school above the list is that of its records until a row names another`(line: String) {
    let reading = Reading(
      """
      学校名称：示例第一小学
      年级 | 班号 | 学生数
      一年级 | 1班 | =40
      \(line)
      一年级 | 1班 | =41
      """)
    #expect(reading.values("classes", "school_name") == ["示例第一小学", "示例第二小学"])
    #expect(reading.findings == [])
  }

  @Test func `the code above the list is none of another school's`() {
    let top = "学校名称：示例第一小学|学校标识码：2199000001\n年级|班号|学生数\n一年级|1班|=40\n"
    let named = Reading(top + "学校名称：示例第二小学\n一年级|1班|=41\n学校名称：示例第二小学\n一年级|2班|=42")
    #expect(named.values("classes", "school_code") == ["2199000001", "?blank", "?blank"])
    let both = Reading(top + "学校标识码：2199000002\n学校名称：示例第二小学\n一年级|1班|=41\n一年级|2班|=42")
    #expect(both.values("classes", "school_code") == ["2199000001", "2199000002", "2199000002"])
    #expect(
      both.values("classes", "school_name") == ["示例第一小学", "示例第二小学", "示例第二小学"])
    let same = Reading(top + "学校名称：示例第一小学\n一年级|2班|=41")
    #expect(same.values("classes", "school_code") == ["2199000001", "2199000001"])
  }

  @Test func `records above the first school's name have none`() {
    let reading = Reading("年级|班号|学生数\n一年级|1班|=40\n示例小学\n一年级|1班|=41")
    #expect(reading.values("classes", "school_name") == ["?blank", "示例小学"])
  }

  @Test func `a row that names no school is set aside`() {
    let reading = Reading("年级|班号|学生数\n一年级|1班|=40\n城区小学|<|<\n一年级|2班|=41\n以下略|<|<")
    #expect(reading.values("classes", "school_name") == [])
    #expect(
      reading.findings == ["cells-belong-to-a-table@A3", "cells-belong-to-a-table@A5"])
  }

  @Test func `a blank name in a column of names is not filled`() {
    let reading = Reading("学校名称|年级|班号|学生数\n示例小学|一年级|1班|=40\n|一年级|2班|=41")
    #expect(reading.values("classes", "school_name") == ["示例小学", "?blank"])
  }

  private func book(_ names: [String]) -> Workbook {
    Workbook(
      format: "xlsx",
      sheets: names.map { Grid.sheet("年级|班号|学生数\n一年级|1班|=40", name: $0) })
  }

  @Test func `sheets named after schools give their records the name`() {
    let reading = Reading(book(["示例第一小学", "示例第二小学"]))
    #expect(reading.values("classes", "school_name") == ["示例第一小学", "示例第二小学"])
    #expect(reading.findings == [])
  }

  @Test(arguments: [["示例第一小学", "Sheet2"], ["城区小学", "小学"], ["班级台账", "班级"]])
  func `other names of sheets are no schools`(_ names: [String]) {
    #expect(Reading(book(names)).values("classes", "school_name") == [])
  }

  @Test func `a sheet without its header is not read by the sheet before it`() {
    let reading = Reading(
      Workbook(
        format: "xlsx",
        sheets: [
          Grid.sheet("年级|班号|学生数\n一年级|1班|=40", name: "甲镇"),
          Grid.sheet("一年级|1班|=40\n二年级|1班|=41", name: "乙镇"),
        ]))
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(reading.findings == ["sheet-holds-a-known-table@"])
    #expect(reading.result.account.quarantined == 6)
  }
}
