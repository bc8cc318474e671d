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
  /// Names of the forms that carry no example.
  package var formsWithoutExample: [String]
  /// Fields that no rule speaks of, by form.
  package var uncovered: [UncoveredFields]
}

/// Checks a pipeline.
package enum PipelineLint {
  /// Loads the pipeline, cross-checks it and runs its examples; finds all faults at once.
  ///
  /// `loaded`: the declarations of `folder`, where they have been loaded already.
  package static func check(_ folder: String, loaded: DefinitionSet? = nil) -> LintOutcome {
    let report =
      loaded.map { DefinitionLint.run($0) } ?? DefinitionLint.run(pipelineFolder: folder)
    let forms = report.definitions.map { FormExampleRun($0) }
    let cases = report.definitions.map { StandardExampleRun($0, pipelineFolder: folder) }
    let found = report.errors + (forms?.errors ?? []) + (cases?.errors ?? [])
    let errors = found.sorted {
      ($0.place.file, $0.place.line, $0.place.column)
        < ($1.place.file, $1.place.line, $1.place.column)
    }
    return LintOutcome(
      problems: errors.map {
        BilingualText(chinese: $0.text(.chinese), english: $0.text(.english))
      },
      unconfirmed: report.unconfirmed, forms: report.definitions?.forms.count ?? 0,
      rules: report.definitions?.rules.count ?? 0,
      indicators: report.definitions?.indicators.count ?? 0,
      examples: report.exampleCount + (forms?.count ?? 0) + (cases?.count ?? 0),
      formsWithoutExample: forms?.formsWithout ?? [], uncovered: report.uncovered)
  }
}
