// SPDX-License-Identifier: Apache-2.0
// HeaderMemoryTests: what a run has learned of headers changes nothing that it reads.

import DataModel
import Normalize
import Testing

struct HeaderMemoryTests {
  private static let list = """
    序号 | 年级 | 班号 | 学生数 | 男生数 | 女生数
    =1 | 一年级 | 1班 | =45 | =23 | =22
    """

  /// A fresh normalizer, and one that has read all of these before.
  private static func agree(_ drawings: [String]) {
    let books = drawings.map { Grid.workbook($0, name: "班级") }
    let learned = Normalizer(definitions: SampleDefinitions.make())
    for book in books { _ = learned.normalize(book) }
    for book in books {
      let fresh = Normalizer(definitions: SampleDefinitions.make())
      #expect(learned.normalize(book) == fresh.normalize(book))
    }
  }

  @Test func `the same header further down is read at its own place`() {
    Self.agree([Self.list, "班级台账\n\n\n" + Self.list, Self.list + "\n\n班级台账\n" + Self.list])
    let reading = Reading("班级台账\n\n" + Self.list)
    #expect(
      reading.result.tables.first?.column("pupils")?.origins.first??.reference.description == "D4")
  }

  @Test func `an unknown word is reported where it stands`() {
    let odd = Self.list.replacing("女生数", with: "神秘列")
    Self.agree([odd, "班级台账\n" + odd])
    #expect(Reading("班级台账\n\n" + odd).findings.contains("header-is-known@F3"))
  }

  @Test func `the same words under other merges or titles are another header`() {
    let merged = """
      姓名 | 第一学历 | < | 最高学历 | <
      ^ | 学历 | 毕业院校 | 学历 | 毕业院校
      张三 | 专科 | 甲 | 本科 | 乙
      """
    let apart = merged.replacing("<", with: " ")
    Self.agree([merged, apart, "教师花名册\n" + merged, "班级台账\n" + apart, Self.list])
  }

  @Test(arguments: ["示例一小", "建设路小学", "2025", "学生", "生数"])
  func `a name above the columns leaves them what they are`(name: String) {
    let named = "\(name) | 填表人甲 | \(name)\n" + Self.list
    Self.agree([named, "乡镇 | 村 | 校\n" + Self.list, Self.list])
    let reading = Reading(named)
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(
      reading.result.tables.first?.column("pupils")?.origins.first??.reference.description == "D3")
  }

  @Test func `what stands beside the words of a header changes nothing that is learned from them`()
  {
    let words = [
      "序号", "年级", "班号", "学生数", "男生数", "女生数", "学生数（人）", "其中", "合计", "姓名", "学历", "第一学历",
      "甲", "乙", "甲（人）", " 甲 ", "第一学校", "=12", "12", "=0.5", "１２", "生数", "见附件", "<", "^", " ",
    ]
    // A fixed sequence of numbers, so that each run draws the same sheets.
    var seed: UInt64 = 20_251_015
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    let drawings = (0..<60).map { _ in
      (0..<3).map { row in
        (0..<6).map { column in
          let word = words[next(words.count)]
          return word == "<" && column == 0 || word == "^" && row == 0 ? "甲" : word
        }.joined(separator: " | ")
      }.joined(separator: "\n") + "\n=1 | 一年级 | 1班 | =45 | =23 | =22"
    }
    Self.agree(drawings.map { "班级台账\n" + $0 })
  }

  @Test func `forms of other schools are read as the first one was`() {
    let form = { (name: String, year: String, area: String) in
      """
      学校基本情况表
      学校名称 | \(name) | 建校年份 | \(year)
      学生数 | =45 | 占地面积（平方米） | \(area)
      序号 | 年级 | 班号 | 学生数 | 男生数 | 女生数
      =1 | 一年级 | 1班 | =45 | =23 | =22
      """
    }
    Self.agree([
      form("示例一小", "1985", "=2013.5"), form("示例第二学校", "=1985", "６０４．９２"),
      form("示例一小", "示例一小", "=2013.5"), form("学生数", "1985", "1985"),
    ])
  }

  @Test func `more unknown words than are remembered change nothing`() {
    let learned = Normalizer(definitions: SampleDefinitions.make())
    for sheet in 0..<50 {
      let words = (0..<90).map { "词\(sheet)之\($0)" }.joined(separator: " | ")
      _ = learned.normalize(Grid.workbook("年级 | 班号 | 学生数 | " + words))
    }
    let book = Grid.workbook(Self.list, name: "班级")
    let fresh = Normalizer(definitions: SampleDefinitions.make())
    #expect(learned.normalize(book) == fresh.normalize(book))
  }
}
