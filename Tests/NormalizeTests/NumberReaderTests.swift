// SPDX-License-Identifier: Apache-2.0
// NumberReaderTests: quantities in the field's own unit, or a finding.

import DataModel
import Normalize
import Testing

struct NumberReaderTests {
  @Test(arguments: [
    ("使用面积", "=60.5", "60.5"), ("使用面积", "６０．５", "60.5"), ("使用面积", "_1,200_", "1200"),
    ("使用面积", "1，200", "1200"), ("使用面积", "１，２００．５", "1200.5"), ("使用面积", "1200㎡", "1200"),
    ("使用面积", "3.5亩", "2333.3333333333335"),
    ("使用面积", "3.5（亩）", "2333.3333333333335"), ("使用面积", "60.5（平方米）", "60.5"),
    ("使用面积（亩）", "=3", "2000"), ("使用面积（亩）", "3平方米", "3"), ("使用面积/平方米", "=3", "3"),
    ("使用面积公顷", "=1", "10000"), ("造价（万元）", "=1.5", "15000"), ("造价（万元）", "12.5万", "125000"),
    ("造价", "12.5万元", "125000"), ("造价", "1.2万", "12000"), ("使用率", "85%", "0.85"),
    ("使用面积", "一百二十", "120"),
    ("使用面积", "-60", "-60"), ("使用面积", "=-60", "-60"), ("使用面积", "=0", "0"),
  ])
  func `a quantity is read in the field's unit`(
    _ header: String, _ written: String, _ number: String
  ) {
    let reading = Reading.room(header, written)
    let field = header.hasPrefix("造价") ? "cost" : header == "使用率" ? "share" : "area"
    #expect(reading.values("rooms", field) == [number])
    #expect(reading.findings.filter { !$0.hasPrefix("required-column") } == [])
  }

  @Test(arguments: [
    "若干", "待核", "1,23", "abc", "见附件", "=TRUE", "12。5", "+", "1.2.3", "12元3", "60（间）外", "60（亩",
    "60()",
  ])
  func `what is no number is a finding and no value`(_ written: String) {
    let reading = Reading.room("使用面积", written)
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["value-is-a-number@D3"])
    #expect(reading.result.findings.first?.severity == .mustCorrect)
    #expect(reading.result.account.quarantined == 0)
  }

  @Test(arguments: [
    "约三百", "约120", "四十五人左右", "3-5", "30~35", "30—35", "30至35", "30人-35人", "三百多平", "300余", "十几",
    "近300", "300以上", ">300", "≤300", "不足300", "300+",
  ])
  func `a range or an approximate number is said to be one`(_ written: String) {
    let reading = Reading.room("使用面积", written)
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["value-is-one-number@D3"])
    #expect(reading.result.findings.first?.severity == .mustCorrect)
    #expect(reading.result.findings.first?.facts["reason_en"]?.isEmpty == false)
  }

  @Test(arguments: ["①35", "35②", "35²", "120⑴", "①"])
  func `the mark of a footnote is no digit of the number`(_ written: String) {
    let reading = Reading.room("使用面积", written)
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["value-is-one-number@D3"])
  }

  @Test(arguments: [
    ("￥12,000.00", "12000"), ("¥ 1.5万", "15000"), ("12000元整", "12000"), ("1.2W", "12000"),
    ("人民币3万元", "30000"),
  ])
  func `an amount is read with its sign of money`(_ written: String, _ number: String) {
    #expect(Reading.room("造价", written).values("rooms", "cost") == [number])
  }

  @Test func `classes are no unit of pupils`() {
    let reading = Reading("年级|班号|学生数\n一年级|1班|1班\n一年级|2班|35名")
    #expect(reading.values("classes", "pupils") == ["?unreadable", "35"])
    #expect(reading.findings == ["units-agree@C2"])
  }

  @Test func `a number in brackets is refused with both of its meanings`() {
    let reading = Reading.room("造价", "（12）")
    #expect(reading.values("rooms", "cost") == ["?unreadable"])
    #expect(reading.findings.first == "value-is-one-number@D3")
    #expect(reading.result.findings.first?.suggestion == "12 或 -12")
  }

  @Test(arguments: [
    ("1'234", "1234"), ("1’234", "1234"), ("1 234", "1234"), ("１，２３４．５", "1234.5"),
    ("3亿", "300000000"),
    ("—12", "-12"), ("－12", "-12"), ("12.", "12"), ("＋１２", "12"), ("廿五", "25"), ("壹佰贰拾", "120"),
    ("壹佰貳拾", "120"), ("十二", "12"), ("1.2萬", "12000"), ("12.5萬元", "125000"), ("零", "0"),
    ("叁萬", "30000"),
    ("\u{200B}12\u{A0}", "12"), ("12_x000D_", "12"), ("１２．５万元", "125000"),
  ])
  func `a number is read however it is written`(_ written: String, _ number: String) {
    var workbook = Grid.workbook("楼栋 | 房间号 | 用房类别 | 造价\n1号楼 | 101 | 生活用房 | =1")
    let record = workbook.sheets[0].rows[1]
    workbook.sheets[0].rows[1] = SheetRow(
      number: record.number,
      cells: record.cells.dropLast() + [Cell(column: 4, value: .text(written))])
    let reading = Reading(workbook)
    #expect(reading.values("rooms", "cost") == [number])
  }

  @Test func `a unit of another quantity is a conflict`() {
    let reading = Reading.room("使用面积", "35元")
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["units-agree@D3"])
  }

  @Test func `a header in another quantity leaves the column without values`() {
    let reading = Reading.room("使用面积（元）", "=35")
    #expect(reading.values("rooms", "area") == ["?unreadable"])
    #expect(reading.findings == ["units-agree@D2"])
  }

  @Test(arguments: [
    ("=45.5", "value-is-a-whole-number@D2"), ("45.5", "value-is-a-whole-number@D2"),
  ])
  func `a count is whole`(_ written: String, _ finding: String) {
    let reading = Reading("年级|班号|男生数|学生数\n一年级|1班||\(written)")
    #expect(reading.values("classes", "pupils") == ["?unreadable"])
    #expect(reading.findings == [finding])
  }

  @Test(arguments: ["=45", "45人", "45.0", "４５", "0.0045万人"])
  func `a count may carry its unit`(_ written: String) {
    let reading = Reading("年级|班号|男生数|学生数\n一年级|1班||\(written)")
    #expect(reading.values("classes", "pupils") == ["45"])
    #expect(reading.findings == [])
  }

  @Test func `a note converts only fields of its quantity`() {
    let reading = Reading(
      """
       | | | | 单位：万元
      楼栋 | 房间号 | 用房类别 | 使用面积 | 造价
      1号楼 | 101 | 生活用房 | =3 | =3
      """)
    #expect(reading.values("rooms", "area") == ["3"])
    #expect(reading.values("rooms", "cost") == ["30000"])
    #expect(reading.steps("rooms", "cost") == [["unit_converted"]])
    #expect(reading.result.tables.first?.column("cost")?.readUnit == "万元")
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `the header's unit outranks the note and the cell's outranks both`() {
    let reading = Reading(
      """
      校舍与功能室（单位：亩） | < | < | <
      楼栋 | 房间号 | 用房类别 | 使用面积（公顷）
      1号楼 | 101 | 生活用房 | =1
      1号楼 | 102 | 生活用房 | 1㎡
      """)
    #expect(reading.values("rooms", "area") == ["10000", "1"])
  }

  @Test func `not applicable is missing, and a finding where a value is required`() {
    #expect(Reading.room("造价", "/").values("rooms", "cost") == ["?notApplicable"])
    #expect(Reading.room("造价", "——").values("rooms", "cost") == ["?notApplicable"])
    let required = Reading.room("使用面积", "/")
    #expect(required.values("rooms", "area") == ["?notApplicable"])
    #expect(required.findings == ["value-is-a-number@D3"])
  }

  @Test func `steps say what was done`() {
    let steps = Reading.room("使用面积", "_１，２００亩").steps("rooms", "area")
    #expect(
      steps == [
        ["spaces", "width", "text_to_value", "separators", "unit_in_cell", "unit_converted"]
      ])
  }

  @Test func `errors and formulas without a result are no zeros`() {
    #expect(Reading.room("使用面积", "#DIV/0!").findings == ["cell-holds-no-error@D3"])
    let uncached = Reading.room("使用面积", "=?")
    #expect(uncached.values("rooms", "area") == ["?notCalculated"])
    #expect(uncached.findings == ["formula-has-a-value@D3"])
    #expect(Reading.room("使用面积", "").values("rooms", "area") == ["?blank"])
  }
}

extension NumberReaderTests {
  @Test(arguments: ["12", "012", "0.50", "12.345678", "123456789012345", "1234567890.1234", "0"])
  func `digits alone are read as with anything around them`(_ written: String) {
    let plain = Reading.room("使用面积", written)
    let slow = Reading.room("使用面积", " " + written)
    #expect(plain.values("rooms", "area") == slow.values("rooms", "area"))
    #expect(plain.findings == slow.findings)
    #expect(plain.steps("rooms", "area") == [["text_to_value"]])
  }

  @Test(arguments: ["1.2.3", "1..2", ".5.5"])
  func `points that are too many make no number`(_ written: String) {
    #expect(Reading.room("使用面积", written).values("rooms", "area") == ["?unreadable"])
  }
}
