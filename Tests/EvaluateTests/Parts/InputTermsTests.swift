// SPDX-License-Identifier: Apache-2.0
// InputTermsTests: what an input's value is made of.

import DataModel
import Evaluate
import Testing

@Suite struct InputTermsTests {
  private func terms(_ input: Int, teachers: [String]) throws -> [String] {
    let tables = [
      SampleTables.table("classes", "年级 | 班号 | 学段 | 学生数\n一年级 | 1班 | 小学 | 40"),
      SampleTables.table(
        "teachers", sheet: 1,
        "任教学段 | 最高学历\n" + teachers.map { "小学 | \($0)" }.joined(separator: "\n")),
    ]
    let result = SampleTables.evaluate([SampleTables.school(tables)])
    let part = try #require(result.part("2199000001", "小学"))
    return part.inputs[input].terms.map { "\($0.name) \($0.value.text)" }
  }

  @Test func `a count with alternatives is told alternative by alternative, zeros too`() throws {
    #expect(try terms(1, teachers: ["专科", "专科", "中专"]) == ["专科 2", "本科 0"])
  }

  @Test func `an input with one summand is not taken apart`() throws {
    #expect(try terms(0, teachers: ["专科"]) == [])
  }

  @Test func `a missing input has no summands`() throws {
    #expect(try terms(1, teachers: ["专科", "?"]) == [])
  }
}
