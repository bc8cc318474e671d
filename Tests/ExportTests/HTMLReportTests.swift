// SPDX-License-Identifier: Apache-2.0
// HTMLReportTests: what stands on the page, and that nothing from a file becomes markup.

import DataModel
import Definitions
import Export
import Foundation
import TestSupport
import Testing

@Suite("The report page")
struct HTMLReportTests {
  private static func page(_ change: (inout ExportBundle) -> Void = { _ in }) throws -> String {
    let folder = try TemporaryFolder()
    var bundle = try SampleEvaluation.bundle()
    change(&bundle)
    try Outputs.write(bundle, to: folder.path)
    return try Outputs.text("report.html", in: folder.path)
  }

  /// The rows that the page's script shows.
  private static func findings(_ page: String) throws -> [[String]] {
    let start = try #require(page.range(of: "id=\"findings-data\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let json = Data(page[start.upperBound..<end.lowerBound].utf8)
    return try #require(JSONSerialization.jsonObject(with: json) as? [[String]])
  }

  @Test func `every section is there and the table of contents leads to it`() throws {
    let page = try Self.page()
    for id in [
      "overview", "hand-ins", "findings", "indicators", "variation", "class-sizes", "years",
      "changes",
    ] {
      #expect(page.contains("<section id=\"\(id)\""))
      #expect(page.contains("href=\"#\(id)\""))
    }
  }

  @Test func `the list holds every finding of the table`() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(try SampleEvaluation.bundle(), to: folder.path)
    let listed = try Self.findings(Outputs.text("report.html", in: folder.path))
    let table = try Outputs.rows("findings.csv", in: folder.path).dropFirst()
    #expect(listed.map { $0[9] } == table.map { $0[0] })
    #expect(listed.map { $0[6] } == table.map { $0[11] })
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"'&<b>",
  ])
  func `a value from a file never becomes markup`(_ value: String) throws {
    let page = try Self.page { bundle in
      bundle.evaluation.findings[0].value = value
      bundle.evaluation.schools[0].name = value
      bundle.evaluation.counties[0].name = value
      bundle.run.runIdentifier = value
    }
    #expect(!page.contains(value))
    #expect(try Self.findings(page)[0][6] == value)
    #expect(page.components(separatedBy: "<script").count == 3)
  }

  @Test func `the page asks nothing of the network`() throws {
    let page = try Self.page()
    for word in ["http://", "https://", "src=", "@import", "url("] { #expect(!page.contains(word)) }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `pictures are said in words too`() throws {
    let page = try Self.page()
    let pictures = page.components(separatedBy: "<svg").count - 1
    #expect(pictures > 0)
    #expect(page.components(separatedBy: "role=\"img\" aria-label=\"").count - 1 == pictures)
    #expect(page.components(separatedBy: "</title><desc>").count - 1 == pictures)
    #expect(!page.contains("<desc></desc>"))
  }

  // MARK: Classes

  @Test func `all classes are drawn and listed by band`() throws {
    let page = try Self.page { bundle in
      bundle.definitions.standard.classSize.bands = [
        ClassSizeBand(label: "41-45", first: 41, last: 45),
        ClassSizeBand(label: "46-50", first: 46, last: 50),
      ]
      bundle.evaluation.classSizes = [
        ClassSizeCount(countyCode: "990101", stage: "小学", band: "46-50", classes: 3),
        ClassSizeCount(countyCode: "990101", stage: "小学", band: "", classes: 8),
        ClassSizeCount(countyCode: "990102", stage: "小学", band: "46-50", classes: 1),
        ClassSizeCount(countyCode: "990102", stage: "小学", band: nil, classes: 2),
      ]
    }
    let section = try Self.section("class-sizes", page)
    #expect(section.contains("<title>班额分布（小学）</title><desc>共12个班，超过上限4个（33.3%）</desc>"))
    #expect(section.contains("46-50人：4（33.3%）"))
    #expect(section.contains("其他：8（66.7%）"))
    // All, of the band, others, unknown.
    let rows = section.split(separator: "<tr>").filter { $0.contains("合计") || $0.contains("示例县") }
    let numbers = rows.map { row in
      row.matches(of: /class="num[^"]*">(\d+)</).map { String($0.output.1) }.filter { $0 != "0" }
    }
    #expect(numbers.first == ["14", "4", "8", "2"])
    #expect(numbers.dropFirst().first == ["11", "3", "8"])
  }

  // MARK: Years and rounds

  private static func section(_ id: String, _ page: String) throws -> String {
    let start = try #require(page.range(of: "<section id=\"\(id)\""))
    let end = try #require(page.range(of: "</section>", range: start.upperBound..<page.endIndex))
    return String(page[start.lowerBound..<end.lowerBound])
  }

  private static func figures(
    _ measure: TrendSubject.Measure, _ county: String, _ indicator: String,
    _ values: [(Int, String)]
  ) -> [TrendFigure] {
    let subject = TrendSubject(
      countyCode: county, schoolCode: "", stage: "小学", indicator: indicator, measure: measure)
    return values.map { year, value in
      TrendFigure(
        subject: subject, year: year, value: SampleDefinitions.number(value), change: nil,
        changePercent: nil)
    }
  }

  @Test func `counties are lines over the years, broken where a year has no figure`() throws {
    let page = try Self.page { bundle in
      let indicator = bundle.definitions.indicators[0].id
      bundle.evaluation.trends =
        Self.figures(
          .variation, "990101", indicator, [(2022, "0.1"), (2024, "0.3"), (2025, "0.2")])
        + Self.figures(.variation, "990102", indicator, [(2023, "0.4"), (2025, "0.6")])
        + Self.figures(.passShare, "990101", "", [(2024, "50"), (2025, "66.6")])
    }
    let section = try Self.section("years", page)
    #expect(section.contains("示例县：2022年0.1，2023年无数据，2024年0.3，2025年0.2"))
    // One that begins, one that goes on after a gap.
    let path = try #require(
      section.firstMatch(of: /示例县：2022年0\.1[^<]*<\/title><path class="line" d="([^"]*)"/))
    #expect(path.output.1.filter { $0 == "M" }.count == 2)
    #expect(path.output.1.filter { $0 == "L" }.count == 1)
    #expect(section.contains("<title>达标比例（小学）</title>"))
    #expect(section.contains("2025年最低66.6%（示例县），最高66.6%（示例县）；上升1"))
    #expect(section.contains("<caption>差异系数和达标比例，按年份</caption>"))
  }

  @Test func `without earlier years and rounds the page says so`() throws {
    let page = try Self.page()
    #expect(try !Self.section("years", page).contains("<svg"))
    #expect(try Self.section("years", page).contains("没有以前年份的输出可比"))
    #expect(try Self.section("changes", page).contains("没有上一轮的输出可比"))
    #expect(!page.contains("id=\"f-change\""))
  }

  @Test func `what came and went since the last round is counted and listed`() throws {
    let page = try Self.page { bundle in
      let count = bundle.evaluation.findings.count
      let changes: [FindingChange] = [.new, .stillOpen, .stillOpen, .reopened]
      bundle.ledger = FindingLedger(
        identifiers: (0..<count).map { "id\($0)" },
        standings: changes.prefix(count).map { FindingStanding(state: .open, change: $0) },
        closed: [
          ClosedFinding(
            id: "gone", change: .fixed, severity: "must_correct", rule: "value-is-a-number",
            countyCode: "990101", schoolCode: "2199000001", schoolName: "<示例县第一小学>",
            file: "a.xlsx", sheet: "班级", cell: "B2", field: "pupils", value: "x", message: "应填数字")
        ],
        schools: [
          SchoolStanding(school: 0, state: .accepted, previous: .returned),
          SchoolStanding(school: 1, state: .returned, previous: .returned),
        ], isCompared: true)
    }
    let section = try Self.section("changes", page)
    for fact in ["已消除</dt><dd>1", "仍存在</dt><dd>2", "说明失效</dt><dd>1", "新出现</dt><dd>1"] {
      #expect(section.contains(fact), "\(fact)")
    }
    #expect(section.contains("<th scope=\"row\">退回</th><td class=\"num\">2</td>"))
    #expect(section.contains("&lt;示例县第一小学&gt;"))
    #expect(page.contains("id=\"f-change\""))
    #expect(
      try Self.findings(page).map { $0[10] } == ["new", "still_open", "still_open", "reopened"])
  }
}
