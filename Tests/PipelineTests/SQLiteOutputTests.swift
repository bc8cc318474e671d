// SPDX-License-Identifier: Apache-2.0
// SQLiteOutputTests: results.sqlite says what the tables say, and its views answer.

import CSQLite
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Results as one SQLite file")
struct SQLiteOutputTests {
  private static let out = Task {
    let folder = try TemporaryFolder()
    for number in [1, 2] {
      let plan = RunPlan(
        pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
        inputs: [ProjectFolder.examples + "/submissions"], year: 2025,
        outputFolder: folder.path + "/OUT\(number)", roster: ProjectFolder.examples + "/roster.csv",
        jobs: number, sqlite: true)
      _ = try await TestPipeline(plan).run()
    }
    return folder
  }

  /// Rows of a query, each value as text; nil where it is NULL.
  private static func query(_ statement: String) async throws -> [[String?]] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    let path = try await out.value.path + "/OUT1/results.sqlite"
    try #require(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    let status = sqlite3_prepare_v2(database, statement, -1, &prepared, nil)
    try #require(status == SQLITE_OK, "\(String(cString: sqlite3_errmsg(database)))")
    var rows: [[String?]] = []
    while sqlite3_step(prepared) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(prepared)).map { column in
          sqlite3_column_text(prepared, column).map { String(cString: $0) }
        })
    }
    return rows
  }

  @Test func `each table has the rows of its CSV`() async throws {
    let folder = try await Self.out.value.path + "/OUT1"
    for table in ["schools", "school_indicators", "county_verdicts", "lineage", "grades"] {
      let rows = try FinishedRuns.table("\(folder)/data/\(table).csv")
      let count = try await Self.query("SELECT COUNT(*) FROM \(table)")
      #expect(count == [[String(rows.count)]], "\(table)")
    }
    #expect(try await Self.query("SELECT COUNT(*) > 5 FROM findings") == [["1"]])
  }

  @Test func `what is missing is NULL, never 0`() async throws {
    let folder = try await Self.out.value.path + "/OUT1"
    let rows = try FinishedRuns.table("\(folder)/data/school_indicators.csv")
    let missing = rows.count { $0["value"] == "" }
    #expect(missing > 0)
    #expect(
      try await Self.query("SELECT COUNT(*) FROM school_indicators WHERE value IS NULL")
        == [[String(missing)]])
    #expect(try await Self.query("SELECT COUNT(*) FROM schools WHERE campus = ''") == [["0"]])
  }

  @Test func `numbers, truths and codes have their types`() async throws {
    let types = try await Self.query(
      "SELECT DISTINCT typeof(value), typeof(rounding_sensitive), typeof(school_code) "
        + "FROM school_indicators WHERE value IS NOT NULL")
    #expect(types == [["real", "integer", "text"]])
    #expect(
      try await Self.query("SELECT in_scope FROM schools WHERE school_code = '2199000007'")
        == [["0"]])
  }

  @Test func `the overview of schools has each indicator in columns of its own`() async throws {
    #expect(
      try await Self.query(
        "SELECT stage, verdict, R3_status, pupils FROM school_overview "
          + "WHERE school_code = '3199000004' ORDER BY stage DESC")
        == [["小学", "pass", "met", "183.0"], ["初中", "fail", "below", "123.0"]])
    #expect(
      try await Self.query("SELECT COUNT(*) FROM school_overview")
        == Self.query("SELECT COUNT(*) FROM school_verdicts"))
  }

  @Test func `the overview of counties counts parts and open findings`() async throws {
    #expect(
      try await Self.query(
        "SELECT parts_pass, parts_fail, parts_undecided, not_submitted FROM county_overview")
        == [["4", "3", "1", "1"]])
    #expect(
      try await Self.query("SELECT must_correct + must_explain FROM county_overview")
        == Self.query("SELECT COUNT(*) FROM open_findings"))
  }

  @Test func `an indicator is traced to its cells`() async throws {
    let rows = try await Self.query(
      "SELECT field, file, cell FROM trace WHERE school_code = '2199000001' AND indicator = 'R4'")
    #expect(rows.contains { $0[0] == "teaching_area" })
    #expect(rows.contains { $0[0] == "pupils" })
    #expect(rows.allSatisfy { $0[1] != nil && $0[2] != nil })
  }

  @Test func `columns are explained beside the tables`() async throws {
    #expect(
      try await Self.query(
        "SELECT table_title, title, unit FROM columns "
          + "WHERE table_name = 'school_parts' AND name = 'teaching_area'")
        == [["学段部数据", "教学及辅助用房面积", "㎡"]])
    #expect(
      try await Self.query("SELECT value FROM run WHERE name = 'pipeline'")
        == [["quality-balance-2017"]])
  }

  @Test func `looking up a school uses an index`() async throws {
    let plan = try await Self.query(
      "EXPLAIN QUERY PLAN SELECT * FROM school_indicators WHERE school_code = '2199000001'")
    #expect(plan.contains { ($0.last ?? nil)?.contains("USING INDEX") == true })
  }

  @Test func `the same inputs give the same bytes`() async throws {
    let folder = try await Self.out.value.path
    let files = try [1, 2].map {
      try Data(contentsOf: URL(fileURLWithPath: "\(folder)/OUT\($0)/results.sqlite"))
    }
    #expect(files[0] == files[1])
    let manifest = try String(contentsOfFile: folder + "/OUT1/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"results.sqlite\""))
    #expect(try ProgramRun(["verify", folder + "/OUT1"]).status == 0)
  }

  @Test func `no file is written unless asked for`() async throws {
    let folder = try await FinishedRuns.examples()
    #expect(!FileManager.default.fileExists(atPath: folder + "/results.sqlite"))
  }
}
