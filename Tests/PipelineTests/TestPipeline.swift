// SPDX-License-Identifier: Apache-2.0
// TestPipeline: runs of the pipelines of this project, whose declarations are loaded once for all tests.

import Definitions
import PipelineRunner
import TestSupport

/// A `Pipeline` as every run makes it, but that 优质均衡 is not loaded anew for each of a hundred runs.
struct TestPipeline {
  private static let shared = ProjectFolder.pipelines + "/quality-balance-2017"
  private static let loaded = Task { try PipelineCatalogue.load(shared) }

  private let plan: RunPlan
  private let progress: @Sendable (RunProgress) -> Void

  init(_ plan: RunPlan, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }) {
    self.plan = plan
    self.progress = progress
  }

  private func pipeline() async throws -> Pipeline {
    let known = plan.pipelineFolder == Self.shared ? try await Self.loaded.value : nil
    return try Pipeline(plan: plan, loaded: known, progress: progress)
  }

  func run() async throws -> RunReport { try await pipeline().run() }

  func suggestions() async throws -> [SuggestedCorrection] { try await pipeline().suggestions() }
}
