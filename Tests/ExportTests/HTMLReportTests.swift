// SPDX-License-Identifier: Apache-2.0
// HTMLReportTests: what stands on the page, and that nothing from a file becomes markup.

import DataModel
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
  }
}
