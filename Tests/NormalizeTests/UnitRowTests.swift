// SPDX-License-Identifier: Apache-2.0
// UnitRowTests: units and instructions that stand in a row of their own under a header.

import DataModel
import Normalize
import Testing

struct UnitRowTests {
  @Test(arguments: ["亩", "（亩）", "(亩)"])
  func `units in a row under the header are those of its columns`(unit: String) {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
       | | | \(unit)
      1号楼 | 1 | 生活用房 | =3
      """)
    #expect(reading.values("rooms", "area") == ["2000"])
    #expect(reading.values("rooms", "room") == ["1"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a row of instructions, with column numbers above it, is no record`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
      甲 | 乙 | 丙 | 1
      选填 | 必填 | 必填 | 平方米
      1号楼 | 101 | 生活用房 | =60
      """)
    #expect(reading.values("rooms", "area") == ["60"])
    #expect(reading.findings == [])
  }

  @Test func `a first record of figures written as texts stays a record`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 使用面积
      2021 | 101 | 1,060.5
      2022 | 102 | 60
      """)
    #expect(reading.values("rooms", "area") == ["1060.5", "60"])
  }

  @Test func `a unit in the header outranks the one below it`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积（㎡）
       | | | 亩
      1号楼 | 101 | 生活用房 | =60
      """)
    #expect(reading.values("rooms", "area") == ["60"])
  }

  @Test func `a unit of another quantity is a finding and no number`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
       | | | 万元
      1号楼 | 101 | 生活用房 | =60
      """)
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["units-agree@D1"])
  }

  @Test func `a record with words that are no units stays a record`() {
    let reading = Reading(
      """
      楼栋 | 房间号 | 用房类别 | 使用面积
      1号楼 | 个 | 生活用房 |
      """)
    #expect(reading.values("rooms", "room") == ["个"])
  }
}
