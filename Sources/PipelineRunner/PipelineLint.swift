// SPDX-License-Identifier: Apache-2.0
// PipelineLint: what `junheng lint` checks: declarations, rule kinds and examples.

package import DataModel
package import Definitions

/// The outcome of `junheng lint`.
package struct LintOutcome: Sendable {
  /// One `file:line:column: sentence` each, in both languages.
  package var problems: [BilingualText]
  package var unconfirmed: [UnconfirmedItem]
  package var forms: Int
  package var rules: Int
  package var indicators: Int
  package var examples: Int
}

/// Checks a pipeline.
package enum PipelineLint {
  /// Loads the pipeline, cross-checks it and runs its examples; finds all faults at once.
  package static func check(_ folder: String) -> LintOutcome {
    let report = DefinitionLint.run(pipelineFolder: folder)
    return LintOutcome(
      problems: report.errors.map {
        BilingualText(chinese: $0.text(.chinese), english: $0.text(.english))
      },
      unconfirmed: report.unconfirmed, forms: report.definitions?.forms.count ?? 0,
      rules: report.definitions?.rules.count ?? 0,
      indicators: report.definitions?.indicators.count ?? 0, examples: report.exampleCount)
  }
}
