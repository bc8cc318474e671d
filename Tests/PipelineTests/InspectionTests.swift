// SPDX-License-Identifier: Apache-2.0
// InspectionTests: what inspect says of a file, and what it must never say.

import DataModel
import Definitions
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite struct InspectionTests {
  private static func definitions() throws -> DefinitionSet {
    try LoadedPipelines.named("quality-balance-2017")
  }

  private static let teachers = """
    教师花名册,,,,,,
    姓名,身份证件号,性别,岗位类别,最高学历,联系电话,心理辅导
    欧阳小明,99012119800915001X,女,专任,大学本科,13800138000,有
    王 五,990121197503020017,男,行政,硕士研究生,139 0013 9000,王五带
    填表人：王小二,,,,,,
    """

  private func inspect(
    _ text: String, name: String = "teachers.csv", withForms: Bool = true
  ) throws -> FileInspection {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, text.utf8)
    return try FileInspection(file: path, definitions: withForms ? Self.definitions() : nil)
  }

  private func json(_ inspection: FileInspection) throws -> [String: Any] {
    let text = InspectionJSON(inspection, language: .chinese).document
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: [true, false])
  func `no name and no number of a person is in any output`(withForms: Bool) throws {
    let inspection = try inspect(Self.teachers, withForms: withForms)
    let outputs = [
      InspectionJSON(inspection, language: .chinese).document,
      InspectionText.text(inspection, language: .chinese),
      InspectionText.text(inspection, language: .english),
    ]
    for output in outputs {
      for secret in ["欧阳小明", "王五", "王 五", "王小二", "99012119", "138001", "13900", "139 0013"] {
        #expect(!output.contains(secret), "\(secret) in \(output)")
      }
    }
    #expect(!withForms || outputs[0].contains("99********001X"))
  }

  @Test func `the object has format, encoding, account, columns and the first records`() throws {
    let object = try json(try inspect(Self.teachers))
    #expect((object["format"] as? [String: Any])?["name"] as? String == "csv")
    #expect((object["encoding"] as? [String: Any])?["evidence"] as? String == "valid_utf8")
    let sheet = try #require((object["sheets"] as? [[String: Any]])?.first)
    let account = try #require(sheet["account"] as? [String: Any])
    #expect(account["balances"] as? Bool == true)
    #expect(account["cells"] as? Int == 23)
    #expect(account["quarantined"] as? Int == 3)
    #expect(sheet["quarantined"] as? [String] == ["G2:G4"])
    let table = try #require((sheet["tables"] as? [[String: Any]])?.first)
    #expect(table["form"] as? String == "teachers")
    #expect(table["header_rows"] as? String == "2:2")
    let columns = try #require(table["columns"] as? [[String: Any]])
    #expect(columns.compactMap { $0["fate"] as? String }.count { $0 == "field" } == 6)
    #expect(columns.last?["fate"] as? String == "unknown")
    #expect(columns.last?["filled"] as? Int == 2)
    let record = try #require((table["preview"] as? [[[String: Any]]])?.first)
    let degree = try #require(record.first { $0["field"] as? String == "degree" })
    #expect(degree["value"] as? String == "本科")
    #expect(degree["raw"] as? String == "大学本科")
    #expect(degree["steps"] as? [String] == ["code_alias"])
  }

  @Test func `the text is Chinese, aligned, and says where cells went`() throws {
    let text = InspectionText.text(try inspect(Self.teachers), language: .chinese)
    #expect(text.contains("23 = 采用 19 + 忽略 1（签章 1） + 隔离 3  平"), "\(text)")
    #expect(text.contains("未能识别列名"))
    let rows = text.split(separator: "\n").filter { $0.contains("(") && $0.contains("与字段同名") }
    let starts = rows.map { row in
      DisplayWidth.of(String(row.prefix { $0 != "与" }))
    }
    #expect(rows.count >= 4)
    #expect(Set(starts).count == 1, "\(text)")
  }

  @Test func `without a pipeline the shape alone is told`() throws {
    let inspection = try inspect(Self.teachers, withForms: false)
    #expect(inspection.sheets[0].account == nil)
    #expect(inspection.sheets[0].guesses.count == 1)
    let sheet = try #require((try json(inspection)["sheets"] as? [[String: Any]])?.first)
    let guess = try #require((sheet["guesses"] as? [[String: Any]])?.first)
    #expect(guess["header_rows"] as? String == "2:2")
    #expect(InspectionText.text(inspection, language: .english).contains("identity number"))
  }

  @Test func `a name that promises another format is told`() throws {
    let page = "<html><table><tr><td>年级</td><td>班级</td></tr></table></html>"
    let inspection = try inspect(page, name: "班级.xls")
    #expect(inspection.format == "html")
    #expect(inspection.misleadingEnding == ".xls")
    #expect(InspectionText.text(inspection, language: .chinese).contains("文件名却是 .xls"))
  }

  @Test func `control characters of a file do not reach the terminal`() throws {
    let text = InspectionText.text(
      try inspect("年级,班级\u{202E},学生数\n一年级,1班,4\n"), language: .chinese)
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `what cannot be read fails with one message`() throws {
    #expect(throws: RunFailure.self) { try inspect("%PDF-1.4 …", name: "a.xlsx") }
  }
}
