// SPDX-License-Identifier: Apache-2.0
// ConservationTests: whatever a sheet holds, every cell is used, ignored or quarantined with a finding.

import DataModel
import Normalize
import Testing

/// Random sheets, the same for the same seed.
struct RandomSheet {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item { items[next(items.count)] }

  private static let headers = [
    "序号", "年级", "班级", "班号", "学生数", "男生", "女生", "学校名称", "姓名", "身份证号", "性别", "学历", "任教学科", "楼栋",
    "房间号", "用房类别", "使用面积（㎡）", "面积", "造价/万元", "占地面积亩", "在校学生数", "学生情况", "合计", "备注", "其中：女生",
    "班级人數", "学 生 数", "姓名（必填）", "自拟的列", "第一学历›学历", "教学用房面积",
  ]
  private static let texts = [
    "合计", "小计", "注：如实填写", "填表人：某", "说明：", "单位：万元", "学校名称：示例小学", "一年级", "1班", "男", "本科", "语文",
    "/", "—", "无", "不详", "", " ", "１２３", "12人", "3.5亩", "1,234", "99012119800915001X", "2024-09-01",
    "2024年9月", "👩🏽‍🏫", "\u{0}\u{1}", "ﷺ\u{202E}abc", "e\u{301}", "填表说明", "甲", "乙", "1", "2", "3",
    "#REF!",
    String(repeating: "长", count: 700), "全校合计", "是", "√",
  ]
  private static let numbers: [Double] = [
    0, 1, -1, 45, 0.5, 1e15, 123_456_789_012_345_680, -0.0, 1e-300, .greatestFiniteMagnitude,
    45_536,
  ]

  private mutating func value() -> CellValue {
    switch next(20) {
    case 0: return .blank
    case 1...6: return .number(pick(Self.numbers))
    case 7: return .error(pick(["#REF!", "#DIV/0!", "#N/A"]))
    case 8: return .boolean(next(2) == 0)
    case 9:
      return .date(
        SpreadsheetDate(serial: Double(next(60_000)), system: .from1900, kind: .date))
    case 10...13: return .text(pick(Self.headers))
    default: return .text(pick(Self.texts))
    }
  }

  private mutating func columns(_ width: Int) -> [Int] {
    let start = next(12) == 0 ? pick([16_370, 2_500, 900]) : 1 + next(3)
    return (start..<(start + width)).filter { _ in next(9) != 0 }
  }

  private mutating func row(_ number: Int, _ columns: [Int], isHeader: Bool) -> SheetRow {
    SheetRow(
      number: number,
      cells: columns.compactMap { column in
        if isHeader {
          return next(8) == 0 ? nil : Cell(column: column, value: .text(pick(Self.headers)))
        }
        guard next(6) != 0 else { return nil }
        return Cell(column: column, value: value(), formula: next(30) == 0 ? .uncached : .constant)
      })
  }

  /// A few blocks of a header and rows, with anything in between.
  mutating func sheet() -> Sheet {
    var rows: [SheetRow] = []
    var merges: [CellRange] = []
    var number = 1
    for _ in 0..<(1 + next(3)) {
      let columns = columns(1 + next(next(10) == 0 ? 60 : 12))
      for _ in 0..<next(3) {
        rows.append(SheetRow(number: number, cells: [Cell(column: 1, value: value())]))
        number += 1 + next(2)
      }
      for _ in 0..<(1 + next(2)) {
        rows.append(row(number, columns, isHeader: true))
        number += 1
      }
      for _ in 0..<next(12) {
        rows.append(row(number, columns, isHeader: next(25) == 0))
        number += next(10) == 0 ? 2 : 1
      }
    }
    for _ in 0..<next(6) {
      let first = CellReference(row: 1 + next(number), column: 1 + next(14))
      merges.append(
        CellRange(
          first: first,
          last: CellReference(
            row: min(CellReference.lastRow, first.row + next(4)), column: first.column + next(5))))
    }
    let visibility: SheetVisibility = next(15) == 0 ? .hidden : .visible
    return Sheet(
      info: SheetInfo(
        name: pick(["Sheet1", "班级台账", "教师花名册", "用房情况", "填表说明"]), visibility: visibility,
        merges: merges),
      rows: rows)
  }
}

@Suite struct ConservationTests {
  @Test(arguments: 0..<60)
  func `in any sheet, used and ignored and quarantined cells are all cells`(block: Int) {
    for offset in 0..<25 {
      var random = RandomSheet(seed: UInt64(block * 25 + offset + 1))
      let sheets = [random.sheet(), random.sheet()]
      let (workbook, report) = Reading.normalizer.report(
        on: Workbook(format: "xlsx", sheets: sheets))
      let seed = "seed \(block * 25 + offset + 1)"
      #expect(report.sheets.count == sheets.count, "\(seed)")
      for (sheet, part) in zip(sheets, report.sheets) {
        #expect(part.account.cells == sheet.nonEmptyCellCount, "\(seed)")
        #expect(part.account.balances, "\(seed): \(part.account)")
      }
      #expect(workbook.account.balances, "\(seed)")
      for table in workbook.tables { table.checkInvariants() }
    }
  }

  @Test(arguments: 0..<60)
  func `in any sheet, a quarantined cell lies in the range of a finding`(block: Int) {
    for offset in 0..<25 {
      var random = RandomSheet(seed: UInt64(block * 25 + offset + 1))
      let sheet = random.sheet()
      let (workbook, report) = Reading.normalizer.report(
        on: Workbook(format: "xlsx", sheets: [sheet]))
      let ranges = workbook.findings.flatMap { [$0.place] + $0.otherPlaces }
      let isWholeSheet = workbook.findings.contains { $0.place.range == nil }
      let quarantined = report.sheets[0].quarantined
      var count = 0
      for row in sheet.rows {
        for cell in row.cells where !cell.value.isEmpty {
          let place = CellReference(row: row.number, column: cell.column)
          // What lies beyond a sheet's edge has no place; one finding tells how much it is.
          let isBeyond = cell.column > CellReference.lastColumn
          guard isBeyond || quarantined.contains(where: { $0.contains(place) }) else { continue }
          count += 1
          let isCovered = isWholeSheet || ranges.contains { $0.range?.contains(place) == true }
          if !isCovered {
            Issue.record(
              "seed \(block * 25 + offset + 1): \(place) \(cell.value.rawText.prefix(20))")
          }
        }
      }
      let expected = report.sheets[0].account.quarantined
      if count != expected {
        Issue.record("seed \(block * 25 + offset + 1): \(count) of \(expected) are told")
      }
    }
  }

  @Test func `a column that no form knows is a finding that covers its cells`() throws {
    let reading = Reading(
      """
      年级 | 班级 | 学生数 | 心理辅导
      一年级 | 1班 | 45 | 有
      二年级 | 1班 | 44 |
      二年级 | 2班 | 43 | 有
      """)
    let finding = try #require(reading.result.findings.first { $0.rule == "header-is-known" })
    #expect(finding.place.range?.description == "D1")
    #expect(finding.otherPlaces.map { $0.range?.description } == ["D2:D4"])
  }
}
