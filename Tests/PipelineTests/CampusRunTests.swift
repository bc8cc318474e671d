// SPDX-License-Identifier: Apache-2.0
// CampusRunTests: campuses (校区) from the files of a school to the tables and to `explain`.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite struct CampusRunTests {
  private struct Page: Decodable { var schoolName: String }

  private static let basic = """
    学校标识码,学校名称,校区名称,办学类型,县区代码,在校学生数,教学及辅助用房面积,室内体育用房面积
    2199000001,示例小学,东校区,小学,990121,400,2000,0
    2199000001,示例小学,西校区,小学,990121,400,800,0
    2199000002,第二小学,,小学,990121,400,2000,0
    """

  private static let classes = """
    学校标识码,所在校区,年级,班号,学生数
    2199000001,东校区,一年级,1班,50
    2199000001,西校区,一年级,1班,51
    2199000001,,一年级,2班,40
    2199000002,,一年级,1班,40
    """

  private func run() async throws -> PipelineOutcome {
    try await PipelineOutcome.run(
      "quality-balance-2017", ["基本情况": Self.basic, "班级台账": Self.classes],
      in: TemporaryFolder())
  }

  @Test func `tables name the campus in their last column and in the school's name`() async throws {
    let outcome = try await run()
    let schools = try outcome.rows("data/schools.csv")
    #expect(
      schools.map { "\($0[2]) \($0[3]) \($0.last ?? "")" } == [
        "2199000001 示例小学（东校区） 东校区", "2199000001 示例小学（西校区） 西校区",
        "2199000002 第二小学 ",
      ])
    for table in [
      "school_parts", "school_indicators", "school_verdicts", "class_ledger", "lineage", "grades",
    ] {
      let text = try String(
        contentsOfFile: "\(outcome.folder)/data/\(table).csv", encoding: .utf8)
      let header = try #require(text.split { $0.isNewline }.first)
      #expect(header.hasSuffix(",campus"), "\(table)")
      #expect(text.contains(",西校区"), "\(table)")
    }
    let verdicts = try outcome.rows("data/school_verdicts.csv").map { [$0[2]] + [$0.last ?? ""] }
    #expect(verdicts.count == 3)
  }

  @Test func `explain shows every campus of a code, and one by its name`() async throws {
    let outcome = try await run()
    func names(_ school: String) throws -> [String] {
      let query = try ExplanationQuery(
        outputFolder: outcome.folder, school: school, stage: "小学", indicator: "R4")
      let text = ExplanationJSON.document(try query.explanations())
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode([Page].self, from: Data(text.utf8)).map(\.schoolName)
    }
    #expect(try names("2199000001") == ["示例小学（东校区）", "示例小学（西校区）"])
    #expect(try names("示例小学（西校区）") == ["示例小学（西校区）"])
    #expect(try names("2199000002") == ["第二小学"])
  }

  @Test func `a blank campus is one finding and leaves both campuses open`() async throws {
    let outcome = try await run()
    let findings = try String(
      contentsOfFile: "\(outcome.folder)/findings.csv", encoding: .utf8)
    #expect(findings.split { $0.isNewline }.count { $0.contains(",campus-is-given,") } == 1)
    let parts = try outcome.rows("data/school_parts.csv")
    // 400 pupils stand in each campus's own basic form; the class list cannot say.
    #expect(parts.map { $0[4] } == ["", "", "40"])
  }
}
