// SPDX-License-Identifier: Apache-2.0
// ItemLint: runs the examples of items through the judgement that counties go through.

import DataModel
import Formula

/// Checks the items' examples: each item has one for met and one for not met at least.
struct ItemLint {
  let set: DefinitionSet
  let issues: DefinitionIssues

  /// How many examples were run.
  func run() -> Int {
    let judgement = ItemJudgement(set)
    var scope = countyScope
    var count = 0
    for (index, item) in set.items.items.enumerated() {
      for example in item.examples { check(example, of: item, scope, judgement) }
      demandOutcomes(of: item)
      scope.add(item: item, index: index)
      count += item.examples.count
    }
    return count
  }

  private var headers: [InputHeader] {
    self.set.inputs.map { InputHeader(name: $0.name, unit: $0.unit) }
  }

  private var countyScope: FormulaScope {
    var scope = FormulaScope.county(
      forms: set.forms, inputs: headers, indicators: set.indicators.map(\.id))
    for (index, value) in set.items.values.enumerated() {
      scope.add(value: value.name, unit: value.unit, index: index)
    }
    scope.addAnswer()
    return scope
  }

  private func check(
    _ example: ItemExample, of item: ItemDefinition, _ scope: FormulaScope,
    _ judgement: ItemJudgement
  ) {
    switch example.result {
    case .holds(let expected):
      guard case .each(let check) = item.kind else {
        issues.add(
          example.place, "holds 只用于逐一判断的项目 \(item.id)", "holds is for items of each: \(item.id)")
        return
      }
      let scope = FormulaScope.each(
        check.subject, forms: set.forms, inputs: headers, values: set.items.values)
      let context = ExampleContext(example.values, scope: scope, at: example.place, issues: issues)
      let outcome = judgement.judge(check, context, year: example.year)
      let holds = outcome.applies == true ? outcome.holds : outcome.applies.map { _ in true }
      compare(item, Self.word(expected), Self.word(holds), example)
    case .status(let expected):
      var years = example.values
      years.fields["年份"] = years.fields["年份"] ?? example.year.map(String.init)
      let context = ExampleContext(years, scope: scope, at: example.place, issues: issues)
      let stated = years.fields[FormulaScope.answer].map {
        StatedItem(answer: $0)
      }
      let outcome = judgement.judge(item, context, year: example.year, stated: stated)
      compare(item, expected.rawValue, outcome.status.rawValue, example)
      if let value = example.value {
        let actual = outcome.value.isMissing ? "undecided" : outcome.value.outputText
        compare(item, DefinitionMapping.number(value)?.text ?? value, actual, example)
      }
      guard let wanted = example.score else { return }
      let score = judgement.score(item, outcome, context, stated: stated)
      compare(item, wanted.text, score?.text ?? "undecided", example)
    }
  }

  private static func word(_ holds: Bool?) -> String {
    holds.map { String($0) } ?? "undecided"
  }

  private func compare(
    _ item: ItemDefinition, _ expected: String, _ actual: String, _ example: ItemExample
  ) {
    guard expected != actual else { return }
    issues.add(
      example.place, "\(item.id) 的示例应得 \(expected)，实得 \(actual)",
      "the example of \(item.id) should give \(expected) and gives \(actual)")
  }

  /// What an item decides must be shown both ways; one that is only reported, once.
  private func demandOutcomes(of item: ItemDefinition) {
    let results = Set(item.examples.map(\.result))
    let wanted: [ItemExampleResult]
    switch item.kind {
    case .each: wanted = [.holds(true), .holds(false)]
    case .value(let formula, let limits) where limits.isEmpty && formula.type != .yesNo:
      wanted = [.status(.reported)]
    case .value, .declared: wanted = [.status(.met), .status(.notMet)]
    }
    for result in wanted where !results.contains(result) {
      let word: String
      switch result {
      case .holds(let holds): word = "holds: \(Self.word(holds))"
      case .status(let status): word = "status: \(status.rawValue)"
      }
      issues.add(
        item.place, "项目 \(item.id) 缺少 \(word) 的示例", "the item \(item.id) has no example of \(word)")
    }
  }
}
