// SPDX-License-Identifier: Apache-2.0
// ReadingMemoryTests: what the words of other columns were read as changes nothing in a table.

import DataModel
import Normalize
import TestSupport
import Testing

struct ReadingMemoryTests {
  private static let head = "资产编号|设备名称|资产类别|数量|单价|资产原值\n"

  private static func book(_ rows: [String]) -> Workbook {
    Grid.workbook(head + rows.joined(separator: "\n"), name: "资产")
  }

  @Test func `a word that no list has keeps its text however often it was read before`() throws {
    let definitions = try LoadedPipelines.named("quality-balance-2017")
    let normalizer = Normalizer(definitions: definitions)
    let book = Self.book(["A1|电脑|教育学|=2|=4500|=9000", "A2|电脑|教育学|=2|=4500|=9000"])
    let first = normalizer.normalize(book)
    let column = try #require(first.tables.first?.column("category"))
    #expect(column.rawTexts == [0: "教育学", 1: "教育学"])
    #expect(normalizer.normalize(book) == first)
  }
}
