// SPDX-License-Identifier: Apache-2.0
// CountyIndicatorsTests: mean and disparity over a county's schools, and what leaves them undecided.

import DataModel
import Evaluate
import Testing

@Suite struct CountyIndicatorsTests {
  static func school(_ number: Int, pupils: String, area: String, type: String = "小学")
    -> Submission
  {
    SampleTables.school(
      code: "219900000\(number)", type: type,
      [
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
          2 | 场馆 | 1000
          """),
      ])
  }

  private func result(
    _ submissions: [Submission], roster: NormalizedWorkbook? = nil
  ) throws -> CountyIndicatorResult {
    let evaluation = SampleTables.evaluate(submissions, roster: roster)
    return try #require(evaluation.countyIndicators.first { $0.indicator == "R4" })
  }

  @Test func `the mean is weighted by pupils`() throws {
    let result = try result([
      Self.school(1, pupils: "50", area: "100"), Self.school(2, pupils: "100", area: "500"),
    ])
    #expect(result.mean == 4)
    #expect(result.pupils == ExactNumber(150))
    #expect(abs(try #require(result.deviation) - 2.0.squareRoot()) < 1e-12)
    #expect(result.status == .met)
    #expect(result.limit == 0.5)
  }

  @Test func `a disparity over the limit is above`() throws {
    let result = try result([
      Self.school(1, pupils: "50", area: "10"), Self.school(2, pupils: "50", area: "500"),
    ])
    #expect(result.status == .above)
  }

  @Test func `one undecided part makes the figures provisional`() throws {
    let result = try result([
      Self.school(1, pupils: "50", area: "100"), Self.school(2, pupils: "50", area: "?"),
    ])
    #expect((result.parts, result.undecided) == (2, 1))
    #expect(result.mean == 2)
    #expect(result.variation == 0)
    #expect(result.status == .undecided)
  }

  @Test(arguments: [("小学", CountyStatus.undecided), ("初级中学", .met), ("特殊教育学校", .met)])
  func `a school of the roster that handed in nothing leaves its stages undecided`(
    type: String, expected: CountyStatus
  ) throws {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 办学类型
      2199000001 | 学校01 | 990121 | 小学
      3199000009 | 缺报学校 | 990121 | \(type)
      """)
    let result = try result([Self.school(1, pupils: "50", area: "100")], roster: roster)
    #expect(result.parts == 1)
    #expect(result.undecided == 0)
    #expect(result.status == expected)
  }

  @Test func `a part that is outside is not in the figures`() throws {
    let result = try result([
      Self.school(1, pupils: "50", area: "100"),
      Self.school(2, pupils: "49", area: "900", type: "教学点"),
    ])
    #expect(result.parts == 1)
    #expect(result.mean == 2)
  }
}
