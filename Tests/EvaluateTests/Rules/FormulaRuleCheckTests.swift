// SPDX-License-Identifier: Apache-2.0
// FormulaRuleCheckTests: formulas that must hold for every record.

import DataModel
import Evaluate
import Testing

@Suite struct FormulaRuleCheckTests {
  private func evaluate(_ rows: String, students: String = "80") -> Evaluation {
    SampleTables.evaluate([
      SampleTables.submission(
        "990121_示例县01/a.xlsx",
        [
          SampleTables.table(
            "basic",
            """
            学校代码 | 学校名称 | 办学类型 | 在校学生数
            2199000001 | 某校 | 小学 | \(students)
            """),
          SampleTables.table(
            "classes", sheet: 1,
            """
            年级 | 班号 | 学段 | 学生数 | 男生数 | 女生数
            """ + "\n" + rows),
        ])
    ])
  }

  @Test func `a sum that holds gives no finding`() {
    let result = evaluate("一年级 | 1班 | 小学 | 80 | 50 | 30")
    #expect(result.findings("boys-and-girls-add-up").isEmpty)
    #expect(result.findings("students-are-the-sum-of-classes").isEmpty)
  }

  @Test func `a sum that does not hold is reported at the rule's field with all its values`() {
    let found = evaluate("一年级 | 1班 | 小学 | 80 | 51 | 30").findings("boys-and-girls-add-up")
    #expect(found.map(\.place.range?.description) == ["E2"])
    #expect(Set(found[0].otherPlaces.map(\.range?.description)) == ["D2", "F2"])
    #expect(found[0].facts == ["男生数": "51", "女生数": "30", "学生数": "80"])
    #expect(found[0].recordKey == "一年级+1班")
  }

  @Test func `several records are reported one by one`() {
    let result = evaluate(
      """
      一年级 | 1班 | 小学 | 40 | 1 | 1
      一年级 | 2班 | 小学 | 40 | 1 | 1
      """)
    #expect(result.findings("boys-and-girls-add-up").count == 2)
  }

  @Test(arguments: ["", "?"]) func `a missing value leaves the rule undecided`(girls: String) {
    let result = evaluate("一年级 | 1班 | 小学 | 80 | 51 | \(girls)")
    #expect(result.findings("boys-and-girls-add-up").isEmpty)
  }

  @Test func `a total is checked against another form's column`() {
    let found = evaluate("一年级 | 1班 | 小学 | 80 | 50 | 30", students: "75")
      .findings("students-are-the-sum-of-classes")
    #expect(found.map(\.place.range?.description) == ["D2"])
    #expect(found[0].facts == ["在校学生数": "75", "班级台账[学生数]": "80"])
  }

  @Test func `a form that nobody handed in leaves the rule undecided`() {
    let result = SampleTables.evaluate([
      SampleTables.submission(
        "990121_示例县01/a.xlsx",
        [
          SampleTables.table(
            "basic",
            """
            学校代码 | 学校名称 | 办学类型 | 在校学生数
            2199000001 | 某校 | 小学 | 75
            """)
        ])
    ])
    #expect(result.findings("students-are-the-sum-of-classes").isEmpty)
    #expect(result.findings("form-is-handed-in").map(\.form) == ["classes"])
  }
}
