// SPDX-License-Identifier: Apache-2.0
// StatisticsEditions: sample schools as the national statistics forms of 2021 and of 2012.

import TestSupport

extension SchoolFigures {
  private func preamble(_ number: String) -> [String] {
    [
      "学校（机构）标识码：\(code)　　学校（机构）名称（章）：\(name)||||表    号：\(number)", "||||制定机关：教育部",
    ]
  }

  private static let signatures = [
    "单位负责人：某某|||统计负责人：某某||填表人：某某", "填表说明：本表由各级各类学校填报。",
  ]

  // MARK: - The edition of 2021

  var newEdition: [UInt8] {
    var book = DrawnWorkbook()
    for (name, _, figures) in stages { addNewStage(name, figures, to: &book) }
    if seniorPupils > 0 {
      book.add(
        "教基3118",
        ["普通高中学生数"] + preamble("教基3118")
          + ["指标名称|代码|招生数|在校生数", "甲|乙|=1|=2", "总计|01|=100|=\(seniorPupils)"])
    }
    book.add(
      "教基1102续",
      ["学校（机构）基本情况（续）"] + preamble("教基1102") + [
        "指标名称||代码|数量", "甲||乙|=1", "校医||1|=1",
        "县级以上骨干教师|小学|2|\(primary.map { "=\($0.backbone)" } ?? "")",
        "|初中|3|\(junior.map { "=\($0.backbone)" } ?? "")", "|高中|4|", "安保人员||5|=3",
      ] + Self.signatures,
      merges: ["A4:B4", "A7:A9"])
    addNewConditions(to: &book)
    return book.bytes
  }

  private func addNewStage(_ name: String, _ figures: StageFigures, to book: inout DrawnWorkbook) {
    let number = name == "小学" ? "教基3112" : "教基3115"
    book.add(
      "\(number)_\(name)",
      ["\(name)学生数"] + preamble(number) + [
        "指标名称|代码|毕业生数|招生数||在校生数|#女|预计毕业生数", "|||计|受过学前教育|||", "甲|乙|=1|=2|=3|=4|=5|=6",
        "总　计|01|=20|=30|=30|~\(figures.pupils)|=50|=25", "#女|02|=10|=15|=15|=50|=50|=12",
        "#随迁子女|03|=0|=1|=1|=6|=3|=1", "　#外省迁入|04|=0|=0|=0|=2|=1|=0",
      ] + Self.signatures,
      merges: ["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5", "H4:H5", "A1:H1"])
    let teachers = name == "小学" ? "教基4155" : "教基4156"
    let arts = figures.music + figures.fineArts
    func row(_ label: String, _ code: String, _ count: Int) -> String {
      "\(label)|\(code)|\(count == 0 ? "" : "~\(count)")|\(count == 0 ? "" : "=\(count)")"
    }
    book.add(
      teachers,
      ["\(name)专任教师分课程、分学历情况"] + preamble(teachers) + [
        "指标名称|代码|合计|道德与法治|体育与健康|艺术|||本学年不授课", "|||||计|音乐|美术|", "甲|乙|=1|=2|=3|=4|=5|=6|=7",
        "总计|01|~\(figures.teachers)|=1|=\(figures.physical)|=\(arts)|=\(figures.music)|=\(figures.fineArts)|=0",
        "#女|02|=4|=1|=0|=1|=1|=0|=0", "#少数民族|03|=0|=0|=0|=0|=0|=0|=0", row("博士研究生", "04", 0),
        row("硕士研究生", "05", figures.masters), row("本科", "06", figures.bachelors),
        row("专科", "07", figures.associates), row("高中阶段", "08", figures.secondary),
        row("高中阶段以下", "09", 0),
      ] + Self.signatures,
      merges: ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:I5"])
  }

  private func addNewConditions(to book: inout DrawnWorkbook) {
    book.add(
      "教基5170",
      ["占地面积、校舍建筑面积情况"] + preamble("教基5170") + [
        "单位：平方米", "指标名称|||代码|校舍建筑面积||", "||||计|#危房|#当年新增", "甲|||乙|=1|=2|=3",
        "总计|||01|~\(teachingRooms + gym + 500)|=0|=0",
        "教学及辅助用房|计||02|~\(teachingRooms + gym)|=0|=0", "|教室||03|=\(teachingRooms - 100)|=0|=0",
        "|公共教学用房|图书阅览室|04|=100|=0|=0", "||室内体育用房|05|=\(gym)|=0|=0",
        "行政办公用房|计||06|=500|=0|=0", "|教师办公室||07|=500|=0|=0",
      ],
      merges: [
        "A5:C6", "D5:D6", "E5:G5", "A8:C8", "A9:A12", "B9:C9", "B10:C10", "B11:B12", "A13:A14",
      ])
    let money = Double(equipment) / 10_000
    book.add(
      "教基5176",
      ["占地面积及其他办学条件"] + preamble("教基5176") + [
        "指标名称|计量单位|代码|数量", "甲|乙|丙|=1", "占地面积|平方米|01|=20000",
        "#绿化用地面积|平方米|02|=3000", "#运动场地面积|平方米|03|=\(sportsGround)", "图书|册|04|=9000",
        "数字终端数|台|05|=100", "教室|间|06|=40", "#网络多媒体教室|间|07|=\(multimedia)",
        "固定资产总值|万元|08|=3000", "#教学仪器设备资产值|万元|09|=\(money)", "##当年新增|万元|10|=12.5",
      ] + Self.signatures)
  }

  // MARK: - The edition of 2012

  var oldEdition: [UInt8] {
    var book = DrawnWorkbook()
    for (name, _, figures) in stages { addOldStage(name, figures, to: &book) }
    if seniorPupils > 0 {
      book.add(
        "基础基314",
        ["普通高中学生数"] + preamble("基础基314")
          + ["|编号|毕业生数|招生数|在校生数|", "||||合计|其中：女", "甲|乙|1|2|3|4", "总计|1|=1|=2|=\(seniorPupils)|=9"],
        merges: ["B4:B5", "C4:C5", "D4:D5", "E4:F4"])
    }
    book.add(
      "基础基112",
      ["中小学基本情况（续）"] + preamble("基础基112") + [
        "项目|编号|数量|项目|编号|数量", "甲|乙|1|甲|乙|2", "少数民族学校|01|=0|县级及以上骨干教师|25|",
        "寄宿制学校|02|=1|    小学|26|\(primary.map { "=\($0.backbone)" } ?? "")",
        "校医（人）|03|=1|    初中|27|\(junior.map { "=\($0.backbone)" } ?? "")", "||||||",
      ])
    addOldConditions(to: &book)
    return book.bytes
  }

  private func addOldStage(_ name: String, _ figures: StageFigures, to book: inout DrawnWorkbook) {
    let number = name == "小学" ? "基础基312" : "基础基313"
    book.add(
      number,
      ["\(name)学生数|||||||单位：人"] + preamble(number) + [
        "|编号|毕业生数|招生数||在校生数||", "|||计|其中：受过学前教育|合计|一年级|二年级",
        "甲|乙|1|2|3|4|5|6", "总计|01|=20|=30|=30|\(figures.pupils)|=60|=60",
        "其中：女|02|=10|=15|=15|60|=30|=30",
      ],
      merges: ["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:H4"])
    let teachers = name == "小学" ? "基础基423" : "基础基424"
    func row(_ label: String, _ code: String, _ count: Int) -> String {
      "\(label)|\(code)|=\(count)"
    }
    book.add(
      teachers,
      ["\(name)专任教师分课程、分学历情况"] + preamble(teachers) + [
        "|编号|合计|语文|体育|科学|艺术|音乐|美术|不任课", "甲|乙|1|2|3|4|5|6|7|8",
        "总计|1|=\(figures.teachers)|=5|=\(figures.physical)|=1|=0|=\(figures.music)|=\(figures.fineArts)|=0",
        "其中：女|2|=3|=2|=0|=0|=0|=1|=0|=0", row("研究生毕业", "3", figures.masters),
        row("本科毕业", "4", figures.bachelors), row("专科毕业", "5", figures.associates),
        row("高中阶段毕业", "6", figures.secondary), row("高中阶段毕业以下", "7", 0),
      ] + Self.signatures)
  }

  private func addOldConditions(to book: inout DrawnWorkbook) {
    book.add(
      "基础基512",
      ["中小学校舍情况||||单位：平方米"] + preamble("基础基512") + [
        "||编号|校舍建筑面积|||校舍建筑面积中:租借面积|", "|||合计|框架结构|砖混结构|计|租借公办学校的校舍建筑面积",
        "甲||乙|1|2|3|4|5", "总计||01|=\(teachingRooms + gym + 500)|=1|=2|=0|=0",
        "其|危房|02|=0|=0|=0|=0|=0",
        "中|当年新增校舍|03|=0|=0|=0|=0|=0",
        "一、教学及辅助用房||04|=\(teachingRooms + gym)|=1|=2|=0|=0", "|教室|05|=\(teachingRooms)|=1|=2|=0|=0",
        "|体育馆|10|=\(gym)|=0|=0|=0|=0", "二、行政办公用房||11|=500|=1|=2|=0|=0",
      ],
      merges: ["A4:B5", "C4:C5", "D4:F4", "G4:H4", "A6:B6", "A7:B7", "A10:B10", "A13:B13"])
    let money = Double(equipment) / 10_000
    book.add(
      "基础基522",
      ["中小学占地面积及其他办学条件"] + preamble("基础基522") + [
        "|编号|占地面积(平方米)|||图书(册)|教室(间)||固定资产总值(万元)|",
        "||合计|绿化用地|运动场地|合计|普通教室|网络多媒体教室|计|其中：教学仪器设备资产值", "甲|乙|1|2|3|4|5|6|7|8",
        "总计|01|=20000|=3000|=\(sportsGround)|=9000|=40|=\(multimedia)|=3000|=\(money)",
        "其中：独立使用|02|=0|=0|=0|=0|=0|=0|=0|=0",
      ],
      merges: ["A4:A5", "B4:B5", "C4:E4", "G4:H4", "I4:J4"])
  }
}
