// SPDX-License-Identifier: Apache-2.0
// WrittenUnitTests: a cell with its own unit reads the same below another as alone.

import DataModel
import Normalize
import Testing

struct WrittenUnitTests {
  private static let texts = [
    "60㎡", "3㎡", "0㎡", "1.5㎡", "60平方米", "3亩", "12.5亩", "3.亩", ".5亩", "1,200㎡", "-3㎡", " 60㎡",
    "3万㎡", "1.2万", "60m2", "60（㎡）", "３㎡", "60①㎡", "60㎡①", "2人", "1.5人", "60㎡左右", "3亩半", "85%",
    "999999999999999㎡", "123456789012345.5㎡", "12月", "3元", "1点5㎡", "二㎡",
  ]

  private static func shown(_ reading: Reading, _ form: String, _ field: String) -> [String] {
    let columns = reading.result.tables.compactMap { $0.form == form ? $0.column(field) : nil }
    return columns.flatMap { column in
      column.values.indices.map { row in
        let raw = column.rawText(row: row)
        return "\(Reading.shown(column.values[row])) \(column.steps[row].names) \(raw)"
      }
    }
  }

  private static func findings(_ reading: Reading, row: Int) -> [String] {
    reading.result.findings.filter { $0.place.range?.first.row == row }
      .map { "\($0.rule) \($0.value) \($0.facts["actual"] ?? "") \($0.suggestion)" }
  }

  @Test(arguments: ["使用面积", "使用面积（亩）"])
  func `an area reads alone as behind any other`(_ header: String) {
    let head = "楼栋 | 房间号 | 用房类别 | \(header)\n"
    let rows = Self.texts.map { "1号楼 | 101 | 生活用房 | \($0)" }
    let alone = rows.map { Reading(head + $0) }
    for (first, one) in zip(rows, alone) {
      let both = Reading(head + rows.flatMap { [first, $0] }.joined(separator: "\n"))
      let expected = alone.flatMap {
        Self.shown(one, "rooms", "area") + Self.shown($0, "rooms", "area")
      }
      #expect(Self.shown(both, "rooms", "area") == expected, "\(first)")
      for (place, other) in alone.enumerated() {
        #expect(
          Self.findings(both, row: 2 * place + 3) == Self.findings(other, row: 2), "\(first)")
      }
    }
  }

  @Test func `what is counted reads alone as behind any other`() {
    let head = "年级 | 班号 | 学生数\n"
    let texts = ["35人", "1.5人", "0人", "40人", "40名", "4十人", "3百人", "40.0人", "40人 "]
    let rows = texts.map { "一年级 | 1班 | \($0)" }
    let alone = rows.map { Reading(head + $0) }
    for (first, one) in zip(rows, alone) {
      let both = Reading(head + rows.flatMap { [first, $0] }.joined(separator: "\n"))
      let expected = alone.flatMap {
        Self.shown(one, "classes", "pupils") + Self.shown($0, "classes", "pupils")
      }
      #expect(Self.shown(both, "classes", "pupils") == expected, "\(first)")
    }
  }
}
