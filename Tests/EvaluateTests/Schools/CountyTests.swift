// SPDX-License-Identifier: Apache-2.0
// CountyTests: in which county a school lies, and what a school of unknown county leaves open.

import DataModel
import Evaluate
import Testing

@Suite struct CountyTests {
  private static func school(
    _ path: String, _ code: String, _ countyCode: String, _ countyName: String
  ) -> Submission {
    SampleTables.submission(
      path,
      [
        SampleTables.table(
          "basic", sheet: 1,
          """
          学校代码 | 学校名称 | 办学类型 | 区县代码 | 区县名称
          \(code) | 学校\(code) | 小学 | \(countyCode) | \(countyName)
          """),
        SampleTables.table(
          "classes",
          """
          学校代码 | 年级 | 班号 | 学段 | 学生数
          \(code) | 一年级 | 1班 | 小学 | 40
          """),
        SampleTables.table(
          "rooms", sheet: 2,
          """
          学校代码 | 房间号 | 用房类别 | 使用面积
          \(code) | 1 | 教学 | 800
          \(code) | 2 | 场馆 | 800
          """),
      ])
  }

  @Test(arguments: [
    (("990121", "甲县"), ("", "甲县"), ["990121"]),
    (("990121", "甲县"), ("", "甲 县"), ["990121"]),
    (("990121", "甲县"), ("", "乙县"), ["", "990121"]),
    (("", "甲县"), ("", "甲县"), [""]),
    (("990121.0", "甲县"), ("９９０１２１", ""), ["990121"]),
  ]) func `a county is one county however it is written`(
    first: (String, String), second: (String, String), expected: [String]
  ) {
    let result = SampleTables.evaluate([
      Self.school("a.xlsx", "2199000001", first.0, first.1),
      Self.school("b.xlsx", "2199000002", second.0, second.1),
    ])
    #expect(result.counties.map(\.code) == expected)
  }

  @Test func `a county's name alone finds the code of the folder`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县名称 | 办学类型
      2199000001 | 学校一 | 甲县 | 小学
      2199000002 | 学校二 | 甲县 | 小学
      """)
    let result = SampleTables.evaluate(
      [Self.school("990121_甲县/a.xlsx", "2199000001", "", "")], roster: roster)
    #expect(result.counties == [County(code: "990121", name: "甲县")])
    #expect(result.schools.map(\.county) == [0, 0])
  }

  @Test func `a form's county outranks the folder's also by name`() {
    let result = SampleTables.evaluate([
      Self.school("990121_甲县/a.xlsx", "2199000001", "", "乙县"),
      Self.school("b.xlsx", "2199000002", "990122", "乙县"),
    ])
    #expect(result.counties.map(\.code) == ["990122"])
  }

  private func status(_ result: Evaluation, _ code: String) -> Set<CountyStatus> {
    Set(
      result.countyIndicators.filter {
        result.counties[$0.county].code == code && $0.indicator == "R4"
      }.map(\.status))
  }

  @Test(arguments: [
    (("", ""), CountyStatus.undecided), (("", "丙县"), .met), (("990122", "甲县"), .met),
    (("990121", ""), .met),
  ]) func `a school of unknown county leaves open what counties meet`(
    other: (String, String), expected: CountyStatus
  ) {
    let result = SampleTables.evaluate([
      Self.school("a.xlsx", "2199000001", "990121", "甲县"),
      Self.school("b.xlsx", "2199000002", other.0, other.1),
    ])
    #expect(status(result, "990121") == [expected])
    let reason = result.countyVerdicts.filter {
      result.counties[$0.county].code == "990121"
    }.map(\.reason).joined()
    #expect(reason.contains("有1所学校所属县区不明，可能属于本县区") == (expected == .undecided))
  }

  @Test(arguments: [
    ("990121_甲县/坏.xlsx", CountyStatus.undecided), ("坏.xlsx", .undecided),
    ("990122_乙县/坏.xlsx", .met),
  ])
  func `a file that may hold a school leaves its county open where no roster says who is missing`(
    path: String, expected: CountyStatus
  ) {
    let good = Self.school("990121_甲县/a.xlsx", "2199000001", "990121", "甲县")
    let bad = SampleTables.submission(path, [], unreadable: "坏")
    #expect(status(SampleTables.evaluate([good, bad]), "990121") == [expected])
    let nobody = SampleTables.submission(
      path,
      [
        SampleTables.table(
          "rooms",
          """
          房间号 | 用房类别 | 使用面积
          1 | 教学 | 800
          """)
      ])
    #expect(status(SampleTables.evaluate([good, nobody]), "990121") == [expected])
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000001 | 学校2199000001 | 990121 | 甲县 | 小学
      """)
    #expect(status(SampleTables.evaluate([good, bad], roster: roster), "990121") == [.met])
  }

  @Test func `a name that two counties bear leaves both open and no third`() {
    let result = SampleTables.evaluate([
      Self.school("a.xlsx", "2199000001", "990121", "城区"),
      Self.school("b.xlsx", "2199000002", "990221", "城区"),
      Self.school("c.xlsx", "2199000003", "990122", "甲县"),
      Self.school("d.xlsx", "2199000004", "", "城区"),
    ])
    #expect(status(result, "990121") == [.undecided])
    #expect(status(result, "990221") == [.undecided])
    #expect(status(result, "990122") == [.met])
    #expect(status(result, "") == [.undecided])
  }

  @Test(arguments: [
    ("990122_乙县/a.xlsx", "", "", nil, 1), ("990121_甲县/a.xlsx", "", "", nil, 0),
    ("990100_某市/a.xlsx", "", "", nil, 0), ("a.xlsx", "990122", "", "D2", 1),
    ("a.xlsx", "", "乙县", "E2", 1), ("a.xlsx", "", "某市甲县", nil, 0),
    ("990122_乙县/a.xlsx", "990122", "乙县", "D2", 1),
  ]) func `a county that is not the roster's asks for an explanation`(
    path: String, code: String, name: String, cell: String?, count: Int
  ) {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000001 | 学校2199000001 | 990121 | 甲县 | 小学
      """)
    let result = SampleTables.evaluate(
      [Self.school(path, "2199000001", code, name)], roster: roster)
    let found = result.findings("county-agrees")
    #expect(found.map(\.severity) == Array(repeating: .mustExplain, count: count))
    #expect(found.first?.place.range?.description == cell)
    #expect(result.counties.map(\.code) == ["990121"])
  }
}
