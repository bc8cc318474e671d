// SPDX-License-Identifier: Apache-2.0
// BasicBalanceRunTests: a county of 基本均衡: gate, composite, the government's seventeen items and satisfaction.

import TestSupport
import Testing

@Suite("Basic balance, end to end")
struct BasicBalanceRunTests {
  /// Schools of one size per pupil, so that no indicator differs between them.
  private static func school(_ code: String, _ name: String, _ type: String, _ size: Int) -> String
  {
    let fields = [
      ("学校代码", code), ("学校名称", name), ("办学类型", type), ("举办者", "县级教育部门"),
      ("在校学生数", "\(100 * size)"), ("教学班数", "\(3 * size)"), ("专任教师数", "\(8 * size)"),
      ("高于规定学历教师数", "\(8 * size)"), ("中级及以上职称教师数", "\(4 * size)"),
      ("教学及辅助用房面积", "\(700 * size)"), ("室内体育用房面积", "\(100 * size)"),
      ("运动场地面积", "\(1000 * size)"), ("教学仪器设备值", "\(200_000 * size)"),
      ("计算机台数", "\(20 * size)"), ("图书册数", "\(4000 * size)"),
    ]
    return "学校基本情况\n" + fields.map { "\($0.0),\($0.1)\n" }.joined()
  }

  private static let schools = [
    "2199000001": school("2199000001", "示例县第一小学", "小学", 2),
    "2199000002": school("2199000002", "示例县第二小学", "小学", 3),
    "3199000003": school("3199000003", "示例县初级中学", "初级中学", 2),
  ]

  private static let figures = [
    "适龄三类残疾儿童少年数": "100", "三类残疾儿童少年入学数": "80", "优质高中名额分配比例": "51",
    "上年优质高中名额分配比例": "50", "义务教育经费预算单列": "是", "税费改革转移支付用于义务教育比例": "50",
    "小学生师比": "19", "初中生师比": "13.5", "符合交流条件教师数": "100", "实际交流教师数": "10",
    "教师培训经费占公用经费比例": "5", "小学巩固率": "99", "初中巩固率": "94", "学生体质健康及格率": "85",
    "有效问卷数": "10000", "满意问卷数": "8500",
  ]

  private static let answers = [
    "随迁子女就学保障": "健全", "留守儿童关爱体系": "健全", "责任监督问责机制": "健全", "薄弱学校改造": "是",
    "绩效工资": "是", "课程开齐开足": "达标", "无重点校重点班": "是", "减轻课业负担": "是",
  ]

  /// Revenue grows by 1 %, grants by 5 %, the rest by 1 %.
  private static let funds = [
    2021: "100000,20000,10000,1000,80000", 2022: "101000,21000,10100,1010,80800",
    2023: "102010,22050,10201,1020.1,81608", 2024: "103030.1,23152.5,10303.01,1030.3,82424.08",
  ]

  private static func county(
    figures changed: [String: String] = [:], answers other: [String: String] = [:],
    funds: [Int: String] = funds
  ) -> [String: String] {
    let report = figures.merging(changed) { $1 }.sorted { $0.key < $1.key }
    let stated = answers.merging(other) { $1 }.sorted { $0.key < $1.key }
    let money = funds.sorted { $0.key < $1.key }
    var files = schools
    files["填报"] = "县级政府工作填报表\n" + report.map { "\($0.key),\($0.value)\n" }.joined()
    files["自评"] =
      "县级政府工作自评表\n评估项目,自评结论\n" + stated.map { "\($0.key),\($0.value)\n" }.joined()
    files["经费"] =
      "教育经费投入情况表（单位：万元）\n年度,财政经常性收入,教育财政拨款,生均教育事业费（元）,生均公用经费（元）,教师年平均工资（元）\n"
      + money.map { "\($0.key),\($0.value)\n" }.joined()
    return files
  }

  private static func run(_ files: [String: String]) async throws -> PipelineOutcome {
    try await PipelineOutcome.run("basic-balance-2012", files, in: TemporaryFolder())
  }

  @Test func `a county that meets everything gets 100 points and passes all four parts`()
    async throws
  {
    let outcome = try await Self.run(Self.county())
    #expect(try outcome.group("government") == "pass 100")
    #expect(try outcome.group("admission") == "excluded 20")
    #expect(try outcome.group("guarantee") == "excluded 25")
    #expect(try outcome.group("satisfaction") == "pass")
    #expect(try ["F1", "F2", "F3", "F4"].map(outcome.status) == ["met", "met", "met", "met"])
    #expect(try outcome.verdict() == "pass")
  }

  @Test func `85 points pass`() async throws {
    let lost = ["随迁子女就学保障": "未建立", "留守儿童关爱体系": "未建立", "责任监督问责机制": "未建立"]
    let outcome = try await Self.run(Self.county(answers: lost))
    #expect(try outcome.group("government") == "pass 85")
    #expect(try outcome.verdict() == "pass")
  }

  @Test func `84 points do not pass`() async throws {
    let lost = [
      "随迁子女就学保障": "未建立", "留守儿童关爱体系": "未建立", "责任监督问责机制": "未建立", "薄弱学校改造": "不健全",
    ]
    let outcome = try await Self.run(Self.county(answers: lost))
    #expect(try outcome.group("government") == "fail 84")
    #expect(try outcome.verdict() == "fail")
  }

  @Test func `satisfaction of 84.99 percent does not pass`() async throws {
    let outcome = try await Self.run(Self.county(figures: ["满意问卷数": "8499"]))
    #expect(try outcome.value("P1") == "84.99")
    #expect(try outcome.group("satisfaction") == "fail")
    #expect(try outcome.verdict() == "fail")
  }

  @Test func `each negative growth costs a point and is named by its year`() async throws {
    var funds = Self.funds
    funds[2023] = "102010,22050,10201,1020.1,80799"
    let outcome = try await Self.run(Self.county(funds: funds))
    #expect(try outcome.status("F3") == "not_met")
    #expect(try outcome.records("F3", "not_met") == ["2023"])
    #expect(try outcome.status("F1") == "met")
    #expect(try outcome.score("S2") == "9")
    #expect(try outcome.group("government") == "pass 99")
  }

  @Test func `a grant that grows no faster than the revenue is a failure of its year`()
    async throws
  {
    var funds = Self.funds
    funds[2022] = "105000,21000,10100,1010,80800"
    let outcome = try await Self.run(Self.county(funds: funds))
    #expect(try outcome.records("F1", "not_met") == ["2022"])
  }

  @Test(arguments: [2021, 2022, 2023])
  func `a year that is missing leaves the growth of the next one open`(_ year: Int) async throws {
    var funds = Self.funds
    funds[year] = nil
    let lost = ["随迁子女就学保障": "未建立", "留守儿童关爱体系": "未建立"]
    let outcome = try await Self.run(Self.county(answers: lost, funds: funds))
    #expect(try outcome.records("F1", "undecided") == ["\(year + 1)"])
    #expect(try outcome.status("S2") == "undecided")
    #expect(try outcome.group("government") == "undecided 80")
    #expect(try outcome.verdict() == "undecided")
  }

  @Test func `growth of years long past proves nothing`() async throws {
    let old = Dictionary(uniqueKeysWithValues: Self.funds.map { ($0.key - 3, $0.value) })
    let outcome = try await Self.run(Self.county(funds: old))
    #expect(try outcome.status("F1") == "undecided")
    #expect(try outcome.status("S2") == "undecided")
  }

  @Test func `without the county's forms nothing is passed`() async throws {
    let outcome = try await Self.run(Self.schools)
    #expect(try outcome.status("F1") == "undecided")
    // Pupils to teachers are known from the schools.
    #expect(try outcome.group("government") == "undecided 7")
    #expect(try outcome.verdict() == "undecided")
  }
}
