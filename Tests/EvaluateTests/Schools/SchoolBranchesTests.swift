// SPDX-License-Identifier: Apache-2.0
// SchoolBranchesTests: places that are no schools of their own are counted with the school they name.

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite struct SchoolBranchesTests {
  private let definitions: DefinitionSet

  init() throws {
    definitions = try LoadedPipelines.named("quality-balance-2017")
  }

  private func submission(_ code: String, type: String, pupils: String, area: String)
    -> Submission
  {
    let basic = SampleTables.table(
      "basic", in: definitions,
      """
      学校代码 | 学校名称 | 办学类型 | 县区代码 | 在校学生数 | 教学及辅助用房面积 | 室内体育用房面积
      \(code) | 学校\(code.suffix(2)) | \(type) | 990121 | \(pupils) | \(area) | 0
      """)
    return SampleTables.submission("990121_示例县01/\(code).xlsx", [basic])
  }

  private func evaluate(_ roster: String, _ submissions: [Submission]) -> Evaluation {
    Evaluator(definitions: definitions).evaluate(
      submissions: submissions,
      roster: NormalizedWorkbook(
        sheetNames: [""],
        tables: [
          SampleTables.table(
            "roster", in: definitions,
            "学校代码 | 学校名称 | 办学类型 | 县区代码 | 是否计校数 | 上级学校标识码\n" + roster)
        ]), year: 2025, previousLedger: nil)
  }

  private var both: [Submission] {
    [
      submission("2199000001", type: "小学", pupils: "400", area: "1800"),
      submission("2199000002", type: "小学教学点", pupils: "100", area: "450"),
    ]
  }

  private static let school = "2199000001 | 学校01 | 小学 | 990121 | 是 | "

  @Test func `pupils and resources of a place are added to its school`() throws {
    let result = evaluate(
      Self.school + "\n2199000002 | 学校02 | 小学教学点 | 990121 | 否 | 2199000001", both)
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .number(ExactNumber(500)))
    let area = try #require(part.indicator("R4"))
    #expect(area.numerator == .number(ExactNumber(2250)))
    #expect(area.status == .met)
    let place = try #require(result.schools.first { $0.code == "2199000002" })
    #expect(!place.isInScope)
    #expect(place.excludedReason == "不计校数，数据并入学校01")
    #expect(result.part("2199000002", "小学") == nil)
    #expect(result.countyIndicators.allSatisfy { $0.parts == 1 })
    #expect(result.findings("branch-names-its-school").isEmpty)
  }

  @Test func `what a place lacks is missing in the sum and told by its name`() throws {
    let lacking = submission("2199000002", type: "小学教学点", pupils: "100", area: "")
    let result = evaluate(
      Self.school + "\n2199000002 | 学校02 | 小学教学点 | 990121 | 否 | 2199000001",
      [both[0], lacking])
    let area = try #require(result.part("2199000001", "小学")?.indicator("R4"))
    #expect(area.status == .undecided)
    #expect(area.reason.hasPrefix("学校02："))
  }

  @Test func `a place that handed in nothing leaves its school undecided`() throws {
    let result = evaluate(
      Self.school + "\n2199000002 | 学校02 | 小学教学点 | 990121 | 否 | 2199000001", [both[0]])
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils.isMissing)
    #expect(part.count(.undecided) == 7)
  }

  @Test(arguments: [
    ("", "没有填写上级学校标识码"), ("2199000009", "名册和报送材料中没有上级学校 2199000009"),
    ("2199000002", "上级学校是它自己"), ("2199000003", "上级学校也不计校数"),
    ("2199000004", "上级学校不在同一县区"),
  ]) func `a parent is never guessed`(parent: String, reason: String) throws {
    let result = evaluate(
      Self.school + "\n2199000002 | 学校02 | 小学教学点 | 990121 | 否 | \(parent)"
        + "\n2199000003 | 学校03 | 小学教学点 | 990121 | 否 | 2199000001"
        + "\n2199000004 | 学校04 | 小学 | 990122 | 是 | ", both)
    let finding = try #require(
      result.findings("branch-names-its-school").first { $0.schoolCode == "2199000002" })
    #expect(finding.severity == .mustExplain)
    #expect(finding.facts["reason"] == reason)
    // It stays a school of its own, by its own figures.
    #expect(result.part("2199000002", "小学")?.pupils == .number(ExactNumber(100)))
  }

  @Test func `a blank is no statement that the place does not count`() throws {
    let result = evaluate(
      Self.school + "\n2199000002 | 学校02 | 小学教学点 | 990121 |  | 2199000001", both)
    #expect(result.part("2199000002", "小学")?.pupils == .number(ExactNumber(100)))
    #expect(result.findings("branch-names-its-school").isEmpty)
  }
}
