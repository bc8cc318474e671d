// SPDX-License-Identifier: Apache-2.0
// CleaningLoopTests: explanations, corrections and a second round, from lists to states of schools.

import DataModel
import FileFormats
import Foundation
import Ingest
import PipelineRunner
import TestSupport
import Testing

@Suite("Rounds between office and schools, end to end")
struct CleaningLoopTests {
  private struct Round {
    let report: RunReport
    let folder: String
    /// Goes with the last round that lies in it.
    let whole: TemporaryFolder

    func table(_ name: String) throws -> [[String: String]] {
      try FinishedRuns.table(folder + "/" + name)
    }

    func finding(_ rule: String) throws -> [String: String] {
      try #require(table("findings.csv").first { $0["rule"] == rule })
    }

    func states() throws -> [String] {
      try table("data/school_states.csv").map { $0["state"] ?? "" }
    }
  }

  private static let roster = """
    学校代码,学校名称,办学类型,县区代码,县区名称
    2199000001,示例县第一小学,小学,990121,示例县
    2199000002,示例县第二小学,小学,990121,示例县
    2199000003,示例县第三小学,小学,990121,示例县
    """
  /// Someone on the staff of both schools, which must be explained.
  private static let shared = "99012119800101001X"

  private static func teachers(_ school: Int, degree: String) -> String {
    """
    教师花名册
    学校代码,学校名称,姓名,身份证件号,学历,岗位类别
    219900000\(school),示例县第\(school == 1 ? "一" : "二")小学,王某,\(shared),\(degree),专任教师

    """
  }

  /// One round; `lists`: of the office, by option.
  private static func run(
    _ number: Int, _ folder: TemporaryFolder, degrees: [Int: String] = [1: "本科", 2: "本科"],
    corrections: String? = nil, explanations: String? = nil, year: Int = 2025,
    previous: [String] = []
  ) async throws -> Round {
    for (school, degree) in degrees {
      try folder.write(
        "in\(number)/990121_示例县/219900000\(school).csv", teachers(school, degree: degree).utf8)
    }
    let list = try folder.write("roster.csv", roster.utf8)
    let out = folder.path + "/OUT\(number)"
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in\(number)"], year: year, outputFolder: out, roster: list,
      corrections: try corrections.map { try folder.write("更正\(number).csv", $0.utf8) },
      explanations: try explanations.map { try folder.write("说明\(number).csv", $0.utf8) },
      previous: previous, jobs: 1)
    let report = try await TestPipeline(plan).run()
    return Round(report: report, folder: out, whole: folder)
  }

  private static let header = "id,value,reason,text,who,date\n"
  private static let correctionHeader =
    "school,form,record,field,old_value,new_value,reason,who,date\n"
  private static let rule = "teacher-is-unique-across-schools"

  @Test(arguments: [
    (",E05,,张某,2025-10-01", "explained", "applied"),
    (",教师调动,,张某,2025-10-01", "explained", "applied"),
    (",,走教教师,张某,2025-10-01", "explained", "applied"),
    ("x,E05,,张某,2025-10-01", "open", "lapsed"),
    (",E99,,张某,2025-10-01", "open", "incomplete"),
    (",E05,,,2025-10-01", "open", "incomplete"), (",E05,,张某,", "open", "incomplete"),
  ])
  func `an explanation holds for its value, with a reason, a name and a date`(
    _ rest: String, _ state: String, _ outcome: String
  ) async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder)
    let finding = try first.finding(Self.rule)
    let id = try #require(finding["id"])
    let value = try #require(finding["value"])
    let second = try await Self.run(2, folder, explanations: Self.header + id + "," + value + rest)
    #expect(try second.finding(Self.rule)["state"] == state)
    #expect(try second.table("data/explanations.csv").map { $0["outcome"] } == [outcome])
    let explained = state == "explained" ? 1 : 0
    #expect(second.report.explained == explained)
    #expect(second.report.mustExplain == first.report.mustExplain - explained)
    #expect(second.report.idleExplanations == 1 - explained)
  }

  @Test func `what must be corrected cannot be explained away`() async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder, degrees: [1: "无所谓"])
    let finding = try first.finding("value-is-in-code-list")
    let row = [finding["id"], finding["value"], "E01", "确实如此", "张某", "2025-10-01"]
    let list = Self.header + row.map { $0 ?? "" }.joined(separator: ",")
    let second = try await Self.run(2, folder, degrees: [1: "无所谓"], explanations: list)
    #expect(try second.finding("value-is-in-code-list")["state"] == "open")
    #expect(try second.table("data/explanations.csv").map { $0["outcome"] } == ["refused"])
  }

  @Test func `a correction takes the place of a value that nobody could read`() async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder, degrees: [1: "无所谓"])
    let finding = try first.finding("value-is-in-code-list")
    let row = [
      "2199000001", finding["form"], finding["record"], finding["field"], finding["value"], "大专",
      "电话核实", "李某", "2025-10-02",
    ]
    let list = Self.correctionHeader + row.map { $0 ?? "" }.joined(separator: ",")
    let second = try await Self.run(2, folder, degrees: [1: "无所谓"], corrections: list)
    #expect(try second.finding("value-is-in-code-list")["state"] == "corrected")
    let result = try #require(second.table("data/corrections.csv").first)
    #expect(result["outcome"] == "applied")
    #expect(result["cell"] == finding["cell"])
    let explanations = try ExplanationQuery(
      outputFolder: second.folder, school: "2199000001", stage: nil, indicator: "R1"
    ).explanations()
    let page = ExplanationText.text(explanations, language: .chinese)
    #expect(page.contains("更正 \(finding["cell"] ?? "")：无所谓 → 大专，电话核实（李某 2025-10-02）"))
    #expect(second.report.mustCorrect == first.report.mustCorrect - 1)
    #expect(second.report.corrected == 1)
  }

  @Test(arguments: [
    ("本科", "大专", "李某", "applied"), ("大专", "本科", "李某", "unneeded"),
    ("大专", "高中", "李某", "changed"), ("本科", "胡写", "李某", "unreadable"),
    ("本科", "大专", "", "incomplete"),
  ])
  func `a correction is applied while the old value stands and is reported otherwise`(
    _ old: String, _ new: String, _ who: String, _ outcome: String
  ) async throws {
    let row = "2199000001,教师花名册,,学历,\(old),\(new),电话核实,\(who),2025-10-02"
    let round = try await Self.run(
      1, TemporaryFolder(), corrections: Self.correctionHeader + row)
    #expect(try round.table("data/corrections.csv").map { $0["outcome"] } == [outcome])
    let isSettled = ["applied", "unneeded"].contains(outcome)
    let open = try round.table("findings.csv").count { $0["rule"] == "correction-is-applied" }
    #expect(open == (isSettled ? 0 : 1))
    #expect(round.report.idleCorrections == (isSettled ? 0 : 1))
  }

  @Test func `a corrected value is what counts, and lineage says so`() async throws {
    let folder = try TemporaryFolder()
    let row = "2199000001,教师花名册,,学历,本科,高中,核对证件,李某,2025-10-02"
    let plain = try await Self.run(1, folder)
    let corrected = try await Self.run(2, folder, corrections: Self.correctionHeader + row)
    func degrees(_ round: Round) throws -> [[String: String]] {
      try round.table("data/lineage.csv").filter {
        $0["school_code"] == "2199000001" && ($0["normalized_by"] ?? "").contains("corrected")
      }
    }
    #expect(try degrees(plain).isEmpty)
    #expect(try !degrees(corrected).isEmpty)
    // The original stays known.
    #expect(try degrees(corrected).allSatisfy { !($0["raw"] ?? "").contains("高中") })
  }

  @Test func `a school's code is corrected before its records are given to a school`() async throws
  {
    let folder = try TemporaryFolder()
    let text = Self.teachers(1, degree: "本科").replacing("2199000001", with: "2199000009")
      .replacing("示例县第一小学", with: "")
    try folder.write("in1/990121_示例县/无名.csv", text.utf8)
    let row = "2199000009,教师花名册,,学校标识码,2199000009,2199000001,电话核实,李某,2025-10-02"
    let round = try await Self.run(
      1, folder, degrees: [2: "本科"], corrections: Self.correctionHeader + row)
    #expect(try round.table("data/corrections.csv").map { $0["outcome"] } == ["applied"])
    let states = try round.table("data/school_states.csv")
    let first = try #require(states.first { $0["school_code"] == "2199000001" })
    #expect(first["state"] != "not_submitted")
    #expect(!states.contains { $0["school_code"] == "2199000009" })
  }

  @Test func `a name that several schools write is corrected for none of them by name alone`()
    async throws
  {
    let folder = try TemporaryFolder()
    for (school, degree) in [1: "本科", 2: "本科"] {
      let text = Self.teachers(school, degree: degree)
        .replacing("示例县第\(school == 1 ? "一" : "二")小学", with: "中心小学")
      try folder.write("in1/990121_示例县/\(school).csv", text.utf8)
    }
    func run(_ school: String, _ number: Int) async throws -> [String?] {
      let row = "\(school),教师花名册,,学校名称,中心小学,示例县第一小学,电话核实,李某,2025-10-02"
      try folder.write("in\(number)/x", [])
      for name in ["1", "2"] {
        let text = try String(
          contentsOfFile: folder.path + "/in1/990121_示例县/\(name).csv", encoding: .utf8)
        try folder.write("in\(number)/990121_示例县/\(name).csv", text.utf8)
      }
      let round = try await Self.run(
        number, folder, degrees: [:], corrections: Self.correctionHeader + row)
      return try round.table("data/corrections.csv").map { $0["outcome"] }
    }
    #expect(try await run("中心小学", 2) == ["ambiguous"])
    #expect(try await run("", 4) == ["unknown"])
    #expect(try await run("2199000001", 3) == ["applied"])
  }

  @Test func `sensitive values of a correction leave masked`() async throws {
    let row =
      "2199000001,教师花名册,,身份证件号,\(Self.shared),990121198001010028,核对证件,李某13800138000,2025-10-02"
    let round = try await Self.run(
      1, TemporaryFolder(), corrections: Self.correctionHeader + row)
    for name in try FileManager.default.subpathsOfDirectory(atPath: round.folder)
    where name.hasSuffix(".csv") || name.hasSuffix(".jsonl") || name.hasSuffix(".json") {
      let text = try String(contentsOfFile: round.folder + "/" + name, encoding: .utf8)
      for number in [Self.shared, "990121198001010028", "13800138000"] {
        #expect(!text.contains(number), "\(name)")
      }
    }
    #expect(try round.table("data/corrections.csv").map { $0["outcome"] } == ["applied"])
  }

  @Test func `a second round says what is fixed, still open, new and not handed in again`()
    async throws
  {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder, degrees: [1: "无所谓", 2: "随便"])
    let second = try await Self.run(2, folder, degrees: [1: "本科"], previous: [first.folder])
    let closed = try second.table("data/closed_findings.csv")
      .filter { $0["rule"] == "value-is-in-code-list" }
    #expect(closed.map { $0["change"] } == ["fixed", "not_resubmitted"])
    let handIns = try second.table("findings.csv").filter { $0["rule"] == "school-hands-in" }
    #expect(Set(handIns.map { $0["change"] }) == ["new", "still_open"])
    let states = try second.table("data/school_states.csv")
    #expect(states.map { $0["previous_state"] } == ["returned", "returned", "not_submitted"])
    #expect(try first.states() == ["returned", "returned", "not_submitted"])
    #expect(second.report.changes?[.fixed] ?? 0 >= 1)
  }

  @Test func `an explained finding opens again when its value has changed`() async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder)
    let finding = try first.finding(Self.rule)
    let id = try #require(finding["id"])
    let value = try #require(finding["value"])
    let good = Self.header + "\(id),\(value),E05,,张某,2025-10-01"
    let second = try await Self.run(2, folder, explanations: good, previous: [first.folder])
    #expect(try second.finding(Self.rule)["change"] == "still_open")
    // What the list says of the value is what decides.
    let stale = Self.header + "\(id),99********9999,E05,,张某,2025-10-01"
    let third = try await Self.run(3, folder, explanations: stale, previous: [second.folder])
    let row = try third.finding(Self.rule)
    #expect((row["state"], row["change"]) == ("open", "reopened"))
    #expect(row["explanation"]?.contains("已失效") == true)
  }

  @Test func `a list without a needed column ends the run`() async throws {
    await #expect(throws: RunFailure.self) {
      _ = try await Self.run(1, TemporaryFolder(), explanations: "id,text\nx,y\n")
    }
    await #expect(throws: RunFailure.self) {
      _ = try await Self.run(1, TemporaryFolder(), corrections: "学校,表\nx,y\n")
    }
  }

  /// The workbook with a text in an empty cell of the sheet that holds the word.
  private static func written(
    _ text: String, at cell: CellReference, inSheetWith word: String, of path: String
  ) throws -> [UInt8] {
    let zip = try ZipReader([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    var writer = ZipWriter()
    for entry in zip.entries {
      var bytes = try zip.contents(of: entry.name)
      let xml = String(decoding: bytes, as: UTF8.self)
      if entry.name.hasPrefix("xl/worksheets/sheet"), xml.contains(word) {
        let empty = try Regex("<c r=\"\(cell)\" s=\"(\\d+)\"/>")
        #expect(xml.contains(empty))
        let filled = "<c r=\"\(cell)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        bytes = Array(xml.replacing(empty, with: filled).utf8)
      }
      writer.add(entry.name, bytes, isStored: false)
    }
    return try #require(writer.finish())
  }

  /// What the school answered must outlive the rounds that its other problems take.
  @Test func `an answer in a returned workbook holds in the next rounds too`() async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(1, folder, degrees: [1: "本科", 2: "无所谓"])
    let finding = try first.finding(Self.rule)
    let path = try #require(finding["file"]).replacing(".csv", with: ".xlsx")
    let returned = { (round: Round) in round.folder + "/returns/" + path }
    func read(_ file: String) throws -> [SheetRow] {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
      return try #require(try WorkbookReader.read(bytes, fileName: "a.xlsx").sheets.first).rows
    }
    // The place of the answer in the list.
    let rows = try read(returned(first))
    let header = try #require(ReturnList.header(in: rows))
    func column(_ name: String) -> Int? {
      rows[header].cells.first { $0.value.rawText == name }?.column
    }
    let place = try #require(column("说明"))
    let line = try #require(rows.first { $0.cells.contains { $0.value.rawText == finding["id"] } })
    let answered = try Self.written(
      "确为走教", at: CellReference(row: line.number, column: place),
      inSheetWith: try #require(finding["id"]), of: returned(first))
    try folder.write("in2/" + path, answered)
    let second = try await Self.run(2, folder, degrees: [1: "本科"])
    #expect(try second.finding(Self.rule)["state"] == "explained")
    // The other problem is still open: the workbook goes back again, with the answer in its list.
    let again = [UInt8](try Data(contentsOf: URL(fileURLWithPath: returned(second))))
    try folder.write("in3/" + path, again)
    let third = try await Self.run(3, folder, degrees: [1: "本科"])
    #expect(try third.finding(Self.rule)["state"] == "explained")
    #expect(try third.finding("value-is-in-code-list")["state"] == "open")
  }
}
