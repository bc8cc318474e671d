// SPDX-License-Identifier: Apache-2.0
// ExplanationText: an explanation as a page for a person.

package import DataModel

/// Writes explanations in aligned lines.
package struct ExplanationText {
  private let explanation: Explanation
  private let words: ResultWords
  private var lines: [String] = []

  /// All of them, with an empty line between two.
  package static func text(_ explanations: [Explanation], language: Language) -> String {
    explanations.map { explanation in
      var page = Self(explanation, language)
      page.write()
      return page.lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private init(_ explanation: Explanation, _ language: Language) {
    self.explanation = explanation
    words = ResultWords(language: language)
  }

  private func bracketed(_ text: String) -> String { say("（\(text)）", " (\(text))") }

  private func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  private mutating func write() {
    let it = explanation
    lines.append(
      "\(it.schoolName)\(bracketed(it.schoolCode)) \(it.stage) \(it.indicator) \(it.name)")
    let place = [it.countyCode, it.countyName, it.schoolType].filter { !$0.isEmpty }
    lines.append(
      say("\(it.year) 年  ", "year \(it.year)  ") + place.joined(separator: " ") + "  "
        + it.pipelineName)
    lines.append("")
    writeResult()
    writeClauses()
    writeInputs()
    writeCounty()
  }

  private mutating func fact(_ name: String, _ text: String) {
    let width = words.language == .chinese ? 10 : 12
    lines.append(DisplayWidth.padded(name, to: width) + text)
  }

  // MARK: - The result

  private mutating func writeResult() {
    let it = explanation
    let status = words.status(it.status)
    if it.value.isEmpty {
      fact(say("结果", "result"), status)
    } else {
      fact(say("结果", "result"), "\(shown(it.value)) \(it.unit)" + say("，", ", ") + status)
    }
    if !it.reason.isEmpty { fact(say("原因", "reason"), it.reason) }
    if !it.threshold.isEmpty {
      let threshold = ShownNumber.text(it.threshold, digits: 6)
      let floor = ShownNumber.text(it.floor, digits: 6)
      fact(
        say("标准", "standard"),
        say(
          "达标值 \(threshold) \(it.unit)，底线 \(floor) \(it.unit)",
          "threshold \(threshold) \(it.unit), floor \(floor) \(it.unit)"))
    }
    if !it.shortfall.isEmpty {
      let amount = ShownNumber.roundedUp(
        ExactNumber(decimal: it.shortfall)?.doubleValue ?? 0, digits: 2)
      fact(
        say("差额", "shortfall"),
        say(
          "还差 \(amount) \(it.shortfallUnit) 才达标",
          "\(amount) \(it.shortfallUnit) more would meet the threshold"))
    }
    if it.isRoundingSensitive {
      fact(
        say("注意", "note"),
        say(
          "按未取整的值 \(it.value) 判定；取 \(it.digits) 位小数后结论会不同",
          "decided on the unrounded \(it.value); with \(it.digits) decimals it would be decided otherwise"
        ))
    }
    guard !it.numeratorFormula.isEmpty else {
      fact(
        say("算式", "formula"),
        say("此输出没有指标定义（旧版本写出）", "this output holds no declarations (an earlier version wrote it)"))
      return
    }
    let formula = FormulaWords(it.inputs)
    fact(say("算式", "formula"), "\(it.name) = \(formula.words(it))")
    let value = it.value.isEmpty ? say("无法计算", "cannot be computed") : shown(it.value)
    guard it.concession.isEmpty else {
      let top = ShownNumber.text(it.numerator, digits: 4)
      let bottom = ShownNumber.text(it.denominator, digits: 4)
      fact(
        say("代入", "with values"),
        "= \(top) ÷ \(bottom)\(it.per == 1 ? "" : " × \(it.per)") = \(value)")
      fact(say("放宽", "concession"), it.concession)
      return
    }
    fact(say("代入", "with values"), "= \(formula.values(it)) = \(value)")
  }

  /// With the decimals that the form prints.
  private func shown(_ value: String) -> String {
    guard let number = ExactNumber(decimal: value)?.doubleValue else { return value }
    return ShownNumber.fixed(number, digits: explanation.digits)
  }

  private mutating func writeClauses() {
    let it = explanation
    if let clause = it.thresholdClause { fact(say("依据", "clause"), cited(clause)) }
    if let clause = it.formulaClause, clause != it.thresholdClause {
      fact(say("算法依据", "formula by"), cited(clause))
    }
  }

  private func cited(_ clause: CitedClause) -> String {
    "\(clause.document) \(clause.clause)" + words.confirmation(clause.isConfirmed)
  }

  // MARK: - Inputs

  private mutating func writeInputs() {
    guard !explanation.inputs.isEmpty else { return }
    lines += ["", say("输入项", "inputs")]
    for input in explanation.inputs { write(input) }
  }

  private mutating func write(_ input: ExplainedInput) {
    let value =
      input.value.isEmpty
      ? say("缺失", "missing") : "\(ShownNumber.text(input.value, digits: 4)) \(input.unit)"
    lines.append("  \(input.name)  \(value)")
    if let whole = input.schoolValue, let split = explanation.split {
      let amount = whole.isEmpty ? "?" : ShownNumber.text(whole, digits: 4)
      detail(
        say("按学段分摊", "split over stages"),
        "\(say("全校", "whole school")) \(amount) × \(split.weighted) ÷ \(split.schoolWeighted)"
          + say(
            "（本学段加权学生数 ÷ 全校加权学生数，每生权重 \(split.weight)）",
            " (weighted pupils of the stage ÷ of the school, \(split.weight) a pupil)"))
      if let clause = split.clause, !clause.isConfirmed { lines.append("      " + cited(clause)) }
    }
    let terms = input.terms.filter { $0.value != "0" }
    if terms.count > 1 {
      let items = terms.map {
        "\($0.isSubtracted ? "−" : "")\($0.name) \(ShownNumber.text($0.value, digits: 4))"
      }
      detail(say("其中", "made of"), items.joined(separator: say("，", ", ")))
    }
    for (index, place) in input.places.enumerated() {
      let isNewFile = index == 0 || input.places[index - 1].file != place.file
      if isNewFile { detail(say("读自", "read from"), place.file) }
      write(place)
    }
    if input.places.isEmpty {
      lines.append("    " + say("没有读到任何单元格", "no cell was read"))
    }
    if let clause = input.clause { detail(say("依据", "clause"), cited(clause)) }
  }

  private mutating func detail(_ name: String, _ text: String) {
    lines.append("    " + name + say("：", ": ") + text)
  }

  private mutating func write(_ place: ReadPlace) {
    let cell = [place.sheet, place.cell].filter { !$0.isEmpty }.joined(separator: "!")
    var text = "      " + [place.label, cell].filter { !$0.isEmpty }.joined(separator: "  ")
    if !place.raw.isEmpty { text += say("  原文“\(place.raw)”", "  as written “\(place.raw)”") }
    let steps = words.steps(place.steps)
    if !steps.isEmpty {
      text += say("  处理：", "  done: ") + steps.joined(separator: say("、", ", "))
    }
    lines.append(text)
    for correction in place.corrections {
      let old = correction.old.isEmpty ? say("（空）", "(blank)") : correction.old
      let new = correction.new.isEmpty ? say("（空）", "(blank)") : correction.new
      let signature = "\(correction.who) \(correction.date)"
      lines.append(
        "        "
          + say(
            "更正 \(correction.cell)：\(old) → \(new)，\(correction.reason)（\(signature)）",
            "corrected \(correction.cell): \(old) → \(new), \(correction.reason) (\(signature))"))
    }
  }

  // MARK: - The county

  private mutating func writeCounty() {
    guard let county = explanation.county else { return }
    lines += ["", say("全县", "county")]
    let mean = shown(county.mean)
    let parts = say(
      "参评 \(county.parts) 个学段部，待定 \(county.undecided)",
      "\(county.parts) school parts, \(county.undecided) undecided")
    guard !county.variation.isEmpty else {
      lines.append("  " + say("差异系数无法计算", "no 差异系数 can be computed") + bracketed(parts))
      return
    }
    defer { writeComposite(county.composite) }
    let variation = ShownNumber.text(county.variation, digits: 4)
    let limit =
      county.limit.isEmpty
      ? say("没有单项限值", "no limit of its own")
      : say("限值 \(county.limit)", "limit \(county.limit)")
    lines.append(
      say(
        "  平均 \(mean)，差异系数 \(variation)，\(limit)：",
        "  mean \(mean), 差异系数 \(variation), \(limit): ") + words.status(county.status)
        + bracketed(parts))
    if let clause = explanation.variationClause { lines.append("  " + cited(clause)) }
    if let share = ExactNumber(decimal: county.share)?.doubleValue {
      let part = ShownNumber.percent(share)
      lines.append(
        say(
          "  本校占全县方差的 \(part)，影响第 \(county.rank) 位",
          "  this school makes \(part) of the county's variance, rank \(county.rank)"))
    }
    if let alone = ExactNumber(decimal: county.variationIfThreshold) {
      let value = ShownNumber.text(alone, digits: 4)
      lines.append(
        say(
          "  仅本校达到达标值时，差异系数为 \(value)",
          "  were this school alone at its threshold, the 差异系数 would be \(value)"))
    }
  }

  private mutating func writeComposite(_ composite: ExplainedComposite?) {
    guard let composite, !composite.variation.isEmpty else { return }
    let value = ShownNumber.text(composite.variation, digits: 4)
    let limit =
      composite.limit.isEmpty ? "" : say("，限值 \(composite.limit)", ", limit \(composite.limit)")
    lines.append(
      "  " + say("综合差异系数 ", "综合差异系数 (the mean of several) ") + value + limit + say("：", ": ")
        + words.status(composite.status))
  }
}
