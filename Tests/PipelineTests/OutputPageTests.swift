// SPDX-License-Identifier: Apache-2.0
// OutputPageTests: the page on the outputs names the columns that the outputs have.

import Foundation
import TestSupport
import Testing

@Suite("Documentation/Reference/Outputs.md")
struct OutputPageTests {
  @Test(arguments: [
    "indicators", "inputs", "stages", "input_terms", "cv_contributions", "rollups", "grades",
    "promotion", "trends",
  ])
  func `every column of a table is on the page`(table: String) async throws {
    let page = try String(
      contentsOfFile: ProjectFolder.root + "/Documentation/Reference/Outputs.md", encoding: .utf8)
    #expect(page.contains("`\(table).csv`"))
    let file = try await FinishedRuns.examples() + "/data/\(table).csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let header = text.replacing("\u{FEFF}", with: "").prefix { !$0.isNewline }
    for column in header.split(separator: ",") {
      #expect(page.contains("`\(column)`"), "\(table).\(column)")
    }
  }
}
