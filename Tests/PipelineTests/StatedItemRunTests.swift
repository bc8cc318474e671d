// SPDX-License-Identifier: Apache-2.0
// StatedItemRunTests: what a county states of its items, from its own words to items and findings.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("What a county states of itself, end to end")
struct StatedItemRunTests {
  /// One county's words for 违规择校, and what comes of them.
  struct Statement: Sendable, CustomTestStringConvertible {
    var words: String
    var answer: String
    var status: String
    var testDescription: String { "\(words)：\(answer)" }
  }

  static let plain: [Statement] = [
    Statement(words: "违规择校", answer: "是", status: "not_met"),
    Statement(words: "是否存在违规择校行为", answer: "否", status: "met"),
    Statement(words: "存在违规择校现象", answer: "是", status: "not_met"),
    Statement(words: "2．有无违规择校情况", answer: "无", status: "met"),
  ]
  static let doubtful = ["杜绝违规择校", "严禁违规择校", "治理违规择校成效显著", "违规择校已全面清理"].map {
    Statement(words: $0, answer: "是", status: "undecided")
  }
  private static let statements = plain + doubtful
  /// The county that writes numbers of people, and whole sentences.
  private static let last = statements.count
  private static let numbers = [
    "99012119800101123X", "13800138000", "99012119800101124X", "13900139000",
  ]

  private struct Outcome {
    /// By county, then by item.
    var items: [String: [String: [String]]] = [:]
    /// Words that named no item, by county.
    var unknown: [String: [String]] = [:]
    /// Every table as one text.
    var everything = ""
  }

  private static func code(_ county: Int) -> String { String(990_101 + county) }

  private static func run() async throws -> Outcome {
    let folder = try TemporaryFolder()
    var forms = statements.map { [",\($0.words),\($0.answer),,"] }
    forms.append([
      "G1,,是,联系人身份证\(numbers[0]),电话\(numbers[1])", "V1,,\(numbers[2]),,",
      ",不认识的项目\(numbers[3]),是,,", ",3．全县各校开齐开足课程,是,,",
    ])
    for (county, rows) in forms.enumerated() {
      let path = "in/\(code(county))_示例\(county)县"
      let school =
        "学校代码,2199\(100_000 + county)\n学校名称,示例\(county)县第一小学\n办学类型,小学\n"
        + "在校学生数,100\n"
      try folder.write(path + "/学校.csv", Array(school.utf8))
      let text = "县级自评表\n项目编号,项目名称,是否达标,佐证材料,备注\n" + rows.joined(separator: "\n")
      try folder.write(path + "/自评.csv", Array(text.utf8))
    }
    let out = folder.path + "/OUT"
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: out, jobs: 1)
    _ = try await TestPipeline(plan).run()
    func table(_ name: String) throws -> [[String]] {
      let text = try String(contentsOfFile: out + "/" + name, encoding: .utf8)
      return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    var outcome = Outcome()
    for row in try table("data/county_items.csv") {
      outcome.items[row[0], default: [:]][row[2]] = row
    }
    for row in try table("findings.csv") where row[3] == "stated-item-is-known" {
      outcome.unknown[row[4], default: []].append(row[11])
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: out)
    where name.hasSuffix(".csv") || name.hasSuffix(".jsonl") {
      outcome.everything += try String(contentsOfFile: out + "/" + name, encoding: .utf8)
    }
    return outcome
  }

  private static let outcome = Task { try await run() }

  @Test func `identity and telephone numbers in free text leave masked`() async throws {
    let outcome = try await Self.outcome.value
    let evidence = try #require(outcome.items[Self.code(Self.last)]?["G1"]?[8])
    #expect(evidence.contains("99********123X"))
    #expect(evidence.contains("138****8000"))
    #expect(outcome.unknown[Self.code(Self.last)] == ["不认识的项目139****9000"])
    for number in Self.numbers { #expect(!outcome.everything.contains(number)) }
  }

  @Test(arguments: plain.indices)
  func `something bad is stated by its name`(_ number: Int) async throws {
    let outcome = try await Self.outcome.value
    let county = Self.code(number)
    #expect(outcome.items[county]?["V2"]?[7] == Self.plain[number].status)
    #expect(outcome.unknown[county] == nil)
  }

  @Test(arguments: doubtful.indices)
  func `a sentence that may praise or blame is a finding and decides nothing`(
    _ number: Int
  ) async throws {
    let outcome = try await Self.outcome.value
    let county = Self.code(Self.plain.count + number)
    #expect(outcome.items[county]?["V2"]?[7] == "undecided")
    #expect(outcome.unknown[county] == [Self.doubtful[number].words])
  }

  @Test func `an item found by a sentence shows the sentence`() async throws {
    let outcome = try await Self.outcome.value
    let item = try #require(outcome.items[Self.code(Self.last)]?["Q7"])
    #expect(item[7] == "met")
    #expect(item[8].contains("按“3．全县各校开齐开足课程”认定"))
  }
}
