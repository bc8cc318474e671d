// SPDX-License-Identifier: Apache-2.0
// SubmissionCheck: looks at some files only: what is wrong with them, and workbooks to give back.

package import DataModel
import Definitions
import Evaluate
package import Export
import Foundation
import Normalize

/// What `junheng check` is asked to do.
package struct CheckPlan: Sendable {
  package var pipelineFolder: String
  package var inputs: [String]
  /// The year of the figures; nil: the present one, and titles of other years are no problem.
  package var year: Int?
  /// Nil: nothing is written.
  package var outputFolder: String?
  package var jobs: Int
  package var reading: ReadingOptions
  package var language: Language

  package init(
    pipelineFolder: String, inputs: [String], year: Int?, outputFolder: String?, jobs: Int,
    reading: ReadingOptions, language: Language
  ) {
    self.pipelineFolder = pipelineFolder
    self.inputs = inputs
    self.year = year
    self.outputFolder = outputFolder
    self.jobs = max(1, jobs)
    self.reading = reading
    self.language = language
  }
}

/// What was found in the files.
package struct CheckReport: Sendable {
  package var submissions: [Submission]
  package var findings: [SpokenFinding]
  package var skipped: [String]
  package var returns: Int
  package var notReturned: [(path: String, reason: BilingualText)]

  package func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// As for a run: exit status 1.
  package var hasOpenMatters: Bool {
    count(.mustCorrect) > 0 || count(.mustExplain) > 0
      || submissions.contains { $0.file.unreadableReason != nil }
  }
}

/// Validates files without asking what else there should be.
package struct SubmissionCheck: Sendable {
  private let plan: CheckPlan
  private let definitions: DefinitionSet
  private let year: Int
  private let progress: @Sendable (RunProgress) -> Void

  package init(
    plan: CheckPlan, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) throws {
    self.plan = plan
    self.progress = progress
    year = plan.year ?? Self.presentYear
    definitions = try PipelineCatalogue.load(plan.pipelineFolder).inForce(in: year)
  }

  private static var presentYear: Int {
    let days = Int(Date().timeIntervalSince1970) / 86_400
    return CivilDate(daysSince1970: days)?.year ?? 1970
  }

  package func run() async throws -> CheckReport {
    let started = Date()
    let discovery = try InputDiscovery(
      inputs: plan.inputs, outputFolder: plan.outputFolder ?? "/dev/null",
      passwordFile: plan.reading.passwordFile, archiveLimits: ArchiveLimits(plan.reading.limits))
    let output = try plan.outputFolder.map { try OutputPlace(claiming: $0) }
    do {
      let reading = SubmissionReading(
        normalizer: Normalizer(definitions: definitions), options: plan.reading, year: plan.year)
      let submissions = try await reading.read(
        discovery.files, width: plan.jobs, progress: progress)
      let evaluation = Evaluator(definitions: definitions).evaluate(
        submissions: submissions, roster: nil, year: year, previousLedger: nil, scope: .someFiles)
      let run = RunIdentity.information(
        plan: runPlan, definitions: definitions, submissions: submissions, roster: nil,
        lists: OfficeLists(), skipped: discovery.skipped, started: started)
      let bundle = ExportBundle(definitions: definitions, evaluation: evaluation, run: run)
      let context = ExportContext(bundle)
      var outcomes: [OutputOutcome] = []
      if let output {
        outcomes = try await write(bundle, context, discovery.files, to: output)
        try output.publish()
      }
      return CheckReport(
        submissions: submissions,
        findings: SpokenFinding.all(context, language: plan.language),
        skipped: discovery.skipped, returns: OutputOutcome.returns(outcomes).count,
        notReturned: OutputOutcome.left(outcomes))
    } catch {
      output?.discard()
      throw error
    }
  }

  private var runPlan: RunPlan {
    RunPlan(
      pipelineFolder: plan.pipelineFolder, inputs: plan.inputs, year: year,
      outputFolder: plan.outputFolder ?? "", jobs: plan.jobs, reading: plan.reading)
  }

  private func write(
    _ bundle: ExportBundle, _ context: ExportContext, _ files: [InputFile],
    to output: OutputPlace
  ) async throws -> [OutputOutcome] {
    let writing = ReturnWriting(
      plan: ReturnPlan(context), files: files, submissions: bundle.evaluation.submissions,
      options: plan.reading)
    let jobs = OutputPlan.checkTasks(for: context).map { OutputJob.task($0) } + writing.jobs
    let outcomes = try await writing.write(
      jobs, width: plan.jobs, to: output.temporaryPath, progress: progress)
    _ = try ManifestExport.write(
      bundle, files: outcomes.compactMap(\.file), returns: OutputOutcome.returns(outcomes),
      finished: RunIdentity.timestamp(Date()), to: output.temporaryPath)
    return outcomes
  }
}
