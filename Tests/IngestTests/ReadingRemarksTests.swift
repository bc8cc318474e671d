// SPDX-License-Identifier: Apache-2.0
// ReadingRemarksTests: what a reader remarks is said in Chinese.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct ReadingRemarksTests {
  @Test(arguments: [
    ("x,\"55寸屏,1\ny,z,2\n", "引号没有配对，或隔很多行才配对: 第 1。"),
    ("a\u{FF},b\n", ""),
  ]) func `a remark of a text file is Chinese`(text: String, expected: String) throws {
    let workbook = try WorkbookReader.read(Array(text.utf8), fileName: "a.csv")
    #expect(workbook.warnings.map(ReadingRemarks.chinese) == (expected.isEmpty ? [] : [expected]))
  }

  @Test func `a formula without a result is harmless, a broken quote is not`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet(MarkedGrid.sheet("= | 1"))
    let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    #expect(book.warnings.count == 1)
    #expect(book.warnings.allSatisfy(ReadingRemarks.isHarmless))
    #expect(book.warnings.map(ReadingRemarks.chinese) == ["工作表“Sheet1”：有公式没有保存计算结果，按缺失处理: A1。"])
    let text = try WorkbookReader.read(Array("\"a,b\n".utf8), fileName: "a.csv")
    #expect(!text.warnings.contains(where: ReadingRemarks.isHarmless))
  }
}
