// SPDX-License-Identifier: Apache-2.0
// StatisticsOwnerTests: whose a statistics form is that does not say it itself.

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite struct StatisticsOwnerTests {
  private let definitions: DefinitionSet

  init() throws {
    definitions = try LoadedPipelines.named("quality-balance-2017")
  }

  private func evaluate(_ sheets: [(form: String, grid: String)]) -> Evaluation {
    let tables = sheets.enumerated().map { index, sheet in
      SampleTables.table(sheet.form, sheet: index, in: definitions, sheet.grid)
    }
    return Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("990121_示例县01/统计.xlsx", tables)], roster: nil,
      year: 2025, previousLedger: nil)
  }

  @Test func `one sheet that names the school names it for its neighbours`() throws {
    let result = evaluate([
      ("statistics_buildings", "教学及辅助用房 | 室内体育用房\n3000 | 300"),
      ("statistics_conditions", "学校名称 | 运动场地面积\n示例小学 | 4000"),
      ("statistics_pupils_primary", "学校代码 | 学校名称 | 小学在校生数\n2199000001 | 示例小学 | 400"),
      ("basic", "学校代码 | 学校名称 | 办学类型\n2199000001 | 示例小学 | 小学"),
    ])
    #expect(result.schools.map(\.code) == ["2199000001"])
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .number(ExactNumber(400)))
    #expect(part.indicators[3].numerator == .number(ExactNumber(2700)))
    #expect(part.indicators[4].numerator == .number(ExactNumber(4300)))
    #expect(result.findings("school-is-identified").isEmpty)
  }

  @Test func `between two schools nobody can tell`() {
    let result = evaluate([
      ("statistics_buildings", "教学及辅助用房 | 室内体育用房\n3000 | 300"),
      (
        "basic",
        "学校代码 | 学校名称 | 办学类型\n2199000001 | 示例小学 | 小学\n2199000002 | 示例二小 | 小学"
      ),
    ])
    #expect(result.findings("school-is-identified").map(\.form) == ["statistics_buildings"])
  }

  @Test func `a stage whose total is missing is undecided and not zero`() throws {
    let result = evaluate([
      ("statistics_pupils_primary", "学校代码 | 学校名称\n3199000003 | 示例学校"),
      ("statistics_pupils_junior", "学校代码 | 学校名称 | 初中在校生数\n3199000003 | 示例学校 | 200"),
      ("statistics_buildings", "学校代码 | 教学及辅助用房 | 室内体育用房\n3199000003 | 3000 | 300"),
      ("basic", "学校代码 | 学校名称 | 办学类型\n3199000003 | 示例学校 | 九年一贯制学校"),
    ])
    let primary = try #require(result.part("3199000003", "小学"))
    #expect(primary.pupils.isMissing)
    #expect(primary.indicators[3].status == .undecided)
  }
}
