// SPDX-License-Identifier: Apache-2.0
// StructureGuessTests: tables are told by their shape where nobody knows their words.

import DataModel
import Definitions
import Normalize
import Testing

@Suite struct StructureGuessTests {
  private func guess(_ drawing: String) -> [GuessedTable] {
    StructureGuess().tables(of: Grid.sheet(drawing))
  }

  @Test func `a header, its columns and their types are found below a title`() throws {
    let table = try #require(
      guess(
        """
        营养餐台账

        学生姓名 | 证件 | 就餐日期 | 补助 | 次数 | 是否建档
        王小明 | 990121201509150011 | 2024-09-02 | 4.5 | 20 | 是
        李一 | 990121201509150012 | 2024-09-03 | 5 | 19 | 否
        赵二 | 990121201509150013 | 2024-09-04 | 4 | 18 | 是
        """
      ).first)
    #expect(table.layout == .list)
    #expect(table.title == "营养餐台账")
    #expect(table.headerRows == 3...3)
    #expect(table.dataRows == 4...6)
    #expect(
      table.columns.map(\.type)
        == [.personName, .identityNumber, .date, .number, .integer, .yesNo])
  }

  @Test func `groups above the leaves belong to the header`() throws {
    let table = try #require(
      guess(
        """
        街道 | 上年 | < | 本年 | <
        ^    | 人次 | 金额 | 人次 | 金额
        东街 | =1 | =2.5 | =3 | =4
        西街 | =1 | =2.5 | =3 | =4
        """
      ).first)
    #expect(table.headerRows == 1...2)
    #expect(
      table.columns.map { $0.words.joined(separator: "›") }
        == ["街道", "上年›人次", "上年›金额", "本年›人次", "本年›金额"])
  }

  @Test func `rows of one word between the records are groups of the same list`() throws {
    let table = try #require(
      guess(
        """
        名称甲 | 主管 | 层次
        北京（2所）
        甲大学 | 教育部 | 本科
        乙大学 | 教育部 | 本科
        天津（1所）
        丙大学 | 教育部 | 本科
        说明：以上不含分校
        """
      ).first)
    #expect(table.dataRows == 2...6)
    #expect(table.columns.map(\.filled) == [5, 3, 3])
  }

  @Test func `labels with values beside them are a form`() throws {
    let table = try #require(
      guess(
        """
        项目甲 | =12
        项目乙 | =13.5

        项目丙 | 很好
        项目丁 | =7
        """
      ).first)
    #expect(table.layout == .labelValue)
    #expect(table.columns.map { $0.words.last } == ["项目甲", "项目乙", "项目丙", "项目丁"])
  }

  @Test func `a row of figures and a lone text are no table`() {
    #expect(guess("=1 | =2 | =3\n=4 | =5 | =6").isEmpty)
    #expect(guess("只有一句话").isEmpty)
    #expect(guess("").isEmpty)
  }

  @Test func `a unit of the pipeline is told from the word`() throws {
    let sheet = Grid.sheet("名称甲 | 用地（亩）\n东 | =3\n西 | =4")
    let table = try #require(
      StructureGuess(definitions: SampleDefinitions.make()).tables(of: sheet).first)
    #expect(table.columns[1].unit == "亩")
    #expect(table.columns[1].word == "用地")
  }

  @Test(arguments: [
    ("王小明", true), ("欧阳锋", true), ("东方红日", true), ("示例小学", false), ("一年级", false), ("班", false),
    ("Wang", false), ("张", false),
  ])
  func `a text that looks like a person's name`(text: String, expected: Bool) {
    #expect(PersonNames.isLikely(text) == expected)
  }

  @Test(arguments: [("金额", false), ("方式", false), ("成绩率", false), ("王小明", true)])
  func `a header that begins with a surname is still a header`(text: String, expected: Bool) {
    #expect(PersonNames.isLikelyBesideHeaders(text) == expected)
  }
}
