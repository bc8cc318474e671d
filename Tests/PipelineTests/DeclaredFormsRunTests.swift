// SPDX-License-Identifier: Apache-2.0
// DeclaredFormsRunTests: the forms that county workbooks begin with, read back cell by cell.

import DataModel
import FileFormats
import Foundation
import Ingest
import PipelineRunner
import TestSupport
import Testing

@Suite("Declared forms of the county workbook")
struct DeclaredFormsRunTests {
  /// A county's workbook as its cells.
  struct Book {
    let sheets: [Sheet]

    func rows(_ name: String) -> [[String]] {
      guard let sheet = sheets.first(where: { $0.info.name == name }) else { return [] }
      return sheet.rows.map { row in
        var texts: [String] = []
        for cell in row.cells {
          while texts.count < cell.column { texts.append("") }
          texts[cell.column - 1] = cell.value.rawText
        }
        return texts
      }
    }

    /// The row whose cells begin like this.
    func row(_ name: String, _ first: String, at column: Int = 0) -> [String] {
      rows(name).first { $0.indices.contains(column) && $0[column].hasPrefix(first) } ?? []
    }

    func text(_ name: String) -> String { rows(name).joined().joined(separator: "\n") }
  }

  private static func run(
    _ pipeline: String, _ county: CountyFigures, silent: Bool = false
  ) async throws -> Book {
    let folder = try TemporaryFolder()
    let bytes = try await bytes(pipeline, county, silent: silent, in: folder)
    return Book(sheets: try WorkbookReader.read(bytes, fileName: "a.xlsx").sheets)
  }

  private static func bytes(
    _ pipeline: String, _ county: CountyFigures, silent: Bool, in folder: TemporaryFolder
  ) async throws -> [UInt8] {
    let path = "in/\(county.code)_\(county.name)"
    try folder.write(path + "/学校.xlsx", county.schools)
    if !silent { try folder.write(path + "/县级材料.xlsx", county.own) }
    let roster = ["学校代码,学校名称,办学类型,县区代码,县区名称"] + county.roster
    let list = try folder.write("roster.csv", (roster.joined(separator: "\n") + "\n").utf8)
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/" + pipeline, inputs: [folder.path + "/in"],
      year: 2025, outputFolder: folder.path + "/OUT", roster: list, jobs: 1)
    _ = try await TestPipeline(plan).run()
    let file = "\(folder.path)/OUT/counties/\(county.code)-\(county.name).xlsx"
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  private static let full = Task {
    try await run("quality-balance-2017", CountyFigures(number: 1))
  }
  private static let silent = Task {
    try await run("quality-balance-2017", CountyFigures(number: 2), silent: true)
  }

  @Test func `the forms stand behind the cover and the verdicts, and the cover lists them`()
    async throws
  {
    let book = try await Self.full.value
    let names = book.sheets.map(\.info.name)
    #expect(
      names.prefix(10) == [
        "封面", "认定结论", "表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ", "表Ⅳ", "表Ⅴ", "表Ⅵ", "附件4 学校自评表",
      ])
    for name in names.dropFirst(2).prefix(8) { #expect(book.row("封面", name).first == name) }
  }

  @Test func `表Ⅰ has three header rows, a row of numbers and figures in 万人`() async throws {
    let rows = try await Self.full.value.rows("表Ⅰ")
    #expect(rows[2][0] == "人口情况" && rows[2][20] == "教职工（人）")
    #expect(rows[3][0] == "人口总数（万人）" && rows[3][20] == "小学")
    #expect(rows[4][20] == "合计" && rows[4][23] == "专任教师")
    #expect(rows[5] == (1...24).map { "L\($0)" })
    #expect(rows[6][0] == "42.15")
    #expect(rows[6][3] == "210")
  }

  @Test func `what nobody handed in is blank and told below, never zero`() async throws {
    let book = try await Self.silent.value
    let rows = book.rows("表Ⅰ")
    #expect(rows[6].joined().isEmpty)
    #expect(book.row("表Ⅰ", "空白说明：L1—L24（").first?.contains("县域基本情况表") == true)
    #expect(book.row("表Ⅳ", "（七）")[1].contains("生均公用经费＿＿＿元"))
    #expect(book.row("表Ⅳ", "（七）")[2] == "待定")
    #expect(book.row("表Ⅵ", "合计").dropFirst().prefix(7).joined().isEmpty)
  }

  @Test func `表Ⅱ-2 has a block for each stage, each numbered from 1, and counts its parts`()
    async throws
  {
    let book = try await Self.full.value
    let rows = book.rows("表Ⅱ-2")
    #expect(rows[3].prefix(3) == ["L1", "L2", "L3"] && rows[3].last == "L15")
    #expect(rows[4][0].hasPrefix("小学") && rows[6][0].hasPrefix("初中"))
    // 序号, name, sponsor code, pupils, grades, classes.
    #expect(rows[5].prefix(6) == ["1", "示例1县中心小学", "7", "480", "1", "12"])
    #expect(rows[7].prefix(6) == ["1", "示例1县初级中学", "7", "90", "1", "2"])
    #expect(rows[8][0].hasPrefix("合计：小学（部）1所") && rows[8][0].contains("初中（部）1所"))
  }

  @Test func `the note says which indicators are reached, and why others are blank`() async throws {
    let book = try await Self.full.value
    let row = book.rows("表Ⅱ-2")[5]
    let note = try #require(row.last)
    #expect(note.contains("缺数据"))
    #expect(row[6] != "0")
  }

  @Test func `a sponsor without a code of the form is left blank and told`() async throws {
    var county = CountyFigures(number: 3)
    county.sponsor = "部队"
    let book = try await Self.run("quality-balance-2017", county)
    let rows = book.rows("表Ⅱ-2")
    #expect(rows[5][2].isEmpty)
    #expect(rows[5].last?.contains("L3缺数据（“部队”没有对应的举办者类型代码）") == true)
  }

  @Test func `表Ⅳ and 表Ⅴ fill their sentences with one decimal for percentages`() async throws {
    let book = try await Self.full.value
    #expect(
      book.row("表Ⅳ", "（十一）")[1]
        == "符合交流条件教师400人，上年度实际交流轮岗40人，占10.0%；其中骨干教师8人，占交流轮岗教师的20.0%。")
    #expect(book.row("表Ⅳ", "（十一）")[2] == "是")
    #expect(book.row("表Ⅳ", "（十五）")[1].hasSuffix("合计占85.0%。"))
    #expect(book.row("表Ⅴ", "（一）")[1].hasSuffix("毕业1406人，三年巩固率95.0%。"))
    #expect(book.rows("表Ⅳ").filter { $0.first?.hasPrefix("（") == true }.count == 15)
    #expect(book.rows("表Ⅴ").filter { $0.first?.hasPrefix("（") == true }.count == 9)
  }

  @Test func `表Ⅵ has the total and the parents, with their rates`() async throws {
    let book = try await Self.full.value
    #expect(
      book.row("表Ⅵ", "合计") == ["合计", "1200", "1000", "850", "85", "100", "85", "85", "是"])
    #expect(
      book.row("表Ⅵ", "其中：家长").prefix(8)
        == ["其中：家长", "600", "500", "450", "90", "50", "45", "90"])
  }

  @Test func `附件4 has a table for each school part, with the year it was founded`() async throws {
    let book = try await Self.full.value
    let rows = book.rows("附件4 学校自评表")
    #expect(rows.filter { $0.first?.hasPrefix("附件4") == true }.count == 2)
    #expect(rows.filter { $0.first?.hasPrefix("建校年份：2018") == true }.count == 2)
    #expect(book.row("附件4 学校自评表", "12.", at: 1).dropFirst(2).first?.contains("章程：是") == true)
    // 480 pupils: the line on schools under 100 does not apply.
    #expect(book.row("附件4 学校自评表", "11.", at: 1).dropFirst(2) == ["/", "/"])
  }

  @Test func `clauses that nobody saw are named at the foot of each form`() async throws {
    let book = try await Self.full.value
    for name in ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ", "表Ⅳ", "表Ⅴ", "表Ⅵ", "附件4 学校自评表"] {
      #expect(book.text(name).contains("未核实条款："), "\(name)")
    }
  }

  @Test func `figures that miss what is required get a sign beside their shade`() async throws {
    let folder = try TemporaryFolder()
    let county = CountyFigures(number: 5)
    let bytes = try await Self.bytes("quality-balance-2017", county, silent: false, in: folder)
    let styles = String(
      decoding: try ZipReader(bytes).contents(of: "xl/styles.xml"), as: UTF8.self)
    for sign in ["0.00&quot;▼&quot;", "0.00&quot;△&quot;", "0.000&quot;▲&quot;"] {
      #expect(styles.contains("formatCode=\"\(sign)\""), "\(sign)")
    }
  }

  @Test func `shading follows the thresholds of the workbook, statuses of items their values`()
    async throws
  {
    let folder = try TemporaryFolder()
    let county = CountyFigures(number: 6)
    let bytes = try await Self.bytes("quality-balance-2017", county, silent: false, in: folder)
    let book = try WorkbookReader.read(bytes, fileName: "a.xlsx")
    let zip = try ZipReader(bytes)
    let place = try #require(book.sheets.firstIndex { $0.info.name == "表Ⅱ-2" })
    let xml = String(
      decoding: try zip.contents(of: "xl/worksheets/sheet\(place + 1).xml"), as: UTF8.self)
    #expect(xml.contains("-底线_R1_小学,9)") && xml.contains("-阈值_R1_小学,9)"))
    let items = try #require(book.sheets.first { $0.info.name == "县域项目" })
    var ways: [String: Int] = [:]
    for row in items.rows where row.number > 4 {
      func cell(_ column: Int) -> Cell? { row.cells.first { $0.column == column } }
      let way = cell(13)?.value.rawText ?? ""
      ways[way, default: 0] += 1
      guard ["≥", "≤", ">", "<", "=", "属于"].contains(way) else { continue }
      #expect(cell(7).map { $0.formula != .constant } == true, "\(row.number)")
    }
    #expect(ways["≥", default: 0] > 10 && ways["属于", default: 0] > 10)
    let values = items.rows.filter { row in
      row.cells.contains { $0.column == 5 && $0.formula != .constant }
    }
    #expect(values.count > 10)
  }

  @Test func `a note tells each reason once, with all columns that wait for it`() async throws {
    var told = 0
    for row in try await Self.full.value.rows("表Ⅱ-2") {
      let reasons = (row.last ?? "").components(separatedBy: "缺数据（").dropFirst()
        .map { $0.components(separatedBy: "；")[0] }
      told += reasons.count
      #expect(Set(reasons).count == reasons.count && reasons.count <= 4)
    }
    #expect(told > 0)
  }

  @Test func `基本均衡 has its own 表Ⅱ-2 with pairs of value and standard`() async throws {
    let book = try await Self.run("basic-balance-2012", CountyFigures(number: 4))
    let rows = book.rows("表Ⅱ-2")
    #expect(rows[2].count > 3 && rows[2][3].hasPrefix("生均教学及辅助用房面积"))
    #expect(rows[3][3] == "指标值" && rows[3][4] == "标准")
    #expect(rows[6][4] == "4")
    #expect(book.row("县级政府工作自评表", "合计").contains("100"))
    #expect(!book.sheets.contains { $0.info.name == "表Ⅳ" })
  }
}
