// SPDX-License-Identifier: Apache-2.0
// StatisticsOracleTests: national building areas, changes within a year, sums in documents (O8, O11, O12, O14).

import DataModel
import Testing

@Suite("Published statistics") struct StatisticsOracleTests {
  private typealias Area = (parent: String, parts: [String])

  /// O8 (cee.edu.cn, primary schools): the tree of the newer form, then of the older one of 2020; in ㎡.
  private static let trees: [Area] = [
    ("871289751.42", ["802563346.05", "68726405.37"]),
    ("474016826.93", ["329155892.97", "64578527.35", "80282406.61"]),
    ("64578527.35", ["9890059.14", "54688468.21"]),
    ("80282406.61", ["24580916.98", "19261985.95", "4450854.90", "31988648.78"]),
    ("73205119.89", ["48813765.22", "24391354.67"]),
    (
      "449653312.48",
      [
        "354251702.94", "29272774.71", "25086442.96", "19200954.45", "5623012.18", "16218425.25",
      ]
    ),
  ]

  /// O8: the same for cities, towns and villages: total = 城区 + 镇区 + 乡村.
  private static let places: [Area] = [
    ("871289751.42", ["291803778.13", "300541613.25", "278944360.04"]),
    ("802563346.05", ["289583114.42", "291554853.16", "221425378.47"]),
    ("68726405.37", ["2220663.71", "8986760.09", "57518981.57"]),
    ("474016826.93", ["168464205.57", "163121765.38", "142430855.98"]),
    ("329155892.97", ["107549606.92", "117187717.45", "104418568.60"]),
    ("64578527.35", ["24652739.66", "21397809.90", "18527977.79"]),
    ("9890059.14", ["2698089.20", "3730111.60", "3461858.34"]),
    ("54688468.21", ["21954650.46", "17667698.30", "15066119.45"]),
    ("80282406.61", ["36261858.99", "24536238.03", "19484309.59"]),
    ("24580916.98", ["7797553.77", "7932165.26", "8851197.95"]),
    ("19261985.95", ["12504307.69", "4947384.64", "1810293.62"]),
    ("4450854.90", ["1441104.23", "1386275.14", "1623475.53"]),
    ("31988648.78", ["14518893.30", "10270412.99", "7199342.49"]),
    ("73205119.89", ["27429440.55", "24547868.96", "21227810.38"]),
    ("48813765.22", ["16824760.84", "16577165.79", "15411838.59"]),
    ("24391354.67", ["10604679.71", "7970703.17", "5815971.79"]),
    ("845772450.22", ["269053253.11", "290148792.05", "286570405.06"]),
    ("449653312.48", ["148786395.69", "154453382.25", "146413534.54"]),
    ("354251702.94", ["113856918.46", "123973639.01", "116421145.47"]),
    ("29272774.71", ["8931833.28", "9804621.52", "10536319.91"]),
    ("25086442.96", ["7560807.83", "8035734.16", "9489900.97"]),
    ("19200954.45", ["5476112.72", "6420253.78", "7304587.95"]),
    ("5623012.18", ["1807046.27", "2254565.38", "1561400.53"]),
    ("16218425.25", ["11153677.13", "3964568.40", "1100179.72"]),
  ]

  /// A sum to within a tolerance, as a rule would say it; six parts at most.
  private func holds(_ area: Area, within tolerance: String) throws -> FieldValue {
    let parts = area.parts + [String](repeating: "0", count: 6 - area.parts.count)
    let sheet = OracleSheet([
      "合计": area.parent, "一": parts[0], "二": parts[1], "三": parts[2], "四": parts[3],
      "五": parts[4], "六": parts[5],
    ])
    return try sheet("ABS(一 + 二 + 三 + 四 + 五 + 六 - 合计) <= \(tolerance)")
  }

  @Test func `areas are the sums of their parts within two hundredths`() throws {
    for area in Self.trees + Self.places {
      #expect(try holds(area, within: "0.02") == .yesNo(true), "\(area.parent)")
    }
  }

  @Test(arguments: [("0.02", true), ("-0.02", true), ("0.03", false), ("-0.03", false)])
  func `a sum check bears what rounding leaves and no more`(shift: String, holds: Bool) throws {
    let sheet = OracleSheet(["合计": "73205119.89", "偏": shift])
    let claim = "ABS(48813765.22 + 24391354.67 + 偏 - 合计) <= 0.02"
    #expect(try sheet(claim) == .yesNo(holds))
  }

  /// O11 (one school's form of 2020/21): opening + increase − decrease = closing, and the sums of the parts.
  @Test(arguments: [
    [315, 133, 87, 46, 143, 143, 305], [155, 53, 41, 12, 63, 63, 145],
    [41, 14, 7, 7, 21, 21, 34], [14, 5, 5, 0, 4, 4, 15],
  ]) func `a table of changes closes`(row: [Int]) throws {
    let sheet = OracleSheet([
      "期初": "\(row[0])", "增加": "\(row[1])", "增一": "\(row[2])", "增二": "\(row[3])",
      "减少": "\(row[4])", "减一": "\(row[5])", "期末": "\(row[6])",
    ])
    #expect(try sheet("期初 + 增加 - 减少 = 期末") == .yesNo(true))
    #expect(try sheet("AND(增一 + 增二 = 增加, 减一 = 减少)") == .yesNo(true))
  }

  /// O12 (the message of a 经验校验 on that form): leavers beyond last year's top class and its entrants.
  @Test(arguments: [("21", "19", "0", "2"), ("143", "120", "0", "23")])
  func `the figure in the check's message comes out`(
    leavers: String, top: String, entrants: String, excess: String
  ) throws {
    let sheet = OracleSheet(["今年离园": leavers, "去年大班": top, "今年大班入园": entrants])
    #expect(try sheet("今年离园 <= 去年大班 + 今年大班入园") == .yesNo(false))
    #expect(try sheet("今年离园 - (去年大班 + 今年大班入园)") == .printed(excess))
  }

  /// O14: sums that texts state: schools, pupils and staff of 武安市, 嘉峪关市 and 大足区.
  @Test(arguments: [
    ("348", "343 + 4 + 1"), ("186", "534 - 348"), ("85", "50 + 18 + 6 + 2 + 1 + 1 + 2 + 3 + 2"),
    ("50", "9 + 41"), ("191", "22 + 2 + 73 + 94"), ("92988", "67424 + 25564"),
    ("6448", "4298 + 2150"), ("6276", "4201 + 2075"), ("12586.13", "10358.27 + 2227.86"),
  ]) func `a sum in a text is right`(total: String, parts: String) throws {
    #expect(try OracleSheet([:])(parts) == .printed(total))
  }

  /// O14: 40 767 pupils, of whom the text lists 40 284 by kind: a list of parts need not be whole.
  @Test func `a list of parts that is not whole leaves a difference`() throws {
    let sheet = OracleSheet(["在校学生": "40767"])
    #expect(
      try sheet("在校学生 - (9351 + 16588 + 8143 + 51 + 6151)") == .printed("483"))
  }

  /// O14 (nation, primary schools 2016): 生师比 is pupils per teacher; 师生比 is its reciprocal.
  @Test func `pupils per teacher and teachers per pupil are two figures`() throws {
    let sheet = OracleSheet(["学生": "9913.01", "教师": "578.91"])
    #expect(try sheet("ROUND(学生 / 教师, 2)") == .printed("17.12"))
    #expect(try sheet("ROUND(教师 / 学生, 3)") == .printed("0.058"))
  }
}
