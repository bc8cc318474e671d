// SPDX-License-Identifier: Apache-2.0
// TitleCheckTests: tables of another form or year than they are titled.

import DataModel
import Definitions
import Normalize
import Testing

struct TitleCheckTests {
  private static let list = "年级|班号|学生数\n一年级|1班|=45"

  private func rules(
    _ drawing: String, sheet: String = "Sheet1", file: String = "", year: Int? = nil
  ) -> [String] {
    let book = Grid.workbook(drawing, name: sheet)
    return Reading.normalizer.normalize(book, fileName: file, year: year).findings.map {
      "\($0.rule):\($0.facts["expected"] ?? ""):\($0.facts["actual"] ?? "")"
    }
  }

  @Test func `a list under the title of another form is said`() {
    let said = ["form-is-the-one-it-is-titled:教师花名册:班级台账"]
    #expect(rules("示例小学教师花名册\n" + Self.list) == said)
    #expect(rules(Self.list, sheet: "教师花名册") == said)
    #expect(rules(Self.list, file: "a/示例小学教师花名册.xlsx") == said)
  }

  /// Whether one of these texts by itself names another form than the classes'.
  private static func nameOther(_ texts: [String]) -> Bool {
    let forms = SampleDefinitions.make().forms
    let titles = TitleWords(forms.map { $0.titles + [$0.name] })
    let own = forms.firstIndex { $0.id == "classes" } ?? 0
    return texts.contains { text in
      let lengths = titles.longest(in: TextFolding.word(text)).map { min($0, 10) }
      let most = lengths.max() ?? 0
      return lengths[own] == 0 && most >= 4 && lengths.count { $0 == most } == 1
    }
  }

  @Test func `a text above a table is judged by itself, whatever the others name`() {
    let filling = String(repeating: "甲", count: 38)
    let texts = [
      "示例小学", "班级台账", "教师花名册", "教师", "花名册", "学校基本", "情况", "班级", "校舍与功能室", filling + "教师花名册",
      filling + "教师花名册和用房情况", "2024",
    ]
    for first in texts {
      for second in texts {
        for (drawing, sheet) in [
          (first + "\n" + second + "\n", "Sheet1"), (first + "|" + second + "\n", "Sheet1"),
          (first + "\n\n\n\n", second),
        ] {
          let said = rules(drawing + Self.list, sheet: sheet)
            .contains { $0.hasPrefix("form-is-the-one-it-is-titled") }
          #expect(said == Self.nameOther([first, second]), "\(drawing) \(sheet)")
        }
      }
    }
  }

  @Test func `titles that may name a school go with the table`() {
    let book = Grid.workbook("示例第二小学班级台账\n2025年9月\n" + Self.list, name: "一小")
    let titles = Reading.normalizer.normalize(book).tables.first?.titles.map(\.text)
    #expect(titles == ["示例第二小学班级台账", "一小"].filter { $0.contains("学") })
  }

  @Test func `a school year right behind the number of a county is one`() {
    let title = "示例县032025—2026学年初班级台账\n"
    #expect(rules(title + Self.list, year: 2025) == [])
    #expect(
      rules("示例县032024—2025学年初班级台账\n" + Self.list, year: 2025) == [
        "title-is-of-the-year:2025:2024"
      ])
  }

  @Test(arguments: ["示例小学班级台账", "班级台账与教师花名册", "示例小学", "教师"])
  func `a title that names the form or none is right`(_ title: String) {
    #expect(rules(title + "\n" + Self.list) == [])
  }

  @Test(arguments: [
    "2024年班级台账", "班级台账（2024—2025学年）", "2024-2025学年度班级台账", "二〇二四年班级台账", "班级台账2024年度",
    "2024学年班级台账", "2024秋班级台账",
  ])
  func `a title of another year is said`(_ title: String) {
    let said = ["title-is-of-the-year:2025:2024"]
    #expect(rules(title + "\n" + Self.list, year: 2025) == said)
    #expect(rules(Self.list, sheet: title, year: 2025) == said)
    #expect(rules(title + "\n" + Self.list) == [])
  }

  @Test(arguments: [
    "2025年班级台账", "班级台账（2025—2026学年）", "班级台账（截至2024年9月1日）", "班级台账（2024年12月）", "教育〔12024〕号",
    "班级台账2024号",
  ])
  func `a title of the year, a day or a number is no other year`(_ title: String) {
    #expect(rules(title + "\n" + Self.list, year: 2025) == [])
  }

  @Test func `four digits alone are a year in a name only`() {
    #expect(rules(Self.list, sheet: "2024", year: 2025) == ["title-is-of-the-year:2025:2024"])
    #expect(
      rules(Self.list, file: "2199000001_示例小学_2023.xlsx", year: 2025)
        == ["title-is-of-the-year:2025:2023"])
    #expect(rules(Self.list, file: "2199000001_示例小学.xlsx", year: 2025) == [])
  }
}
