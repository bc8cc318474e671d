// SPDX-License-Identifier: Apache-2.0
// SubmissionPathTests: what a path tells of county and school.

import Evaluate
import Testing

@Suite struct SubmissionPathTests {
  @Test(arguments: [
    ("990121_示例县01/a.xlsx", "990121", "示例县01"),
    ("2025/990122示例县02/学校/a.xlsx", "990122", "示例县02"),
    ("990121-示例县01/a.xlsx", "990121", "示例县01"),
    ("9901210_示例/a.xlsx", "", ""),
    ("99012_示例/a.xlsx", "", ""),
    ("990121_文件.xlsx", "", ""),
    ("９９０１２１_示例/a.xlsx", "", ""),
    ("", "", ""),
  ]) func `a folder that begins with six digits names the county`(
    path: String, code: String, name: String
  ) {
    let hints = SubmissionPath(path)
    #expect(hints.countyCode == code)
    #expect(hints.countyName == name)
  }

  @Test(arguments: [
    ("990121_甲县/202509上报/a.xlsx", "990121"), ("202509/990121_甲县/a.xlsx", "990121"),
    ("990121_甲县/990130_旧/a.xlsx", "990121"), ("990130_某/990122_乙县/a.xlsx", "990122"),
    ("990100_某市/990121_甲县/a.xlsx", "990121"), ("990100_某市/a.xlsx", "990100"),
    ("202509/a.xlsx", ""),
  ]) func `a month is no county, and of two the known or the outer one counts`(
    path: String, expected: String
  ) {
    #expect(SubmissionPath(path, provinces: ["99"], known: ["990122"]).countyCode == expected)
  }

  @Test(arguments: [
    ("a/2199000001_第一小学.xlsx", ["2199000001"]),
    ("2199000001.xlsx", ["2199000001"]),
    ("21990000012.xlsx", []),
    ("2199000001/报表.xlsx", []),
    ("2199000001和2199000002.xls", ["2199000001", "2199000002"]),
  ]) func `ten digits in the file's own name may be a school code`(path: String, codes: [String]) {
    #expect(SubmissionPath(path).schoolCodes == codes)
  }

  @Test(arguments: [
    ("示例县 第一小学", "示例县第一小学"), ("第一小学（东校区）", "第一小学(东校区)"),
    ("第一小学〔东〕", "第一小学(东)"), ("ＡＢ小学", "ab小学"), ("第一\u{3000}小学", "第一小学"),
  ]) func `names are compared without spaces, width and kind of bracket`(
    name: String, folded: String
  ) {
    #expect(SubmissionPath.folded(name) == folded)
  }
}
