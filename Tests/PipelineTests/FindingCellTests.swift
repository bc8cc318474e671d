// SPDX-License-Identifier: Apache-2.0
// FindingCellTests: a finding's cell in the file that was handed in holds what the finding quotes.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("The cell of a finding")
struct FindingCellTests {
  /// A class list with something wrong in every third row, the same for the same seed.
  private static func classes(seed: UInt64) -> String {
    var state = seed
    func draw(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    let wrong = ["四十五人左右", "999", "-3", "待核", "12.5", "见附件", "约40", "30-35"]
    var lines = ["学校代码,学校名称,年级,班号,学生数,男生数,女生数"]
    for number in 1...60 {
      let boys = 10 + draw(12)
      let girls = 10 + draw(12)
      let isWrong = number % 3 == 0
      let pupils = isWrong ? wrong[draw(UInt64(wrong.count))] : String(boys + girls)
      let grade = ["一年级", "二年级", "三年级"][draw(3)]
      lines.append(
        "2199000001,示例县第一小学,\(grade),\(number)班,\(pupils),\(boys),\(girls + (number % 7 == 0 ? 1 : 0))"
      )
    }
    return lines.joined(separator: "\r\n")
  }

  private struct CellLine: Decodable {
    enum Value: Decodable {
      case text(String)
      case number(Double)
      case other

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
          self = .text(text)
        } else if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .other
        }
      }
    }

    var sheet: String?
    var ref: String?
    var value: Value?
  }

  private struct QuotedCell: Decodable {
    var file: String
    var sheet: String
    var cell: String
    var value: String
    var rule: String
  }

  /// How many findings quote the cell they stand at; records an issue for each that does not.
  private func check(_ output: String, inputs: String) throws -> Int {
    let lines = try String(contentsOfFile: output + "/findings.jsonl", encoding: .utf8)
    let findings = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(QuotedCell.self, from: Data($0.utf8))
    }
    var cells: [String: [String: CellLine.Value]] = [:]
    var count = 0
    for finding in findings
    where !finding.value.isEmpty && !finding.cell.isEmpty && !finding.cell.contains(":") {
      guard !finding.value.contains("*"),
        finding.file.hasSuffix(".xlsx") || finding.file.hasSuffix(".csv")
      else { continue }
      if cells[finding.file] == nil { cells[finding.file] = try read(inputs + "/" + finding.file) }
      let found = cells[finding.file]?[finding.sheet + "!" + finding.cell]
      guard Self.rules.contains(finding.rule) else { continue }
      count += 1
      switch found {
      case .text(let text):
        #expect(text.trimmingCharacters(in: .whitespaces) == finding.value, "\(finding)")
      case .number(let number): #expect(Double(finding.value) == number, "\(finding)")
      case .other, nil: Issue.record("\(finding) has no cell")
      }
    }
    return count
  }

  /// Checks whose value is a cell's own, not a name made of several.
  private static let rules: Set<String> = [
    "value-is-a-number", "value-is-one-number", "value-is-a-whole-number", "value-is-in-range",
    "value-is-a-date", "value-is-in-code-list", "class-boys-and-girls-add-up",
  ]

  private func read(_ path: String) throws -> [String: CellLine.Value] {
    let run = try ProgramRun(["cells", path])
    var cells: [String: CellLine.Value] = [:]
    for line in run.output.split(separator: "\n") {
      let cell = try JSONDecoder().decode(CellLine.self, from: Data(line.utf8))
      guard let reference = cell.ref, let value = cell.value else { continue }
      cells[(cell.sheet ?? "") + "!" + reference] = value
    }
    return cells
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a generated class list has each quoted value at its cell`(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/990121_示例县/班级台账.csv", Array(Self.classes(seed: seed).utf8))
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT", jobs: 1)
    _ = try await TestPipeline(plan).run()
    #expect(try check(folder.path + "/OUT", inputs: folder.path + "/in") >= 20)
  }

  @Test func `the examples have each quoted value at its cell`() async throws {
    let output = try await FinishedRuns.examples()
    #expect(try check(output, inputs: ProjectFolder.examples + "/submissions") >= 1)
  }
}
