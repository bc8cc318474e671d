// SPDX-License-Identifier: Apache-2.0
// StatisticsWorkbooks: the same schools as ledgers and rosters, and as both editions of the statistics forms.

import DataModel
import TestSupport

/// What one stage of a school has.
struct StageFigures {
  var pupils: Int
  var masters: Int
  var bachelors: Int
  var associates: Int
  var secondary = 0
  var physical: Int
  var music: Int
  var fineArts: Int
  var backbone: Int

  var teachers: Int { masters + bachelors + associates + secondary }
}

/// A school with all that the seven indicators need.
struct SchoolFigures {
  var code: String
  var name: String
  var type: String
  var primary: StageFigures?
  var junior: StageFigures?
  var seniorPupils = 0
  var teachingRooms: Int
  var gym: Int
  var sportsGround: Int
  /// In 元.
  var equipment: Int
  var multimedia: Int

  static let samples = [
    SchoolFigures(
      code: "2199000001", name: "示例县第一小学", type: "小学",
      primary: StageFigures(
        pupils: 400, masters: 2, bachelors: 16, associates: 3, secondary: 1, physical: 2, music: 1,
        fineArts: 2, backbone: 5),
      teachingRooms: 2100, gym: 300, sportsGround: 4000, equipment: 901_500, multimedia: 11),
    SchoolFigures(
      code: "3199000002", name: "示例县初级中学", type: "初级中学",
      junior: StageFigures(
        pupils: 270, masters: 3, bachelors: 15, associates: 4, physical: 1, music: 1, fineArts: 1,
        backbone: 3),
      teachingRooms: 1600, gym: 0, sportsGround: 3000, equipment: 675_000, multimedia: 6),
    SchoolFigures(
      code: "3199000003", name: "示例县九年一贯制学校", type: "九年一贯制学校",
      primary: StageFigures(
        pupils: 166, masters: 0, bachelors: 9, associates: 2, physical: 1, music: 1, fineArts: 0,
        backbone: 1),
      junior: StageFigures(
        pupils: 210, masters: 1, bachelors: 12, associates: 1, physical: 2, music: 0, fineArts: 1,
        backbone: 4),
      teachingRooms: 2000, gym: 400, sportsGround: 3500, equipment: 850_000, multimedia: 9),
    SchoolFigures(
      code: "3499000004", name: "示例县完全中学", type: "完全中学",
      junior: StageFigures(
        pupils: 200, masters: 4, bachelors: 14, associates: 0, physical: 2, music: 1, fineArts: 1,
        backbone: 2),
      seniorPupils: 300, teachingRooms: 5000, gym: 800, sportsGround: 9000, equipment: 2_000_000,
      multimedia: 20),
  ]

  static let roster =
    "学校代码,学校名称,办学类型,县区代码,县区名称\n"
    + samples.map { "\($0.code),\($0.name),\($0.type),990121,示例县\n" }.joined()

  var stages: [(name: String, grade: String, figures: StageFigures)] {
    var list: [(name: String, grade: String, figures: StageFigures)] = []
    if let primary { list.append(("小学", "一年级", primary)) }
    if let junior { list.append(("初中", "七年级", junior)) }
    return list
  }
}

/// Sheets drawn as lines of cells: `|` between them, `=12` a number, `~12` a formula with its result.
struct DrawnWorkbook {
  private(set) var builder = WorkbookBuilder()

  mutating func add(_ name: String, _ lines: [String], merges: [String] = []) {
    let rows = lines.enumerated().map { number, line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return SheetRow(
        number: number + 1,
        cells: parts.enumerated().compactMap { Self.cell($0.offset + 1, $0.element) })
    }
    builder.addSheet(
      Sheet(
        info: SheetInfo(name: name, merges: merges.compactMap { CellRange($0) }), rows: rows))
  }

  private static func cell(_ column: Int, _ text: Substring) -> Cell? {
    guard !text.isEmpty else { return nil }
    if text.hasPrefix("="), let number = Double(text.dropFirst()) {
      return Cell(column: column, value: .number(number))
    }
    if text.hasPrefix("~"), let number = Double(text.dropFirst()) {
      return Cell(column: column, value: .number(number), formula: .cached)
    }
    return Cell(column: column, value: .text(String(text)))
  }

  var bytes: [UInt8] { builder.bytes() }
}

extension SchoolFigures {
  // MARK: - Ledgers and rosters

  var ledgers: [UInt8] {
    var book = DrawnWorkbook()
    book.add("学校基本情况", ["学校代码|学校名称|办学类型|县区代码", "\(code)|\(name)|\(type)|990121"])
    var classes = ["学校代码|年级|班号|学生数"]
    for stage in stages { classes += Self.classes(code, stage.grade, stage.figures.pupils) }
    classes += Self.classes(code, "高一", seniorPupils)
    book.add("班级台账", classes)
    book.add(
      "教师花名册",
      ["学校代码|姓名|岗位类别|任教学段|最高学历|任教学科|是否骨干"]
        + stages.flatMap { Self.teachers(code, $0.name, $0.figures) })
    book.add("校舍与功能室", rooms)
    book.add(
      "仪器设备",
      ["学校代码|资产编号|设备名称|资产类别|数量|资产原值|使用状况", "\(code)|1|计算机|教学仪器设备|=1|=\(equipment)|在用"])
    return book.bytes
  }

  private static func classes(_ code: String, _ grade: String, _ pupils: Int) -> [String] {
    var rest = pupils
    var lines: [String] = []
    while rest > 0 {
      lines.append("\(code)|\(grade)|\(lines.count + 1)班|=\(min(rest, 45))")
      rest -= min(rest, 45)
    }
    return lines
  }

  private static func teachers(_ code: String, _ stage: String, _ figures: StageFigures)
    -> [String]
  {
    let degrees =
      Array(repeating: "硕士", count: figures.masters)
      + Array(repeating: "本科", count: figures.bachelors)
      + Array(repeating: "专科", count: figures.associates)
      + Array(repeating: "中专", count: figures.secondary)
    let subjects =
      Array(repeating: "体育", count: figures.physical)
      + Array(repeating: "音乐", count: figures.music)
      + Array(repeating: "美术", count: figures.fineArts)
    return degrees.enumerated().map { index, degree in
      let subject = subjects.indices.contains(index) ? subjects[index] : "语文"
      let backbone = index < figures.backbone ? "是" : "否"
      return "\(code)|教师\(stage)\(index)|专任教师|\(stage)|\(degree)|\(subject)|\(backbone)"
    }
  }

  private var rooms: [String] {
    var lines = ["学校代码|楼栋|房间号|用途|用房类别|使用面积|是否网络多媒体教室"]
    for index in 0..<multimedia { lines.append("\(code)|主楼|\(index)|普通教室|教学及辅助用房|=10|是") }
    lines.append("\(code)|主楼|301|普通教室|教学及辅助用房|=\(teachingRooms - 10 * multimedia)|否")
    if gym > 0 { lines.append("\(code)|体育楼|1|室内体育用房|教学及辅助用房|=\(gym)|否") }
    lines.append("\(code)|室外|2|运动场|体育运动场馆|=\(sportsGround)|否")
    return lines
  }
}
