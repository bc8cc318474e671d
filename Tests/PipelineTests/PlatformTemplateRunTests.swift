// SPDX-License-Identifier: Apache-2.0
// PlatformTemplateRunTests: the platform's own workbook is filled for each county, or refused before anything is done.

import DataModel
import FileFormats
import Foundation
import Ingest
import PipelineRunner
import TestSupport
import Testing

@Suite("The platform's own template, end to end")
struct PlatformTemplateRunTests {
  private static let names: [(sheet: String, name: String, cell: String)] = [
    ("表Ⅰ", "表一数据", "$A$3"), ("表Ⅱ-1", "表二之一小学", "$B$3"), ("表Ⅱ-1", "表二之一初中", "$B$6"),
    ("表Ⅱ-2", "表二之二小学", "$A$3"), ("表Ⅱ-2", "表二之二初中", "$A$5"), ("表Ⅲ", "表三小学", "$B$3"),
    ("表Ⅲ", "表三初中", "$B$6"), ("表Ⅳ", "表四数据", "$B$2"), ("表Ⅴ", "表五数据", "$B$2"),
    ("表Ⅵ", "表六数据", "$B$3"),
  ]

  /// A template with all names but those that are left out.
  private static func template(without lacking: Set<String> = []) throws -> [UInt8] {
    var builder = WorkbookBuilder()
    for sheet in ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ", "表Ⅳ", "表Ⅴ", "表Ⅵ"] {
      guard sheet == "表Ⅱ-2" else {
        builder.addSheet(sheet, [[.text("\(sheet)（官方）")]])
        continue
      }
      builder.addSheet(
        sheet,
        sheetData: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>官方表样</t></is></c></row>"
          + "<row r=\"3\"><c r=\"A3\" s=\"0\"/></row><row r=\"5\"><c r=\"A5\" s=\"0\"/></row>"
          + "<row r=\"6\"><c r=\"D6\"><f>SUM(D3:D3)+SUM(D5:D5)</f></c></row>")
    }
    let xml = String(
      decoding: try ZipReader(builder.bytes()).contents(of: "xl/workbook.xml"), as: UTF8.self)
    let defined = names.filter { !lacking.contains($0.name) }.map {
      "<definedName name=\"\($0.name)\">'\($0.sheet)'!\($0.cell)</definedName>"
    }
    builder.setPart(
      "xl/workbook.xml",
      xml.replacing(
        "</sheets>", with: "</sheets><definedNames>\(defined.joined())</definedNames>"))
    return builder.bytes()
  }

  private static func run(
    _ template: [UInt8], in folder: TemporaryFolder, pipeline: String = "quality-balance-2017"
  ) async throws -> CountyFigures {
    let county = CountyFigures(number: 1)
    let path = "in/\(county.code)_\(county.name)"
    try folder.write(path + "/学校.xlsx", county.schools)
    try folder.write(path + "/县级材料.xlsx", county.own)
    let roster = ["学校代码,学校名称,办学类型,县区代码,县区名称"] + county.roster
    let list = try folder.write("roster.csv", (roster.joined(separator: "\n") + "\n").utf8)
    let file = try folder.write("official.xlsx", template)
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/" + pipeline, inputs: [folder.path + "/in"],
      year: 2025, outputFolder: folder.path + "/OUT", roster: list, jobs: 1,
      platformTemplate: file)
    _ = try await TestPipeline(plan).run()
    return county
  }

  @Test func `each county's file holds its figures in the platform's own workbook`() async throws {
    let folder = try TemporaryFolder()
    let county = try await Self.run(Self.template(), in: folder)
    let file = "\(folder.path)/OUT/platform/\(county.code)-\(county.name).xlsx"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let book = try WorkbookReader.read(bytes, fileName: "a.xlsx")
    func value(_ sheet: String, _ cell: String) -> String {
      guard let place = CellReference(cell) else { return "" }
      let rows = book.sheets.first { $0.info.name == sheet }?.rows ?? []
      let row = rows.first { $0.number == place.row }
      return row?.cells.first { $0.column == place.column }?.value.rawText ?? ""
    }
    #expect(value("表Ⅰ", "A3") == "42.15")
    #expect(value("表Ⅱ-2", "A1") == "官方表样")
    #expect(value("表Ⅱ-2", "B3") == county.primary.name && value("表Ⅱ-2", "C3") == "7")
    #expect(value("表Ⅱ-2", "B5") == county.junior.name && value("表Ⅱ-2", "D5") == "90")
    #expect(value("表Ⅴ", "B2").hasSuffix("三年巩固率95.0%。") && value("表Ⅴ", "C2") == "是")
    #expect(value("表Ⅵ", "E3") == "85")
    let manifest = try String(contentsOfFile: folder.path + "/OUT/manifest.json", encoding: .utf8)
    #expect(manifest.contains("platform/\(county.code)-\(county.name).xlsx"))
  }

  @Test func `a template that lacks a name is refused with it, and nothing is published`()
    async throws
  {
    let folder = try TemporaryFolder()
    await #expect {
      _ = try await Self.run(Self.template(without: ["表三初中"]), in: folder)
    } throws: { error in
      guard let failure = error as? RunFailure else { return false }
      return failure.kind == .wrongDefinition && failure.message.chinese.contains("没有名称“表三初中”")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/OUT"))
  }

  @Test func `a pipeline without a declared template takes no file`() async throws {
    let folder = try TemporaryFolder()
    await #expect {
      _ = try await Self.run(Self.template(), in: folder, pipeline: "basic-balance-2012")
    } throws: { error in
      (error as? RunFailure)?.message.chinese.contains("没有声明 template") == true
    }
  }
}
