// SPDX-License-Identifier: Apache-2.0
// DivisionChecksTests: counties against a list of divisions, and codes that have years.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct DivisionChecksTests {
  private static let list = """
    code,name,from,until,successor
    990121,"东湖县",,,
    990122,西山区,,,
    990123,南河县,,2012,990122
    990124,北岭县,,2020,
    990124,北岭市,2021,,
    990125,石门自治县,,,
    """

  private func findings(
    _ code: String, _ name: String, list: String? = Self.list, year: Int = 2025
  ) -> [Finding] {
    var set = SampleDefinitions.set
    if let list { set.codeLists["divisions"] = DivisionList.read(list, place: SampleForms.place) }
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000001 | 某某小学 | \(code) | \(name) | 小学
      """)
    return Evaluator(definitions: set).evaluate(
      submissions: [], roster: roster, year: year, previousLedger: nil
    ).findings.filter { $0.rule.hasPrefix("county-") }
  }

  @Test(arguments: [
    ("990121", "东湖县"), ("990121", "东湖"), ("990121", "東湖縣"), ("990121", "东湖市"), ("990121", ""),
    ("990125", "石门县"), ("990122", "示例市西山区"), ("990171", "某某开发区"), ("990179", "高新区"),
  ])
  func `a county of the list and a development zone raise nothing`(_ code: String, _ name: String) {
    #expect(findings(code, name) == [])
  }

  @Test(arguments: [
    ("990199", "某某县", "county-code-is-a-division", ""),
    ("990181", "东湖县", "county-code-is-a-division", "990121 东湖县"),
    ("990121", "西山区", "county-name-fits-code", "990122 西山区"),
    ("990123", "南河县", "county-is-current", "990122 西山区"),
    ("990170", "某某县", "county-code-is-a-division", ""),
  ])
  func `another county is a finding with what it may be`(
    _ code: String, _ name: String, _ rule: String, _ suggestion: String
  ) {
    let found = findings(code, name)
    #expect(found.map(\.rule) == [rule])
    #expect(found.first?.severity == .mustExplain)
    #expect(found.first?.suggestion == suggestion)
  }

  @Test(arguments: [(2025, ["990122"]), (2012, ["990122", "990123"])])
  func `the schools of a merged county are counted in the one that followed it`(
    _ year: Int, _ counties: [String]
  ) {
    var set = SampleDefinitions.set
    set.codeLists["divisions"] = DivisionList.read(Self.list, place: SampleForms.place)
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000001 | 某某小学 | 990123 | 南河县 | 小学
      2199000002 | 别的小学 | 990122 | 西山区 | 小学
      """)
    let result = Evaluator(definitions: set).evaluate(
      submissions: [], roster: roster, year: year, previousLedger: nil)
    #expect(result.counties.map(\.code) == counties)
    #expect(result.findings("county-is-current").count == (year == 2025 ? 1 : 0))
  }

  @Test func `the year of the run decides which name and code hold`() {
    #expect(findings("990123", "南河县", year: 2012) == [])
    #expect(findings("990124", "北岭县", year: 2020) == [])
    #expect(findings("990124", "北岭市", year: 2025) == [])
    #expect(findings("990124", "北岭县", year: 2025) == [])
  }

  @Test func `without a list nothing is said`() {
    #expect(findings("990199", "某某县", list: nil) == [])
  }

  @Test func `yearly lists after each other give each code its years`() throws {
    let list = try #require(
      DivisionList.read(
        "Source\tRevision\tCode\tName\nstats\t201107\t990121\t东湖县\nstats\t201107\t990123\t南河县\n"
          + "stats\t201607\t990121\t东湖县\nstats\t201607\t990122\t西山区\n",
        place: SampleForms.place))
    let validity = Dictionary(uniqueKeysWithValues: list.entries.map { ($0.code, $0.validity) })
    #expect(validity["990121"] == CodeValidity())
    #expect(validity["990122"] == CodeValidity(from: 2016))
    #expect(validity["990123"] == CodeValidity(until: 2011))
  }

  @Test(arguments: ["", "a,b\n1,2\n", "code;name\n990121;东湖县\n"])
  func `a file of another shape is no list`(_ text: String) {
    #expect(DivisionList.read(text, place: SampleForms.place) == nil)
  }

  @Test func `a quoted list with more columns is read`() {
    let list = DivisionList.read(
      "code,name,cityCode,provinceCode\n990121,\"东湖县\",9901,99\n", place: SampleForms.place)
    #expect(list?.entries.map(\.name) == ["东湖县"])
  }
}

@Suite struct CodeDateRuleTests {
  private func evaluate(year: Int) -> Evaluation {
    var set = SampleDefinitions.set
    var types = SampleForms.types
    types.entries.append(
      CodeEntry(
        code: "210", name: "简易小学", aliases: [],
        attributes: ["stages": "小学", "until": "2015", "successor": "211"]))
    types.entries.append(
      CodeEntry(
        code: "219", name: "夜校", aliases: [], attributes: ["stages": "小学", "until": "2015"]))
    set.codeLists["school_type"] = types
    func basic(_ code: String, _ type: String) -> Submission {
      SampleTables.school(code: code, type: type, [])
    }
    return Evaluator(definitions: set).evaluate(
      submissions: [basic("2199000001", "简易小学"), basic("2199000002", "夜校")], roster: nil,
      year: year, previousLedger: nil)
  }

  @Test func `a code past its last year becomes its successor and is noted`() throws {
    let result = evaluate(year: 2025)
    let found = result.findings("code-is-in-force")
    #expect(found.map(\.severity) == [.note, .mustExplain])
    #expect(found.map(\.suggestion) == ["小学", ""])
    let column = try #require(result.submissions[0].workbook.tables[0].column("school_type"))
    #expect(column.values == [.text("小学")])
    #expect(column.steps == [.successor])
    #expect(column.rawText(row: 0) == "简易小学")
  }

  @Test func `a code in its last year holds`() {
    #expect(evaluate(year: 2015).findings("code-is-in-force") == [])
  }
}
