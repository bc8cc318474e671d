// SPDX-License-Identifier: Apache-2.0
// SuggestionPassTests: what a finding proposes, and that nothing of it is applied.

import DataModel
import Evaluate
import Testing

@Suite struct SuggestionPassTests {
  private func evaluate(
    classes rows: String, students: String = "", findings: [Finding] = []
  ) -> Evaluation {
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
        ], findings: findings)
    ])
  }

  private func finding(
    _ rule: String, _ field: String, row: Int = 2, column: Int = 4, value: String,
    form: String = "classes", sheet: String = "表2"
  ) -> Finding {
    Finding(
      rule: rule, severity: .mustCorrect, form: form, field: field,
      place: Place(sheet: sheet, cell: CellReference(row: row, column: column)), value: value)
  }

  private func suggestion(_ rule: String, in result: Evaluation) -> String {
    result.findings(rule).map(\.suggestion).joined(separator: "|")
  }

  @Test func `a value that is missing follows from the sum it is in`() {
    let result = evaluate(classes: "一年级 | 1班 | 小学 |  | 20 | 21")
    let text = suggestion("value-is-given", in: result)
    #expect(text == "此处空缺，像是漏填；按“男生数 + 女生数 = 学生数”推算应为 41")
    #expect(result.part("2199000001", "小学")?.pupils.isMissing == true, "nothing is applied")
  }

  /// Tables stand below each other on one sheet.
  @Test func `what is missing in one of many tables follows from its own record`() {
    let header = "年级 | 班号 | 学段 | 学生数 | 男生数 | 女生数\n"
    let tables = (0..<20).map { number in
      var table = SampleTables.table(
        "classes",
        header + "一年级 | \(number + 1)班 | 小学 | \(number % 7 == 3 ? "" : "\(40 + number)") |"
          + " \(20 + number) | 20")
      for index in table.columns.indices {
        table.columns[index].origins = CellOrigins(
          table.columns[index].origins.map { origin in
            origin.map {
              CellOrigin(sheet: 0, row: Int($0.row) + 5 * number, column: Int($0.column))
            }
          })
      }
      return table
    }
    let school = SampleTables.table(
      "basic", sheet: 1, "学校代码 | 学校名称 | 办学类型\n2199000001 | 某校 | 小学")
    let result = SampleTables.evaluate([
      SampleTables.submission("990121_示例县01/a.xlsx", tables + [school])
    ])
    let found = result.findings("value-is-given")
    #expect(found.map { $0.place.range?.description } == ["D17", "D52", "D87"])
    #expect(
      found.map { $0.suggestion.suffix(6) }
        == ["推算应为 43", "推算应为 50", "推算应为 57"].map { $0.suffix(6) })
  }

  @Test func `a value follows from a total where it alone is missing`() {
    let result = evaluate(
      classes: "一年级 | 1班 | 小学 |  |  | \n二年级 | 1班 | 小学 | 30 |  | ", students: "75")
    let text = suggestion("value-is-given", in: result)
    #expect(text.hasSuffix("按“在校学生数 = 班级台账各条学生数之和”推算应为 45"))
  }

  @Test func `of two missing values none follows from the total`() {
    let result = evaluate(
      classes: "一年级 | 1班 | 小学 |  |  | \n二年级 | 1班 | 小学 |  |  | ", students: "75")
    #expect(suggestion("value-is-given", in: result) == "此处空缺，像是漏填|此处空缺，像是漏填")
  }

  @Test func `a number beyond its range is explained by the slip that made it`() {
    let text = suggestion(
      "value-is-in-range", in: evaluate(classes: "一年级 | 1班 | 小学 | 427 | 20 | 22"))
    #expect(text.contains("推算应为 42；像是多写了一位数字“7”"))
    let found = evaluate(classes: "一年级 | 1班 | 小学 | 427 | 20 | 22").findings("value-is-in-range")
    #expect(found.map(\.proposal) == ["42"])
  }

  @Test func `a total in a data row is called one`() {
    let rows = "一年级 | 1班 | 小学 | 40 | | \n一年级 | 2班 | 小学 | 41 | | \n二年级 | 1班 | 小学 | 42 | | \n"
    let text = suggestion(
      "value-is-in-range", in: evaluate(classes: rows + "二年级 | 2班 | 小学 | 123 | | "))
    #expect(text.contains("恰为本表其他 3 条之和，像是把合计填进了数据行"))
  }

  @Test
  func `of a sum that does not add up each value is corrected unless another form confirms it`() {
    let rows = "一年级 | 1班 | 小学 | 41 | 20 | 24"
    let open = suggestion("boys-and-girls-add-up", in: evaluate(classes: rows))
    #expect(open == "如其余各数无误，“男生数”应为 17（现为 20，多 3）；或“女生数”应为 21（现为 24，多 3）；或“学生数”应为 44（现为 41，少 3）")
    let confirmed = suggestion(
      "boys-and-girls-add-up", in: evaluate(classes: rows, students: "41"))
    #expect(!confirmed.contains("“学生数”应为"))
  }

  @Test func `values that changed places are named`() {
    let text = suggestion(
      "boys-and-girls-add-up", in: evaluate(classes: "一年级 | 1班 | 小学 | 20 | 41 | 21"))
    #expect(text.contains("“男生数”与“学生数”像是填反了"))
  }

  @Test func `a column that slipped by a row is named`() {
    let rows = """
      一年级 | 1班 | 小学 | 41 | 11 | 20
      一年级 | 2班 | 小学 | 44 | 21 | 21
      二年级 | 1班 | 小学 | 46 | 23 | 22
      二年级 | 2班 | 小学 | 49 | 24 | 24
      """
    let text = suggestion("boys-and-girls-add-up", in: evaluate(classes: rows))
    #expect(text.contains("与下一行的数相合，“男生数”一列像是错了一行"))
  }

  @Test func `a total that lacks one record says which`() {
    let rows = "一年级 | 1班 | 小学 | 40 | | \n一年级 | 2班 | 小学 | 41 | | \n二年级 | 1班 | 小学 | 42 | | "
    let text = suggestion(
      "students-are-the-sum-of-classes", in: evaluate(classes: rows, students: "82"))
    #expect(text.contains("“在校学生数”应为 123（现为 82，少 41）"))
    #expect(text.contains("相差 41 恰为 表2!D3 的“学生数”，可能漏计或重计了该条"))
  }

  @Test func `the nearest word comes after the cause`() {
    let grid = """
      身份证件号 | 任教学段 | 最高学历
      1 | 小学 | 专科
      2 | 小学 | 专科
      3 | 小学 | 专科
      4 | 小学 | ?
      5 | 初中 | 本科
      """
    var refused = finding(
      "value-is-in-code-list", "degree", row: 5, column: 3, value: "大转", form: "teachers",
      sheet: "表1")
    refused.suggestion = "大专"
    let result = SampleTables.evaluate([
      SampleTables.submission(
        "990121_示例县01/2199000001.xlsx",
        [
          SampleTables.table(
            "basic", sheet: 9,
            """
            学校代码 | 学校名称 | 办学类型
            2199000001 | 某校 | 小学
            """), SampleTables.table("teachers", grid),
        ], findings: [refused])
    ])
    #expect(suggestion("value-is-in-code-list", in: result) == "“大转”不是规定的选项；最相近的选项是 大专")
    #expect(result.findings("value-is-in-code-list").map(\.proposal) == ["大专"])
  }

  @Test(arguments: [
    ("2019-13-05", "没有第13月；如月、日写颠倒了，则为 2019-05-13"), ("1978-02-30", "1978年2月没有30日，该月只有28天"),
    ("20230431", "2023年4月没有31日，该月只有30天"), ("2019-13-45", "没有第13月"),
  ])
  func `a day that does not exist is said to be none`(written: String, expected: String) {
    let result = evaluate(
      classes: "一年级 | 1班 | 小学 | 40 | | ",
      findings: [finding("value-is-a-date", "class_no", value: written)])
    #expect(suggestion("value-is-a-date", in: result) == expected)
  }

  @Test func `cells that hold what the other asks for are said to be exchanged`() {
    let result = SampleTables.evaluate([
      SampleTables.submission(
        "990121_示例县01/a.xlsx",
        [
          SampleTables.table(
            "basic",
            """
            学校代码 | 学校名称 | 办学类型 | 在校学生数
            2199000001 | 某校 | ? | ?
            """)
        ],
        findings: [
          finding(
            "value-is-in-code-list", "school_type", column: 3, value: "300", form: "basic",
            sheet: "表1"),
          finding("value-is-a-number", "students", value: "小学", form: "basic", sheet: "表1"),
        ])
    ])
    #expect(suggestion("value-is-a-number", in: result).contains("与“办学类型”像是填反了"))
    #expect(suggestion("value-is-in-code-list", in: result).contains("与“在校学生数”像是填反了"))
  }

  @Test func `a repeated number says where the other stands and quotes nothing`() {
    let grid = """
      身份证件号 | 任教学段 | 最高学历
      11010519491231002X | 小学 | 本科
      11010519491231002X | 初中 | 本科
      """
    let result = SampleTables.evaluate([
      SampleTables.school([SampleTables.table("teachers", grid)])
    ])
    let text = suggestion("identity-is-unique-in-school", in: result)
    #expect(text == "与 表1!A2 重复，但任教学段不同，像是其中一处填错。")
  }
}
