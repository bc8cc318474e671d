// SPDX-License-Identifier: Apache-2.0
// ExplanationTests: why a figure is what it is, from the output folder alone.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("junheng explain")
struct ExplanationTests {
  private struct Page: Decodable {
    struct Input: Decodable {
      struct Term: Decodable {
        var term: String
        var sign: String
        var value: Double
      }
      struct Place: Decodable {
        var file: String
        var cell: String
      }
      var input: String
      var value: Double?
      var schoolValue: Double?
      var terms: [Term]
      var readFrom: [Place]
    }
    struct Split: Decodable {
      var weightedPupils: Double?
      var schoolWeightedPupils: Double?
    }
    struct County: Decodable {
      var cv: Double?
      var varianceShare: Double?
    }
    struct Clauses: Decodable {
      struct Clause: Decodable { var confirmed: Bool }
      var threshold: Clause?
      var cv: Clause?
    }
    var stage: String
    var value: Double?
    var status: String
    var threshold: Double?
    var shortfall: Double?
    var shortfallUnit: String?
    var reason: String?
    var formula: String?
    var formulaWithValues: String?
    var clauses: Clauses
    var split: Split?
    var inputs: [Input]
    var county: County?
  }

  private func pages(
    _ school: String, _ indicator: String, stage: String? = nil, in folder: String
  ) throws -> [Page] {
    let explanations = try ExplanationQuery(
      outputFolder: folder, school: school, stage: stage, indicator: indicator
    ).explanations()
    let text = ExplanationJSON.document(explanations)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Page].self, from: Data(text.utf8))
  }

  private func text(
    _ school: String, _ indicator: String, language: Language = .chinese, in folder: String
  ) throws -> String {
    let explanations = try ExplanationQuery(
      outputFolder: folder, school: school, stage: nil, indicator: indicator
    ).explanations()
    return ExplanationText.text(explanations, language: language)
  }

  @Test func `every figure of the output can be explained`() async throws {
    let folder = try await FinishedRuns.examples()
    for row in try FinishedRuns.table(folder + "/data/school_indicators.csv") {
      let code = row["school_code"] ?? ""
      let indicator = row["indicator"] ?? ""
      let page = try #require(
        try pages(code, indicator, stage: row["stage"], in: folder).first)
      #expect((page.value == nil) == (page.status == "undecided"), "\(code) \(indicator)")
      #expect((page.reason == nil) == !["undecided", "excluded"].contains(page.status))
      #expect((page.shortfall == nil) == !["floor", "below"].contains(page.status))
      #expect(page.formula?.contains("÷ 在校生数") == true)
      #expect(page.county?.cv != nil || page.status == "excluded")
      for input in page.inputs where input.value != nil {
        #expect(!input.readFrom.isEmpty, "\(code) \(input.input)")
        for place in input.readFrom {
          let file = ProjectFolder.examples + "/submissions/" + place.file
          #expect(FileManager.default.fileExists(atPath: file), "\(place.file)")
        }
      }
    }
  }

  @Test func `the teachers of each degree add up to the input, and the input to the value`()
    async throws
  {
    let folder = try await FinishedRuns.examples()
    let page = try #require(try pages("2199000001", "R1", in: folder).first)
    let teachers = try #require(page.inputs.first { $0.input == "higher_degree_teachers" })
    #expect(teachers.terms.map(\.term) == ["专科", "本科", "硕士", "博士"])
    #expect(teachers.terms.map(\.value).reduce(0, +) == teachers.value)
    let pupils = try #require(page.inputs.first { $0.input == "pupils" }?.value)
    let value = try #require(page.value)
    #expect(abs(value - (teachers.value ?? 0) / pupils * 100) < 1e-12)
    let values = try #require(page.formulaWithValues)
    for term in teachers.terms where term.value > 0 {
      #expect(values.contains("\(term.term) \(DecimalText.shortest(term.value))"))
    }
    #expect(values.hasSuffix("÷ 在校生数 \(DecimalText.shortest(pupils)) × 100"))
  }

  @Test func `what a combined school reports once is split as shown`() async throws {
    let folder = try await FinishedRuns.examples()
    let all = try pages("3199000004", "R4", in: folder)
    #expect(all.map(\.stage) == ["小学", "初中"])
    for page in all {
      let area = try #require(page.inputs.first { $0.input == "teaching_area" })
      let split = try #require(page.split)
      let share = try #require(split.weightedPupils) / #require(split.schoolWeightedPupils)
      #expect(abs(try #require(area.value) - #require(area.schoolValue) * share) < 1e-9)
      #expect(page.inputs.first { $0.input == "pupils" }?.schoolValue == nil)
    }
  }

  @Test func `a page says value, standard, formula, clause, inputs and county`() async throws {
    let folder = try await FinishedRuns.examples()
    let text = try text("2199000001", "r1", in: folder)
    for part in [
      "示例县第一小学（2199000001） 小学 R1", "达标值 4.2 人，底线 3.57 人", "高于规定学历教师数 ÷ 在校生数 × 100",
      "教督〔2017〕6号", "（已核实）", "〔未核实〕", "教师花名册 最高学历", "差异系数", "限值 0.5",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test func `a missing value is explained by why it is missing`() async throws {
    let folder = try await FinishedRuns.examples()
    let rows = try FinishedRuns.table(folder + "/data/school_indicators.csv")
    let row = try #require(rows.first { $0["status"] == "undecided" })
    let code = try #require(row["school_code"])
    let indicator = try #require(row["indicator"])
    let reason = try #require(row["reason"])
    #expect(!reason.isEmpty)
    let chinese = try text(code, indicator, in: folder)
    #expect(chinese.contains("原因") && chinese.contains(reason))
    let english = try text(code, indicator, language: .english, in: folder)
    #expect(english.contains("undecided") && english.contains("cannot be computed"))
  }

  @Test func `a shortfall is told in the unit a person acts on`() async throws {
    let folder = try await FinishedRuns.examples()
    let rows = try FinishedRuns.table(folder + "/data/school_indicators.csv")
    let row = try #require(rows.first { $0["status"] == "below" })
    let text = try text(
      #require(row["school_code"]), #require(row["indicator"]), in: folder)
    #expect(text.contains("还差 ") && text.contains("\(row["shortfall_unit"] ?? "") 才达标"))
  }

  @Test func `a name that only one school has is as good as its code`() async throws {
    let folder = try await FinishedRuns.examples()
    #expect(
      try text("示例县第一小学", "R1", in: folder) == text("2199000001", "R1", in: folder))
  }

  @Test func `an output without declarations still says what it knows`() async throws {
    let folder = try TemporaryFolder()
    let old = folder.path + "/OLD"
    try FileManager.default.copyItem(atPath: try await FinishedRuns.examples(), toPath: old)
    for name in ["indicators", "inputs", "stages", "input_terms", "cv_contributions"] {
      try FileManager.default.removeItem(atPath: "\(old)/data/\(name).csv")
    }
    let text = try text("2199000001", "R1", in: old)
    #expect(text.contains("达标值 4.2 人"))
    #expect(text.contains("旧版本"))
  }

  @Test(arguments: [
    (["--school", "219900000", "--indicator", "R1"], 64, "2199000001 示例县第一小学"),
    (["--school", "示例县第1小学", "--indicator", "R1"], 64, "示例县第一小学"),
    (["--school", "2199000001", "--indicator", "R8"], 64, "R7 "),
    (["--school", "2199000001", "--indicator", "多媒体"], 64, "R7 "),
    (["--school", "2199000001", "--indicator", "R1", "--stage", "初中"], 64, "小学"),
    (["--school", "2199000001"], 64, "--indicator"),
    (["--school", "2199000001", "--indicator", "R1", "--format", "json"], 0, ""),
  ])
  func `the command helps with what it does not know`(
    arguments: [String], status: Int32, said: String
  ) async throws {
    let folder = try await FinishedRuns.examples()
    let run = try ProgramRun(["explain", folder] + arguments)
    #expect(run.status == status, "\(run.messages)")
    #expect(run.messages.contains(said) || said.isEmpty, "\(run.messages)")
    #expect(run.output.isEmpty == (status != 0))
  }

  @Test(arguments: [
    (["--county", "990121", "--lang", "zh"], 0, "方差占比"),
    (["--county", "示例县", "--stage", "初中"], 0, "rank"),
    (["--county", "示例县", "--format", "json"], 0, "\"variance_share\": "),
    (["--county", "990122"], 64, "990121 示例县"),
    (["--county", "990121", "--stage", "高中"], 64, "小学"),
    (["--county", "990121", "--school", "2199000001"], 64, "--county"),
  ])
  func `of a county it says which schools drive the 差异系数`(
    arguments: [String], status: Int32, said: String
  ) async throws {
    let folder = try await FinishedRuns.examples()
    let run = try ProgramRun(["explain", folder, "--indicator", "R6"] + arguments)
    #expect(run.status == status, "\(run.messages)")
    #expect((status == 0 ? run.output : run.messages).contains(said), "\(run.output)")
  }

  @Test func `a school that handed in nothing has nothing to explain, and says so`() async throws {
    let folder = try await FinishedRuns.examples()
    let rows = try FinishedRuns.table(folder + "/data/submissions.csv")
    let silent = try #require(rows.first { $0["status"] == "not_submitted" }?["school_code"])
    let run = try ProgramRun(["explain", folder, "--school", silent, "--indicator", "R1"])
    #expect(run.status == 66)
    #expect(run.messages.contains("handed in nothing"))
  }

  @Test func `a folder that is no output is told so`() throws {
    for path in ["/nowhere", ProjectFolder.examples] {
      let run = try ProgramRun(["explain", path, "--school", "1", "--indicator", "R1"])
      #expect(run.status == 66)
      #expect(run.messages.split(separator: "\n").count == 1)
    }
  }
}
