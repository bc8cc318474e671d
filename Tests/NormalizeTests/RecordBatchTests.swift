// SPDX-License-Identifier: Apache-2.0
// RecordBatchTests: a long list reads as its rows do one by one, wherever a batch of records ends.

import DataModel
import Normalize
import Testing

struct RecordBatchTests {
  private static let header = "楼栋 | 房间号 | 用房类别 | 使用面积 | 是否多媒体 | 造价"

  /// Plain cells, and every kind that the short way must leave to the field's reader.
  private static let areas = [
    "=60", "=60.5", "60", "007", "60.50", "６０", "1,200", "60㎡", "3亩", "一百二十", "待核", "", "/", "约60",
    "=-1", "=TRUE", "#REF!", "_60_", "1e3", "=1e20",
  ]
  private static let texts = ["101", "A-1", "_102_", "", "无", "/", "合计室", "１０３", "〇一"]
  private static let yes = ["是", "√", "", "否", "不清楚", "=1", "TRUE"]

  private static func row(_ number: Int) -> String {
    func pick(_ words: [String], _ factor: Int) -> String {
      words[(number * factor + number / words.count) % words.count]
    }
    return "\(number % 7 + 1)号楼 | \(pick(texts, 5))\(number) | 教学用房 | \(pick(areas, 7))"
      + " | \(pick(yes, 3)) | \(pick(areas, 11))"
  }

  /// What was read of a row, without where it stood.
  private static func findings(_ reading: Reading, _ row: Int) -> [String] {
    reading.result.findings.filter { $0.place.range?.first.row == row }
      .map { "\($0.rule) \($0.place.range?.first.column ?? 0) \($0.value) \($0.suggestion)" }
  }

  /// How a value came to be, and the column that it stands in.
  private static func lineage(_ reading: Reading, _ field: String, _ row: Int) -> [String] {
    guard let column = reading.result.tables.first?.column(field) else { return [] }
    return column.steps[row].names
      + [column.rawText(row: row), column.origins[row].map { String($0.column) } ?? ""]
  }

  @Test(arguments: [1, 63, 64, 65, 127, 128, 129, 200])
  func `values, findings and accounts are those of the rows alone`(_ count: Int) {
    let rows = (0..<count).map(Self.row)
    let whole = Reading(([Self.header] + rows).joined(separator: "\n"))
    let fields = ["building", "room_no", "category", "area", "multimedia", "cost"]
    var account = 0
    #expect(whole.values("rooms", "area").count == count)
    #expect(whole.values("rooms", "cost").count == count)
    for field in fields where !whole.values("rooms", field).isEmpty {
      #expect(whole.values("rooms", field).count == count, "\(field)")
    }
    for (index, row) in rows.enumerated() {
      let alone = Reading([Self.header, row].joined(separator: "\n"))
      for field in fields {
        let values = whole.values("rooms", field)
        guard values.count == count else { continue }
        #expect(alone.values("rooms", field) == [values[index]], "\(field) in \(row)")
        #expect(
          Self.lineage(alone, field, 0) == Self.lineage(whole, field, index), "\(field) in \(row)")
      }
      #expect(Self.findings(whole, index + 2) == Self.findings(alone, 2), "\(row)")
      account += alone.result.account.cells
    }
    let headerCells = 6
    #expect(whole.result.account.cells == account - headerCells * (count - 1))
    let own = whole.result.account
    #expect(own.used + own.ignoredCount + own.quarantined == own.cells)
  }

  /// `^`: a cell merged into the one above, which a value goes on in where the form says so or not.
  @Test(arguments: [61, 62, 63, 64, 65, 126, 127, 128])
  func `a value above goes on below the end of a batch`(_ named: Int) {
    let count = 140
    let rows = (0..<count).map { index in
      let building = index == 0 ? "甲楼" : index == named ? "乙楼" : index > named ? "^" : ""
      return "\(building) | \(100 + index) | 教学用房 | =60"
    }
    let reading = Reading((["楼栋 | 房间号 | 用房类别 | 使用面积"] + rows).joined(separator: "\n"))
    let expected = (0..<count).map { $0 < named ? "甲楼" : "乙楼" }
    #expect(reading.values("rooms", "building") == expected)
    let column = reading.result.tables.first?.column("building")
    let origins = column?.origins.map { $0.map { Int($0.row) } ?? 0 }
    #expect(origins == (0..<count).map { $0 < named ? 2 : named + 2 })
    let steps = reading.steps("rooms", "building").map { $0.contains("filled_down") }
    #expect(steps == (0..<count).map { $0 != 0 && $0 != named })
  }

  @Test(arguments: [1, 62, 63, 64, 65, 127, 128, 129])
  func `a group row ends the group above wherever the batch stands`(_ before: Int) {
    let count = 140
    var lines = ["班号 | 学生数", "一年级 | <"]
    for index in 0..<count {
      if index == before { lines.append("二年级 | <") }
      lines.append("\(index + 1)班 | =\(30 + index % 20)")
    }
    let reading = Reading(lines.joined(separator: "\n"), name: "班级台账")
    let expected = (0..<count).map { $0 < before ? "一年级" : "二年级" }
    #expect(reading.values("classes", "grade") == expected)
    #expect(reading.values("classes", "pupils") == (0..<count).map { String(30 + $0 % 20) })
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }
}
