// SPDX-License-Identifier: Apache-2.0
// Pipeline: wires the stages for one run: files → records → results → output folder.

import DataModel
package import Definitions
import Evaluate
import Export
import FileFormats
import Foundation
import Normalize

/// One execution over one set of submissions for one year.
package struct Pipeline: Sendable {
  private let plan: RunPlan
  private let definitions: DefinitionSet
  private let progress: @Sendable (RunProgress) -> Void

  /// Loads the declarations; a wrong one ends the run before any data is read.
  ///
  /// `loaded`: the declarations of `plan.pipelineFolder`, where they have been loaded already.
  package init(
    plan: RunPlan, loaded: DefinitionSet? = nil,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws {
    self.plan = plan
    self.progress = progress
    var definitions = try loaded ?? PipelineCatalogue.load(plan.pipelineFolder)
    if let path = plan.divisions { try DivisionReading.add(path, to: &definitions) }
    try TemplateReading.add(
      plan.platformTemplate, beside: plan.pipelineFolder, to: &definitions)
    // What is said to users, and printed, is the standard as it holds in the year of the run.
    self.definitions = definitions.inForce(in: plan.year)
  }

  /// Does the run and puts the output in its place; on any error the previous output stays.
  package func run() async throws -> RunReport {
    let started = Date()
    let discovery = try InputDiscovery(
      inputs: plan.inputs, outputFolder: plan.outputFolder, roster: plan.roster,
      passwordFile: plan.reading.passwordFile,
      archiveLimits: ArchiveLimits(plan.reading.limits))
    let normalizer = Normalizer(definitions: definitions)
    let roster = try plan.roster.map { try readRoster($0, normalizer: normalizer) }
    let lists = try OfficeLists(plan, normalizer: normalizer)
    let earlier = try EarlierOutputs.read(plan.previous, before: plan.year)
    let output = try OutputPlace(claiming: plan.outputFolder)
    do {
      var watch = StageWatch()
      let submissions = try await read(discovery.files, normalizer: normalizer)
      let reading = watch.lap()
      progress(RunProgress(phase: .evaluating, done: 0, total: 1, records: 0))
      let ground = Evaluator(definitions: definitions).ground(
        submissions: submissions, roster: roster?.workbook, year: plan.year,
        previousLedger: earlier.years.last?.ledger, earlier: earlier.years,
        corrections: lists.corrections)
      var evaluation = try await EvaluationTasks(ground: ground, width: plan.jobs).evaluation()
      let ledger = FindingLedgerBuilder(
        evaluation, round: earlier.round, definitions: definitions
      ).ledger(given: lists.explanations, returned: submissions.flatMap(\.explanations))
      ledger.settle(&evaluation)
      let evaluating = watch.lap()
      let outcomes = try await write(
        evaluation, ledger, of: discovery, roster: roster, lists: lists, started: started,
        to: output)
      try output.publish()
      let costs = StageCosts(reading: reading, evaluating: evaluating, writing: watch.lap())
      return report(evaluation, ledger, outcomes, skipped: discovery.skipped, costs: costs)
    } catch {
      output.discard()
      throw error
    }
  }

  /// What of the submissions is likely one name or code, written in several ways; writes nothing.
  package func suggestions() async throws -> [SuggestedCorrection] {
    let discovery = try InputDiscovery(
      inputs: plan.inputs, outputFolder: plan.outputFolder, roster: plan.roster,
      passwordFile: plan.reading.passwordFile,
      archiveLimits: ArchiveLimits(plan.reading.limits))
    let normalizer = Normalizer(definitions: definitions)
    let roster = try plan.roster.map { try readRoster($0, normalizer: normalizer) }
    let submissions = try await read(discovery.files, normalizer: normalizer)
    let evaluation = Evaluator(definitions: definitions).evaluate(
      submissions: submissions, roster: roster?.workbook, year: plan.year, previousLedger: nil)
    return CorrectionSuggester(
      evaluation, definitions: definitions, normalizer: normalizer
    ).suggestions()
  }

  private func read(_ files: [InputFile], normalizer: Normalizer) async throws -> [Submission] {
    let reading = SubmissionReading(
      normalizer: normalizer, options: plan.reading, year: plan.year)
    return try await reading.read(files, width: plan.jobs, progress: progress)
  }

  /// The roster decides who is missing: one that cannot be read ends the run.
  private func readRoster(_ path: String, normalizer: Normalizer) throws -> Submission {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFailure(
        .noInput, chinese: "没有找到学校名册“\(path)”。", english: "no such roster: “\(path)”")
    }
    return try RosterReading(normalizer: normalizer, options: plan.reading).read(path)
  }

  private func write(
    _ evaluation: Evaluation, _ ledger: FindingLedger, of discovery: InputDiscovery,
    roster: Submission?, lists: OfficeLists, started: Date, to output: OutputPlace
  ) async throws -> [OutputOutcome] {
    let run = RunIdentity.information(
      plan: plan, definitions: definitions, submissions: evaluation.submissions, roster: roster,
      lists: lists, skipped: discovery.skipped, started: started)
    var bundle = ExportBundle(
      definitions: definitions, evaluation: evaluation, run: run, ledger: ledger)
    let context = ExportContext(bundle)
    let writing = ReturnWriting(
      plan: ReturnPlan(context), files: discovery.files, submissions: evaluation.submissions,
      options: plan.reading)
    let tasks =
      try OutputPlan.tasks(for: context, sqlite: plan.sqlite)
      + (PlatformTemplate(definitions)?.tasks(context) ?? [])
    let jobs = tasks.map { OutputJob.task($0) } + writing.jobs
    let outcomes = try await writing.write(
      jobs, width: plan.jobs, to: output.temporaryPath, progress: progress)
    bundle.run.finished = RunIdentity.timestamp(Date())
    _ = try ManifestExport.write(
      bundle, files: outcomes.compactMap(\.file), returns: OutputOutcome.returns(outcomes),
      to: output.temporaryPath)
    return outcomes
  }

  private func report(
    _ evaluation: Evaluation, _ ledger: FindingLedger, _ outcomes: [OutputOutcome],
    skipped: [String], costs: StageCosts
  ) -> RunReport {
    let open = zip(evaluation.findings, ledger.standings).filter { $1.state == .open }.map(\.0)
    let changes = (ledger.standings.map(\.change) + ledger.closed.map(\.change))
      .reduce(into: [FindingChange: Int]()) { if let change = $1 { $0[change, default: 0] += 1 } }
    let schools = SchoolTally(evaluation.schools)
    return RunReport(
      outputFolder: plan.outputFolder, files: evaluation.submissions.count,
      unreadable: evaluation.submissions.compactMap { submission in
        submission.file.unreadableReason.map { (submission.file.path, $0) }
      },
      skipped: skipped, schools: schools.all, schoolsWithoutSubmission: schools.missing,
      counties: evaluation.counties.count,
      cells: evaluation.submissions.reduce(0) { $0 + $1.workbook.account.cells },
      mustCorrect: open.count { $0.severity == .mustCorrect },
      mustExplain: open.count { $0.severity == .mustExplain },
      notes: open.count { $0.severity == .note },
      explained: ledger.standings.count { $0.state == .explained },
      corrected: ledger.standings.count { $0.state == .corrected },
      idleExplanations: ledger.outcomes.count { $0 != .applied && $0 != .unknown },
      idleCorrections: evaluation.corrections.count {
        $0.outcome != .applied && $0.outcome != .unneeded
      },
      changes: ledger.isCompared ? changes : nil,
      verdicts: Dictionary(grouping: evaluation.parts, by: \.verdict).mapValues(\.count),
      unconfirmed: definitions.unconfirmed.count,
      hasDivisions: definitions.codeLists[DivisionList.id] != nil,
      returns: OutputOutcome.returns(outcomes).count, notReturned: OutputOutcome.left(outcomes),
      costs: costs)
  }
}
