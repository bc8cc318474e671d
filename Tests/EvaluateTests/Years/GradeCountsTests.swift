// SPDX-License-Identifier: Apache-2.0
// GradeCountsTests: classes and pupils of each grade from the class lists.

import DataModel
import Evaluate
import Testing

@Suite struct GradeCountsTests {
  private func grades(_ rows: [String]) -> [String] {
    let table = SampleTables.table(
      "classes", "年级 | 班号 | 学段 | 学生数\n" + rows.joined(separator: "\n"))
    return SampleTables.evaluate([SampleTables.school(type: "九年一贯制学校", [table])]).grades.map {
      "\($0.stage) \($0.grade) \($0.classes.map(String.init) ?? "?") \($0.pupils.map(String.init) ?? "?")"
    }
  }

  @Test func `the classes of a grade are added up`() {
    #expect(
      grades(["一年级 | 1班 | 小学 | 40", "一年级 | 2班 | 小学 | 41", "七年级 | 1班 | 初中 | 50"])
        == ["小学 一年级 2 81", "初中 七年级 1 50"])
  }

  @Test func `a class without a number leaves its grade without one, and only its own`() {
    #expect(
      grades(["一年级 | 1班 | 小学 | 40", "一年级 | 2班 | 小学 | ?", "二年级 | 1班 | 小学 | 30"])
        == ["小学 一年级 2 ?", "小学 二年级 1 30"])
  }

  @Test func `a class without a grade may be of any`() {
    #expect(
      grades(["一年级 | 1班 | 小学 | 40", "? | 2班 | 小学 | 30"]) == ["小学 一年级 ? ?"])
  }

  @Test func `a class that is listed twice counts once`() {
    #expect(grades(["一年级 | 1班 | 小学 | 40", "一年级 | 1班 | 小学 | 40"]) == ["小学 一年级 1 40"])
  }
}
