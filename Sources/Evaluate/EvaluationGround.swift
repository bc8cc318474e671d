// SPDX-License-Identifier: Apache-2.0
// EvaluationGround: what schools and counties are evaluated from: their records, screened.

import DataModel
import Definitions

/// The tables of a run, the schools whose rows they are, and which values and records count.
///
/// Nothing of it changes any more, so any number of tasks may read it.
package struct EvaluationGround: Sendable {
  /// What one task is given: few enough that the last one is not waited for, many enough to pay.
  private static let schoolsInShare = 16

  let plan: EvaluationPlan
  let year: Int
  let run: RunTables
  let register: SchoolRegister
  let records: RecordIndex
  let countyRecords: CountyIndex
  /// Of register, records, screening and the rows of counties' forms.
  let findings: [Finding]
  let hasRoster: Bool
  /// nil when there is no previous run.
  let previousLedger: [LedgerEntry]?
  let earlier: [EarlierYear]
  /// What became of the office's corrections.
  let corrections: [CorrectionResult]
  private let openClasses: Set<ClassLedger.Identity>?

  init(
    plan: EvaluationPlan, submissions: [Submission], roster: NormalizedWorkbook?, year: Int,
    previousLedger: [LedgerEntry]?, earlier: [EarlierYear], corrections: [Correction]
  ) {
    self.plan = plan
    self.year = year
    self.previousLedger = previousLedger
    self.earlier = earlier
    hasRoster = roster != nil
    openClasses = previousLedger.map(ClassLedger.open)
    let (counted, repeated) = RepeatedFiles.leftOut(
      submissions, roster: roster, year: year, plan: plan)
    var run = RunTables(counted, plan: plan)
    var replay = CorrectionReplay(corrections, plan: plan)
    replay.applyToSubjects(&run)
    register = SchoolRegister(
      run: &run, roster: roster, plan: plan, succession: CountySuccession(plan, year: year))
    let countyRows = CountyRows.assign(&run, register: register, plan: plan)
    replay.apply(&run, register: register)
    var records = RecordIndex(run: run, register: register, plan: plan)
    let screening = Self.screen(&run, register, &records, year: year, plan: plan)
    countyRecords = CountyIndex(run: run, counties: register.counties, plan: plan)
    self.run = run
    self.records = records
    findings =
      register.findings + repeated + records.findings + screening + countyRows
      + countyRecords.findings
      + CorrectionFindings.findings(replay.results, plan: plan)
    self.corrections = replay.results
  }

  /// Takes out the values and records that rules refuse, and says why.
  private static func screen(
    _ run: inout RunTables, _ register: SchoolRegister, _ records: inout RecordIndex, year: Int,
    plan: EvaluationPlan
  ) -> [Finding] {
    var state = ScreeningState(
      run: run, register: register, plan: plan, isRepeated: records.isRepeated,
      isCountyRepeated: CountyIndex(run: run, counties: register.counties, plan: plan).isRepeated)
    CodeDateRule.check(&state, year: year)
    PastRule.check(&state, year: year)
    RuleTable.screen(&state)
    run = state.run
    records.update(from: run)
    return state.findings
  }

  // MARK: - Shares

  /// The second step: each of them once, in any order.
  package var shares: Range<Int> {
    let schools = register.schools.count
    return 0..<max(1, (schools + Self.schoolsInShare - 1) / Self.schoolsInShare)
  }

  /// Some of the schools and, to give every task something of all work, of the submissions.
  package func share(_ index: Int) -> EvaluationShare {
    var share = EvaluationShare(ledger: ClassLedger(plan: plan, open: openClasses))
    share.completed = FindingCompletion.findings(
      run, of: slice(index, run.submissions.count), register: register, plan: plan)
    let grades = GradeCounts(plan)
    for school in slice(index, register.schools.count) {
      let own = schoolRecords(school)
      let county = register.counties[own.school.county].code
      var evaluation = evaluate(own)
      Self.name(own.school.campus, in: &evaluation.findings)
      share.evaluations.append(evaluation)
      share.ledger.add(own, countyCode: county)
      share.grades += grades.grades(of: own, county: county)
    }
    return share
  }

  /// Findings of several campuses (校区) of one code are told apart by their key.
  static func name(_ campus: String, in findings: inout [Finding]) {
    guard !campus.isEmpty else { return }
    for index in findings.indices where !findings[index].recordKey.hasSuffix(campus) {
      let key = findings[index].recordKey
      findings[index].recordKey = key.isEmpty ? campus : "\(key)+\(campus)"
    }
  }

  private func slice(_ index: Int, _ count: Int) -> Range<Int> {
    let shares = shares.count
    return index * count / shares..<(index + 1) * count / shares
  }

  func schoolRecords(_ school: Int) -> SchoolRecords {
    SchoolRecords(index: school, register: register, run: run, records: records, plan: plan)
  }

  private func evaluate(_ records: SchoolRecords) -> SchoolEvaluation {
    if let parent = register.parents[records.index] {
      return SchoolEvaluation(branch: records, of: register.schools[parent])
    }
    let branches =
      register.hasBranches ? register.branches(of: records.index).map(schoolRecords) : []
    return SchoolEvaluation(records, branches: branches)
  }
}

/// What a share of a run's schools and submissions gives.
package struct EvaluationShare: Sendable {
  /// Findings of normalization, completed.
  var completed: [Finding] = []
  var evaluations: [SchoolEvaluation] = []
  var ledger: ClassLedger
  var grades: [GradeCount] = []

  init(ledger: ClassLedger) {
    self.ledger = ledger
  }
}
