// SPDX-License-Identifier: Apache-2.0
// CountyChartsTests: the charts of a county workbook and the sorted figures below them.

import DataModel
import Export
import Testing

@Suite struct CountyChartsTests {
  private static func charts(_ book: WrittenWorkbook) -> [String] {
    book.parts.filter { $0.key.hasPrefix("xl/charts/chart") }.map(\.value)
  }

  @Test func `charts stand against thresholds and follow sorted formulas`() throws {
    let book = try WorkbookVariants.county { _ in }
    let charts = Self.charts(book)
    // Two disparities, seven indicators of each stage; the sample's classes have no stage.
    #expect(charts.count == 16)
    #expect(charts.contains { $0.contains("<c:trendline>") && $0.contains("'图表数据'!") })
    #expect(charts.allSatisfy { $0.contains("黑体") && $0.contains("<c:title>") })
    #expect(book.formula("D4", on: "图表数据").contains("MATCH(SMALL("))
    #expect((4...7).map { book.value("D\($0)", on: "图表数据") } == ["1", "3", "2", ""])
  }

  @Test func `years are drawn where an earlier run gave some`() throws {
    let book = try WorkbookVariants.county { bundle in
      bundle.evaluation.trends = [2024, 2025].map { year in
        TrendFigure(
          subject: TrendSubject(
            countyCode: "990101", schoolCode: "", stage: "小学", indicator: "R1",
            measure: .variation),
          year: year, value: ExactNumber(year - 2000, over: 100), change: nil, changePercent: nil)
      }
    }
    #expect(Self.charts(book).count == 17)
    #expect(Self.charts(book).contains { $0.contains("小学差异系数历年变化") })
    let row = try #require(book.place(of: "小学R1", on: "图表数据")?.row)
    #expect(
      ["A", "B"].map { book.value("\($0)\(row + 2)", on: "图表数据") } == ["2025", "0.25"])
  }

  @Test func `one year alone is no trend`() throws {
    let book = try WorkbookVariants.county { bundle in
      bundle.evaluation.trends = [
        TrendFigure(
          subject: TrendSubject(
            countyCode: "990101", schoolCode: "", stage: "小学", indicator: "R1",
            measure: .variation),
          year: 2025, value: .one, change: nil, changePercent: nil)
      ]
    }
    #expect(Self.charts(book).count == 16)
  }
}
