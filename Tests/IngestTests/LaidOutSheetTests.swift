// SPDX-License-Identifier: Apache-2.0
// LaidOutSheetTests: merged ranges, hidden lines and comments are told in every format.

import DataModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite struct LaidOutSheetTests {
  private static func bytes(_ format: String) throws -> [UInt8] {
    let path = ProjectFolder.root + "/Tests/Fixtures/Ingest/laid-out." + format
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func layout(_ format: String) throws -> SheetLayout {
    try WorkbookReader.read(bytes(format), fileName: "a").sheets[0].info.layout
  }

  @Test(arguments: ["xlsx", "xls", "ods", "fods", "xml"])
  func `merged ranges, hidden columns and comments come with the rows`(format: String) throws {
    let layout = try Self.layout(format)
    #expect(layout.merges.map(\.description) == ["A1:D1"])
    #expect(layout.hiddenColumns.runs == [3...3, 6...6])
    #expect(layout.comments.kept.map(\.place.description) == ["B3", "D6"])
    #expect(layout.comments.kept.map { $0.text.contains("990121198009150011") } == [true, false])
    #expect(layout.comments.kept.map { $0.text.hasSuffix("待查") } == [false, true])
    #expect(!layout.comments.kept.contains { $0.text.contains("某人") })
    #expect(layout.comments.omitted == 0)
  }

  @Test(arguments: ["xls", "ods", "fods", "xml"])
  func `hidden rows come with the rows`(format: String) throws {
    #expect(try Self.layout(format).hiddenRows.runs == [4...5, 8...8])
  }

  @Test func `of .xlsx the hidden rows that hold cells come with the rows`() throws {
    #expect(try Self.layout("xlsx").hiddenRows.runs == [4...5])
  }

  @Test(arguments: ["xlsx", "xls", "ods", "fods", "xml"])
  func `rows that hold only borders are counted`(format: String) throws {
    let layout = try Self.layout(format)
    #expect((3...6).contains(layout.emptyRowCount))
    #expect(layout.emptyCellCount >= 12)
  }

  @Test(arguments: ["xlsx", "xls", "ods", "fods", "xml"])
  func `what is known before the rows is what the rows tell`(format: String) throws {
    let source = try WorkbookReader.open(Self.bytes(format), fileName: "a")
    let before = try source.layout(of: 0)
    #expect(before.merges.map(\.description) == ["A1:D1"])
    var rows = try source.rows(of: 0)
    while try rows.next() != nil {}
    #expect(before.merges == rows.layout.merges)
    #expect(before.hiddenColumns == rows.layout.hiddenColumns)
    #expect(before.comments == rows.layout.comments)
    #expect(throws: IngestError.self) { try source.layout(of: 3) }
  }

  @Test(arguments: ["xlsx", "xls", "ods", "fods", "xml"])
  func `hidden data and comments are remarks, and no comment is quoted`(format: String) throws {
    let warnings = try WorkbookReader.read(Self.bytes(format), fileName: "a").warnings
    let expected = [
      "Sheet \"基本情况\": hidden rows hold data, which is read like any other: 4:5.",
      "Sheet \"基本情况\": hidden columns hold data, which is read like any other: C.",
      "Sheet \"基本情况\": comments are not read as data: B3, D6.",
    ]
    #expect(Array(warnings.prefix(3)) == expected)
    #expect(warnings.allSatisfy(ReadingRemarks.isHarmless))
    #expect(!warnings.joined().contains("9901"))
  }

  @Test func `a sheet that only a program can show is told when it holds data`() throws {
    let warnings = try WorkbookReader.read(Self.bytes("xlsx"), fileName: "a").warnings
    let text = warnings.map(ReadingRemarks.chinese)
    #expect(text.last == "工作表“参数”：是深度隐藏的工作表（只有程序才能显示），其中有数据。")
    #expect(!text.joined().contains("字典"))
  }

  @Test func `any sheet can be read first, again, and in any order`() throws {
    for format in ["ods", "fods", "xml"] {
      let source = try WorkbookReader.open(Self.bytes(format), fileName: "a")
      var found: [String] = []
      for index in [2, 0, 1, 1, 2, 0] {
        var rows = try source.rows(of: index)
        var last = ""
        while let row = try rows.next() { last = row.cells[0].value.rawText }
        found.append(last)
      }
      #expect(found == ["版本1", "示例第四小学", "初中", "初中", "版本1", "示例第四小学"])
    }
  }

  @Test func `two sheets can be read side by side`() throws {
    for format in ["ods", "xml"] {
      let source = try WorkbookReader.open(Self.bytes(format), fileName: "a")
      var first = try source.rows(of: 0)
      var second = try source.rows(of: 1)
      _ = try first.next()
      #expect(try second.next()?.cells[0].value == .text("小学"))
      #expect(try first.next()?.cells[0].value == .text("学校名称"))
    }
  }
}
