// SPDX-License-Identifier: Apache-2.0
// ListReaderTests: which rows are records, and what became of the others.

import DataModel
import Normalize
import Testing

struct ListReaderTests {
  @Test func `titles, units, column numbers, totals, notes and signatures are no records`() {
    let reading = Reading(
      """
      示例小学班级台账 | < | < | <
       | | | 单位：人

      年级 | 班号 | 班主任 | 学生数
      甲 | 乙 | 丙 | 1
      合计 | | | =85
      一年级 | 1班 | 张三 | =45
      小 计 | | | =45

      二年级 | 1班 | 李四 | =40
       | 总计： | | =85

      填表说明：1.本表由学校填写；
      2.数据截至2025年9月1日。
      填表人：示例　　审核人：示例
      """)
    #expect(reading.values("classes", "pupils") == ["45", "40"])
    #expect(reading.findings == [])
    #expect(
      reading.result.account.ignored
        == ["column_numbers": 4, "total_row": 6, "note": 2, "signature": 1])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a building or a person whose name is a total's word is a record`() {
    let rooms = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
      全校 | 操场 | 生活用房 | =9000
      1号楼 | 101 | 生活用房 | =60
      合计 | =2 | | =9060
      """)
    #expect(rooms.values("rooms", "area") == ["9000", "60"])
    #expect(rooms.result.account.ignored == ["total_row": 3])
    let teachers = Reading(
      """
      姓名 | 身份证件号 | 性别 | 学历 | 任教学科 | 是否骨干
      张平均 | 990121198009150011 | 男 | 本科 | 语文 | 是
      """)
    #expect(teachers.values("teachers", "name") == ["张平均"])
  }

  @Test(arguments: ["合计（㎡）", "合计(一＋二)", "总计（含操场）："])
  func `a total with a remark in brackets is a total`(word: String) {
    let reading = Reading(
      "楼栋|房间号|用房类别|使用面积\n1号楼|101|生活用房|=60\n\(word)|||=60")
    #expect(reading.values("rooms", "area") == ["60"])
    #expect(reading.result.account.ignored == ["total_row": 2])
  }

  /// A mark that joins a character makes it another one; nothing is set aside for what it might be.
  @Test(arguments: ["#\u{FE0F}\u{20E3}1班", "合计(\u{FE0F}元)", "合计(\u{0301}元)", "\u{0600}合计"])
  func `a text with a joined mark is no total`(word: String) {
    let reading = Reading(
      "楼栋|房间号|用房类别|使用面积\n1号楼|101|生活用房|=60\n\(word)|102|生活用房|=50")
    #expect(reading.values("rooms", "area") == ["60", "50"])
    #expect(reading.result.account.ignored == [:])
  }

  @Test func `a yes merged over several rows is the yes of each`() {
    let reading = Reading(
      """
      姓名 | 身份证件号 | 性别 | 学历 | 任教学科 | 是否骨干
      甲甲 | 990121198009150011 | 男 | 本科 | 语文 | 是
      乙乙 | 990121198009150020 | 男 | 本科 | 语文 | ^
      丙丙 | 990121198009150038 | 男 | 本科 | 语文 | 
      """)
    #expect(reading.values("teachers", "backbone") == ["是", "是", "否"])
  }

  @Test func `a column that nobody filled in is said once`() {
    let reading = Reading(
      """
      姓名 | 身份证件号 | 性别 | 学历 | 任教学科 | 是否骨干
      甲甲 | 990121198009150011 | 男 | 本科 | 语文 | 
      乙乙 | 990121198009150020 | 男 | 本科 | 语文 | 
      """)
    #expect(reading.values("teachers", "backbone") == ["否", "否"])
    #expect(reading.findings == ["column-is-filled-in@F1"])
  }

  @Test func `a header repeated on each page is no record and no new table`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      填表人：甲
      班级台账（续表）
      年级 | 班号 | 学生数
      一年级 | 2班 | =44
      """)
    #expect(reading.result.tables.map(\.rowCount) == [2])
    #expect(reading.result.account.ignored == ["repeated_header": 3, "signature": 1])
    #expect(reading.findings == [])
  }

  @Test func `several tables below each other are all read`() {
    let reading = Reading(
      """
      班级台账 | < | <
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      校舍与功能室 | < | < | <
      楼栋 | 房间号 | 用房类别 | 使用面积
      1号楼 | 101 | 生活用房 | =60
      """)
    #expect(reading.result.tables.map(\.form) == ["classes", "rooms"])
    #expect(reading.result.tables.map(\.rowCount) == [1, 1])
    #expect(reading.findings == [])
  }

  @Test func `a second table without a gap is found by its words`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      楼栋 | 房间号 | 用房类别 | 使用面积
      1号楼 | 101 | 生活用房 | =60
      """)
    #expect(reading.result.tables.map(\.form) == ["classes", "rooms"])
    #expect(reading.result.tables.map(\.rowCount) == [1, 1])
  }

  @Test func `a blank below a value takes that value where the form says so`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
       | 2班 | =44
      小计 | | =89
       | 3班 | =43
      """)
    #expect(reading.values("classes", "grade") == ["一年级", "一年级", "一年级"])
    #expect(reading.steps("classes", "grade") == [[], ["filled_down"], ["filled_down"]])
    let grade = reading.result.tables.first?.column("grade")
    #expect(grade?.origins.map { $0?.reference.description } == ["A2", "A2", "A2"])
  }

  @Test func `a merged word stands for all its rows, a merged number does not`() {
    let reading = Reading(
      """
      学校名称 | 年级 | 班号 | 学生数
      示例小学 | 一年级 | 1班 | =45
      ^ | 二年级 | 1班 | ^
       | 二年级 | 2班 | =40
      """)
    #expect(reading.values("classes", "school_name") == ["示例小学", "示例小学", "?blank"])
    #expect(reading.values("classes", "pupils") == ["45", "?blank", "40"])
  }

  @Test func `a blank required value keeps the cell where it should stand`() {
    let reading = Reading("年级|班号|学生数\n一年级|1班|")
    let pupils = reading.result.tables.first?.column("pupils")
    #expect(pupils?.values == [.missing(.blank)])
    #expect(pupils?.origins.first??.reference.description == "C2")
    #expect(reading.findings == [])
  }

  @Test func `cells outside the header's columns are set aside`() {
    let reading = Reading("年级|班号|学生数\n一年级|1班|=45||临时\n一年级|2班|=45||临时")
    #expect(reading.findings == ["cells-belong-to-a-table@E2:E3"])
    #expect(reading.result.account.quarantined == 2)
  }

  @Test func `rows after the notes are set aside unless they are filled like records`() {
    let reading = Reading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      注：以上为一校区
      一年级 | 2班 | =44
      注：以上为二校区
       | | 见附件 | 电话
      """)
    #expect(reading.values("classes", "class") == ["1班", "2班"])
    #expect(reading.findings == ["cells-belong-to-a-table@C6:D6"])
  }

  @Test func `numbered rows that nobody filled are no records`() {
    let reading = Reading("序号|年级|班号|学生数\n=1|一年级|1班|=45\n=2|||\n=3|||")
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(reading.result.account.ignored == ["serial": 3])
    #expect(reading.findings == [])
  }

  @Test func `a derived field follows the code and not the cell`() {
    let reading = Reading("年级|学段|班号|学生数\n七年级|小学|1班|=45\n八十年级|小学|2班|=45")
    #expect(reading.values("classes", "stage") == ["初中", "小学"])
    #expect(reading.result.account.quarantined == 0)
  }
}

extension ListReaderTests {
  @Test func `a text that comes again is read again where something is wrong with it`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
      1号楼 | 101 | 生活用房 | 若干
      1号楼 | 101 | 生活用房 | 若干
      1号楼 | | 生活用房 | =5
      1号楼 | 101 | 生活用房 | =6
      """)
    #expect(reading.values("rooms", "area") == ["?unreadable", "?unreadable", "5", "6"])
    #expect(
      reading.findings.filter { $0.hasPrefix("value-is") } == [
        "value-is-a-number@D2", "value-is-a-number@D3",
      ])
    let places = reading.result.tables.first?.columns.compactMap { $0.origins.last ?? nil }
    #expect(Set((places ?? []).map(\.row)) == [5])
  }
}
