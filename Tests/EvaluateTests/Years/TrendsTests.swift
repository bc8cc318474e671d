// SPDX-License-Identifier: Apache-2.0
// TrendsTests: changes from year to year, as published and through a run.

import DataModel
import Evaluate
import Testing

@Suite struct TrendsTests {
  /// Oracle O5: current value and published change; growth in percent to two decimals.
  @Test(arguments: [
    ("1638.85", "36.26", "2.26"), ("4827.14", "174.55", "3.75"), ("1454.09", "86.33", "6.31"),
  ])
  func `published growth is met`(current: String, change: String, percent: String) throws {
    let now = SampleDefinitions.number(current)
    let before = now - SampleDefinitions.number(change)
    let result = Trends.change(from: before, to: now)
    #expect(result.change == SampleDefinitions.number(change))
    #expect(try #require(result.percent).rounded(digits: 2).text == percent)
  }

  /// Oracle O5: shares of big classes; the change of a share is one in percentage points.
  @Test(arguments: [
    ("102200", "-63600", "2807800", "53900", "-2.38"),
    ("6385", "-6444", "2807800", "53900", "-0.24"),
  ])
  func `the change of a share is in percentage points`(
    _ count: String, _ countChange: String, _ all: String, _ allChange: String, _ points: String
  ) throws {
    func share(_ part: ExactNumber, _ whole: ExactNumber) -> ExactNumber {
      required((part * ExactNumber(100)).divided(by: whole), "whole")
    }
    let number = SampleDefinitions.number
    let now = share(number(count), number(all))
    let before = share(number(count) - number(countChange), number(all) - number(allChange))
    #expect(Trends.change(from: before, to: now).change.rounded(digits: 2).text == points)
  }

  @Test func `from zero there is a change and no percentage`() {
    let result = Trends.change(from: .zero, to: .one)
    #expect(result.change == .one)
    #expect(result.percent == nil)
  }

  private static func subject(
    _ measure: TrendSubject.Measure, school: String = "2199000001", indicator: String = "R1"
  ) -> TrendSubject {
    TrendSubject(
      countyCode: "990121", schoolCode: measure == .value ? school : "", stage: "小学",
      indicator: indicator, measure: measure)
  }

  private func trends(_ earlier: [EarlierYear]) -> [TrendFigure] {
    let classes = SampleTables.table("classes", "年级 | 班号 | 学段 | 学生数\n一年级 | 1班 | 小学 | 50")
    let teachers = SampleTables.table("teachers", "任教学段 | 最高学历\n小学 | 本科\n小学 | 专科")
    return SampleTables.evaluate(
      [SampleTables.school([classes, teachers])], earlier: earlier
    ).trends.filter { $0.subject.indicator == "R1" }
  }

  private func year(_ year: Int, _ figures: [TrendSubject: String]) -> EarlierYear {
    EarlierYear(
      year: year, ledger: [], figures: figures.mapValues(SampleDefinitions.number), grades: nil)
  }

  @Test func `without an earlier year there is no trend`() {
    #expect(trends([]).isEmpty)
  }

  @Test func `figures follow each other by year, counties before schools`() {
    let rows = trends([
      year(
        2024,
        [Self.subject(.value): "3.2", Self.subject(.mean): "3.2", Self.subject(.variation): "0.2"]),
      year(2022, [Self.subject(.value): "2.5"]),
    ])
    #expect(
      rows.map {
        "\($0.subject.measure.rawValue) \($0.year) \($0.value.text) \($0.change?.text ?? "-")"
      }
        == [
          "mean 2024 3.2 -", "mean 2025 4 0.8", "cv 2024 0.2 -", "cv 2025 0 -0.2",
          "value 2022 2.5 -",
          "value 2024 3.2 0.7", "value 2025 4 0.8",
        ])
    #expect(
      rows.map { $0.changePercent?.text ?? "-" } == ["-", "25", "-", "-100", "-", "28", "25"])
  }

  @Test func `a school that is gone keeps its figures`() {
    let gone = Self.subject(.value, school: "2199000009")
    let rows = trends([year(2024, [gone: "3"])])
    #expect(rows.contains { $0.subject == gone && $0.year == 2024 })
    #expect(!rows.contains { $0.subject == gone && $0.year == 2025 })
  }
}
