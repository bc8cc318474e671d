// SPDX-License-Identifier: Apache-2.0
// CountyResult: what is said of a county: disparity of each indicator, verdict, class ledger.

/// Whether a county's figure keeps its limit.
package enum CountyStatus: String, Hashable, Sendable {
  case met
  case above
  case undecided
  /// There is no limit: the figure is for information.
  case measured
}

/// One indicator of one stage in one county.
///
/// Figures are over the decided parts in scope.
package struct CountyIndicatorResult: Hashable, Sendable {
  /// Index into `Evaluation.counties`.
  package var county: Int
  package var stage: String
  package var indicator: String
  /// Parts in scope, and how many of them have no value.
  package var parts: Int
  package var undecided: Int
  /// Pupils of the decided parts.
  package var pupils: ExactNumber
  /// Pupil-weighted mean, population standard deviation and their quotient; nil when undefined.
  package var mean: Double?
  package var deviation: Double?
  package var variation: Double?
  package var limit: Double?
  package var status: CountyStatus

  package init(
    county: Int, stage: String, indicator: String, parts: Int, undecided: Int, pupils: ExactNumber,
    mean: Double?, deviation: Double?, variation: Double?, limit: Double?, status: CountyStatus
  ) {
    self.county = county
    self.stage = stage
    self.indicator = indicator
    self.parts = parts
    self.undecided = undecided
    self.pupils = pupils
    self.mean = mean
    self.deviation = deviation
    self.variation = variation
    self.limit = limit
    self.status = status
  }
}

/// The verdict on one county.
package struct CountyVerdictResult: Hashable, Sendable {
  package var county: Int
  package var resources: Verdict
  package var government: Verdict
  package var quality: Verdict
  package var satisfaction: Verdict
  package var veto: Verdict
  package var verdict: Verdict
  /// Chinese.
  package var reason: String

  package init(
    county: Int, resources: Verdict, government: Verdict, quality: Verdict, satisfaction: Verdict,
    veto: Verdict, verdict: Verdict, reason: String
  ) {
    self.county = county
    self.resources = resources
    self.government = government
    self.quality = quality
    self.satisfaction = satisfaction
    self.veto = veto
    self.verdict = verdict
    self.reason = reason
  }
}

/// What became of an oversize class since the previous run.
package enum LedgerState: String, Hashable, Sendable {
  case new
  case open
  case closed
}

/// One class over its limit, or one that was over it in the previous run.
package struct LedgerEntry: Hashable, Sendable {
  package var countyCode: String
  package var schoolCode: String
  package var schoolName: String
  package var stage: String
  package var grade: String
  package var className: String
  package var pupils: Int
  package var limit: Int
  package var overBy: Int
  /// Label of the class-size band: `46-50`, `66+`.
  package var band: String
  package var state: LedgerState
  /// As in `SchoolResult`.
  package var campus = ""

  package init(
    countyCode: String, schoolCode: String, schoolName: String, stage: String, grade: String,
    className: String, pupils: Int, limit: Int, overBy: Int, band: String, state: LedgerState
  ) {
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.stage = stage
    self.grade = grade
    self.className = className
    self.pupils = pupils
    self.limit = limit
    self.overBy = overBy
    self.band = band
    self.state = state
  }
}
