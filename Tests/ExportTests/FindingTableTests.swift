// SPDX-License-Identifier: Apache-2.0
// FindingTableTests: what findings say, and that their ids survive a moved cell.

import DataModel
import Export
import Foundation
import Testing

@Suite struct FindingTableTests {
  private func finding(_ key: String, row: Int = 5, rule: String = "r") -> Finding {
    let cell = CellReference(row: row, column: 2)
    return Finding(
      rule: rule, severity: .mustCorrect, form: "classes", field: "class", schoolCode: "2199000001",
      recordKey: key, place: Place(submission: 0, sheet: "班级", cell: cell))
  }

  private func identifiers(_ findings: [Finding], county: String = "990101") -> [String] {
    FindingIdentity.identifiers(findings, counties: findings.map { _ in county })
  }

  @Test func `an id has twelve hexadecimal digits`() throws {
    let identifier = try #require(identifiers([finding("三年级|3班")]).first)
    #expect(identifier.count == 12)
    #expect(identifier.allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func `an id does not change when the cell moves or other findings go`() {
    let first = identifiers([finding("a"), finding("b", row: 9)])
    let later = identifiers([finding("b", row: 40)])
    #expect(later == [first[1]])
  }

  @Test func `findings that are alike get different ids that stay in order`() {
    let twice = identifiers([finding("a"), finding("a", row: 6)])
    #expect(twice[0] != twice[1])
    #expect(identifiers([finding("a"), finding("a"), finding("a")]).prefix(2) == twice[...])
  }

  @Test func `the hidden digits of an identity number do not enter an id`() {
    // Same first two and last four digits: whoever guesses the rest learns nothing from the id.
    let first = identifiers([finding("990101201503070011")])
    #expect(identifiers([finding("990199199912310011")]) == first)
    #expect(identifiers([finding("990101201503070012")]) != first)
  }

  @Test func `rule, county and record key each make another id`() {
    let base = identifiers([finding("a")])
    #expect(identifiers([finding("b")]) != base)
    #expect(identifiers([finding("a", rule: "s")]) != base)
    #expect(identifiers([finding("a")], county: "990102") != base)
  }

  @Test func `parts of the key do not run into each other`() {
    var left = finding("b")
    left.field = "a"
    var right = finding("")
    right.field = "ab"
    #expect(identifiers([left]) != identifiers([right]))
  }

  @Test func `a finding of a rule has its sentence, advice and clause`() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let row = try #require(Outputs.rows("findings.csv", in: folder.path).dropFirst().first)
    #expect(
      row[1...10] == [
        "must_correct", "open", "class-names-are-unique", "990101", "2199000001", "示例县第一小学",
        "县/一小.xlsx", "班级", "B5", "class",
      ])
    let value = SampleEvaluation.injection
    #expect(
      row[11...14] == [
        value, "班级“\(value)”重复", "删除或改名“\(value)”", "示例规程 附件2〔未核实〕",
      ])
  }

  @Test func `a finding of a file without school belongs to the file's county`() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let rows = try Outputs.rows("findings.csv", in: folder.path)
    let row = try #require(rows.first { $0[3] == "file-is-readable" })
    #expect(row[4...9] == ["990102", "", "", "县/坏.xls", "", ""])
    // Without a sentence the rule's own id is shown.
    #expect(row[12] == "file-is-readable")
  }

  @Test func `JSON lines hold the same findings as the table`() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let rows = try Outputs.rows("findings.csv", in: folder.path).dropFirst()
    let lines = try Outputs.text("findings.jsonl", in: folder.path).split(separator: "\n")
    #expect(lines.count == rows.count)
    for (line, row) in zip(lines, rows) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["id"] as? String == row[0])
      #expect(object?["message"] as? String == row[12])
    }
  }
}
