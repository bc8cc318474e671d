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
    ("funds", "支出项目|本年预算总额|本年支出总额", "公用经费|=100|=90"),
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
    "在校学生情况|<|<", "班额|<|<", "在校生|<|<",
  ])
  func `合计 over 男 and 女 is the class`(_ group: String) throws {
    let book = try read("年级|班级|\(group)\n^|^|合计|男|女\n一年级|1班|=40|=21|=19\n二年级|1班|=41|=21|=20")
    #expect(value(book, "classes", "students") == "40")
    #expect(book.findings == [])
  }

  @Test func `a price may be 元 for each piece`() throws {
    let book = try read("资产编号|设备名称|资产类别|数量|单价（元/台）|金额（元）|使用状况\nA1|电脑|教学仪器|=2|=4500|=9000|在用")
    #expect(value(book, "assets", "price") == "4500")
    #expect(book.findings == [])
  }

  @Test func `a line that a headmaster signs is no record`() throws {
    let book = try read("姓名|身份证号|性别|岗位类别|最高学历\n张三|990121198009150011|男|专任教师|本科\n校长（签章）：李四　　填表人：王五")
    #expect(book.tables.first?.rowCount == 1)
    #expect(book.account.quarantined == 0)
  }

  @Test(arguments: ["例", "示例", "填写示例"])
  func `an example is no record, though it is filled like one`(_ mark: String) throws {
    let book = try read(
      "序号|年级|班级|学生数|男|女\n\(mark)|一年级|1班|=40|=21|=19\n=1|一年级|1班|=41|=21|=20\n合计（人）|||=41\n★本表须加盖公章")
    #expect(book.tables.first?.rowCount == 1)
    #expect(value(book, "classes", "students") == "41")
    #expect(book.findings == [])
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
    ("degree", "本科（自考）", "本科"), ("degree", "专科（函授）", "专科"), ("degree", "硕士研究生（在职）", "硕士"),
    ("degree", "大专（自考）", "专科"), ("degree", "本科（全日制）", "本科"), ("subject", "语文（班主任）", "语文"),
    ("subject", "体育（专职）", "体育"), ("title", "一级教师（小学）", "一级教师"), ("title", "高级教师（五级）", "高级教师"),
    ("asset_status", "报废待处置", "报废"), ("asset_status", "已申请报废", "报废"),
    ("asset_status", "损坏待修", "维修"), ("grade", "初二级", "八年级"), ("room_category", "普通教室", "教学及辅助用房"),
    ("staff_type", "特岗教师", "专任教师"), ("gender", "♀", "女"), ("sponsor", "县（区）教育部门", "县级教育部门"),
    ("school_type", "寄宿制小学", "小学"),
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

  // MARK: - Words of other clerks

  /// A list of the form with its other required columns and this one; the field it was taken for.
  private func taken(_ form: String, _ word: String, besides own: String? = nil) throws -> String? {
    let definition = try #require(Self.definitions?.forms.first { $0.id == form })
    let others = definition.fields.filter { field in
      field.isRequired && !field.isIgnored && field.derivation == nil && field.id != own
    }
    let header = others.map(\.name) + [word]
    let record = header.map { _ in "=1" }.joined(separator: "|")
    let book = try read(header.joined(separator: "|") + "\n" + record, sheet: definition.name)
    return book.tables.first { $0.form == form }?.columns.first {
      $0.origins.first??.reference.column == header.count
    }?.field
  }

  @Test(arguments: [
    ("basic", "国家统一标识码", "school_code"), ("basic", "学校10位标识码", "school_code"),
    ("basic", "学校国家统计代码", "school_code"), ("basic", "学校所处区域类型", "urban_rural"),
    ("basic", "地域（城区/镇区/乡村）", "urban_rural"), ("basic", "举办者（公办/民办）", "sponsor"),
    ("basic", "举办方", "sponsor"), ("basic", "学校主要负责人", "principal"), ("basic", "创校年份", "founded"),
    ("basic", "本学年初在校学生数", "students"), ("basic", "共设教学班", "classes"),
    ("basic", "专任教师（含特岗）", "teachers"), ("basic", "内宿生人数", "boarders"),
    ("basic", "住读学生数", "boarders"), ("basic", "馆藏纸质图书", "books"), ("basic", "校园用地总面积", "land_area"),
    ("classes", "所在级", "grade"), ("classes", "学籍人数", "students"), ("classes", "其中：内宿", "boarders"),
    ("classes", "教室门牌", "room"), ("teachers", "身份证号码（末位X大写）", "id_no"),
    ("teachers", "性别（男、女）", "gender"), ("teachers", "性别（1男2女）", "gender"),
    ("teachers", "民族成份", "ethnicity"), ("teachers", "何年何月参加工作", "work_start"),
    ("teachers", "参加工作时间（年月）", "work_start"), ("teachers", "何时调入本校", "join_date"),
    ("teachers", "调入现单位时间", "join_date"), ("teachers", "岗位（专任/行政/工勤）", "staff_type"),
    ("teachers", "人员类别（专任、行政、工勤）", "staff_type"), ("teachers", "任教学段（小学、初中）", "stage"),
    ("teachers", "入职时学历", "first_degree"), ("teachers", "第一学历（全日制）", "first_degree"),
    ("teachers", "最高学历（含在职）", "degree"), ("teachers", "最高学历（研究生/本科/专科）", "degree"),
    ("teachers", "当前最高学历", "degree"), ("teachers", "所任教学科", "subject"),
    ("teachers", "所带学科", "subject"), ("teachers", "是否认定为县级及以上骨干教师", "backbone"),
    ("teachers", "是否被评为县级以上骨干教师", "backbone"), ("teachers", "是否获评县级以上骨干教师", "backbone"),
    ("teachers", "骨干教师›是否县级以上", "backbone"), ("teachers", "骨干教师›级别", "backbone_level"),
    ("teachers", "骨干教师级别（省/市/县）", "backbone_level"), ("teachers", "五年内累计培训学时", "training_hours"),
    ("teachers", "继续教育学时（五年）", "training_hours"), ("teachers", "编制情况（在编/编外）", "employed"),
    ("rooms", "楼舍名称", "building"), ("rooms", "用房类别（教学/行政/生活/体育）", "category"),
    ("rooms", "是否配备网络多媒体设备", "multimedia"), ("rooms", "是否安装网络多媒体", "multimedia"),
    ("rooms", "是否建有网络多媒体", "multimedia"), ("rooms", "是否具备网络多媒体教学条件", "multimedia"),
    ("rooms", "网络多媒体设备（有/无）", "multimedia"), ("assets", "条形码", "asset_no"),
    ("assets", "数量（台/件/套）", "qty"), ("assets", "台（套、件）", "qty"), ("assets", "合价", "value"),
    ("assets", "总价（单价×数量）", "value"), ("assets", "使用状况（在用/闲置/报废）", "status"),
    ("funds", "经费项目（类别）", "item"), ("funds", "批复预算数", "budget"), ("funds", "实际列支", "actual"),
    ("funds", "本年累计支出", "actual"), ("funds", "截至目前支出", "actual"),
  ])
  func `a header word of another clerk leads to its field`(
    _ form: String, _ word: String, _ field: String
  ) throws {
    #expect(try taken(form, word, besides: field) == field)
  }

  /// Each may mean two things, or is another quantity: a wrong column would be silent.
  @Test(arguments: [
    ("basic", "办学层次"), ("basic", "学校属性"), ("basic", "房屋面积"), ("basic", "图书册数（含电子图书）"),
    ("basic", "教学用房面积（教学/行政）"), ("basic", "在编专任教师数"), ("classes", "应到人数"), ("classes", "外宿生"),
    ("teachers", "级别"), ("teachers", "职务职称"), ("teachers", "是否校级骨干教师"), ("teachers", "是否担任班主任"),
    ("teachers", "本年培训学时"), ("rooms", "每间面积"), ("rooms", "套内面积"), ("rooms", "是否安装空调"),
    ("rooms", "是否配备一键报警"), ("assets", "价格"), ("assets", "启用日期"), ("assets", "安装数量"),
    ("assets", "应配备数量"), ("funds", "上年支出"), ("funds", "1-6月支出"), ("funds", "本年完成投资"),
    ("teachers", "最高学历（不含在职）"), ("basic", "专任教师（不含特岗）"),
    ("teachers", "是否县级以上（不含县级）骨干教师"), ("teachers", "任教学科（兼任另一门）"),
  ])
  func `a header word that may mean another thing stays unknown`(
    _ form: String, _ word: String
  ) throws {
    #expect(try taken(form, word) == nil)
  }

  @Test(arguments: [
    ("∨", "是"), ("R", "是"), ("已配", "是"), ("已装", "是"), ("一体机", "是"), ("未配", "否"), ("未装", "否"),
  ])
  func `an answer about a room is known as people write it`(
    _ written: String, _ answer: String
  ) throws {
    let book = try read(
      "楼号|房间号|用途|用房类别|使用面积|是否网络多媒体教室\n1号楼|101|普通教室|教学用房|=60|\(written)", sheet: "校舍")
    #expect(value(book, "rooms", "multimedia") == answer)
    #expect(book.findings == [])
  }

  @Test(arguments: [("编制外", "否"), ("临聘", "否"), ("编制内", "是"), ("事业编制", "是")])
  func `an answer about a teacher's post is known as people write it`(
    _ written: String, _ answer: String
  ) throws {
    let book = try read(
      "姓名|身份证号|性别|人员类别|学历|是否在编\n张三|990121198009150011|男|专任教师|本科|\(written)", sheet: "教师花名册")
    #expect(value(book, "teachers", "employed") == answer)
    #expect(book.findings == [])
  }

  @Test(arguments: [
    ("1-6年级", "小学"), ("一至六年级", "小学"), ("小学高段", "小学"), ("7-9年级", "初中"), ("七至九年级", "初中"),
  ])
  func `a stage is known by its grades`(_ written: String, _ stage: String) throws {
    let book = try read(
      "姓名|身份证号|性别|人员类别|学历|任教学段\n张三|990121198009150011|男|专任教师|本科|\(written)", sheet: "教师花名册")
    #expect(value(book, "teachers", "stage") == stage)
    #expect(book.findings == [])
  }

  @Test(arguments: ["总人数", "全校人数", "全校学生总数", "各班合计"])
  func `a row of all classes together is a total`(_ word: String) throws {
    let book = try read("年级|班级|学生数\n一年级|1班|=40\n\(word)||=40", sheet: "班级台账")
    #expect(book.tables.first?.column("students")?.values.count == 1)
    #expect(book.account.ignored["total_row"] == 2)
  }
}

extension FieldDefinition {
  fileprivate var needsColumnInTests: Bool { isRequired && !isOptionalColumn }
}
