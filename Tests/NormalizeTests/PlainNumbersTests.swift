// SPDX-License-Identifier: Apache-2.0
// PlainNumbersTests: when 1 in a column of grades is 一年级, and when nobody can tell.

import DataModel
import Normalize
import Testing

/// Reads with the pipeline of this project.
struct PlainNumbersTests {
  private func grades(_ grades: [String], schools: [String] = []) throws -> [String] {
    let head = schools.isEmpty ? "年级|班号|学生数" : "学校名称|年级|班号|学生数"
    let rows = grades.enumerated().map { index, grade in
      (schools.isEmpty ? "" : schools[index] + "|") + "\(grade)|\(index + 1)班|=40"
    }
    let drawing = ([head] + rows).joined(separator: "\n")
    let book = try #require(RealWordsTests.normalizer).normalize(Grid.workbook(drawing))
    #expect(book.account.balances)
    let table = try #require(book.tables.first { $0.form == "classes" })
    return table.column("grade")?.values.map(Reading.shown) ?? []
  }

  private static let refused = "?notInCodeList"

  @Test(arguments: [
    (["=1", "=2", "=5", "=6"], ["一年级", "二年级", "五年级", "六年级"]),
    (["一", "二", "三", "五"], ["一年级", "二年级", "三年级", "五年级"]),
    (["=1", "=6", "=7", "=9"], ["一年级", "六年级", "七年级", "九年级"]),
    (["示例", "1", "4", "5"], ["一年级", "四年级", "五年级"]),
  ])
  func `numbers that go on to five and more count from 一年级`(
    _ written: [String], _ read: [String]
  ) throws {
    let example = written.first == "示例"
    #expect(try grades(written).suffix(read.count) == read[...])
    if example { #expect(try grades(written).count <= 4) }
  }

  @Test(arguments: [
    ["=1", "=2", "=3"], ["=1", "=4"],
    // 1–6 and then 1–3: the last three may be 初一 to 初三.
    ["=1", "=5", "=6", "=1", "=2", "=3"],
  ])
  func `numbers that may count from 初一 are findings`(_ written: [String]) throws {
    let read = try grades(written)
    #expect(read.first == Self.refused)
    #expect(read.last == Self.refused)
  }

  @Test func `of several schools each must say it for itself`() throws {
    let primary = ["示例第一小学", "示例第一小学", "示例第二小学"]
    #expect(try grades(["=1", "=5", "=1"], schools: primary) == ["一年级", "五年级", "一年级"])
    let junior = ["示例第一小学", "示例第一小学", "示例中学"]
    #expect(
      try grades(["=1", "=5", "=1"], schools: junior) == [Self.refused, "五年级", Self.refused])
  }
}
