// SPDX-License-Identifier: Apache-2.0
// RangeRuleTests: a number outside its range is reported and is missing from then on.

import DataModel
import Evaluate
import Testing

@Suite struct RangeRuleTests {
  private func evaluate(_ pupils: String) -> Evaluation {
    SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          一年级 | 1班 | 小学 | \(pupils)
          """)
      ])
    ])
  }

  @Test(arguments: ["1", "120", "45.5"]) func `both ends belong to the range`(pupils: String) {
    #expect(evaluate(pupils).findings("value-is-in-range").isEmpty)
  }

  @Test(arguments: ["0", "0.999", "120.001", "121", "-1", "1e300"])
  func `a number beyond is reported with the range and counts for nothing`(pupils: String) throws {
    let result = evaluate(pupils)
    let finding = try #require(result.findings("value-is-in-range").first)
    #expect(finding.place.range?.description == "D2")
    #expect(finding.facts["min"] == "1")
    #expect(finding.facts["max"] == "120")
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .missing(.outOfRange))
    #expect(part.inputs[0].reason == "班级台账 学生数：1 个单元格缺少有效数据（首个 表1!D2：超出范围）")
    #expect(result.submissions[0].workbook.tables[1].columns[3].values == [.missing(.outOfRange)])
  }
}
