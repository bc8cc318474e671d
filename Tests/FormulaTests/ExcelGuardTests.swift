// SPDX-License-Identifier: Apache-2.0
// ExcelGuardTests: a formula over an empty cell stays blank in Excel too.

import DataModel
import Formula
import Testing

@Suite struct `Rendering that stays blank` {
  @Test(arguments: [
    ("1+1", "IFERROR(1+1,\"\")"),
    ("学生数/教师数", "IF(COUNT([学生数],[教师数])<2,\"\",IFERROR([学生数]/[教师数],\"\"))"),
    ("学生数-学生数", "IF(COUNT([学生数])<1,\"\",IFERROR([学生数]-[学生数],\"\"))"),
    ("YEAR(建校)", "IF(COUNT([建校])<1,\"\",IFERROR(YEAR([建校]),\"\"))"),
    (
      "SUM(班级[课桌])/学生数",
      "IF(OR(COUNT([学生数])<1,COUNT([班级][课桌])<ROWS([班级][课桌])),\"\","
        + "IFERROR(SUM([班级][课桌])/[学生数],\"\"))"
    ),
    (
      "IF(寄宿制,学生数,缺)",
      "IF([寄宿制]=\"\",\"\",IFERROR(IF([寄宿制]=\"是\","
        + "IF(COUNT([学生数])<1,NA(),[学生数]),IF(COUNT([缺])<1,NA(),[缺])),\"\"))"
    ),
    ("IFERROR(缺,0)", "IFERROR(IFERROR(IF(COUNT([缺])<1,NA(),[缺]),0),\"\")"),
    (
      "AND(缺>1,TRUE)",
      "IFERROR(IF(OR(IFERROR(NOT(IF(COUNT([缺])<1,NA(),[缺]>1)),FALSE),IFERROR(NOT(TRUE),FALSE)),"
        + "FALSE,AND(IF(COUNT([缺])<1,NA(),[缺]>1),TRUE)),\"\")"
    ),
    (
      "OR(寄宿制,FALSE)",
      "IFERROR(IF(OR(IFERROR(IF([寄宿制]=\"\",NA(),[寄宿制]=\"是\"),FALSE),IFERROR(FALSE,FALSE)),"
        + "TRUE,OR(IF([寄宿制]=\"\",NA(),[寄宿制]=\"是\"),FALSE)),\"\")"
    ),
    (
      "ISBLANK(缺+1)",
      "IFERROR(IFERROR(IF(COUNT([缺])<1,NA(),[缺]+1)=\"\",TRUE),\"\")"
    ),
    ("ISNUMBER(缺*2)", "IFERROR(ISNUMBER(IF(COUNT([缺])<1,NA(),[缺]*2)),\"\")"),
    ("AND(缺=\"\",TRUE)", "IFERROR(AND([缺]=\"\",TRUE),\"\")"),
    ("COUNTBLANK(班级[科目])", "IFERROR(COUNTBLANK([班级][科目]),\"\")"),
    ("缺=\"\"", "IFERROR([缺]=\"\",\"\")"),
  ])
  func `needed inputs are tested first`(formula: String, text: String) throws {
    let checked = try CheckedFormula(parsing: formula, vocabulary: TestSchool.classes)
    #expect(checked.renderedOrBlank(TestSchool.classes) == text)
  }

  /// What a guard calls missing must be missing for us: every input alone is taken away.
  @Test(arguments: [
    "学生数/教师数", "ROUND(面积,1)", "IF(学生数>1,面积,面积（㎡）)", "AND(寄宿制,学生数>1)", "LEFT(校名,教师数)",
    "SUM(学生数,教师数)", "IFERROR(学生数,教师数)", "IFS(特殊,面积,TRUE,面积（㎡）)", "校名&寄宿制", "MAX(1,-面积%)",
    "COUNT(学生数,面积)", "OR(寄宿制,特殊)", "ISNUMBER(面积)",
  ])
  func `an input that is tested is one whose absence leaves no value`(formula: String) throws {
    let school = TestSchool.classes
    let checked = try CheckedFormula(parsing: formula, vocabulary: school)
    let text = checked.renderedOrBlank(school)
    let end = text.firstRange(of: ",\"\",IFERROR(")?.lowerBound
    let guardText = end.map { text[..<$0] } ?? ""
    for slot in checked.fieldSlots where guardText.contains(school.cell(slot)) {
      #expect(checked.calculate(Without(school: school, slot: slot)).isMissing)
    }
  }
}

/// A school in which one field is missing.
private struct Without: FormulaContext {
  var school: TestSchool
  var slot: Int

  func value(_ slot: Int) -> FieldValue {
    slot == self.slot ? .missing(.blank) : school.value(slot)
  }

  func column(_ slot: Int) -> [FieldValue] { school.column(slot) }
}
