// SPDX-License-Identifier: Apache-2.0
// CleaningSheetsTests: what was explained and corrected, in the county workbook.

import DataModel
import Export
import Testing

@Suite struct CleaningSheetsTests {
  private static func explain(_ bundle: inout ExportBundle, _ outcome: ExplanationOutcome) {
    let explanation = FindingExplanation(
      finding: "id-2", value: "99", text: "学籍转入手续办理中", who: "示例甲", date: "2025-10-08",
      origin: "说明.csv 第2行")
    var standings = bundle.evaluation.findings.map { _ in FindingStanding(state: .open) }
    let holds = outcome == .applied
    standings[2] = FindingStanding(
      state: holds ? .explained : .open, explanation: explanation)
    bundle.ledger = FindingLedger(
      identifiers: ["id-0", "id-1", "id-2", "id-3"], standings: standings, given: [explanation],
      outcomes: [outcome])
  }

  @Test func `an explained finding says so, with words, name and day`() throws {
    let book = try WorkbookVariants.county { Self.explain(&$0, .applied) }
    let row = try #require(book.place(of: "id-2", on: "审核问题")?.row)
    #expect(
      ["D", "L", "M", "N"].map { book.value("\($0)\(row)", on: "审核问题") } == [
        "已说明", "学籍转入手续办理中", "示例甲", "2025-10-08",
      ])
    let list = try #require(book.place(of: "id-2", on: "说明")?.row)
    #expect(book.value("B\(list)", on: "说明") == "已采纳")
    #expect(book.value("G\(list)", on: "说明") == "说明.csv 第2行")
  }

  @Test func `an explanation that has lapsed explains nothing and is listed as such`() throws {
    let book = try WorkbookVariants.county { Self.explain(&$0, .lapsed) }
    let row = try #require(book.place(of: "id-2", on: "审核问题")?.row)
    #expect(book.value("D\(row)", on: "审核问题") == "待处理")
    #expect(book.cell("L\(row)", on: "审核问题").isEmpty)
    #expect(book.place(of: "值已变，失效", on: "说明") != nil)
  }

  @Test func `a correction is listed with both values, reason and outcome`() throws {
    let book = try WorkbookVariants.county { bundle in
      let correction = Correction(
        school: "2199000001", form: "classes", record: "三年级|3班", field: "pupils", old: "47",
        new: "45", reason: "核对学籍", who: "示例乙", date: "2025-10-09", origin: "更正.csv 第2行")
      bundle.evaluation.corrections = [
        CorrectionResult(
          correction: correction, outcome: .applied,
          place: Place(submission: 0, sheet: "班级", cell: CellReference(row: 4, column: 3)),
          found: "47", schoolCode: "2199000001")
      ]
      bundle.evaluation.findings[0].isCorrected = true
    }
    #expect(
      ["A4", "F4", "G4", "H4", "I4", "J4", "N4", "P4"].map { book.value($0, on: "更正") } == [
        "2199000001", "47", "47", "45", "核对学籍", "示例乙", "C4", "已更正",
      ])
    #expect(book.place(of: "已更正", on: "审核问题") != nil)
    #expect(!book.sheetNames.contains("说明"))
  }

  @Test func `without lists there are no such sheets`() throws {
    let book = try WorkbookVariants.county { _ in }
    #expect(!book.sheetNames.contains("说明") && !book.sheetNames.contains("更正"))
  }
}
