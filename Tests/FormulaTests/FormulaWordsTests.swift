// SPDX-License-Identifier: Apache-2.0
// FormulaWordsTests: formulas in words.

import DataModel
import Formula
import Testing

@Suite struct FormulaWordsTests {
  @Test(arguments: [
    ("学生数 <= 教师数 * 40", "学生数 ≤ 教师数 × 40"),
    ("学生数 - (教师数 - 1) <> 0", "学生数 - （教师数 - 1） ≠ 0"),
    ("学生数 = SUM(班级[学生数])", "学生数 = 班级各条学生数之和"), ("学生数 = ROWS(班级[学生数])", "学生数 = 班级的条数"),
    ("ABS(学生数 - 教师数 * 2) <= 0.5", "学生数 与 教师数 × 2 相差不超过 0.5"),
    ("AND(学生数 > 1, OR(学生数 < 5, 寄宿制))", "学生数 > 1 且 （学生数 < 5 或 寄宿制）"),
    (#"IF(校名="甲", NOT(ISBLANK(学生数)), TRUE)"#, "如 校名 = “甲”，则 学生数已填"),
    ("IF(寄宿制, 学生数 > 1, 学生数 > 2)", "如 寄宿制，则 学生数 > 1，否则 学生数 > 2"),
    (#"SUM(COUNTIFS(班级[年级],{"一年级","二年级"})) > 0"#, "班级中年级为“一年级”或“二年级”的条数 > 0"),
    (#"SUMIFS(班级[学生数],班级[年级],"一年级") = 学生数"#, "班级中年级为“一年级”的学生数之和 = 学生数"),
    ("COUNTIFS(班级[年级], 校名) < 3", "班级中年级为本条的校名的条数 < 3"), ("LEN(校名) >= 6", "校名的字数 ≥ 6"),
    ("MAX(班级[学生数]) < 学生数", "班级各条学生数的最大值 < 学生数"), ("MOD(学生数, 2) = 0", "MOD(学生数，2) = 0"),
  ])
  func `a formula reads as a sentence`(text: String, expected: String) throws {
    let formula = try CheckedFormula(parsing: text, vocabulary: TestSchool.classes)
    #expect(formula.chinese(Self.names) == expected)
  }

  private static var names: FormulaNames {
    FormulaNames(
      field: { slot in
        ["学生数", "教师数", "校名", "寄宿制"].first {
          TestSchool.classes.field(named: $0)?.slot == slot
        } ?? ""
      },
      column: { slot in
        let field = ["年级", "学生数"].first {
          TestSchool.classes.column(table: "班级", field: $0)?.slot == slot
        }
        return ("班级", field ?? "")
      })
  }
}
