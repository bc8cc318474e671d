// SPDX-License-Identifier: Apache-2.0
// ReadBackTests: a written workbook that does not hold what it should is told with its cell.

import DataModel
import Export
import Foundation
import Ingest
import PipelineRunner
import TestSupport
import Testing

@Suite("Reading outputs back")
struct ReadBackTests {
  private static func check(_ cells: [String: CellValue], sheet: String = "表Ⅰ") throws {
    var builder = WorkbookBuilder()
    builder.addSheet("表Ⅰ", [[.text("甲"), .number(1.5), .blank], [.text("01"), .number(0.1)]])
    let folder = try TemporaryFolder()
    try folder.write("a.xlsx", builder.bytes())
    let places = cells.compactMap { key, value in CellReference(key).map { ($0, value) } }
    let written = WrittenSheet(name: sheet, cells: Dictionary(uniqueKeysWithValues: places))
    try ReadBack.check("a.xlsx", in: folder.path, [written])
  }

  @Test func `what is there agrees, to the digits that a file has`() throws {
    try Self.check([
      "A1": .text("甲"), "B1": .number(1.5), "C1": .blank, "A2": .text("01"), "D9": .blank,
      "B2": .number(0.1 + 1e-14),
    ])
  }

  static let wrong: [(cell: String, value: CellValue)] = [
    ("A1", .text("乙")), ("B1", .number(1.6)), ("A2", .number(1)), ("B2", .blank),
    ("C1", .number(0)), ("D9", .text("缺")),
  ]

  @Test(arguments: wrong)
  func `a difference ends the run and names the cell`(cell: String, value: CellValue) {
    #expect {
      try Self.check([cell: value])
    } throws: { error in
      guard let failure = error as? RunFailure else { return false }
      return failure.kind == .internalFault && failure.message.chinese.contains("“表Ⅰ” \(cell) ")
    }
  }

  /// Names that would be read back differently if they were written as they are.
  @Test func `strange names of schools are written and read back, and no run ends with them`()
    async throws
  {
    let names = [
      "示例\u{1}第一小学", "_x0041_第二小学", "甲\r\n乙小学", " 前后空格 ", "=1+1小学", "\"引号\"<&>",
      String(repeating: "_长", count: 20_000), "\u{FEFF}零宽\u{FFFE}小学", "𠮷野e\u{301}小学",
    ]
    let text = try String(contentsOfFile: ProjectFolder.examples + "/roster.csv", encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).map(String.init)
    for (index, name) in names.enumerated() where lines.indices.contains(index + 1) {
      var cells = lines[index + 1].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      cells[1] = "\"" + name.replacing("\"", with: "\"\"") + "\""
      lines[index + 1] = cells.joined(separator: ",")
    }
    let folder = try TemporaryFolder()
    let roster = try folder.write("roster.csv", lines.joined(separator: "\r\n").utf8)
    try await FinishedRuns.evaluate(year: 2025, roster: roster, to: folder.path + "/OUT")
    let path = folder.path + "/OUT/counties/990121-示例县.xlsx"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let book = try WorkbookReader.read(bytes, fileName: path)
    let form = try #require(book.sheets.first { $0.info.name == "表Ⅱ-2" })
    let shown = form.rows.flatMap { $0.cells.map(\.value.rawText) }
    #expect(shown.contains("_x0041_第二小学"))
  }

  @Test func `a sheet that is not there is a difference`() {
    #expect(throws: RunFailure.self) { try Self.check(["A1": .text("甲")], sheet: "表Ⅱ") }
  }
}
