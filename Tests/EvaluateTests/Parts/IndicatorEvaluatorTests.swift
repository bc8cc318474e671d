// SPDX-License-Identifier: Apache-2.0
// IndicatorEvaluatorTests: an indicator against its threshold, exactly.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct IndicatorEvaluatorTests {
  /// A primary school of `pupils` (in classes of 100 at most) with one teaching room of `area` ㎡.
  private func result(area: String, pupils: Int = 100, indicator: String = "R4") throws
    -> IndicatorResult
  {
    let evaluation = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          一年级 | 1班 | 小学 | \(pupils)
          """),
        SampleTables.table(
          "rooms", sheet: 1,
          """
          房间号 | 用房类别 | 使用面积
          1 | 教学 | \(area)
          """),
      ])
    ])
    return try #require(evaluation.part("2199000001", "小学")?.indicator(indicator))
  }

  @Test(arguments: [
    ("450", IndicatorStatus.met), ("450.01", .met), ("449.99", .floor), ("449.9999999", .floor),
    ("382.5", .floor), ("382.49", .below), ("382.4999999999", .below), ("382.455", .below),
  ]) func `the threshold 4.5 and 85 % of it are decided exactly`(
    area: String, status: IndicatorStatus
  ) throws {
    #expect(try result(area: area).status == status)
  }

  @Test(arguments: [
    ("450", false), ("449.6", true), ("449.4", false), ("382.5", false), ("382.4", false),
    ("382", false), ("449.5", true),
  ]) func `a value that rounding would lift to another status is marked`(
    area: String, isSensitive: Bool
  ) throws {
    #expect(try result(area: area).isRoundingSensitive == isSensitive)
  }

  @Test(arguments: [("449", "1"), ("382.5", "67.5"), ("100.25", "349.75")])
  func `a shortfall of area is exact`(area: String, shortfall: String) throws {
    #expect(try result(area: area).shortfall == SampleDefinitions.number(shortfall))
  }

  @Test func `a met indicator has no shortfall`() throws {
    #expect(try result(area: "450").shortfall == nil)
  }

  @Test func `a third is compared as a third`() throws {
    let third = try result(area: "300", pupils: 90)
    #expect(third.value == .number(ExactNumber(10, over: 3)))
    #expect(third.status == .below)
  }

  @Test func `people are counted up to whole ones`() throws {
    let evaluation = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          一年级 | 1班 | 小学 | 101
          """),
        SampleTables.table(
          "teachers", sheet: 1,
          """
          身份证件号 | 任教学段 | 最高学历
          ? | 小学 | 本科
          """),
      ])
    ])
    // 4.2 × 101 ÷ 100 = 4.242 teachers are wanted, one is there.
    let teachers = try #require(evaluation.part("2199000001", "小学")?.indicator("R1"))
    #expect(teachers.shortfall == ExactNumber(4))
    #expect(teachers.status == .below)
  }

  @Test func `an indicator without its form is undecided and says which`() throws {
    let missing = try result(area: "450", indicator: "R1")
    #expect(missing.status == .undecided)
    #expect(missing.value == .missing(.notSubmitted))
    #expect(missing.reason == "未报送：教师花名册")
    #expect(missing.shortfall == nil)
  }

  /// Oracle O13: the published floors are 85 % of the thresholds (lexcel configuration).
  @Test(arguments: [
    ("4.2", "3.57"), ("1", "0.85"), ("0.9", "0.765"), ("4.5", "3.825"), ("7.5", "6.375"),
    ("2000", "1700"), ("2.3", "1.955"), ("5.3", "4.505"), ("5.8", "4.93"), ("10.2", "8.67"),
    ("2500", "2125"), ("2.4", "2.04"),
  ]) func `the published floors are reached exactly`(threshold: String, published: String) {
    let threshold = SampleDefinitions.number(threshold)
    let floor = threshold * SampleDefinitions.standard.schoolVerdict.floorShare
    let value = SampleDefinitions.number(published)
    let hair = SampleDefinitions.number("0.000000001")
    #expect(floor == value)
    #expect(IndicatorEvaluator.status(value, threshold, floor) == .floor)
    #expect(IndicatorEvaluator.status(value - hair, threshold, floor) == .below)
    #expect(IndicatorEvaluator.status(threshold, threshold, floor) == .met)
    #expect(IndicatorEvaluator.status(threshold - hair, threshold, floor) == .floor)
  }
}
