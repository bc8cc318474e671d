// SPDX-License-Identifier: Apache-2.0
// ReadBackTests: a written workbook that does not hold what it should is told with its cell.

import DataModel
import Export
import PipelineRunner
import TestSupport
import Testing

@Suite("Reading outputs back")
struct ReadBackTests {
  private static func check(_ cells: [String: CellValue], sheet: String = "表Ⅰ") throws {
    var builder = WorkbookBuilder()
    builder.addSheet("表Ⅰ", [[.text("甲"), .number(1.5), .blank], [.text("01"), .number(0.1)]])
    let folder = try TemporaryFolder()
    try folder.write("a.xlsx", builder.bytes())
    let places = cells.compactMap { key, value in CellReference(key).map { ($0, value) } }
    let written = WrittenSheet(name: sheet, cells: Dictionary(uniqueKeysWithValues: places))
    try ReadBack.check("a.xlsx", in: folder.path, [written])
  }

  @Test func `what is there agrees, to the digits that a file has`() throws {
    try Self.check([
      "A1": .text("甲"), "B1": .number(1.5), "C1": .blank, "A2": .text("01"), "D9": .blank,
      "B2": .number(0.1 + 1e-14),
    ])
  }

  static let wrong: [(cell: String, value: CellValue)] = [
    ("A1", .text("乙")), ("B1", .number(1.6)), ("A2", .number(1)), ("B2", .blank),
    ("C1", .number(0)), ("D9", .text("缺")),
  ]

  @Test(arguments: wrong)
  func `a difference ends the run and names the cell`(cell: String, value: CellValue) {
    #expect {
      try Self.check([cell: value])
    } throws: { error in
      guard let failure = error as? RunFailure else { return false }
      return failure.kind == .internalFault && failure.message.chinese.contains("“表Ⅰ” \(cell) ")
    }
  }

  @Test func `a sheet that is not there is a difference`() {
    #expect(throws: RunFailure.self) { try Self.check(["A1": .text("甲")], sheet: "表Ⅱ") }
  }
}
