// SPDX-License-Identifier: Apache-2.0
// FormatReasonTests: every format has a reason in words.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct FormatReasonTests {
  private let text = FileContent(bytes: Array("a,b\n1,2\n".utf8))

  @Test(arguments: ["xlsx", "xlsb", "xls", "ods", "fods", "xml", "html", "mhtml", "csv", "tsv"])
  func `each format has its own sentence in both languages`(format: String) {
    let sentence = FormatReason.sentence(format: format, text)
    #expect(sentence.chinese != "按内容识别")
    #expect(sentence.english != sentence.chinese)
  }

  @Test func `an encoding that the bytes do not show was declared`() {
    #expect(FormatReason.encoding("GB18030", format: "html", text).id == "declared")
    #expect(FormatReason.encoding("UTF-8", format: "csv", text).id == "only_ascii")
    #expect(FormatReason.encoding("GB18030", format: "xls", text).id == "code_page")
  }
}
