// SPDX-License-Identifier: Apache-2.0
// CountyPlanText: a county's plan as a page for a person.

package import DataModel
import Evaluate

/// Writes plans in aligned lines.
package struct CountyPlanText {
  private let plan: CountyPlan
  private let words: ResultWords
  private var lines: [String] = []

  package static func text(_ plan: CountyPlan, language: Language) -> String {
    var page = Self(plan, language)
    page.write()
    return page.lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
  }

  private init(_ plan: CountyPlan, _ language: Language) {
    self.plan = plan
    words = ResultWords(language: language)
  }

  private func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  private mutating func write() {
    let county = "\(plan.countyCode) \(plan.countyName)"
    lines.append(
      say(
        "\(county)  \(plan.year) 年  最少需要补充的资源",
        "\(county)  year \(plan.year)  the least to be added"))
    lines.append(plan.pipelineName)
    lines.append(
      plan.isVerdictOnly
        ? say(
          "目标：每所学校综合判定达标（不含差异系数）。每校留在底线的指标按相对差额选取（启发式：不同单位的代价无法比较）。",
          "aim: every school passes (差异系数 aside); which indicator stays at its floor goes by relative shortfall (a heuristic: units cannot be compared)"
        )
        : say(
          "目标：每个学段部每项指标达标，且每项差异系数不超过限值。",
          "aim: every school part at every threshold, and every 差异系数 within its limit"))
    writeTotals()
    for indicator in plan.indicators { write(indicator) }
    writeLeft()
    writeOpen()
  }

  // MARK: - Totals

  private mutating func writeTotals() {
    lines += ["", say("合计", "in all")]
    let rows = plan.totals.map { total in
      ["  " + total.indicator, amount(total.added, total.unit), total.name]
    }
    lines += TextColumns(rows, widths: [10, 24]).lines
    lines.append(
      say(
        "  各项单独计算；同一名教师或同一处场地可能满足几项，合计不宜跨项相加。",
        "  each indicator by itself: one teacher or one hall may serve several, so do not add across indicators"
      ))
  }

  /// Whole quantities as they are, others rounded up to the second decimal.
  private func amount(_ value: Double, _ unit: String) -> String {
    ShownNumber.roundedUp(value, digits: 2) + " " + unit
  }

  // MARK: - Indicators

  private mutating func write(_ entry: PlannedIndicator) {
    lines += ["", "\(entry.stage) \(entry.indicator) \(entry.name)"]
    var facts: [String] = []
    if let threshold = entry.threshold {
      facts.append(
        say("达标值 ", "threshold ") + ShownNumber.text(threshold, digits: 6) + " " + entry.unit)
    }
    facts.append(variation(entry))
    lines.append("  " + facts.joined(separator: say("；", "; ")))
    let addition = entry.addition
    guard addition.isFeasible else {
      lines.append(
        "  "
          + say(
            "平均值为 0，差异系数无法计算，不能规划。", "the mean is 0, so no 差异系数 exists and nothing can be planned"))
      return
    }
    let count = entry.undecided.count
    let open =
      count == 0
      ? ""
      : say(
        "；待定 \(count) 个未计入，差异系数为暂计", "; \(count) undecided are left out, so the 差异系数 is provisional"
      )
    guard addition.total > 0 else {
      lines.append("  " + say("无需补充", "nothing to add") + open)
      return
    }
    lines.append(
      say("  共补充 ", "  add ") + amount(addition.total, entry.quantityUnit)
        + say("，涉及 \(entry.schools.count) 个学段部", " in \(entry.schools.count) school parts")
        + certainty(entry) + open)
    lines +=
      TextColumns(
        entry.schools.map { row($0, entry) }, widths: [14, 40, 20, 24]
      ).lines
  }

  private func certainty(_ entry: PlannedIndicator) -> String {
    switch entry.addition.certainty {
    case .exact: say("（精确最小）", " (exactly the least)")
    case .heuristic:
      say("（启发式：可行，但未必最少）", " (a heuristic: enough, perhaps not the least)")
    }
  }

  private func variation(_ entry: PlannedIndicator) -> String {
    func text(_ value: Double?) -> String {
      value.map { ShownNumber.text($0, digits: 4) } ?? say("无", "none")
    }
    let addition = entry.addition
    var result = say("差异系数 ", "差异系数 ") + text(addition.variationNow)
    if addition.total > 0 {
      if addition.limitBinds, addition.variationAtThresholds != addition.variationNow {
        result += say(" → 仅达标 ", " → at the thresholds ") + text(addition.variationAtThresholds)
      }
      result += say(" → 补充后 ", " → then ") + text(addition.variation)
    }
    if let limit = entry.limit {
      result += say(
        "（限值 \(ShownNumber.text(limit, digits: 4))）",
        " (limit \(ShownNumber.text(limit, digits: 4)))")
    }
    return result
  }

  private func row(_ school: PlannedSchool, _ entry: PlannedIndicator) -> [String] {
    let now = ShownNumber.fixed(school.value, digits: entry.digits)
    let then = ShownNumber.fixed(school.newValue, digits: entry.digits)
    var why = words.status(school.status)
    let further = school.added - school.forThreshold
    // Below the last printed decimal nothing further is said.
    if further >= 0.005 {
      let amount = amount(further, entry.quantityUnit)
      why += say("，其中为差异系数 \(amount)", ", of it for the 差异系数 \(amount)")
    }
    return [
      "    " + school.code, school.name, "+ " + amount(school.added, entry.quantityUnit),
      "\(now) → \(then)", why,
    ]
  }

  // MARK: - What is not planned

  private mutating func writeLeft() {
    guard !plan.leftAtFloor.isEmpty else { return }
    lines += ["", say("留在底线（不低于底线即可）的指标", "indicators left at their floor")]
    lines +=
      TextColumns(
        plan.leftAtFloor.map { ["    " + $0.code, $0.name, $0.stage, $0.indicator] },
        widths: [14, 40, 6]
      ).lines
  }

  private mutating func writeOpen() {
    if plan.indicators.contains(where: { !$0.undecided.isEmpty }) {
      lines += ["", say("待定，未规划（补齐数据后重新运行）", "undecided and so not planned for")]
      lines += TextColumns(openRows, widths: [14, 40, 24]).lines
    }
    if !plan.silent.isEmpty {
      lines += ["", say("没有可用数据的学校，未规划", "schools without any figure, not planned for")]
      lines += TextColumns(plan.silent.map { ["    " + $0.code, $0.name] }, widths: [14]).lines
    }
    if plan.excluded > 0 {
      lines += [
        "",
        say("不参评、未规划的学段部：\(plan.excluded) 个", "school parts outside the scope: \(plan.excluded)"),
      ]
    }
  }

  /// Each school and reason once, with the indicators that wait for it: `小学 R4 R5`.
  private var openRows: [[String]] {
    var rows: [(key: String, row: [String])] = []
    for entry in plan.indicators {
      for open in entry.undecided {
        let key = [open.code, entry.stage, open.reason].joined(separator: "\n")
        if let index = rows.firstIndex(where: { $0.key == key }) {
          rows[index].row[2] += " " + entry.indicator
        } else {
          let what = entry.stage + " " + entry.indicator
          rows.append((key, ["    " + open.code, open.name, what, open.reason]))
        }
      }
    }
    return rows.enumerated().sorted {
      ($0.element.row[0], $0.offset) < ($1.element.row[0], $1.offset)
    }.map(\.element.row)
  }
}
