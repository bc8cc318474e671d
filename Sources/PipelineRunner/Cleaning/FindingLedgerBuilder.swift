// SPDX-License-Identifier: Apache-2.0
// FindingLedgerBuilder: follows findings from round to round and holds explanations against them.

import DataModel
import Definitions
import Export

/// Makes the ledger of a run's findings.
struct FindingLedgerBuilder {
  private let evaluation: Evaluation
  private let round: EarlierRound?
  private let reasons: Set<String>
  private let identifiers: [String]

  /// `reasons`: codes and names that an explanation may give as its reason.
  init(_ evaluation: Evaluation, round: EarlierRound?, definitions: DefinitionSet) {
    self.evaluation = evaluation
    self.round = round
    identifiers = FindingIdentity.identifiers(of: evaluation)
    let entries = definitions.codeLists[Self.reasonList]?.entries ?? []
    reasons = Set(entries.flatMap { [$0.code, $0.name] + $0.aliases }.map(LabelFold.fold))
  }

  /// The code list of published reasons.
  static let reasonList = "explanation_reasons"

  /// `given`: explanations of the office, which bear a name and a date; `returned`: those that schools wrote
  /// into their returned workbooks.
  func ledger(given: [FindingExplanation], returned: [FindingExplanation]) -> FindingLedger {
    var indexByID: [String: Int] = [:]
    for (index, id) in identifiers.enumerated() { indexByID[id] = index }
    var standings = evaluation.findings.map {
      FindingStanding(state: $0.isCorrected ? .corrected : .open)
    }
    let all = given.map { ($0, true) } + returned.map { ($0, false) }
    let outcomes = all.map { explanation, isOffice -> ExplanationOutcome in
      guard let index = indexByID[explanation.finding] else { return .unknown }
      let outcome = outcome(explanation, of: evaluation.findings[index], isOffice: isOffice)
      switch outcome {
      case .applied where standings[index].state == .open:
        standings[index].state = .explained
        standings[index].explanation = explanation
      case .lapsed where standings[index].explanation == nil:
        standings[index].explanation = explanation
      default: break
      }
      return outcome
    }
    let closed = compare(&standings, indexByID)
    var ledger = FindingLedger(
      identifiers: identifiers, standings: standings, closed: closed,
      given: all.map(\.0), outcomes: outcomes, isCompared: round != nil)
    ledger.schools = SchoolStandings(evaluation, ledger: ledger, round: round).standings
    return ledger
  }

  private func outcome(
    _ explanation: FindingExplanation, of finding: Finding, isOffice: Bool
  ) -> ExplanationOutcome {
    guard finding.severity == .mustExplain else { return .refused }
    let isReason = reasons.contains(LabelFold.fold(explanation.reason))
    let isSigned = !isOffice || !(explanation.who.isEmpty || explanation.date.isEmpty)
    guard isReason || !explanation.text.isEmpty, isSigned else { return .incomplete }
    return Self.isSame(explanation.value, finding.value) ? .applied : .lapsed
  }

  /// A list that went through Excel may have `12.50` or a number for what was the text `12.5`.
  private static func isSame(_ text: String, _ other: String) -> Bool {
    if LabelFold.fold(text) == LabelFold.fold(other) { return true }
    guard let number = ExactNumber(decimal: text), let same = ExactNumber(decimal: other) else {
      return false
    }
    return number == same
  }

  /// Tells new findings from old ones; gives the old ones that are gone.
  private func compare(
    _ standings: inout [FindingStanding], _ indexByID: [String: Int]
  ) -> [ClosedFinding] {
    guard let round else { return [] }
    for (index, id) in identifiers.enumerated() {
      guard let old = round.findings[id] else {
        standings[index].change = .new
        continue
      }
      let isReopened = old.state == .explained && standings[index].state == .open
      standings[index].change = isReopened ? .reopened : .stillOpen
    }
    let schools = Set(evaluation.schools.filter { !$0.submissions.isEmpty }.map(\.code))
    let files = Set(evaluation.submissions.map(\.file.path))
    let corrected = Set(
      evaluation.corrections.filter { $0.outcome == .applied }.compactMap {
        $0.place.map(self.cell)
      })
    return round.order.compactMap { id in
      guard indexByID[id] == nil, var finding = round.findings[id]?.finding else { return nil }
      let isBack =
        finding.schoolCode.isEmpty
        ? finding.file.isEmpty || files.contains(finding.file)
        : schools.contains(finding.schoolCode)
      finding.change = isBack ? .fixed : .notResubmitted
      if corrected.contains([finding.file, finding.sheet, finding.cell]) {
        finding.change = .corrected
      }
      return finding
    }
  }

  private func cell(_ place: Place) -> [String] {
    let file = place.submission.map { evaluation.submissions[$0].file.path } ?? ""
    return [file, place.sheet, place.range?.description ?? ""]
  }
}

extension FindingLedger {
  /// Takes what is explained out of the counts of what is open in each file.
  func settle(_ evaluation: inout Evaluation) {
    var explained: [Int: Int] = [:]
    for (finding, standing) in zip(evaluation.findings, standings)
    where standing.state == .explained {
      if let file = finding.place.submission { explained[file, default: 0] += 1 }
    }
    for index in evaluation.submissionResults.indices {
      guard let file = evaluation.submissionResults[index].submission else { continue }
      evaluation.submissionResults[index].mustExplain -= explained[file] ?? 0
    }
  }
}
