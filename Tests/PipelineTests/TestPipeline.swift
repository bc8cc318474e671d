// SPDX-License-Identifier: Apache-2.0
// TestPipeline: runs, templates and lint over declarations that are loaded once for all tests.

import PipelineRunner
import TestSupport

/// A `Pipeline` as every run makes it, but that no pipeline of this project is loaded anew for it.
struct TestPipeline {
  private let plan: RunPlan
  private let progress: @Sendable (RunProgress) -> Void

  init(_ plan: RunPlan, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }) {
    self.plan = plan
    self.progress = progress
  }

  private func pipeline() throws -> Pipeline {
    let known = try LoadedPipelines.inFolder(plan.pipelineFolder)
    return try Pipeline(plan: plan, loaded: known, progress: progress)
  }

  func run() async throws -> RunReport { try await pipeline().run() }

  func suggestions() async throws -> [SuggestedCorrection] { try await pipeline().suggestions() }

  static func template(_ plan: TemplatePlanning) throws -> TemplateRun {
    try TemplateRun(plan, loaded: LoadedPipelines.inFolder(plan.pipelineFolder))
  }

  /// What lint says of a pipeline of this project.
  static func lint(_ pipeline: String) throws -> LintOutcome {
    PipelineLint.check(
      ProjectFolder.pipelines + "/" + pipeline, loaded: try LoadedPipelines.named(pipeline))
  }
}
