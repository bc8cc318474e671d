// SPDX-License-Identifier: Apache-2.0
// LongNumbersRunTests: identity numbers stored as numbers, and comments, from a workbook to the outputs.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Long numbers and comments, end to end")
struct LongNumbersRunTests {
  private static let header = [
    "学校代码", "学校名称", "姓名", "性别", "身份证件号",
  ]
  /// As Excel writes it, in full as other programs do, and as text.
  private static let numbers = [
    "<c r=\"E2\"><v>9.90121198009150E+17</v></c>", "<c r=\"E3\"><v>990121198009150011</v></c>",
    "<c r=\"E4\" t=\"inlineStr\"><is><t>990121198009150011</t></is></c>",
  ]

  private static func workbook() -> [UInt8] {
    let cells = { (row: Int, texts: [String]) in
      texts.enumerated().map { column, text in
        let place = CellReference(row: row, column: column + 1)
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }.joined()
    }
    var rows = "<row r=\"1\">\(cells(1, header))</row>"
    for (index, number) in numbers.enumerated() {
      let row = index + 2
      let person = cells(row, ["2199000001", "示例县第一小学", "某某", "男"])
      rows += "<row r=\"\(row)\">\(person)\(number)</row>"
    }
    var builder = WorkbookBuilder()
    builder.addSheet(
      "教师花名册",
      xml: "<worksheet><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>"
        + "<sheetData>\(rows)</sheetData></worksheet>")
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    builder.setPart(
      "xl/worksheets/_rels/sheet1.xml.rels",
      "<Relationships><Relationship Id=\"c\" Type=\"\(office)comments\" "
        + "Target=\"../comments1.xml\"/></Relationships>")
    builder.setPart(
      "xl/comments1.xml",
      "<comments><commentList><comment ref=\"C3\"><text><t>原号990121197009150012</t></text>"
        + "</comment></commentList></comments>")
    return builder.bytes()
  }

  private static func run(_ folder: TemporaryFolder) async throws {
    try folder.write("in/990121_示例县/2199000001_示例县第一小学.xlsx", workbook())
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT",
      roster: ProjectFolder.examples + "/roster.csv", jobs: 1)
    _ = try await TestPipeline(plan).run()
  }

  @Test func `a number that lost its end must be corrected, at its cell and masked`() async throws {
    let folder = try TemporaryFolder()
    try await Self.run(folder)
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/OUT/findings.csv")),
      as: UTF8.self)
    let lost = text.split(separator: "\r\n").filter { $0.contains("digits-are-complete") }
    #expect(lost.count == 2)
    #expect(lost.allSatisfy { $0.contains("must_correct") && $0.contains("99********") })
    #expect(lost.map { $0.contains(",E2,") } == [true, false])
    #expect(lost.map { $0.contains(",E3,") } == [false, true])
    #expect(lost.allSatisfy { $0.contains("校验码不符，末位数字确已丢失") })
  }

  @Test func `hidden columns and comments are notes, and no number is printed`() async throws {
    let folder = try TemporaryFolder()
    try await Self.run(folder)
    for (name, bytes) in try folder.contents(of: "OUT") where !name.hasSuffix(".xlsx") {
      let text = String(decoding: bytes, as: UTF8.self)
      for number in ["990121198009150011", "990121197009150012", "99012119800915000"]
      where text.contains(number) {
        Issue.record("\(name) holds \(number)")
      }
      guard name == "findings.csv" else { continue }
      let notes = text.split(separator: "\r\n").filter {
        $0.contains("file-is-read-without-remarks")
      }
      #expect(notes.count == 2)
      #expect(notes.allSatisfy { $0.contains("note") })
      #expect(notes.contains { $0.contains("隐藏的列里有数据，已照常读取: D") })
      #expect(notes.contains { $0.contains("有批注，不作为数据读取: C3") })
    }
  }
}
