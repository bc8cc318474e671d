// SPDX-License-Identifier: Apache-2.0
// DecimalRoundingTests: decimals of many digits round as the standard library rounds them.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct DecimalRoundingTests {
  /// Reads texts as numeric cells of one row.
  private static func numbers(_ texts: [String]) throws -> [CellValue] {
    var builder = WorkbookBuilder()
    let cells = texts.map { "<c><v>\($0)</v></c>" }.joined()
    builder.addSheet("表", sheetData: "<row>\(cells)</row>")
    return try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx").sheets[0].rows[0]
      .cells.map(\.value)
  }

  @Test func `numbers of 16 to 19 digits are the nearest Double, ties to even`() throws {
    var generator = SeededGenerator(seed: 20_260_101)
    var texts = [
      "9007199254740993", "9007199254740993.5", "0.10000000000000001", "3.3333333333333335",
      "1844674407370955161.5", "0.9007199254740993", "9.007199254740993", "18446744073709551615",
      "4503599627370496.5", "4503599627370497.5", "0.0000000000000000001",
      "1.000000000000000001", "9999999999999999999", "0.9999999999999999999",
    ]
    for _ in 0..<4_000 {
      let digits = String(UInt64.random(in: .min ... .max, using: &generator))
      let point = Int.random(in: 0...digits.count, using: &generator)
      texts.append(
        (point == 0 ? "0" : String(digits.prefix(point))) + "." + digits.dropFirst(point) + "1")
    }
    let expected = texts.map { Double($0).map(CellValue.number) ?? .text($0) }
    #expect(try Self.numbers(texts) == expected)
  }
}

/// The same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
  }
}
