// SPDX-License-Identifier: Apache-2.0
// SheetNames: names of sheets that Excel takes, unique in their workbook.

/// Sheet names: the fixed ones, and those made from form names.
package struct SheetNames {
  static let cover = "封面"
  static let verdicts = "认定结论"
  static let data = "学段部数据"
  static let indicators = "指标计算"
  static let variation = "差异系数"
  static let improvement = "一校一策"
  static let items = "县域项目"
  static let corrections = "更正"
  static let explanations = "说明"
  static let charts = "图表"
  static let chartData = "图表数据"
  static let countyValues = "县域数据"
  static let ledger = "大班额台账"
  static let findings = "审核问题"
  static let submissions = "报送情况"
  static let lineage = "数据来源"
  static let countyVerdicts = "各县结论"
  static let matrix = "差异系数矩阵"
  static let schoolVerdicts = "学校结论"
  static let findingCounts = "审核问题汇总"
  static let unconfirmed = "未核实条款"
  static let ranking = "各县排名"
  static let cities = "分市汇总"
  static let areas = "分城乡汇总"
  static let progress = "报送进度"
  static let rateChart = "图·达标率"

  static func variationChart(_ stage: String) -> String { safe("图·\(stage)差异系数") }

  /// UTF-16 units that Excel allows.
  static let longest = 31

  private var taken: Set<String> = []

  /// Claims fixed names.
  package init(taken names: [String]) {
    taken = Set(names.map { $0.lowercased() })
  }

  /// A free name like `wish`; a number is added where it is taken.
  package mutating func claim(_ wish: String) -> String {
    let base = Self.safe(wish)
    var candidate = base
    var number = 2
    while candidate.lowercased() == "history" || !taken.insert(candidate.lowercased()).inserted {
      let suffix = "(\(number))"
      candidate = Self.cut(base, to: Self.longest - suffix.utf16.count) + suffix
      number += 1
    }
    return candidate
  }

  /// A reference to a cell of a sheet, for formulas and links.
  package static func reference(_ sheet: String, _ cell: String) -> String {
    guard sheet.utf8.contains(UInt8(ascii: "'")) else { return "'" + sheet + "'!" + cell }
    var quoted = ""
    for character in sheet {
      quoted.append(character)
      if character == "'" { quoted.append("'") }
    }
    return "'\(quoted)'!\(cell)"
  }

  private static func safe(_ wish: String) -> String {
    var result = ""
    for scalar in wish.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control || scalar.value >= 0xFFFE
      let isRefused = #"[]:*?/\"#.unicodeScalars.contains(scalar) || isControl
      result.unicodeScalars.append(isRefused ? "_" : scalar)
    }
    result = cut(result, to: longest)
    while result.hasPrefix("'") { result.removeFirst() }
    while result.hasSuffix("'") { result.removeLast() }
    return result.isEmpty ? "表" : result
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var result = text
    while result.utf16.count > limit { result.removeLast() }
    return result
  }
}
