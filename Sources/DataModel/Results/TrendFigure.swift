// SPDX-License-Identifier: Apache-2.0
// TrendFigure: one figure of one year, and its change since the year given before it.

/// What a figure is of.
package struct TrendSubject: Hashable, Sendable {
  package enum Measure: String, Hashable, Sendable, CaseIterable {
    /// An indicator of a school part.
    case value
    /// Mean and 差异系数 of an indicator in a county.
    case mean
    case variation = "cv"
    /// Of a county's school parts of a stage, the percentage that passes; of no indicator.
    ///
    /// What is undecided is among all parts and has not passed; what is excluded is not.
    case passShare = "pass_share"
  }

  package var countyCode: String
  /// "" for a county's figure.
  package var schoolCode: String
  package var stage: String
  package var indicator: String
  package var measure: Measure
  /// As in `SchoolResult`.
  package var campus = ""

  package init(
    countyCode: String, schoolCode: String, stage: String, indicator: String, measure: Measure
  ) {
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.stage = stage
    self.indicator = indicator
    self.measure = measure
  }
}

/// One figure in one year.
package struct TrendFigure: Hashable, Sendable {
  package var subject: TrendSubject
  package var year: Int
  package var value: ExactNumber
  /// Against the last earlier year that has the figure; nil for the first.
  package var change: ExactNumber?
  /// `change` in percent of the earlier value; nil where that is 0.
  package var changePercent: ExactNumber?

  package init(
    subject: TrendSubject, year: Int, value: ExactNumber, change: ExactNumber?,
    changePercent: ExactNumber?
  ) {
    self.subject = subject
    self.year = year
    self.value = value
    self.change = change
    self.changePercent = changePercent
  }
}

/// What the output of an earlier year says.
package struct EarlierYear: Sendable {
  package var year: Int
  package var ledger: [LedgerEntry]
  package var figures: [TrendSubject: ExactNumber]
  /// nil where the output has no grades.
  package var grades: [GradeCount]?
  /// Lines of its declared ledgers; nil where the output has none.
  package var tracked: [TrackedEntry]?

  package init(
    year: Int, ledger: [LedgerEntry], figures: [TrendSubject: ExactNumber], grades: [GradeCount]?,
    tracked: [TrackedEntry]? = nil
  ) {
    self.tracked = tracked
    self.year = year
    self.ledger = ledger
    self.figures = figures
    self.grades = grades
  }
}
