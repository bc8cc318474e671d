// SPDX-License-Identifier: Apache-2.0
// MatrixUnitsTests: units, blanks and columns of the older statistics forms.

import DataModel
import Testing

@Suite struct MatrixUnitsTests {
  private func equipment(_ label: String, unit: String = "", title: String = "") throws
    -> StatisticsReading
  {
    try StatisticsReading(
      """
      教基5176 占地面积及其他办学条件 | | \(title)
      指标名称 | 计量单位 | 代码 | 数量
      #运动场地面积 | 平方米 | 02 | =6000
      网络多媒体教室 | 间 | 07 | =12
      \(label) | \(unit) | 09 | =12.5
      """)
  }

  @Test(arguments: [
    ("#教学仪器设备资产值", "万元", "", "125000"), ("教学仪器设备资产值（万元）", "", "", "125000"),
    ("教学仪器设备资产值（元）", "", "", "12.5"), ("教学仪器设备资产值", "千元", "", "12500"),
    ("教学仪器设备资产值", "", "单位：元", "12.5"), ("教学仪器设备资产值", "", "", "125000"),
  ]) func `a value is converted from the unit that stands nearest`(
    label: String, unit: String, title: String, expected: String
  ) throws {
    let reading = try equipment(label, unit: unit, title: title)
    #expect(reading.values("statistics_conditions", "equipment_value") == [expected + "@D5"])
    #expect(
      reading.steps("statistics_conditions", "equipment_value")
        == [expected == "12.5" ? [] : ["unit_converted"]])
    #expect(reading.findings == [])
  }

  @Test(arguments: [("教学仪器设备资产值（元）", "万元"), ("教学仪器设备资产值", "平方米")])
  func `units that contradict each other or the field leave no value`(
    label: String, unit: String
  ) throws {
    let reading = try equipment(label, unit: unit)
    #expect(reading.values("statistics_conditions", "equipment_value") == ["?unreadable@D5"])
    #expect(reading.findings == ["units-agree@D5"])
  }

  @Test func `a blank part of a form that is filled in is none, and said`() throws {
    let drawing = """
      教基4156 初中专任教师分课程、分学历情况
      指标名称 | 代码 | 合计 | 体育
      总计 | 01 | =20 | =3
      博士研究生 | 04 | |
      硕士研究生 | 05 | =2 |
      """
    let reading = try StatisticsReading(drawing)
    #expect(reading.values("statistics_teachers_junior", "doctor") == ["0@C4"])
    #expect(reading.steps("statistics_teachers_junior", "doctor") == [["blank_means"]])
    #expect(reading.result.findings.map(\.rule) == ["column-is-filled-in"])
    let empty = drawing.split(separator: "\n").map { line in
      line.contains("=")
        ? line.split(separator: "|").prefix(2).joined(separator: "|") : String(line)
    }
    let unfilled = try StatisticsReading(empty.joined(separator: "\n"))
    #expect(unfilled.values("statistics_teachers_junior", "doctor") == [])
    #expect(unfilled.findings == [])
  }

  @Test func `the older form has a column for each quantity and two of multimedia rooms`() throws {
    let reading = try StatisticsReading(
      """
      基础基522 中小学占地面积及其他办学条件 | | | | | | |
      | 编号 | 占地面积(平方米) | < | 普通教室(间) | < | 专用教室(间) | < | 固定资产总值(万元) | <
      | | 合计 | 运动场地 | 计 | 网络多媒体教室 | 计 | 网络多媒体教室 | 计 | 其中：教学仪器设备资产值
      甲 | 乙 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
      总计 | 01 | =20000 | =6000 | =40 | =10 | =8 | =2 | =3000 | =12.5
      """)
    #expect(reading.values("statistics_conditions", "sports_area") == ["6000@D5"])
    #expect(reading.values("statistics_conditions", "multimedia_rooms") == ["10@F5"])
    #expect(reading.values("statistics_conditions", "multimedia_rooms_2") == ["2@H5"])
    #expect(reading.values("statistics_conditions", "equipment_value") == ["125000@J5"])
    #expect(reading.values("statistics_conditions", "land_area") == ["20000@C5"])
    #expect(reading.findings == [])
  }

  @Test func `labels and values may stand twice side by side`() throws {
    let reading = try StatisticsReading(
      """
      基础基112
      项目 | 编号 | 数量 | 项目 | 编号 | 数量
      甲 | 乙 | 1 | 甲 | 乙 | 2
      校医 | 01 | =3 | 县级及以上骨干教师 | 25 |
      寄宿制学校 | 02 | =1 | __小学 | 26 | =4
      心理教师 | 03 | =2 | __初中 | 27 | =5
      """)
    #expect(reading.values("statistics_backbone", "primary_backbone") == ["4@F5"])
    #expect(reading.values("statistics_backbone", "junior_backbone") == ["5@F6"])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `the older form of buildings prefers the school's own area to what it leases`() throws
  {
    let reading = try StatisticsReading(
      """
      基础基512 中小学校舍情况 | | | 单位：平方米
      | < | 编号 | 校舍建筑面积 | < | 校舍建筑面积中:租借面积 | <
      ^ | ^ | ^ | 合计 | 框架结构 | 计 | 租借公办学校的校舍建筑面积
      甲 | < | 乙 | 1 | 2 | 3 | 4
      总计 | < | 01 | =5000 | =5000 | =900 | =900
      其 | 危房 | 02 | =0 | =0 | =0 | =0
      中 | 当年新增校舍 | 03 | =0 | =0 | =0 | =0
      一、教学及辅助用房 | < | 04 | =3000 | =3000 | =800 | =800
      | 体育馆 | 10 | =300 | =300 | =0 | =0
      """)
    #expect(reading.values("statistics_buildings", "teaching_area") == ["3000@D8"])
    #expect(reading.values("statistics_buildings", "indoor_sports_area") == ["300@D9"])
    #expect(reading.values("statistics_buildings", "building_area") == ["5000@D5"])
    #expect(reading.findings == [])
  }
}
