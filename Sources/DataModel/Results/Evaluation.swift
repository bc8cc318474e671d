// SPDX-License-Identifier: Apache-2.0
// Evaluation: everything that was computed in one run; what the outputs are made of.

/// One record: row `row` of table `table` of submission `submission`.
package struct RecordReference: Hashable, Sendable {
  package var submission: Int32
  package var table: Int32
  package var row: Int32
  /// False for a record that a rule left out of all sums (the later of two duplicates).
  package var counts: Bool

  package init(submission: Int, table: Int, row: Int, counts: Bool) {
    self.submission = Int32(submission)
    self.table = Int32(table)
    self.row = Int32(row)
    self.counts = counts
  }
}

/// What became of a submission.
package enum SubmissionStatus: String, Hashable, Sendable {
  case accepted
  /// A `must_correct` finding stands in it.
  case returned
  case unreadable
  case notSubmitted = "not_submitted"
}

/// One line of `submissions.csv`.
package struct SubmissionResult: Hashable, Sendable {
  /// nil for a school of the roster that handed in nothing.
  package var submission: Int?
  package var countyCode: String
  /// The one school whose records the file holds; "" for several or none.
  package var schoolCode: String
  package var status: SubmissionStatus
  package var mustCorrect: Int
  package var mustExplain: Int
  /// Chinese.
  package var note: String

  package init(
    submission: Int?, countyCode: String, schoolCode: String, status: SubmissionStatus,
    mustCorrect: Int, mustExplain: Int, note: String
  ) {
    self.submission = submission
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.status = status
    self.mustCorrect = mustCorrect
    self.mustExplain = mustExplain
    self.note = note
  }
}

/// Everything that was computed in one run.
///
/// Counties are ordered by code, schools by county and code,
/// parts by school and stage, findings by submission, sheet and cell.
package struct Evaluation: Sendable {
  package var year: Int
  /// The submissions with their tables screened: a value that a rule refused is missing.
  package var submissions: [Submission]
  package var submissionResults: [SubmissionResult]
  package var counties: [County]
  package var schools: [SchoolResult]
  package var parts: [SchoolPartResult]
  package var countyIndicators: [CountyIndicatorResult]
  /// 综合差异系数 of each county and stage: the mean of its indicators' disparities, as `variation`.
  package var countyComposites: [CountyIndicatorResult]
  package var countyVerdicts: [CountyVerdictResult]
  /// By county in the order declared; empty where the pipeline has no items.
  package var countyValues: [CountyValueResult]
  package var countyItems: [CountyItemResult]
  package var countyGroups: [CountyGroupResult]
  /// Lines of declared ledgers by county, in file order.
  package var tracked: [TrackedEntry] = []
  package var ledger: [LedgerEntry]
  package var findings: [Finding]
  /// What became of the corrections that were given, in their order.
  package var corrections: [CorrectionResult] = []
  /// The records of each form (index in the definitions) and school (index in `schools`), in file order.
  package var records: [[[RecordReference]]]
  /// By county, stage, indicator, and then in the order of the parts.
  package var contributions: [VariationContribution] = []
  package var rollups: [AreaRollup] = []
  /// By county, stage and band; what no class has is left out.
  package var classSizes: [ClassSizeCount] = []
  /// By school and grade.
  package var grades: [GradeCount] = []
  /// Empty without a run of the year before.
  package var promotions: [GradePromotion] = []
  /// Empty without an earlier run.
  package var trends: [TrendFigure] = []

  package init(
    year: Int, submissions: [Submission], submissionResults: [SubmissionResult],
    counties: [County], schools: [SchoolResult], parts: [SchoolPartResult],
    countyIndicators: [CountyIndicatorResult], countyVerdicts: [CountyVerdictResult],
    countyValues: [CountyValueResult] = [], countyItems: [CountyItemResult] = [],
    countyGroups: [CountyGroupResult] = [],
    ledger: [LedgerEntry], findings: [Finding], records: [[[RecordReference]]],
    countyComposites: [CountyIndicatorResult] = []
  ) {
    self.year = year
    self.submissions = submissions
    self.submissionResults = submissionResults
    self.counties = counties
    self.schools = schools
    self.parts = parts
    self.countyIndicators = countyIndicators
    self.countyComposites = countyComposites
    self.countyVerdicts = countyVerdicts
    self.countyValues = countyValues
    self.countyItems = countyItems
    self.countyGroups = countyGroups
    self.ledger = ledger
    self.findings = findings
    self.records = records
  }
}
