// SPDX-License-Identifier: Apache-2.0
// Evaluator: the stage: records in, findings and verdicts out.

package import DataModel
package import Definitions

/// Whether the submissions are all there will be, or some that somebody wants to have looked at.
package enum EvaluationScope: Hashable, Sendable {
  case everything
  /// What is missing beside them is no problem of theirs.
  case someFiles

  /// Rules that only a whole set of submissions can break.
  private static let ofSets: Set<String> = [
    "form-is-handed-in", "form-has-a-substitute", "school-hands-in", "stage-is-on-class-list",
    "stage-has-pupils", "school-type-is-known", "county-is-known", "county-is-the-only-one",
    "county-is-identified",
  ]

  func concerns(_ finding: Finding) -> Bool {
    switch self {
    case .everything: true
    case .someFiles: finding.place.submission != nil && !Self.ofSets.contains(finding.rule)
    }
  }
}

/// Evaluates one run; deterministic.
///
/// Three steps: `ground`, then each of its shares, then each county of what they give. Shares do not
/// depend on each other, nor do counties: whoever has cores to spare may compute them side by side.
package struct Evaluator: Sendable {
  private let definitions: DefinitionSet

  package init(definitions: DefinitionSet) {
    self.definitions = definitions
  }

  /// Everything there is to say of these submissions, one step after the other.
  ///
  /// `roster`: nil when none was given, and then nothing is "not submitted". `previousLedger`: the class
  /// ledger of an earlier run; nil when there is none. `earlier`: what outputs of earlier years say.
  /// `corrections`: values to put in place of submitted ones, read as the field's.
  package func evaluate(
    submissions: [Submission], roster: NormalizedWorkbook?, year: Int,
    previousLedger: [LedgerEntry]?, earlier: [EarlierYear] = [], corrections: [Correction] = [],
    scope: EvaluationScope = .everything
  ) -> Evaluation {
    let ground = ground(
      submissions: submissions, roster: roster, year: year, previousLedger: previousLedger,
      earlier: earlier, corrections: corrections)
    let judging = CountyJudging(ground, ground.shares.map { ground.share($0) })
    return judging.evaluation(judging.counties.map { judging.judge($0) }, scope: scope)
  }

  /// The first step: whose each row is, and which values and records count.
  package func ground(
    submissions: [Submission], roster: NormalizedWorkbook?, year: Int,
    previousLedger: [LedgerEntry]?, earlier: [EarlierYear], corrections: [Correction] = []
  ) -> EvaluationGround {
    EvaluationGround(
      plan: EvaluationPlan(definitions.inForce(in: year)), submissions: submissions,
      roster: roster, year: year, previousLedger: previousLedger, earlier: earlier,
      corrections: corrections)
  }
}
