// SPDX-License-Identifier: Apache-2.0
// ItemScore: the points of an item: what it may get less what it loses, never under zero.

package import DataModel
package import Formula

extension ItemJudgement {
  /// The points reached; nil where nothing is scored, or where something that is needed is missing.
  ///
  /// An item that does not apply keeps all its points. Without deductions an item gets all or nothing.
  package func score(
    _ item: ItemDefinition, _ outcome: ItemOutcome, _ context: some FormulaContext,
    stated: StatedItem?
  ) -> ExactNumber? {
    guard let points = item.points else { return nil }
    if outcome.status == .notApplicable { return points }
    guard !item.deductions.isEmpty else {
      switch outcome.status {
      case .met, .reported, .notApplicable: return points
      case .notMet: return .zero
      case .undecided: return nil
      }
    }
    var lost = ExactNumber.zero
    for deduction in item.deductions {
      guard let part = loss(deduction, points, outcome, context, stated) else { return nil }
      lost = lost + part
    }
    return lost >= points ? .zero : points - lost
  }

  private func loss(
    _ deduction: Deduction, _ points: ExactNumber, _ outcome: ItemOutcome,
    _ context: some FormulaContext, _ stated: StatedItem?
  ) -> ExactNumber? {
    switch deduction.kind {
    case .shortfall(let below, let per, let isWhole):
      guard let value = outcome.value.number, let wanted = below.calculate(context).number else {
        return nil
      }
      guard value < wanted, let units = (wanted - value).divided(by: per) else { return .zero }
      return deduction.points * (isWhole ? units.roundedDown : units)
    case .count(let formula):
      return formula.calculate(context).number.map { deduction.points * $0 }
    case .missing(let claims):
      var lost = ExactNumber.zero
      for claim in claims {
        guard let holds = claim.calculate(context).yesNo else { return nil }
        if !holds { lost = lost + deduction.points }
      }
      return lost
    case .zeroIf(let formula):
      return formula.calculate(context).yesNo.map { $0 ? points : .zero }
    case .answer(let losses):
      guard let answer = stated?.answer, !answer.isEmpty else { return nil }
      let word = LabelFold.fold(answer)
      return losses.first { LabelFold.fold($0.key) == word }?.value
    }
  }
}

/// What one subject of an `each` item gives.
package struct EachOutcome: Hashable, Sendable {
  /// nil: whether the item speaks of the subject cannot be known.
  package var applies: Bool?
  /// nil: undecided.
  package var holds: Bool?
  package var value: FieldValue
  /// The concession by which it holds; nil where the claim itself does.
  package var concession: String?
}

extension ItemJudgement {
  /// One school, part or record.
  package func judge(
    _ check: EachCheck, _ context: some FormulaContext, year: Int?
  ) -> EachOutcome {
    let applies = check.filter.map { $0.calculate(context).yesNo } ?? true
    var outcome = EachOutcome(
      applies: applies, holds: nil, value: .missing(.undefined), concession: nil)
    guard applies == true else { return outcome }
    outcome.value = check.shown?.calculate(context) ?? .missing(.blank)
    outcome.holds = check.claim.calculate(context).yesNo
    guard outcome.holds == false else { return outcome }
    for concession in check.concessions
    where year.map(concession.years.contains) ?? true {
      switch concession.condition.calculate(context).yesNo {
      case .some(true):
        outcome.holds = true
        outcome.concession = concession.name
        return outcome
      case nil: outcome.holds = nil
      case .some(false): continue
      }
    }
    return outcome
  }
}
