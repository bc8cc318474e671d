// SPDX-License-Identifier: Apache-2.0
// DefinitionLint: loads a pipeline, runs the examples in it and lists what is unconfirmed.

import DataModel
import Formula

/// What `lint` found.
package struct LintReport: Sendable {
  /// Nil when the pipeline could not be loaded.
  package var definitions: DefinitionSet?
  package var errors: [DefinitionError]
  package var unconfirmed: [UnconfirmedItem]
  /// How many examples were run.
  package var exampleCount: Int
  /// Fields that no rule speaks of, by form.
  package var uncovered: [UncoveredFields] = []
}

/// Checks a pipeline's declarations and runs their examples.
package struct DefinitionLint {
  private let set: DefinitionSet
  private let issues = DefinitionIssues()

  package static func run(pipelineFolder: String) -> LintReport {
    do {
      return run(try DefinitionLoader.load(pipelineFolder: pipelineFolder))
    } catch {
      return LintReport(definitions: nil, errors: error.list, unconfirmed: [], exampleCount: 0)
    }
  }

  /// Checks declarations that have been loaded already.
  package static func run(_ set: DefinitionSet) -> LintReport { DefinitionLint(set: set).report() }

  private init(set: DefinitionSet) {
    self.set = set
  }

  private func report() -> LintReport {
    var count = 0
    for rule in set.rules { count += run(rule) }
    for input in set.inputs { count += run(input) }
    for indicator in set.indicators { count += run(indicator) }
    count += ItemLint(set: set, issues: issues).run()
    let rules = RuleLint(set: set, issues: issues)
    rules.run()
    return LintReport(
      definitions: set, errors: issues.sorted, unconfirmed: set.unconfirmed, exampleCount: count,
      uncovered: rules.uncovered)
  }

  private var headers: [InputHeader] {
    self.set.inputs.map { InputHeader(name: $0.name, unit: $0.unit) }
  }

  // MARK: - Rules

  private func run(_ rule: RuleDefinition) -> Int {
    guard case .formula(let formula) = rule.kind, let form = set.formIndex(rule.form) else {
      return 0
    }
    let scope = FormulaScope.rule(on: form, of: set.forms)
    for example in rule.examples {
      let context = ExampleContext(
        example.values, scope: scope, at: example.place, issues: issues)
      let isComplete = formula.columnForms.allSatisfy {
        example.values.tables[set.forms[$0].name] != nil
      }
      let answer = isComplete ? rule.holds(formula, in: context) : nil
      let outcome = answer.map { $0 ? RuleOutcome.pass : .fail } ?? .undecided
      if outcome != example.outcome {
        differs(rule.id, example.outcome.rawValue, outcome.rawValue, at: example.place)
      }
    }
    // Where a missing value skips the rule it is never undecided for want of it.
    for outcome in RuleOutcome.allCases
    where !(outcome == .undecided && rule.missing.values.contains(.skip))
      && !rule.examples.contains(where: { $0.outcome == outcome })
    {
      issues.add(
        rule.place, "规则 \(rule.id) 缺少结果为 \(outcome.rawValue) 的示例",
        "the rule \(rule.id) has no example that gives \(outcome.rawValue)")
    }
    return rule.examples.count
  }

  // MARK: - Inputs

  private func run(_ input: InputDefinition) -> Int {
    let scope = FormulaScope.input(of: set.forms)
    var tried: Set<Int> = []
    for example in input.examples {
      guard input.ways.contains(where: { $0.form == example.form }) else {
        issues.add(
          example.place, "输入项 \(input.name) 没有取自 \(example.form) 的公式",
          "the input \(input.id) has no way over \(example.form)")
        continue
      }
      let context = ExampleContext(
        example.values, scope: scope, at: example.place, issues: issues)
      let way = way(of: input, for: example, context)
      if let way { tried.insert(way) }
      let value = way.flatMap { input.ways[$0].formula.calculate(context).number }
      if value != example.value {
        differs(
          input.id, example.value?.text ?? "undecided", value?.text ?? "undecided",
          at: example.place)
      }
    }
    for (index, way) in input.ways.enumerated() where !tried.contains(index) {
      issues.add(
        input.place, "输入项 \(input.name) 的第 \(index + 1) 个公式（取自 \(way.form)）没有示例",
        "the input \(input.id) has no example for its way \(index + 1) over \(way.form)")
    }
    return input.examples.count
  }

  /// The first way over the example's form whose condition holds and whose columns the example gives.
  ///
  /// Where none has all its columns, the first whose condition holds.
  private func way(
    of input: InputDefinition, for example: InputExample, _ context: ExampleContext
  ) -> Int? {
    let ways = input.ways.indices.filter { index in
      let way = input.ways[index]
      return way.form == example.form
        && way.condition.map { $0.calculate(context).yesNo == true } ?? true
    }
    return ways.first { index in
      input.ways[index].formula.columnSlots.allSatisfy { number in
        let slot = FieldSlot(number: number)
        guard set.forms.indices.contains(slot.form) else { return false }
        let form = set.forms[slot.form]
        guard let rows = example.values.tables[form.name] else { return false }
        return rows.contains { $0[form.fields[slot.field].name] != nil }
      }
    } ?? ways.first
  }

  // MARK: - Indicators

  private func run(_ indicator: IndicatorDefinition) -> Int {
    let scope = FormulaScope.indicator(inputs: headers)
    let limits = set.standard.thresholds[indicator.id]
    for example in indicator.examples {
      let threshold = limits?.byStage[example.stage]
      if threshold == nil, limits != nil {
        issues.add(
          example.place, "学段 \(example.stage) 没有阈值", "there is no threshold for \(example.stage)")
        continue
      }
      let context = ExampleContext(
        example.values, scope: scope, at: example.place, issues: issues)
      check(example, of: indicator, threshold: threshold, context: context)
    }
    for status in statuses(hasThreshold: limits != nil)
    where !indicator.examples.contains(where: { $0.status == status }) {
      issues.add(
        indicator.place, "指标 \(indicator.id) 缺少结果为 \(status.rawValue) 的示例",
        "the indicator \(indicator.id) has no example that gives \(status.rawValue)")
    }
    return indicator.examples.count
  }

  /// What an indicator's examples must show: with a floor of 0 nothing is below it, with one of 1
  /// nothing between it and the threshold.
  private func statuses(hasThreshold: Bool) -> [ExampleStatus] {
    guard hasThreshold else { return [.measured, .undecided] }
    let share = set.standard.schoolVerdict.floorShare
    var statuses: [ExampleStatus] = [.met, .undecided]
    if share != .one { statuses.append(.floor) }
    if !share.isZero { statuses.append(.below) }
    return statuses
  }

  private func check(
    _ example: IndicatorExample, of indicator: IndicatorDefinition, threshold: ExactNumber?,
    context: ExampleContext
  ) {
    let top = indicator.numerator.calculate(context).number
    let bottom = indicator.denominator.calculate(context).number
    let per = ExactNumber(indicator.per)
    var value: ExactNumber?
    var status = ExampleStatus.undecided
    var shortfall: ExactNumber?
    if let top, let bottom, let quotient = (top * per).divided(by: bottom) {
      value = quotient
      status = .measured
      if let threshold {
        let judged = judge(quotient, top, bottom, per, threshold, indicator)
        status = judged.status
        shortfall = judged.shortfall
      }
    }
    if value != example.value {
      differs(
        indicator.id, example.value?.text ?? "undecided", value?.text ?? "undecided",
        at: example.place)
    }
    if status != example.status {
      differs(indicator.id, example.status.rawValue, status.rawValue, at: example.place)
    }
    if let expected = example.shortfall, expected != shortfall {
      differs(indicator.id, expected.text, shortfall?.text ?? "undecided", at: example.place)
    }
  }

  private func judge(
    _ value: ExactNumber, _ top: ExactNumber, _ bottom: ExactNumber, _ per: ExactNumber,
    _ threshold: ExactNumber, _ indicator: IndicatorDefinition
  ) -> (status: ExampleStatus, shortfall: ExactNumber) {
    let floor = threshold * set.standard.schoolVerdict.floorShare
    let status: ExampleStatus = value >= threshold ? .met : value >= floor ? .floor : .below
    let lacking = (threshold * bottom).divided(by: per).map { $0 - top } ?? .zero
    let needed = lacking.isNegative ? .zero : lacking
    return (status, indicator.countsWhole ? needed.roundedUp : needed)
  }

  private func differs(
    _ id: String, _ expected: String, _ actual: String, at place: DefinitionPlace
  ) {
    issues.add(
      place, "\(id) 的示例应得 \(expected)，实得 \(actual)",
      "the example of \(id) should give \(expected) and gives \(actual)")
  }
}
