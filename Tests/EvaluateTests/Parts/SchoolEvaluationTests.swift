// SPDX-License-Identifier: Apache-2.0
// SchoolEvaluationTests: a school's parts with their shares, and what is outside the standard.

import DataModel
import Evaluate
import Testing

@Suite struct SchoolEvaluationTests {
  private func evaluate(_ type: String, _ rows: String) -> Evaluation {
    SampleTables.evaluate([
      SampleTables.school(
        type: type,
        [
          SampleTables.table("classes", "年级 | 班号 | 学段 | 学生数\n" + rows),
          SampleTables.table(
            "rooms", sheet: 1,
            """
            房间号 | 用房类别 | 使用面积
            1 | 教学 | 210
            2 | 场馆 | 420
            """),
        ])
    ])
  }

  @Test func `what a school reports once is split and keeps the whole beside the share`() throws {
    let result = evaluate("九年一贯制学校", "一年级 | 1班 | 小学 | 50\n七年级 | 1班 | 初中 | 50")
    let primary = try #require(result.part("2199000001", "小学"))
    let junior = try #require(result.part("2199000001", "初中"))
    #expect(primary.inputs[2].value == .number(ExactNumber(100)))
    #expect(junior.inputs[2].value == .number(ExactNumber(110)))
    #expect(junior.inputs[2].schoolValue == .number(ExactNumber(210)))
    #expect(primary.weightedPupils == .number(ExactNumber(50)))
    #expect(junior.weightedPupils == .number(ExactNumber(55)))
    #expect(junior.schoolWeightedPupils == .number(ExactNumber(105)))
  }

  @Test func `unknown pupils of one stage leave the shares of both undecided`() throws {
    let result = evaluate("九年一贯制学校", "一年级 | 1班 | 小学 | 50\n七年级 | 1班 | 初中 | ?")
    let primary = try #require(result.part("2199000001", "小学"))
    #expect(primary.pupils == .number(ExactNumber(50)))
    #expect(primary.indicator("R4")?.status == .undecided)
    #expect(
      primary.indicator("R4")?.reason
        == "按学段分摊需要各学段在校生数：班级台账 学生数：1 个单元格缺少有效数据（首个 表1!D3：无法识别）")
    #expect(primary.schoolWeightedPupils.isMissing)
  }

  @Test func `the senior part takes its share and is not judged`() throws {
    let result = evaluate("完全中学", "七年级 | 1班 | 初中 | 100\n高一 | 1班 | 高中 | 50")
    let junior = try #require(result.parts.first)
    #expect(result.parts.count == 1)
    #expect(junior.inputs[2].value == .number(ExactNumber(210 * 5, over: 8)))
  }

  @Test(arguments: [(49, false), (50, true)])
  func `a teaching point is outside below fifty pupils`(pupils: Int, isInScope: Bool) throws {
    let result = evaluate("教学点", "一年级 | 1班 | 小学 | \(pupils)")
    let part = try #require(result.parts.first)
    #expect(part.isInScope == isInScope)
    #expect(result.schools[0].isInScope == isInScope)
    #expect(part.verdict == (isInScope ? .fail : .excluded) || isInScope)
    #expect(result.countyIndicators.isEmpty == !isInScope)
    if !isInScope {
      #expect(part.excludedReason == "不足50人的教学点不参评")
      #expect(part.indicators.allSatisfy { $0.status == .excluded })
    }
  }

  @Test func `a teaching point of unknown size is not excluded but undecided`() throws {
    let part = try #require(evaluate("教学点", "一年级 | 1班 | 小学 | ?").parts.first)
    #expect(part.isInScope)
    #expect(part.verdict == .undecided)
  }

  @Test func `a school that is outside by type stays outside without handing in`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 办学类型
      5199000001 | 特教学校 | 990121 | 特殊教育学校
      """)
    let result = SampleTables.evaluate([], roster: roster)
    #expect(result.schools.map(\.isInScope) == [false])
    #expect(result.parts.isEmpty)
  }
}
