// SPDX-License-Identifier: Apache-2.0
// SchoolNameTests: names that are one school's, names that may be, and codes that contradict them.

import DataModel
import Evaluate
import Testing

@Suite struct SchoolNameTests {
  private static let roster = SampleTables.roster(
    """
    学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
    2199000001 | 示例县第一小学 | 990121 | 示例县01 | 小学
    2199000002 | 示例县第二小学 | 990121 | 示例县01 | 小学
    2199000003 | 东湖镇中心小学 | 990121 | 示例县01 | 小学
    2199000004 | 东湖镇中心小学 | 990122 | 示例县02 | 小学
    3199000005 | 示例实验学校（东校区） | 990121 | 示例县01 | 九年一贯制学校
    """)

  private func evaluate(_ name: String, code: String = "") -> Evaluation {
    let classes = SampleTables.table(
      "classes",
      """
      学校代码 | 学校名称 | 年级 | 班号 | 学段 | 学生数
      \(code) | \(name) | 一年级 | 1班 | 小学 | 40
      """)
    return SampleTables.evaluate(
      [SampleTables.submission("990121_示例县01/a.xlsx", [classes])], roster: Self.roster)
  }

  private func owner(_ result: Evaluation) -> String? {
    result.records[1].firstIndex { !$0.isEmpty }.map { result.schools[$0].code }
  }

  @Test(arguments: [
    ("示例县第一小学", "2199000001"), ("示例縣第一小學", "2199000001"), ("示例实验学校(东校区)", "3199000005"),
    ("示例实验学校［东校区］", "3199000005"), ("示例实验学校【东校区】", "3199000005"), ("东湖镇中心小学", "2199000003"),
  ])
  func `brackets, width and characters make no other school`(_ name: String, _ code: String) {
    let result = evaluate(name)
    #expect(owner(result) == code)
    #expect(result.findings("school-names-agree") == [])
    #expect(result.findings("school-name-is-written-alike") == [])
  }

  @Test(arguments: ["示例县一小学", "示例县第1小学", "示例县第一小学（小学部）"])
  func `a stage part and the way to write a number are taken and noted`(_ name: String) {
    let result = evaluate(name)
    #expect(owner(result) == "2199000001")
    #expect(result.findings("school-name-is-written-alike").map(\.severity) == [.note])
  }

  @Test(arguments: ["东湖镇中心校", "东湖镇中心学校", "东湖中心小学", "东湖镇中心小学校"])
  func `a near name is suggested and not taken`(_ name: String) throws {
    let result = evaluate(name)
    #expect(owner(result) == nil)
    let finding = try #require(result.findings("school-is-identified").first)
    #expect(finding.suggestion == "是否为：东湖镇中心小学（2199000003）？")
  }

  @Test(arguments: ["示例县第三小学", "西山镇中心小学", "某某学校"])
  func `a name of another number or place suggests nothing`(_ name: String) throws {
    let finding = try #require(evaluate(name).findings("school-is-identified").first)
    #expect(finding.suggestion == "")
  }

  @Test func `a code with another name is a finding once for each file`() {
    let result = evaluate("示例县第二小学", code: "2199000001")
    #expect(owner(result) == "2199000001")
    #expect(result.findings("school-names-agree").map(\.value) == ["示例县第二小学"])
  }

  @Test func `a name with two codes in one county is a finding, in two counties none`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000001 | 东湖小学 | 990121 | 示例县01 | 小学
      2199000002 | 東湖小學 | 990121 | 示例县01 | 小学
      2199000003 | 东湖小学 | 990122 | 示例县02 | 小学
      """)
    let found = SampleTables.evaluate([], roster: roster).findings("school-name-has-one-code")
    #expect(found.map(\.schoolCode) == ["2199000002"])
    #expect(found.first?.facts["other"] == "2199000001")
  }

  @Test func `a code of another province than its county's is a finding`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2144000001 | 东湖小学 | 990121 | 示例县01 | 小学
      2199000002 | 西湖小学 | 990121 | 示例县01 | 小学
      """)
    let found = SampleTables.evaluate([], roster: roster).findings("school-code-fits-county")
    #expect(found.map(\.schoolCode) == ["2144000001"])
    #expect(found.first?.facts["expected"] == "99")
  }

  @Test(arguments: [
    ("2.19E+09", true), ("2199E5", true), ("219900001", true), ("2199000001S", true),
    ("21990000011", false), ("2199000001", false), ("第一小学", false), ("", false),
  ])
  func `what a spreadsheet did to a code is said`(_ code: String, _ isDamaged: Bool) {
    #expect((SchoolCodeRule.damage(to: code) != nil) == isDamaged)
  }
}
