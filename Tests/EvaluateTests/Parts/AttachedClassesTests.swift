// SPDX-License-Identifier: Apache-2.0
// AttachedClassesTests: classes of a stage beyond the school's type, where the school says it has them.

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite struct AttachedClassesTests {
  private let definitions: DefinitionSet

  init() throws {
    definitions = try LoadedPipelines.named("quality-balance-2017")
  }

  private func evaluate(_ type: String, _ header: String, _ row: String, classes: [String] = [])
    -> Evaluation
  {
    var tables = [
      SampleTables.table(
        "basic", in: definitions,
        "学校代码 | 学校名称 | 办学类型 | 县区代码 | 教学及辅助用房面积 | 室内体育用房面积 | \(header)\n"
          + "3199000001 | 示例学校 | \(type) | 990121 | 3970 | 0 | \(row)")
    ]
    if !classes.isEmpty {
      tables.append(
        SampleTables.table(
          "classes", sheet: 1, in: definitions,
          (["年级 | 学段 | 班号 | 学生数"] + classes).joined(separator: "\n")))
    }
    return Evaluator(definitions: definitions).evaluate(
      submissions: [SampleTables.submission("990121_示例县01/a.xlsx", tables)], roster: nil,
      year: 2025, previousLedger: nil)
  }

  private static let classes =
    (1...2).map { "一年级 | 小学 | \($0)班 | 83" } + (1...3).map { "七年级 | 初中 | \($0)班 | 70" }

  @Test func `attached primary classes are a part and are split by their weight`() throws {
    let result = evaluate("初级中学", "附设小学班学生数", "166", classes: Self.classes)
    let primary = try #require(result.part("3199000001", "小学"))
    let junior = try #require(result.part("3199000001", "初中"))
    #expect(primary.pupils == .number(ExactNumber(166)))
    #expect(junior.pupils == .number(ExactNumber(210)))
    // 166 × 1 + 210 × 1.1 = 397 weighted pupils share 3970 ㎡.
    #expect(primary.indicator("R4")?.value == .number(ExactNumber(10)))
    #expect(junior.indicator("R4")?.value == .number(ExactNumber(11)))
    #expect(result.findings("class-stage-fits-school-type").isEmpty)
  }

  @Test func `without the school's word classes of a foreign stage are a mistake`() throws {
    let result = evaluate("初级中学", "附设小学班学生数", "0", classes: Self.classes)
    #expect(result.part("3199000001", "小学") == nil)
    #expect(result.findings("class-stage-fits-school-type").count == 1)
    #expect(result.part("3199000001", "初中")?.indicator("R4")?.status == .undecided)
  }

  @Test func `a total is not taken for one stage where classes are attached`() throws {
    let result = evaluate("初级中学", "在校学生数 | 附设小学班学生数", "376 | 166")
    #expect(result.part("3199000001", "小学")?.pupils == .number(ExactNumber(166)))
    #expect(result.part("3199000001", "初中")?.pupils.isMissing == true)
    let known = evaluate(
      "初级中学", "在校学生数 | 初中在校生数 | 附设小学班学生数", "376 | 210 | 166")
    #expect(known.part("3199000001", "初中")?.indicator("R4")?.value == .number(ExactNumber(11)))
  }

  @Test func `attached junior classes of a high school are its one judged part`() throws {
    let result = evaluate(
      "高级中学", "高中在校生数 | 附设初中班学生数", "100 | 240")
    let junior = try #require(result.part("3199000001", "初中"))
    // 240 × 1.1 + 100 × 1.32 = 396 weighted pupils; 1.1 of them a junior pupil.
    let expected = ExactNumber(3970 * 11, over: 3960)
    #expect(junior.indicator("R4")?.value == .number(expected))
  }

  @Test func `attached kindergarten classes are left out with a note`() throws {
    let result = evaluate("小学", "在校学生数 | 附设幼儿班幼儿数", "397 | 60")
    let part = try #require(result.part("3199000001", "小学"))
    #expect(part.pupils == .number(ExactNumber(397)))
    #expect(part.indicator("R4")?.value == .number(ExactNumber(10)))
    let note = try #require(result.findings("attached-classes-have-a-weight").first)
    #expect(note.severity == .note)
    #expect(note.value == "60")
  }
}
