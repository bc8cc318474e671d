// SPDX-License-Identifier: Apache-2.0
// ItemJudgement: decides an item from its values: whether it applies, is met, and how many points it gets.

package import DataModel
package import Formula

/// What a county states of an item in its own form.
package struct StatedItem: Hashable, Sendable {
  /// 是, 优秀 …; "" where blank.
  package var answer: String
  /// The figure stated; missing where none is.
  package var value: FieldValue

  package init(answer: String, value: FieldValue = .missing(.blank)) {
    self.answer = answer
    self.value = value
  }
}

/// What came out of one item's formulas.
package struct ItemOutcome: Hashable, Sendable {
  package var value: FieldValue
  /// `≥ 10`; "" where nothing is required.
  package var threshold: String
  package var status: ItemStatus
  /// True where the value is the one the county stated, since nothing else was handed in.
  package var isStated: Bool

  package init(
    value: FieldValue, threshold: String = "", status: ItemStatus, isStated: Bool = false
  ) {
    self.value = value
    self.threshold = threshold
    self.status = status
    self.isStated = isStated
  }
}

/// Judges items; `lint` runs their examples through it, and the evaluation its counties.
package struct ItemJudgement: Sendable {
  private let yes: Set<String>
  private let no: Set<String>

  private let refused: Set<String>

  package init(_ definitions: DefinitionSet) {
    yes = Set(definitions.vocabulary.yes.map(LabelFold.fold))
    no = Set(definitions.vocabulary.no.map(LabelFold.fold))
    refused = Set((definitions.items.declared?.refused ?? []).map(LabelFold.fold))
  }

  /// True, false, or nil where the condition cannot be known.
  package func applies(
    _ item: ItemDefinition, _ context: some FormulaContext, year: Int?
  ) -> Bool? {
    if let year, !item.years.contains(year) { return false }
    guard let condition = item.condition else { return true }
    return condition.calculate(context).yesNo
  }

  /// An item with a value or a stated answer; those of `each` are put together by the caller.
  package func judge(
    _ item: ItemDefinition, _ context: some FormulaContext, year: Int?, stated: StatedItem?
  ) -> ItemOutcome {
    switch applies(item, context, year: year) {
    case .some(false): return ItemOutcome(value: .missing(.notApplicable), status: .notApplicable)
    case nil: return ItemOutcome(value: .missing(.undefined), status: .undecided)
    case .some(true): break
    }
    switch item.kind {
    case .value(let formula, let limits):
      return judge(formula, limits, unit: item.unit, context, year: year, stated)
    case .declared(let accepted): return judge(accepted, stated)
    case .each(let check) where !check.accepted.isEmpty: return judge(check.accepted, stated)
    case .each: return ItemOutcome(value: .missing(.undefined), status: .undecided)
    }
  }

  // MARK: - Values

  private func judge(
    _ formula: CheckedFormula, _ limits: [ItemLimit], unit: String, _ context: some FormulaContext,
    year: Int?, _ stated: StatedItem?
  ) -> ItemOutcome {
    var value = formula.calculate(context)
    let isClaim = formula.type == .yesNo
    var isStated = false
    if value == .missing(.notSubmitted) || value == .missing(.notOnForm), let stated {
      let own = isClaim ? truth(stated.answer).map { .yesNo($0) } : stated.value
      if let own, !own.isMissing {
        value = own
        isStated = true
      }
    }
    if isClaim {
      let status: ItemStatus = value.yesNo.map { $0 ? .met : .notMet } ?? .undecided
      return ItemOutcome(value: value, threshold: "是", status: status, isStated: isStated)
    }
    let current = Self.current(limits, year: year)
    let bounds = current.map { ($0.comparison, $0.formula.calculate(context).number) }
    // A limit that is not known is said in words: `≥ 公务员平均工资`.
    let threshold = zip(bounds, current).map { bound, limit in
      "\(bound.0.sign) " + (bound.1.map { $0.text + unit } ?? limit.formula.text)
    }.joined(separator: "，")
    var status: ItemStatus = value.isMissing ? .undecided : current.isEmpty ? .reported : .met
    for (comparison, limit) in bounds {
      guard let limit, let number = value.number else {
        if status != .notMet { status = .undecided }
        continue
      }
      if !comparison.holds(number, limit) { status = .notMet }
    }
    return ItemOutcome(value: value, threshold: threshold, status: status, isStated: isStated)
  }

  /// The limits of a year: those of the last switch whose years contain it, else those without years.
  package static func current(_ limits: [ItemLimit], year: Int?) -> [ItemLimit] {
    let open = limits.filter { $0.years == YearRange() }
    guard let year,
      let last = limits.last(where: { $0.years != YearRange() && $0.years.contains(year) })
    else { return open }
    return limits.filter { $0.years == last.years }
  }

  // MARK: - Answers

  /// An answer as words are compared: in simplified characters.
  private static func folded(_ answer: String) -> String {
    LabelFold.fold(SimplifiedCharacters.simplified(answer) ?? answer)
  }

  /// Whether a no meets the item, as it does one that names something bad, such as 违规择校.
  package func isMetByNo(_ item: ItemDefinition) -> Bool {
    let accepted: [String]
    switch item.kind {
    case .declared(let words): accepted = words
    case .each(let check): accepted = check.accepted
    case .value: accepted = []
    }
    return accepted.lazy.compactMap(truth).first == false
  }

  /// 是 or 否 in any of the pipeline's ways to write them; nil for anything else.
  private func truth(_ answer: String) -> Bool? {
    let word = Self.folded(answer)
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }

  /// An answer among those accepted meets the item; a no does not; any other word decides nothing.
  ///
  /// The first yes or no among those accepted stands for every way to write it; the others are taken as
  /// written, so that 否 and 达标 may both be good answers. A word that is refused by name meets no item.
  private func judge(_ accepted: [String], _ stated: StatedItem?) -> ItemOutcome {
    // The others are spellings.
    let threshold = accepted.prefix(2).joined(separator: "、")
    guard let stated, !stated.answer.isEmpty else {
      return ItemOutcome(
        value: .missing(stated == nil ? .notSubmitted : .blank), threshold: threshold,
        status: .undecided)
    }
    let word = Self.folded(stated.answer)
    let answer = truth(stated.answer)
    let expected = accepted.lazy.compactMap(truth).first
    let isNamed = refused.contains(word)
    let isAccepted =
      accepted.map(LabelFold.fold).contains(word)
      || (answer != nil && answer == expected && !isNamed)
    let isRefused = isNamed || answer == false || (answer == true && expected != nil)
    return ItemOutcome(
      value: .text(stated.answer), threshold: threshold,
      status: isAccepted ? .met : isRefused ? .notMet : .undecided)
  }
}
