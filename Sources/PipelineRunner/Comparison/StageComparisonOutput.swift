// SPDX-License-Identifier: Apache-2.0
// StageComparisonOutput: the comparison of runs as a CSV file, and its summary for a person.

package import DataModel
import FileFormats
import Foundation

extension StageComparison {
  /// The columns of the file, with their Chinese names; what the command's help lists.
  package static let columns: [(id: String, chinese: String)] = [
    ("level", "层级：county_verdict 结论，county_item 县级项目，county_indicator 县指标，school_indicator 学校指标"),
    ("county_code", "区县代码"), ("county_name", "区县名称"), ("school_code", "学校标识码"),
    ("school_name", "学校名称"), ("stage", "学段"), ("item", "结论组、项目或指标"), ("name", "名称"),
    ("measure", "数值种类：value、mean 平均值、cv 差异系数、status 结论"), ("unit", "单位"),
    ("self_value", "自评值"), ("review_value", "市复核值"), ("final_value", "省评估值"),
    ("self_status", "自评状态"), ("review_status", "市复核状态"), ("final_status", "省评估状态"),
    ("review_minus_self", "市复核值减自评值"), ("final_minus_review", "省评估值减市复核值"),
    ("final_minus_self", "省评估值减自评值"), ("status_changed", "状态是否改变"),
  ]

  package var csv: [UInt8] {
    var writer = CSVWriter()
    writer.append(Self.columns.map(\.id))
    for row in rows {
      let all = AssessmentStage.allCases
      let pairs: [(AssessmentStage, AssessmentStage)] = [
        (.own, .review), (.review, .final), (.own, .final),
      ]
      writer.append(
        [
          row.key.level.rawValue, row.key.countyCode, row.countyName, row.key.schoolCode,
          row.schoolName, row.key.stage, row.key.item, row.name, row.key.measure, row.unit,
        ] + all.map { row.figures[$0]?.value ?? "" } + all.map { row.figures[$0]?.status ?? "" }
          + pairs.map { row.difference($0, $1)?.text ?? "" }
          + [row.isChanged(among: stages) ? "true" : "false"])
    }
    return writer.bytes
  }

  /// Writes the file; another ending than `.csv` is bad usage.
  package func write(to path: String) throws {
    guard path.lowercased().hasSuffix(".csv") else {
      throw RunFailure(
        .usage, chinese: "--out “\(path)”应以 .csv 结尾。",
        english: "--out “\(path)”: a name that ends in .csv is expected")
    }
    do {
      try Data(csv).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw RunFailure(
        .cannotWrite, chinese: "不能写“\(path)”，请检查路径和权限。",
        english: "cannot write “\(path)”: \(error.localizedDescription)")
    }
  }

  // MARK: - For a person

  /// So many changes of one level are read on a terminal; the file has them all.
  private static let mostListed = 100

  /// How many figures of each level changed their status, and which.
  package func summary(language: Language) -> String {
    let words = ResultWords(language: language)
    var lines = [
      words.say("\(year) 年  ", "year \(year)  ")
        + stages.map { $0.name(language) }.joined(separator: " → ")
    ]
    for level in ComparedLevel.allCases {
      let own = rows.filter { $0.key.level == level }
      guard !own.isEmpty else { continue }
      let changed = own.filter { $0.isChanged(among: stages) }
      let moved = own.count { row in
        Set(stages.map { row.figures[$0]?.value ?? "" }).count > 1
      }
      lines.append(
        Self.name(level, words)
          + words.say(
            "：共 \(own.count) 项，数值改变 \(moved)，状态改变 \(changed.count)",
            ": \(own.count) figures, \(moved) with another value, \(changed.count) with another status"
          ))
      let listed = changed.prefix(Self.mostListed)
      lines += TextColumns(listed.map { shown($0, words) }, widths: [22, 40, 8, 14]).lines
      let rest = changed.count - listed.count
      if rest > 0 { lines.append(words.say("  其余 \(rest) 项见文件", "  \(rest) more in the file")) }
    }
    return lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
  }

  private static func name(_ level: ComparedLevel, _ words: ResultWords) -> String {
    switch level {
    case .verdict: words.say("县结论", "county verdicts")
    case .item: words.say("县级项目", "county items")
    case .county: words.say("县指标", "county indicators")
    case .school: words.say("学校指标", "school indicators")
    }
  }

  private func shown(_ row: ComparedRow, _ words: ResultWords) -> [String] {
    let isSchool = row.key.level == .school
    let statuses = stages.map { stage -> String in
      guard let figure = row.figures[stage] else { return "–" }
      let value = ShownNumber.text(figure.value, digits: row.key.measure == "cv" ? 4 : 2)
      let status = words.status(figure.status)
      return value.isEmpty ? status : "\(value) \(status)"
    }
    return [
      "  " + (isSchool ? row.key.schoolCode : row.key.countyCode),
      isSchool ? row.schoolName : row.countyName, row.key.stage,
      row.key.level == .verdict ? words.group(row.key.item) : row.key.item,
      statuses.joined(separator: " → "),
    ]
  }
}
