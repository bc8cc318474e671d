// SPDX-License-Identifier: Apache-2.0
// CellAccountingTests: whatever a sheet holds, its cells add up.

import DataModel
import Normalize
import TestSupport
import Testing

struct CellAccountingTests {
  private static let words = [
    "学校代码", "学校名称", "年级", "班号", "学生数", "男", "女", "姓名", "身份证件号", "性别", "学历", "任教学科", "楼栋",
    "房间号", "用房类别", "使用面积（亩）", "面积", "序号", "合计", "小计", "注：见附件", "填表人：甲", "单位：万元", "一年级",
    "1班", "45", "本科", "男", "　", "办学类型", "在校学生数", "第一学历", "最高学历", "学生情况", "小学", "若干", "/",
  ]

  private static func cell(_ column: Int, _ generator: inout SeededGenerator) -> Cell {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return Cell(column: column, value: .number(.random(in: -5...50_000, using: &generator)))
    case 1:
      return Cell(column: column, value: .number(Double(Int.random(in: 0...9, using: &generator))))
    case 2: return Cell(column: column, value: .error("#REF!"))
    case 3: return Cell(column: column, value: .blank, formula: .uncached)
    case 4: return Cell(column: column, value: .boolean(true))
    case 5: return Cell(column: column, value: .text(""))
    default:
      return Cell(column: column, value: .text(words.randomElement(using: &generator) ?? ""))
    }
  }

  private static func sheet(_ generator: inout SeededGenerator) -> Sheet {
    let width = Int.random(in: 1...9, using: &generator)
    let density = Int.random(in: 2...10, using: &generator)
    var rows: [SheetRow] = []
    for number in 1...Int.random(in: 1...14, using: &generator) {
      let cells = (1...width).filter { _ in Int.random(in: 0..<10, using: &generator) < density }
        .map { cell($0, &generator) }
      if Int.random(in: 0..<6, using: &generator) > 0 {
        rows.append(SheetRow(number: number, cells: cells))
      }
    }
    let merges = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      let row = Int.random(in: 1...10, using: &generator)
      let column = Int.random(in: 1...width, using: &generator)
      return CellRange(
        first: CellReference(row: row, column: column),
        last: CellReference(
          row: row + Int.random(in: 0...3, using: &generator),
          column: column + Int.random(in: 0...3, using: &generator)))
    }
    let visibility: SheetVisibility =
      Int.random(in: 0..<9, using: &generator) == 0 ? .hidden : .visible
    return Sheet(
      info: SheetInfo(
        name: words.randomElement(using: &generator) ?? "", visibility: visibility, merges: merges),
      rows: rows)
  }

  @Test(arguments: 0..<40)
  func `the account of a random workbook balances`(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &* 7_919)
    for _ in 0..<25 {
      let sheets = (0..<Int.random(in: 1...3, using: &generator)).map { _ in Self.sheet(&generator)
      }
      let reading = Reading(Workbook(format: "xlsx", sheets: sheets))
      let isCovered = reading.result.account.quarantined == 0 || !reading.result.findings.isEmpty
      #expect(isCovered, "cells are set aside without a finding")
    }
  }

  @Test func `cells beyond a sheet's edge are set aside`() {
    let row = SheetRow(
      number: 1,
      cells: [
        Cell(column: 1, value: .text("年级")),
        Cell(column: CellReference.lastColumn + 1, value: .text("班号")),
        Cell(column: 70_000, value: .text("学生数")),
      ])
    let reading = Reading(
      Workbook(format: "csv", sheets: [Sheet(info: SheetInfo(name: ""), rows: [row])]))
    #expect(reading.result.account.quarantined == 3)
  }
}
