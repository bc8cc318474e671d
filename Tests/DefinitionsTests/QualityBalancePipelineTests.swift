// SPDX-License-Identifier: Apache-2.0
// QualityBalancePipelineTests: the real pipeline loads, lints clean and states the published figures.

import DataModel
import Definitions
import Formula
import Testing

@Suite struct QualityBalancePipelineTests {
  static let folder = "Pipelines/quality-balance-2017"

  @Test func `the real pipeline lints clean`() {
    let report = DefinitionLint.run(pipelineFolder: Self.folder)
    for error in report.errors { Issue.record("\(error.text(.english))") }
    #expect(report.definitions != nil)
    #expect(report.exampleCount > 100)
  }
}
