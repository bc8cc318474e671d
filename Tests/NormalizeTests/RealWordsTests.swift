// SPDX-License-Identifier: Apache-2.0
// RealWordsTests: headers and code values of the real pipeline as schools and portals write them.

import DataModel
import Definitions
import Normalize
import Testing

/// Reads with the pipeline of this project, not with the small sample.
struct RealWordsTests {
  static let definitions: DefinitionSet? = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let folder = root.joined(separator: "/") + "/Pipelines/quality-balance-2017"
    return DefinitionLint.run(pipelineFolder: folder).definitions
  }()
  static let normalizer = definitions.map(Normalizer.init)

  private func read(_ drawing: String, sheet: String = "Sheet1") throws -> NormalizedWorkbook {
    try #require(Self.normalizer).normalize(Grid.workbook(drawing, name: sheet))
  }

  private func value(_ book: NormalizedWorkbook, _ form: String, _ field: String) -> String? {
    book.tables.first { $0.form == form }?.column(field)?.values.first.map(Reading.shown)
  }

  @Test(arguments: [
    ("assets", "资产号|品名|资产大类|台件数|设备原值|资产状态", "A1|台式计算机|教学仪器|2件|8000元|正常"),
    ("assets", "卡片编号|资产名称|资产分类|数量（台/件）|账面原值（万元）|使用情况", "A1|台式计算机|教学设备|=2|=0.8|完好"),
    ("assets", "資產編號|設備名稱|資產類別|數量|資產原值|使用狀況", "A1|台式计算机|教学仪器设备|=2|=8000|在用"),
    ("rooms", "所在楼|教室编号|功能|用房分类|房间面积|是否班班通|建成年度", "1号楼|101|普通教室|教辅用房|60㎡|是|=1999"),
    ("rooms", "楼宇名称|房间编号|房间用途|用房类型|实用面积(平方米)|多媒体|楼层", "1号楼|101|普通教室|教学用房|=60|√|=1"),
    ("classes", "就读年级|行政班|实有人数|男|女", "初一|1班|=40|=20|=20"),
    ("classes", "年級|班級名稱|學生人數|男生人數|女生人數", "小学一年级|1班|=40|=20|=20"),
    (
      "teachers", "姓名|公民身份号码|性别（男/女）|岗位|最高学历|任课科目|编制情况",
      "张三|990121198009150011|男|一线教师|本科（学士）|体育与健康|在编"
    ),
    ("funds", "支出项目|年度预算|实际执行", "公用经费|=100|=90"),
  ])
  func `a list is known by its headers alone and nothing in it is unknown`(
    _ form: String, _ header: String, _ record: String
  ) throws {
    let book = try read(header + "\n" + record + "\n" + record)
    #expect(book.tables.map(\.form) == [form])
    #expect(book.findings == [])
    #expect(book.account.quarantined == 0)
  }

  @Test(arguments: [
    "序号|学校名称|学校标识码|主管部门|所在地|办学层次|备注\n=1|甲大学|4199010001|省教育厅|甲市|本科|民办",
    "学校名称|学校代码|举办者|地址|联系人\n甲小学|2199000001|县教育局|甲镇|无",
    "地区|学校名称|主管部门|本科|专科\n甲市|甲大学|省教育厅|=3|=1",
  ])
  func `a list of schools without a figure of the form is not that form`(
    _ drawing: String
  ) throws {
    let book = try read(drawing)
    #expect(book.tables.isEmpty)
    #expect(book.account.used == 0)
    #expect(book.findings.contains { $0.rule == "sheet-holds-a-known-table" })
  }

  /// 师生比 is teachers per pupil, 生师比 pupils per teacher: neither is a count of teachers.
  @Test func `a ratio of pupils and teachers is taken for no count and for no other ratio`() throws
  {
    let book = try read("学校代码|学校名称|办学类型|在校学生数|生师比|师生比\n2199000001|甲小学|小学|=400|=17.12|=0.058")
    let table = try #require(book.tables.first { $0.form == "basic" })
    #expect(value(book, "basic", "students") == "400")
    #expect(table.columns.filter { $0.values.first?.number != nil }.map(\.field) == ["students"])
    #expect(book.findings.filter { $0.rule == "header-is-known" }.map(\.value) == ["生师比", "师生比"])
  }

  @Test func `real units and words lead to the declared values`() throws {
    let book = try read(
      "卡片编号|资产名称|资产大类|数量|设备原值|资产状态\n | | |台|万元| \nA1|钢琴|教学仪器|1架|=0.8|完好")
    #expect(value(book, "assets", "value") == "8000")
    #expect(value(book, "assets", "qty") == "1")
    #expect(value(book, "assets", "category") == "教学仪器设备")
    #expect(value(book, "assets", "status") == "在用")
  }

  @Test(arguments: [
    ("degree", "大学本科毕业", "本科"), ("degree", "研究生（博士）", "博士"), ("degree", "中师毕业", "中专"),
    ("degree", "本科（学士）", "本科"), ("degree", "高中及以下", "高中阶段以下"),
    ("degree", "硕士研究生毕业", "硕士"), ("subject", "体", "体育"), ("subject", "艺术（音乐）", "音乐"),
    ("subject", "体育与健康", "体育"), ("staff_type", "专任教师（在编）", "专任教师"),
    ("staff_type", "教学岗", "专任教师"), ("staff_type", "管理岗", "行政人员"),
    ("school_type", "211 小学", "小学"), ("school_type", "小学(211)", "小学"),
    ("asset_status", "正常", "在用"), ("room_category", "教学用房", "教学及辅助用房"),
    ("grade", "小学一年级", "一年级"), ("grade", "初一", "七年级"), ("grade", "七", "七年级"),
    ("urban_rural", "200 乡村", "乡村"),
  ])
  func `a code value is known as people write it`(
    _ list: String, _ written: String, _ name: String
  ) throws {
    let set = try #require(Self.definitions)
    let form = try #require(set.forms.first { $0.fields.contains { $0.kind == .code(list: list) } })
    let field = try #require(form.fields.first { $0.kind == .code(list: list) })
    let others = form.fields.filter { $0.needsColumnInTests && $0.id != field.id }.prefix(6)
    let header = ([field.name] + others.map(\.name)).joined(separator: "|")
    let record = ([written] + others.map { _ in "=1" }).joined(separator: "|")
    let book = try read(header + "\n" + record, sheet: form.name)
    #expect(value(book, form.id, field.id) == name)
  }

  @Test(arguments: ["2024级", "1", "一", "年级", "体育老师"])
  func `a grade that nobody can know is refused`(_ written: String) throws {
    let book = try read("年级|班号|学生数\n\(written)|1班|=40", sheet: "班级台账")
    #expect(value(book, "classes", "grade") == "?notInCodeList")
    #expect(book.findings.map(\.rule) == ["value-is-in-code-list"])
  }

  @Test func `a year of beginning work is read without a finding`() throws {
    let book = try read("姓名|身份证号|性别|人员类别|学历|参加工作年份\n张三|990121198009150011|男|专任教师|本科|=2002")
    #expect(value(book, "teachers", "work_year") == "2002")
    #expect(book.findings == [])
  }

  @Test func `a net value is not taken for the value as bought`() throws {
    let book = try read(
      "资产编号|设备名称|资产类别|数量|账面价值|原值|使用状况\nA1|钢琴|教学仪器|=1|=5|=8000|在用")
    #expect(value(book, "assets", "value") == "8000")
    #expect(book.findings == [])
  }

  @Test(arguments: ["单位：万元", "单位：示例小学", "计量单位：元"])
  func `a unit note above a list gives its records no unit of measure`(_ note: String) throws {
    let book = try read(
      "\(note)\n资产编号|设备名称|资产类别|数量|原值|使用状况\nA1|钢琴|教学仪器|=1|=8|在用")
    #expect(value(book, "assets", "unit") == nil)
    #expect(value(book, "assets", "value") == (note == "单位：万元" ? "80000" : "8"))
  }

  @Test func `a unit's name above a list is the school's`() throws {
    let book = try read(
      "单位名称：示例小学\n资产编号|设备名称|资产类别|数量|原值|使用状况\nA1|钢琴|教学仪器|=1|=8|在用")
    #expect(value(book, "assets", "school_name") == "示例小学")
  }

  @Test func `a school's form without its code is read`() throws {
    let book = try read("学校名称|示例小学|办学类型|小学\n在校学生数|=40|教学班数|=1")
    #expect(value(book, "basic", "students") == "40")
    #expect(book.findings == [])
  }
}

extension FieldDefinition {
  fileprivate var needsColumnInTests: Bool { isRequired && !isOptionalColumn }
}
