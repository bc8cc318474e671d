// SPDX-License-Identifier: Apache-2.0
// FindingStanding: what has become of a finding: open, explained or corrected, and since when.

/// Whether a finding still asks something of the school.
package enum FindingState: String, Hashable, Sendable, CaseIterable {
  case open
  /// A `must_explain` finding with an explanation that holds for its value.
  case explained
  /// The value it is about was replaced by a correction.
  case corrected
}

/// How a finding stands against the run before it.
package enum FindingChange: String, Hashable, Sendable, CaseIterable {
  case new
  /// It was there before, and still is.
  case stillOpen = "still_open"
  /// It had been explained, and its value has changed since.
  case reopened
  /// It is gone, and what it was about came in again.
  case fixed
  /// It is gone because a correction took the place of the value.
  case corrected
  /// It is gone, but so are the files it was about.
  case notResubmitted = "not_resubmitted"
}

/// Who accepts a `must_explain` finding, and why.
///
/// It holds for one value of one finding, and lapses when the value changes.
package struct FindingExplanation: Hashable, Sendable {
  /// The finding's id.
  package var finding: String
  /// The value it holds for, as `findings.csv` prints it.
  package var value: String
  /// A code of the list `explanation_reasons`; "" where only words are given.
  package var reason: String
  package var text: String
  package var who: String
  /// As written.
  package var date: String
  /// Where it stands: file and row, or file, sheet and cell.
  package var origin: String

  package init(
    finding: String, value: String, reason: String = "", text: String = "", who: String = "",
    date: String = "", origin: String = ""
  ) {
    self.finding = finding
    self.value = value
    self.reason = reason
    self.text = text
    self.who = who
    self.date = date
    self.origin = origin
  }
}

/// What became of an explanation.
package enum ExplanationOutcome: String, Hashable, Sendable, CaseIterable {
  case applied
  /// The finding is there with another value.
  case lapsed
  /// What must be corrected cannot be explained away, and a note needs no explanation.
  case refused
  /// Neither a reason of the list nor words, or nobody's name or no date in a list of the office.
  case incomplete
  /// No finding of this run has this id.
  case unknown
}

/// One finding's standing.
package struct FindingStanding: Hashable, Sendable {
  package var state: FindingState
  /// nil without an earlier round to compare with.
  package var change: FindingChange?
  /// The explanation that holds, or the one that has lapsed.
  package var explanation: FindingExplanation?

  package init(
    state: FindingState, change: FindingChange? = nil, explanation: FindingExplanation? = nil
  ) {
    self.state = state
    self.change = change
    self.explanation = explanation
  }
}

/// A finding of the earlier round that is no longer there, as its `findings.csv` printed it.
package struct ClosedFinding: Hashable, Sendable {
  package var id: String
  package var change: FindingChange
  package var severity: String
  package var rule: String
  package var countyCode: String
  package var schoolCode: String
  package var schoolName: String
  package var file: String
  package var sheet: String
  package var cell: String
  package var field: String
  package var value: String
  package var message: String

  package init(
    id: String, change: FindingChange, severity: String, rule: String, countyCode: String,
    schoolCode: String, schoolName: String, file: String, sheet: String, cell: String,
    field: String, value: String, message: String
  ) {
    self.id = id
    self.change = change
    self.severity = severity
    self.rule = rule
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.file = file
    self.sheet = sheet
    self.cell = cell
    self.field = field
    self.value = value
    self.message = message
  }
}

/// How far a school has come: 未报 → 已报 → 退回 → 待说明 → 通过.
package enum HandInState: String, Hashable, Sendable, CaseIterable {
  /// 未报: nothing came in.
  case notSubmitted = "not_submitted"
  /// 已报: nothing is asked of the school itself, but a file with its records goes back or cannot be
  /// read, and comes in again.
  case submitted
  /// 退回: something must be corrected.
  case returned
  /// 待说明: something must be explained.
  case unexplained
  /// 通过: nothing is open.
  case accepted
}

/// How a school stands, and what of it has changed since the earlier round.
package struct SchoolStanding: Hashable, Sendable {
  /// Index into the evaluation's schools.
  package var school: Int
  package var state: HandInState
  /// nil without an earlier round, or where the school was not in it.
  package var previous: HandInState?
  package var mustCorrect = 0
  package var mustExplain = 0
  package var explained = 0
  package var corrected = 0
  package var new = 0
  package var stillOpen = 0
  package var reopened = 0
  package var fixed = 0

  package init(school: Int, state: HandInState = .accepted, previous: HandInState? = nil) {
    self.school = school
    self.state = state
    self.previous = previous
  }
}

/// All that is known of a run's findings beside the findings themselves.
package struct FindingLedger: Hashable, Sendable {
  /// By finding.
  package var identifiers: [String]
  package var standings: [FindingStanding]
  package var closed: [ClosedFinding]
  /// The explanations that were given, and what became of each.
  package var given: [FindingExplanation]
  package var outcomes: [ExplanationOutcome]
  /// By school.
  package var schools: [SchoolStanding]
  /// Whether there was an earlier round to compare with.
  package var isCompared: Bool

  package init(
    identifiers: [String], standings: [FindingStanding], closed: [ClosedFinding] = [],
    given: [FindingExplanation] = [], outcomes: [ExplanationOutcome] = [],
    schools: [SchoolStanding] = [], isCompared: Bool = false
  ) {
    self.identifiers = identifiers
    self.standings = standings
    self.closed = closed
    self.given = given
    self.outcomes = outcomes
    self.schools = schools
    self.isCompared = isCompared
  }
}
