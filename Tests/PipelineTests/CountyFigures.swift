// SPDX-License-Identifier: Apache-2.0
// CountyFigures: a small county that meets every item of 优质均衡, as the workbook it hands in.

import TestSupport

/// What one county hands in; each number stands exactly at its limit.
struct CountyFigures {
  /// How the county's own sheets are laid out.
  enum Layout { case vertical, beside, traditional }

  var number: Int
  var layout = Layout.vertical
  var isSilent = false
  /// Pupils of each class of its primary school; the junior school has two of 45.
  var primaryClasses = Array(repeating: 40, count: 12)
  var sponsor = "县级教育部门"
  var musicArea = "96"
  var artArea = "90"
  var hours = "360"
  var smallFunds = 94_000
  var trainingBudget = 4_700
  var trainingFinal = 4_700
  var digital = "是"
  var moral = "良好"
  var level = "Ⅲ级"
  var spread = "0.149"
  var rotated = 40
  var rotatedBackbone = 8
  var report = Self.report
  var answers = Self.answers
  var survey = (valid: 1000, happy: 850, visited: 100, pleased: 85)

  init(number: Int) { self.number = number }

  var code: String { String(990_100 + number) }
  var name: String { "示例\(number)县" }
  var primary: (code: String, name: String) {
    ("2199" + String(100_000 + number), "示例\(number)县中心小学")
  }
  var junior: (code: String, name: String) {
    ("3199" + String(100_000 + number), "示例\(number)县初级中学")
  }

  var roster: [String] {
    [
      "\(primary.code),\(primary.name),小学,\(code),\(name)",
      "\(junior.code),\(junior.name),初级中学,\(code),\(name)",
    ]
  }

  /// Label, unit and value of 区县填报表.
  static let report: [(label: String, unit: String, value: String)] = [
    ("建设标准城乡统一", "", "是"), ("编制标准城乡统一", "", "是"), ("公用经费定额城乡统一", "", "√"),
    ("装备标准城乡统一", "", "是"), ("小学生均公用经费基准定额", "元/生", "720"),
    ("初中生均公用经费基准定额", "元/生", "940"), ("特殊教育学校公用经费", "万元", "42"), ("特殊教育学校学生数", "人", "60"),
    ("教师年平均工资收入", "元", "95800"), ("公务员年平均工资收入", "万元", "9.58"), ("专任教师总数", "人", "812"),
    ("持有教师资格证的专任教师数", "人", "812"), ("符合交流条件教师总数", "人", "400"),
    ("城区和镇区公办小学在校生总数", "人", "3200"), ("小学就近划片入学人数", "人", "3200"),
    ("城区和镇区公办初中在校生总数", "人", "1600"), ("初中就近划片入学人数", "人", "1520"),
    ("优质高中招生计划", "人", "800"), ("优质高中分配到初中名额", "人", "400"), ("优质高中分配到农村初中名额", "人", "1"),
    ("符合条件的随迁子女数", "人", "500"), ("公办学校就读随迁子女数", "人", "400"),
    ("政府购买服务的民办学校就读随迁子女数", "人", "25"), ("三年前入学人数", "人", "1500"),
    ("三年内转入学生数", "人", "30"), ("三年内转出学生数", "人", "50"), ("三年内死亡学生数", "人", "0"),
    ("初中毕业生数", "人", "1406"), ("适龄残疾儿童少年总数", "人", "80"), ("适龄残疾儿童少年入学人数", "人", "76"),
    ("其中特殊教育学校就读人数", "人", "30"), ("教师培训经费预算", "万元", "5"), ("公用经费预算总额", "万元", "100"),
  ]

  /// Id and answer of 县级自评表.
  static let answers: [(id: String, answer: String)] =
    [
      "G1", "G2", "G3", "G4b", "G8", "G8b", "G10", "G11", "G13", "G14", "G15", "G15b", "Q5", "Q7",
      "Q8",
    ]
    .map { ($0, "是") } + (1...7).map { ("V\($0)", "无") }

  mutating func set(_ label: String, _ value: String) {
    for index in report.indices where report[index].label == label { report[index].value = value }
  }

  mutating func answer(_ id: String, _ answer: String) {
    for index in answers.indices where answers[index].id == id { answers[index].answer = answer }
  }
}

extension CountyFigures {
  // MARK: - Its schools

  var schools: [UInt8] {
    var book = DrawnWorkbook()
    book.add(
      "学校基本情况",
      [
        "学校代码|学校名称|办学类型|城乡类型|举办者|建校年份",
        "\(primary.code)|\(primary.name)|小学|镇区|\(sponsor)|=2018",
        "\(junior.code)|\(junior.name)|初级中学|乡村|\(sponsor)|=2018",
      ])
    let classes = primaryClasses.enumerated().map { index, pupils in
      "\(primary.code)|一年级|\(index + 1)班|=\(pupils)"
    }
    let small = (1...2).map { "\(junior.code)|七年级|\($0)班|=45" }
    book.add("班级台账", ["学校代码|年级|班号|学生数"] + classes + small)
    book.add(
      "教师花名册",
      [
        "学校代码|姓名|岗位类别|任教学段|最高学历|任教学科|是否骨干|培训学时",
        "\(primary.code)|教师甲|专任教师|小学|本科|语文|否|=\(hours)",
        "\(primary.code)|教师乙|工勤人员|||||=0",
        "\(junior.code)|教师丙|专任教师|初中|本科|语文|否|=360",
      ])
    let rooms = (0..<(primaryClasses.count + 11) / 12).flatMap { index in
      [
        "\(primary.code)|主楼|\(index)01|音乐教室|教学及辅助用房|=\(musicArea)|否",
        "\(primary.code)|主楼|\(index)02|美术专用教室|教学及辅助用房|=\(artArea)|否",
      ]
    }
    book.add(
      "校舍与功能室",
      ["学校代码|楼栋|房间号|用途|用房类别|使用面积|是否网络多媒体教室"] + rooms + [
        "\(junior.code)|主楼|101|音乐室|教学及辅助用房|=96|否",
        "\(junior.code)|主楼|102|美术室|教学及辅助用房|=90|否",
      ])
    book.add(
      "经费",
      [
        "学校代码|经费项目|预算数|执行数", "\(primary.code)|公用经费|=345600|=340000",
        "\(primary.code)|教师培训|=17280|=17000", "\(junior.code)|公用经费|=\(smallFunds)|=94000",
        "\(junior.code)|教师培训|=\(trainingBudget)|=\(trainingFinal)",
      ])
    book.add(
      "学校自评汇总表",
      [
        "学校代码|学校名称|是否制定章程|是否实现管理与教学信息化|德育等级",
        "\(primary.code)|\(primary.name)|是|\(digital)|\(moral)",
        "\(junior.code)|\(junior.name)|是|是|优秀",
      ])
    return book.bytes
  }

  // MARK: - Its own forms

  var own: [UInt8] {
    var book = DrawnWorkbook()
    addReport(to: &book)
    addAnswers(to: &book)
    let backbone = (0..<rotated).map { $0 < rotatedBackbone ? "县级" : "" }
    let rows = backbone.enumerated().map { index, level in
      "\(index + 1)|教师\(index)|\(level)|定期交流|甲小学|乙小学|2025年9月"
    }
    book.add("轮岗", ["校长教师交流轮岗台账", "序号|姓名|骨干级别|交流轮岗类型|原单位名称|交流轮岗单位名称|开始年月"] + rows)
    book.add("监测", ["国家义务教育质量监测结果", "监测学科|学业水平等级|校际差异率", "数学|\(level)|=\(spread)", "体育|Ⅳ级|=0.08"])
    addSurvey(to: &book)
    book.add("表一", ["表Ⅰ 县域基本情况", "填报单位|\(name)", "人口总数（万人）|=42.15|行政村数|=210"])
    return book.bytes
  }

  private func addReport(to book: inout DrawnWorkbook) {
    switch layout {
    case .vertical:
      let rows = report.enumerated().map { "\($0 + 1)|县级|\($1.label)|\($1.unit)|\($1.value)|是|" }
      book.add(
        "县级数据", ["\(name)区县填报表", "填报单位：\(name)教育局", "序号|类别|填报项目|单位|填报值|是否必填|备注说明"] + rows)
    case .beside, .traditional:
      let pairs = report.map { entry in
        entry.unit.isEmpty
          ? "\(entry.label)|\(entry.value)" : "\(entry.label)（\(entry.unit)）|\(entry.value)"
      }
      let rows = stride(from: 0, to: pairs.count, by: 2).map {
        pairs[$0..<min($0 + 2, pairs.count)].joined(separator: "|")
      }
      book.add("县级数据", (["区县填报表", "填报单位|\(name)教育局"] + rows).map(written))
    }
  }

  private func addAnswers(to book: inout DrawnWorkbook) {
    let title = layout == .vertical ? "县级自评表" : "县级自查自评表"
    let header =
      layout == .vertical
      ? "序号|项目编号|是否达标|佐证材料|备注" : "一级指标|评估指标|自评结论|佐证材料目录|备注说明"
    let rows = answers.enumerated().map { index, entry in
      "\(index + 1)|\(entry.id)|\(entry.answer)|材料\(index + 1)|"
    }
    book.add("自评", ([title, "填报单位：\(name)", header] + rows).map(written))
  }

  private func addSurvey(to book: inout DrawnWorkbook) {
    let counts = [1200, survey.valid, survey.happy, survey.visited, survey.pleased]
    let total = counts.map { "=\($0)" }.joined(separator: "|")
    let header = "问卷总数|有效问卷数|满意问卷数|实地走访人数|满意人数"
    book.add(
      "满意度",
      ["表Ⅵ 社会认可度", "填报单位：\(name)", "调查对象|\(header)", "合计|\(total)", "其中：家长|=600|=500|=450|=50|=45"]
        .map(written))
  }

  /// The characters that the layout writes.
  private func written(_ line: String) -> String {
    guard layout == .traditional else { return line }
    let table: [Character: Character] = [
      "区": "區", "县": "縣", "填": "填", "报": "報", "单": "單", "师": "師", "业": "業", "学": "學", "总": "總",
      "数": "數", "标": "標", "准": "準", "统": "統", "编": "編", "装": "裝", "备": "備", "经": "經", "费": "費",
      "额": "額", "质": "質", "满": "滿", "问": "問", "调": "調", "对": "對", "实": "實", "达": "達", "评": "評",
      "结": "結", "论": "論", "证": "證", "录": "錄", "级": "級", "设": "設", "转": "轉", "儿": "兒", "残": "殘",
      "龄": "齡", "适": "適", "员": "員", "务": "務", "资": "資", "条": "條", "优": "優", "计": "計", "划": "劃",
      "迁": "遷", "办": "辦", "买": "買", "毕": "畢", "训": "訓", "预": "預", "万": "萬", "镇": "鎮", "义": "義",
      "访": "訪", "与": "與", "华": "華", "无": "無",
    ]
    return String(line.map { table[$0] ?? $0 })
  }
}
