// SPDX-License-Identifier: Apache-2.0
// RequiredRuleTests: a required field is filled in.

import DataModel
import Evaluate
import Testing

@Suite struct RequiredRuleTests {
  private func findings(_ grid: String) -> [Finding] {
    SampleTables.evaluate([SampleTables.school([SampleTables.table("classes", grid)])])
      .findings("value-is-given")
  }

  @Test func `a blank is reported at its cell`() {
    let found = findings(
      """
      年级 | 班号 | 学段 | 学生数
      一年级 | 1班 | 小学 | 40
      一年级 | 2班 | 小学 | 
      """)
    #expect(found.map(\.place.range?.description) == ["D3"])
    #expect(found.map(\.severity) == [.mustCorrect])
    #expect(found.map(\.field) == ["pupils"])
    #expect(found.map(\.schoolCode) == ["2199000001"])
  }

  @Test func `every blank of a sheet is reported`() {
    #expect(
      findings(
        """
        年级 | 班号 | 学段 | 学生数
        一年级 | 1班 | 小学 | 
        一年级 | 2班 | 小学 | 
        """
      ).count == 2)
  }

  @Test func `an unreadable value has its own finding already`() {
    #expect(
      findings(
        """
        年级 | 班号 | 学段 | 学生数
        一年级 | 1班 | 小学 | ?
        """
      ).isEmpty)
  }

  @Test func `a blank that no cell stands for is placed in its row`() {
    var table = SampleTables.table(
      "classes",
      """
      年级 | 班号 | 学段 | 学生数
      一年级 | 1班 | 小学 | 40
      一年级 | 2班 | 小学 | 
      """)
    table.columns[3].origins = table.columns[3].origins.replacing(
      at: [1], from: CellOrigins(repeating: nil, count: 2))
    let result = SampleTables.evaluate([SampleTables.school([table])])
    #expect(result.findings("value-is-given").map(\.place.range?.description) == ["D3"])
  }
}
