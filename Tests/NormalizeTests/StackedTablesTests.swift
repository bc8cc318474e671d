// SPDX-License-Identifier: Apache-2.0
// StackedTablesTests: several tables on one sheet, each with its title, its filler and its unit.

import DataModel
import Normalize
import Testing

/// Reads with the pipeline of this project.
struct StackedTablesTests {
  private static let rooms = "楼栋|房间号|用途|用房类别|使用面积|是否网络多媒体教室"
  private static let assets = "资产编号|设备名称|资产类别|数量|单价|资产原值|购置日期|使用状况"
  private static let asset = "A1|电脑|教学仪器设备|=2|=4500|=9000|2020-01-02|在用"

  private func read(_ lines: [String]) throws -> NormalizedWorkbook {
    let book = try #require(RealWordsTests.normalizer)
      .normalize(Grid.workbook(lines.joined(separator: "\n")))
    #expect(book.account.balances)
    return book
  }

  private func values(_ book: NormalizedWorkbook, _ form: String, _ field: String) -> [String] {
    book.tables.filter { $0.form == form }.flatMap {
      $0.column(field)?.values.map(Reading.shown) ?? []
    }
  }

  @Test(arguments: [["附件3：教室及功能室情况统计表", "（2025年9月）", "单位：m²"], ["本页小计"]])
  func `group words over the next table's header are no record of this one`(
    between: [String]
  ) throws {
    let book = try read(
      [
        "序号|姓名|身份证号|性别|岗位类别|最高学历|出生日期",
        "=1|张三|990121198009150011|男|专任教师|本科|1980-09-15", "合计||||||=1",
      ] + between + [
        "房屋位置|<|房屋情况|<|<|<|其他信息|消防验收",
        "楼号|门牌号|用途|用房类别|使用面积|是否网络多媒体教室|座位数|^",
        "1号楼|101|普通教室|教学及辅助用房|=60|是|=45|合格",
      ])
    #expect(book.tables.map(\.form) == ["teachers", "rooms"])
    #expect(book.tables.map(\.rowCount) == [1, 1])
  }

  @Test func `each school's table may have its columns in its own order`() throws {
    let book = try read([
      "学校：示例第一小学", "序号|房屋位置|<|房屋情况|<|<|<", "^|楼栋|房间号|用途|用房类别|使用面积|是否网络多媒体教室",
      "=1|1号楼|101|普通教室|教学及辅助用房|=60|是", "=2|1号楼|102|普通教室|教学及辅助用房|=61|是", "小计|||||=121",
      "学校：示例第二小学", "序号|房屋位置|<|责任人|房屋情况|<|<|<", "^|楼栋|房间号|^|用途|用房类别|是否网络多媒体教室|使用面积",
      "=1|1号楼|101|赵|普通教室|教学及辅助用房|否|=70", "=2|1号楼|102|赵|普通教室|教学及辅助用房|是|=71",
    ])
    #expect(values(book, "rooms", "area") == ["60", "61", "70", "71"])
    #expect(
      values(book, "rooms", "school_name") == ["示例第一小学", "示例第一小学", "示例第二小学", "示例第二小学"])
    #expect(book.findings.filter { $0.severity == .mustCorrect } == [])
  }

  private static func room(_ number: Int) -> String {
    "1号楼|\(number)|普通教室|教学及辅助用房|=60|是"
  }

  @Test func `the lines above the next table's header are none of the last one's records`() throws {
    let book = try read([
      "某校用房情况", Self.rooms, Self.room(101), Self.room(102), "", "某校设备清册",
      "填报单位：某某小学||||填报日期：2025年9月20日", Self.assets, Self.asset,
    ])
    #expect(values(book, "rooms", "room_no") == ["101", "102"])
    #expect(values(book, "assets", "asset_no") == ["A1"])
    #expect(book.findings == [])
    #expect(book.account.quarantined == 0)
  }

  @Test(arguments: ["|102|||=60", "|102||教学及辅助用房", "1号楼|102|", "|102|||６０"])
  func `a last record with gaps is no line above the next table`(last: String) throws {
    let book = try read([
      "某校用房情况", Self.rooms, Self.room(101), last, "", "某校设备清册", Self.assets, Self.asset,
    ])
    #expect(values(book, "rooms", "room_no") == ["101", "102"])
    #expect(values(book, "assets", "asset_no") == ["A1"])
  }

  @Test func `figures are a record where no row is free above the next table`() throws {
    let book = try read([
      "某校用房情况", Self.rooms, Self.room(101), "|102|||=60", "某校设备清册", Self.assets, Self.asset,
    ])
    #expect(values(book, "rooms", "area") == ["60", "60"])
  }

  @Test func `a total above the next table is a total`() throws {
    let book = try read([
      "某校设备清册", Self.assets, Self.asset, "合计|||=2||=9000", "", "某校用房情况", Self.rooms,
      Self.room(101),
    ])
    #expect(values(book, "assets", "asset_no") == ["A1"])
    #expect(book.account.ignored["total_row"] == 3)
  }

  @Test(arguments: ["某校经费收支情况表", "二、经费收支情况表"])
  func `a title in the column of numbers is no record`(title: String) throws {
    let book = try read([
      "某校设备清册", Self.assets, Self.asset, Self.asset.replacing("A1", with: "A2"), "", title,
      "经费项目|预算数|执行数|备注", "公用经费|=1000|=900|", "教师工资|=5000|=5000|",
    ])
    #expect(values(book, "assets", "asset_no") == ["A1", "A2"])
    #expect(values(book, "funds", "item").count == 2)
    #expect(book.findings == [])
  }

  @Test func `rows of an unknown table under a title are set aside`() throws {
    let book = try read([
      "某校设备清册", Self.assets, Self.asset, "", "某校经费收支情况表", "类目|甲栏", "食堂|=1000", "校车|=5000",
    ])
    #expect(values(book, "assets", "asset_no") == ["A1"])
    #expect(book.account.quarantined == 7)
    #expect(book.findings.map(\.rule) == ["cells-belong-to-a-table"])
  }

  @Test func `figures that nobody reads above a table are no title of it`() throws {
    let book = try read([
      "食堂与校车", "=1|就餐人数|人|=300", "=2|校车数|辆|=2", "=3|食堂面积|㎡|=120", "", "某校设备清册",
      "填报单位：某某小学|电话|=13800138000", Self.assets, Self.asset,
    ])
    #expect(values(book, "assets", "asset_no") == ["A1"])
    #expect(book.account.quarantined == 12)
    #expect(book.findings.map(\.rule) == ["cells-belong-to-a-table"])
  }

  @Test func `a record of its required cells alone is read above another header`() throws {
    let book = try read([
      Self.rooms, Self.room(101), "1号楼|102||教学及辅助用房|=55|", Self.assets, Self.asset,
    ])
    #expect(values(book, "rooms", "room_no") == ["101", "102"])
  }

  @Test(arguments: ["学校：示例第二小学", "学校名称|示例第二小学", "填报单位（盖章）：示例第二小学||填报日期：2025年9月|"])
  func `the records below another school's line are that school's`(line: String) throws {
    let header = "年级|班级|学生数"
    let book = try read([
      "班级台账", "学校名称：示例第一小学", header, "一年级|1班|=40", "二年级|1班|=41", "", "班级台账", line, header,
      "一年级|1班|=30", "二年级|1班|=31",
    ])
    #expect(
      values(book, "classes", "school_name") == [
        "示例第一小学", "示例第一小学", "示例第二小学", "示例第二小学",
      ])
    #expect(book.findings == [])
  }

  @Test func `a page with the same lines goes on with the table`() throws {
    let head = ["班级台账", "学校名称：示例第一小学||填报日期：2025年9月", "年级|班级|学生数"]
    let book = try read(head + ["一年级|1班|=40"] + head + ["一年级|2班|=41"])
    #expect(book.tables.count == 1)
    #expect(values(book, "classes", "students") == ["40", "41"])
  }

  @Test(arguments: ["例：1号楼|100|普通教室|教学及辅助用房|=999|是", "（示例：）|100|普通教室|教学及辅助用房|=999|是"])
  func `a row that shows how to fill the list in is no record`(example: String) throws {
    let book = try read([Self.rooms, example, Self.room(101), "|102|普通教室|教学及辅助用房|=60|"])
    #expect(values(book, "rooms", "room_no") == ["101", "102"])
    #expect(book.account.ignored["note"] == 6)
  }

  // MARK: Units

  @Test(arguments: [
    "（金额以万元为单位）", "（万元）", "单位|万元", "单位：台（件）、万元", "计量单位：件，万元",
  ])
  func `a unit is read however it is noted above the list`(line: String) throws {
    let book = try read(["某某小学仪器设备台账", line, Self.assets, Self.asset])
    #expect(values(book, "assets", "value") == ["90000000"])
  }

  @Test func `a note below the only list says its unit, unless one above does`() throws {
    let note = "注：本表金额单位为万元。"
    let below = try read(["某某小学仪器设备台账", Self.assets, Self.asset, note])
    #expect(values(below, "assets", "value") == ["90000000"])
    let both = try read(["某某小学仪器设备台账", "单位：元", Self.assets, Self.asset, note])
    #expect(values(both, "assets", "value") == ["9000"])
  }

  @Test(arguments: [
    "填报单位（盖章）：某某小学　　　填报日期：2025年9月20日　　　金额单位：万元", "制表人：　　　单位：万元",
  ])
  func `a unit in the line of who filled the form in is read`(line: String) throws {
    let book = try read(["某某小学仪器设备台账", line, Self.assets, Self.asset])
    #expect(values(book, "assets", "value") == ["90000000"])
  }

  @Test func `the unit of one table is none of the next one's that has its own title`() throws {
    let book = try read([
      "某校设备清册", "|||||||单位：万元", Self.assets, Self.asset, "", "某校经费收支情况表",
      "经费项目|预算数|执行数|备注", "公用经费|=1000|=900|",
    ])
    #expect(values(book, "assets", "value") == ["90000000"])
    #expect(values(book, "funds", "budget") == ["1000"])
  }

  private static let funds = ["某校经费收支情况表", "经费项目|预算数|执行数|备注", "公用经费|=1000|=900|"]

  @Test(arguments: [
    ["注：本表金额单位为万元。", ""], ["", "注：本表金额单位为万元。", ""], ["制表人：张三　　金额单位：万元", ""],
    ["注：本表金额单位为万元。"],
  ])
  func `a unit noted below a table is none of the next one's`(between: [String]) throws {
    let book = try read(["某校设备清册", Self.assets, Self.asset] + between + Self.funds)
    #expect(values(book, "assets", "value") == ["90000000"])
    #expect(values(book, "funds", "budget") == ["1000"])
    #expect(book.findings == [])
  }

  @Test func `of a unit noted below several tables nobody knows whose it is`() throws {
    let note = "注：金额单位为万元。"
    let titled = try read(["某校设备清册", Self.assets, Self.asset, ""] + Self.funds + [note])
    #expect(titled.findings.map(\.rule) == ["unit-note-names-its-table"])
    #expect(values(titled, "assets", "value") == ["9000"])
    #expect(values(titled, "funds", "budget") == ["1000"])
    let plain = try read(
      ["某校设备清册", Self.assets, Self.asset, ""] + Self.funds.dropFirst() + [note])
    #expect(plain.findings.map(\.rule) == ["unit-note-names-its-table"])
    #expect(values(plain, "assets", "value") == ["9000"])
    let known = try read(["单位：元", "某校设备清册", Self.assets, Self.asset, ""] + Self.funds + [note])
    #expect(known.findings == [])
  }

  @Test func `a unit above the title of the first table holds for all`() throws {
    let book = try read([
      "某某小学统计资料", "单位：万元", "一、设备清册", Self.assets, Self.asset, "", "二、经费收支情况表",
      "经费项目|预算数|执行数|备注", "公用经费|=1000|=900|",
    ])
    #expect(values(book, "assets", "value") == ["90000000"])
    #expect(values(book, "funds", "budget") == ["10000000"])
  }

  @Test func `a unit above a second table is that table's, whatever column it stands in`() throws {
    let assets = "资产编号|设备名称|资产类别|规格型号|数量|单价|资产原值|计量单位"
    let asset = "A1|电脑|教学仪器设备|X1|=2|=0.45|=0.9|台"
    let book = try read([
      "某校设备清册", "|||||||（单位：万元）", assets, asset, "单位负责人：张三　　填表人：李四", "", "某校经费使用情况", "|||单位：元",
      "编号|2.经费科目|2025年|<|经办人", "^|^|3.预算|4.支出|^", "①|②|③|④|⑤", "=1|公用经费|=2817700|=1988780|王五",
      "=2|教师工资|=498600|=310530|王五",
    ])
    #expect(values(book, "assets", "value") == ["9000"])
    #expect(values(book, "assets", "unit") == ["台"])
    #expect(values(book, "funds", "budget") == ["2817700", "498600"])
    #expect(book.account.quarantined == 3)
  }

  // MARK: Forms above lists

  @Test func `a form of three pairs in a row stays one above lists of names`() throws {
    let book = try read([
      "示例第一小学学校概况", "学校编码|2199000001|学校名称|示例第一小学|学校类别|小学", "所在地类别|城区|举办者类型|县级教育部门|校长|张三",
      "在校学生|=200|班级总数|=5|专任教师数|=12", "寄宿学生总数|=0|校园占地总面积（㎡）|=6000|校舍建筑面积（㎡）|=3000", "", "班额情况明细表",
      "年级|教学班名称|本班学生人数|男生人数|女生人数|班主任姓名", "一年级|1班|=40|=20|=20|李四", "二年级|1班|=41|=20|=21|王五",
      "三年级|1班|=42|=20|=22|赵六",
    ])
    #expect(values(book, "basic", "school_code") == ["2199000001"])
    #expect(values(book, "basic", "students") == ["200"])
    #expect(values(book, "classes", "students") == ["40", "41", "42"])
  }

  // MARK: Titles of statistics forms

  @Test func `a list of classes under the title of a statistics form is a list`() throws {
    let book = try read([
      "某某小学班额情况明细表|<|<|<|<|<", "年级|班级|学生人数|<|<|教室", "^|^|合计|男|女|^", "(1)|(2)|(3)|(4)|(5)|(6)",
      "一年级|1班|=47|=23|=24|101", "一年级|2班|=46|=24|=22|102", "合计||=93|=47|=46|",
    ])
    #expect(values(book, "classes", "students") == ["47", "46"])
  }
}
