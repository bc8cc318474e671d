// SPDX-License-Identifier: Apache-2.0
// QualityCountyRunTests: counties that hand in all of 优质均衡, one of them just missing each number.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("Items of 优质均衡, end to end")
struct QualityCountyRunTests {
  /// A county with one thing changed, and the items that then fail.
  struct Variant: Sendable, CustomTestStringConvertible {
    var fails: Set<String>
    var change: @Sendable (inout CountyFigures) -> Void
    var testDescription: String { fails.sorted().joined(separator: "、") }

    init(_ fails: String..., change: @escaping @Sendable (inout CountyFigures) -> Void) {
      self.fails = Set(fails)
      self.change = change
    }
  }

  static let stated = ["G1", "G4b", "G8b", "G10", "G15b", "Q5", "Q7", "Q8"].map { id in
    Variant(id) { $0.answer(id, "否") }
  }
  static let vetoes = (1...7).map { number in
    Variant("V\(number)") { $0.answer("V\(number)", "有") }
  }
  static let reported: [Variant] = [
    ("G2a", "建设标准城乡统一", "否"), ("G2b", "编制标准城乡统一", "否"), ("G2c", "公用经费定额城乡统一", "×"),
    ("G2d", "装备标准城乡统一", "否"), ("G2e", "小学生均公用经费基准定额", "719.99"),
    ("G2f", "初中生均公用经费基准定额", "939.99"), ("G7", "特殊教育学校公用经费", "41.9999"),
    ("G8a", "教师年平均工资收入", "95799.99"), ("G12", "持有教师资格证的专任教师数", "811"),
    ("G13a", "小学就近划片入学人数", "3199"), ("G13b", "初中就近划片入学人数", "1519"),
    ("G14a", "优质高中分配到初中名额", "399"), ("G14b", "优质高中分配到农村初中名额", "0"),
    ("G15a", "公办学校就读随迁子女数", "399"), ("Q1", "初中毕业生数", "1405"),
    ("Q2", "适龄残疾儿童少年入学人数", "75"), ("N3", "教师培训经费预算", "4.9999"), ("N1", "初中毕业生数", "1481"),
  ].map { id, label, value in Variant(id) { $0.set(label, value) } }
  static let counted: [Variant] = [
    Variant("G3a") { $0.musicArea = "95.99" },
    Variant("G3b") { $0.artArea = "89.99" },
    Variant("G4") { $0.primaryClasses = Array(repeating: 45, count: 44) + [21] },
    Variant("G5") { $0.primaryClasses[0] = 46 },
    Variant("G6") { $0.smallFunds = 93_999 },
    Variant("G9") { $0.hours = "359" },
    Variant("G11a") { $0.rotated = 39 },
    Variant("G11b") { $0.rotatedBackbone = 7 },
    Variant("Q3") { $0.digital = "否" },
    Variant("Q4a") { $0.trainingBudget = 4_699 },
    Variant("Q4b") { $0.trainingFinal = 4_699 },
    Variant("Q6") { $0.moral = "一般" },
    Variant("Q9") { $0.spread = "0.15" },
    Variant("Q9") { $0.level = "Ⅱ级" },
    Variant("S1") { $0.survey.happy = 849 },
    Variant("S2") { $0.survey.pleased = 84 },
  ]
  static let layouts: [Variant] = [
    Variant { _ in }, Variant { $0.layout = .beside }, Variant { $0.layout = .traditional },
  ]
  static let variants = layouts + stated + vetoes + reported + counted

  /// What the one run says: by county and item, status and reason.
  private struct Outcome {
    var statuses: [String: [String: String]] = [:]
    var reasons: [String: [String: String]] = [:]
    var groups: [String: [String: String]] = [:]
    var values: [String: [String: String]] = [:]
  }

  private static func figures(_ number: Int) -> CountyFigures {
    var figures = CountyFigures(number: number + 1)
    if variants.indices.contains(number) {
      variants[number].change(&figures)
    } else {
      figures.isSilent = true
    }
    return figures
  }

  private static func run() async throws -> Outcome {
    let folder = try TemporaryFolder()
    var roster = ["学校代码,学校名称,办学类型,县区代码,县区名称"]
    for number in 0...variants.count {
      let county = figures(number)
      let path = "in/\(county.code)_\(county.name)"
      try folder.write(path + "/学校.xlsx", county.schools)
      if !county.isSilent { try folder.write(path + "/县级材料.xlsx", county.own) }
      roster += county.roster
    }
    let list = try folder.write("roster.csv", (roster.joined(separator: "\n") + "\n").utf8)
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017",
      inputs: [folder.path + "/in"], year: 2025, outputFolder: folder.path + "/OUT",
      roster: list, jobs: 1)
    _ = try await TestPipeline(plan).run()
    func table(_ name: String, key: Int, value: Int) throws -> [String: [String: String]] {
      let text = try String(contentsOfFile: folder.path + "/OUT/data/" + name, encoding: .utf8)
      var table: [String: [String: String]] = [:]
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count > max(key, value) else { continue }
        table[cells[0], default: [:]][cells[key]] = cells[value]
      }
      return table
    }
    return Outcome(
      statuses: try table("county_items.csv", key: 2, value: 7),
      reasons: try table("county_items.csv", key: 2, value: 10),
      groups: try table("county_groups.csv", key: 2, value: 4),
      values: try table("county_values.csv", key: 2, value: 4))
  }

  private static let outcome = Task { try await run() }

  @Test(arguments: variants.indices)
  func `a county fails the items whose numbers it misses, and no other`(number: Int) async throws {
    let outcome = try await Self.outcome.value
    let items = try #require(outcome.statuses[Self.figures(number).code])
    #expect(Set(items.filter { $0.value == "not_met" }.keys) == Self.variants[number].fails)
    #expect(items.filter { $0.value == "undecided" }.keys.sorted() == [])
  }

  @Test func `a county that hands in everything passes every group`() async throws {
    let outcome = try await Self.outcome.value
    for number in Self.layouts.indices {
      let groups = try #require(outcome.groups[Self.figures(number).code])
      for group in ["government", "quality", "satisfaction", "veto"] {
        #expect(groups[group] == "pass")
      }
    }
  }

  @Test func `other layouts and traditional characters give the same figures`() async throws {
    let outcome = try await Self.outcome.value
    let first = try #require(outcome.values[Self.figures(0).code])
    #expect(first["retention_1"] == "95")
    #expect(first["L1_population"] == "421500")
    for number in Self.layouts.indices.dropFirst() {
      #expect(outcome.values[Self.figures(number).code] == first)
    }
  }

  @Test func `a county that hands in nothing of its own is told what is missing`() async throws {
    let outcome = try await Self.outcome.value
    let county = Self.figures(Self.variants.count).code
    let items = try #require(outcome.statuses[county])
    let open = items.filter { $0.value == "undecided" }.keys
    #expect(open.count > 30)
    #expect(items["Q1"] == "undecided")
    for item in open { #expect(outcome.reasons[county]?[item]?.isEmpty == false) }
    #expect(outcome.reasons[county]?["Q9"] == "县级未报送：国家义务教育质量监测结果")
    #expect(outcome.groups[county]?["veto"] == "undecided")
  }
}
