// SPDX-License-Identifier: Apache-2.0
// DifferenceTests: what changed between two runs, and which change of the inputs caused it.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Differences between two runs")
struct DifferenceTests {
  private struct Told: Decodable {
    struct State: Decodable {
      var value: Value?
      var status: String?
    }
    struct Place: Decodable {
      var file: String?
      var sheet: String?
      var cell: String?
    }
    enum Value: Decodable, Equatable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
    struct Change: Decodable {
      var number: Int
      var thing: String
      var schoolCode: String?
      var stage: String?
      var item: String
      var note: String?
      var before: State?
      var after: State?
      var readAfter: [Place]
      var because: [Int]
    }
    var changes: [Change]
    var counts: [String: Int]

    func first(_ thing: String, _ school: String? = nil, _ item: String? = nil) -> Change? {
      changes.first {
        $0.thing == thing && (school == nil || $0.schoolCode == school)
          && (item == nil || $0.item == item)
      }
    }
  }

  private static let teachers = "990121_示例县/示例县教师花名册.csv"
  private static let junior = "3199000008"

  /// The examples, with the teachers' degrees of one school changed, a file gone and one moved.
  private static let changed = Task {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    let input = folder.path + "/in"
    try files.copyItem(atPath: ProjectFolder.examples + "/submissions", toPath: input)
    let list = input + "/" + teachers
    // The list is GB18030: 本科 and 专科 differ in their first character, B1BE and D7A8.
    let lines = [UInt8](try Data(contentsOf: URL(fileURLWithPath: list)))
      .split(separator: 0x0A, omittingEmptySubsequences: false).map { line -> [UInt8] in
        let bachelor: [UInt8] = [0xB1, 0xBE, 0xBF, 0xC6]
        guard line.starts(with: junior.utf8) else { return Array(line) }
        return Array(line).replacing(bachelor, with: [0xD7, 0xA8, 0xBF, 0xC6])
      }
    try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: list))
    let county = input + "/990121_示例县/"
    try files.removeItem(atPath: county + "2199000001_示例县第一小学.xlsx")
    try files.moveItem(
      atPath: county + "3199000003_示例县第三初级中学.xlsx", toPath: county + "第三初级中学.xlsx")
    try await FinishedRuns.evaluate(inputs: [input], year: 2025, to: folder.path + "/OUT")
    return folder
  }

  private static func folders() async throws -> (before: String, after: String) {
    (try await FinishedRuns.examples(), try await changed.value.path + "/OUT")
  }

  private static func told(county: String? = nil) async throws -> Told {
    let (before, after) = try await folders()
    let difference = try RunDifference(before, after, county: county)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Told.self, from: Data(difference.json.utf8))
  }

  @Test func `a verdict is traced to the file whose change caused it`() async throws {
    let told = try await Self.told()
    let verdict = try #require(told.first("school_verdict", Self.junior))
    #expect(verdict.before?.status == "pass")
    #expect(verdict.after?.status == "fail")
    let indicator = told.changes[try #require(verdict.because.first)]
    #expect(indicator.thing == "indicator" && indicator.item == "R1")
    #expect(indicator.before?.status == "met" && indicator.after?.status == "below")
    let value = told.changes[try #require(indicator.because.first)]
    #expect(value.thing == "value" && value.item == "higher_degree_teachers")
    #expect(value.readAfter.first?.file == Self.teachers)
    let file = told.changes[try #require(value.because.first)]
    #expect(file.thing == "submission" && file.item == Self.teachers)
    #expect(file.before != nil && file.after != nil)
  }

  /// What else than files may make two runs differ.
  enum Reason: String, CaseIterable {
    case files
    case corrections
    case moved
    case roster
    case previous
  }

  private static func difference(_ reason: Reason) async throws -> RunDifference {
    let before = try await FinishedRuns.examples()
    if reason == .files { return try RunDifference(before, await folders().after) }
    let folder = try TemporaryFolder()
    let after = folder.path + "/OUT"
    let header = "school,form,record,field,old_value,new_value,reason,who,date,file,sheet,cell\n"
    let signed = "电话核实,李某,2025-10-02,\(teachers),,"
    switch reason {
    case .files: break
    case .corrections:
      let row = "\(junior),教师花名册,,最高学历,本科,专科,\(signed)L43"
      let list = try folder.write("c.csv", (header + row).utf8)
      try await FinishedRuns.evaluate(year: 2025, corrections: list, to: after)
    case .moved:
      let row = "2199000005,教师花名册,,学校标识码,2199000005,2199000006,\(signed)A3"
      let list = try folder.write("c.csv", (header + row).utf8)
      try await FinishedRuns.evaluate(year: 2025, corrections: list, to: after)
    case .roster:
      let text = try String(contentsOfFile: ProjectFolder.examples + "/roster.csv", encoding: .utf8)
      let lines = text.split(whereSeparator: \.isNewline).map { line -> String in
        guard line.contains("3199000004") else { return String(line) }
        return String(
          line.replacing("990121", with: "990122").replacing(",示例县", with: ",示例县二"))
      }
      let list = try folder.write("roster.csv", lines.joined(separator: "\n").utf8)
      try await FinishedRuns.evaluate(year: 2025, roster: list, to: after)
    case .previous:
      let earlier = folder.path + "/EARLIER"
      try await FinishedRuns.evaluate(year: 2024, to: earlier)
      try await FinishedRuns.evaluate(year: 2025, previous: [earlier], to: after)
    }
    return try RunDifference(before, after)
  }

  @Test(arguments: Reason.allCases)
  func `every change but a file and a setting has a cause before it`(
    _ reason: Reason
  ) async throws {
    let difference = try await Self.difference(reason)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let told = try decoder.decode(Told.self, from: Data(difference.json.utf8))
    #expect(!told.changes.isEmpty)
    for change in told.changes where !["setting", "submission"].contains(change.thing) {
      #expect(!change.because.isEmpty, "\(change)")
      #expect(change.because.allSatisfy { $0 < change.number })
    }
    let page = difference.text(language: .chinese, limit: nil)
    switch reason {
    case .files: #expect(page.contains("内容已改"))
    case .corrections:
      let value = try #require(told.first("value", Self.junior, "higher_degree_teachers"))
      #expect(value.because.map { told.changes[$0].thing } == ["correction"])
      #expect(page.contains("新更正为 专科"))
    case .moved:
      for school in ["2199000005", "2199000006"] {
        let value = try #require(told.first("value", school, "higher_degree_teachers"))
        #expect(value.because.allSatisfy { told.changes[$0].thing == "correction" })
      }
    case .roster:
      #expect(page.contains("区县 990121 → 990122"))
      let left = try #require(
        told.changes.first { $0.thing == "county_indicator" && $0.item == "R1" })
      #expect(left.because.contains { told.changes[$0].item == "county_code" })
    case .previous: #expect(page.contains("以前的输出"))
    }
  }

  @Test(arguments: ["data/school_verdicts.csv", "data/lineage.csv", "findings.csv"])
  func `an output that is not what the run wrote is refused`(_ path: String) async throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/OUT"
    let (before, _) = try await Self.folders()
    try FileManager.default.copyItem(atPath: before, toPath: copy)
    try folder.write("OUT/" + path, [])
    let run = try ProgramRun(["diff", before, copy, "--lang", "zh"])
    #expect(run.status == 66)
    #expect(run.messages.contains("junheng verify"))
  }

  @Test func `causes stand before their effects`() async throws {
    let told = try await Self.told()
    for (place, change) in told.changes.enumerated() {
      #expect(change.number == place)
      #expect(change.because.allSatisfy { $0 < place })
      #expect(Set(change.because).count == change.because.count)
    }
    #expect(told.counts.values.reduce(0, +) == told.changes.count)
  }

  @Test func `a school that hands in nothing any more is told once, with its file`() async throws {
    let told = try await Self.told()
    let gone = try #require(told.first("school_verdict", "2199000001"))
    #expect(gone.after == nil)
    let part = told.changes[try #require(gone.because.first)]
    #expect(part.thing == "school" && part.item == "stage" && part.after == nil)
    let file = told.changes[try #require(part.because.first)]
    #expect(file.item.contains("2199000001") && file.after == nil)
    #expect(told.first("indicator", "2199000001") == nil)
  }

  @Test func `a file that has only moved changes nothing`() async throws {
    let told = try await Self.told()
    let moved = try #require(told.changes.first { $0.item == "990121_示例县/第三初级中学.xlsx" })
    #expect(moved.note?.contains("3199000003_") == true)
    #expect(moved.before?.value == moved.after?.value)
    #expect(!told.changes.contains { $0.because.contains(moved.number) })
    #expect(told.first("value", "3199000003") == nil)
  }

  @Test func `the county's 差异系数 comes from the school that moved it`() async throws {
    let told = try await Self.told()
    let county = try #require(
      told.changes.first { $0.thing == "county_indicator" && $0.item == "R1" && $0.stage == "初中" })
    let school = told.changes[try #require(county.because.first)]
    #expect(school.thing == "indicator" && school.schoolCode == Self.junior)
  }

  @Test func `a run is the same as itself`() async throws {
    let (before, _) = try await Self.folders()
    #expect(try RunDifference(before, before).isEmpty)
    let run = try ProgramRun(["diff", before, before])
    #expect(run.status == 0)
    #expect(run.output.contains("say the same"))
  }

  @Test func `the page tells how a verdict came about`() async throws {
    let (before, after) = try await Self.folders()
    let run = try ProgramRun(["diff", before, after, "--lang", "zh", "--county", "示例县"])
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains("示例县第八初级中学 初中  达标 → 不达标") })
    #expect(lines[place + 1].contains("R1 ") && lines[place + 1].contains("达标 → 未达标"))
    #expect(lines[place + 2].contains("高于规定学历教师"))
    #expect(lines[place...].prefix(5).contains { $0.contains(Self.teachers + "：内容已改") })
  }

  @Test func `every change is a row of the CSV`() async throws {
    let (before, after) = try await Self.folders()
    let difference = try RunDifference(before, after)
    let told = try await Self.told()
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", difference.csv)
    let rows = try FinishedRuns.table(path)
    #expect(rows.count == told.changes.count)
    let verdict = try #require(
      rows.first { $0["thing"] == "school_verdict" && $0["school_code"] == Self.junior })
    #expect(verdict["before_status"] == "pass" && verdict["after_status"] == "fail")
  }

  @Test(
    arguments: [
      (["Examples", "Examples"], 66), (["nowhere", "nowhere"], 66), (["Examples"], 64),
    ] as [([String], Int32)])
  func `what is no output is refused`(_ arguments: [String], _ status: Int32) throws {
    #expect(try ProgramRun(["diff"] + arguments).status == status)
  }

  @Test func `an unknown county is bad usage`() async throws {
    let (before, after) = try await Self.folders()
    let run = try ProgramRun(["diff", before, after, "--county", "990199"])
    #expect(run.status == 64)
  }
}
