// SPDX-License-Identifier: Apache-2.0
// RuleInventoryTests: the list of rules that an office reads and signs.

import DataModel
import Definitions
import Export
import Foundation
import TestSupport
import Testing

@Suite struct RuleInventoryTests {
  private static let definitions: DefinitionSet? = try? LoadedPipelines.named(
    "quality-balance-2017")

  private func rules() throws -> RuleInventory.List {
    RuleInventory(try #require(Self.definitions)).rules
  }

  @Test func `every rule has a row that is filled in`() throws {
    let rules = try rules()
    #expect(rules.rows.count == Self.definitions?.rules.count)
    for row in rules.rows {
      #expect(row.count == rules.header.count)
      for (name, text) in zip(rules.header, row) where name != "处理建议" {
        #expect(!text.isEmpty, "\(row[1]) \(name)")
      }
    }
  }

  @Test(arguments: [
    ("class-boys-and-girls-add-up", "男生数 + 女生数 = 学生数"),
    ("teacher-is-unique-in-school", "同一学校内，身份证件号不重复"),
    ("school-pupils-are-sum-of-classes", "在校学生数 = 班级台账各条学生数之和"),
    ("full-time-teacher-has-subject", "如 岗位类别 = “专任教师”，则 任教学科已填"),
    ("asset-value-is-quantity-times-price", "资产原值 与 数量 × 单价 相差不超过 0.005"),
  ])
  func `a rule is said in words`(rule: String, claim: String) throws {
    #expect(try rules().rows.first { $0[1] == rule }?[2] == claim)
  }

  @Test func `who issued it, what a blank means and whether it is confirmed are said`() throws {
    let row = try #require(
      try rules().rows.first { $0[1] == "school-degrees-are-full-time-teachers" })
    #expect(row[7...9] == ["国家", "不限", "博士学历教师数空缺按0；其余空缺无法判定"])
    #expect(row[11] == "是")
  }

  @Test func `the workbook has the lists and a place to sign, and the same bytes each time`() throws
  {
    let folder = try TemporaryFolder()
    let definitions = try #require(Self.definitions)
    for name in ["1.xlsx", "2.xlsx"] {
      try RuleBook(definitions).write(to: folder.path + "/" + name)
    }
    let bytes = try ["1.xlsx", "2.xlsx"].map {
      try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $0)))
    }
    #expect(bytes[0] == bytes[1])
    let book = try WrittenWorkbook(bytes[0])
    #expect(book.sheetNames == ["审核规则", "字段要求", "内置检查"])
    let texts = (1...(definitions.rules.count + 12)).map { book.value("A\($0)", on: "审核规则") }
    #expect(texts.contains { $0.hasPrefix("审核人（签字）") })
  }
}
