// SPDX-License-Identifier: Apache-2.0
// SpokenFinding: a finding as a terminal shows it, in the language of who sits there.

package import DataModel
import Definitions

/// A finding in words.
package struct SpokenFinding: Sendable {
  package let severity: Severity
  /// Its index in the run; nil for a fault of no file.
  package let submission: Int?
  /// `班级!D5`; "" for the whole file.
  package let place: String
  package let message: String
  package let suggestion: String

  /// All findings of an evaluation, in their order.
  package static func all(_ context: ExportContext, language: Language) -> [SpokenFinding] {
    context.evaluation.findings.indices.map { index in
      let finding = context.evaluation.findings[index]
      let texts = FindingTexts(index, context, language: language)
      let parts = [texts.sheet, texts.cell].filter { !$0.isEmpty }
      return SpokenFinding(
        severity: finding.severity, submission: finding.place.submission,
        place: parts.joined(separator: "!"), message: texts.message,
        suggestion: texts.suggestion)
    }
  }
}
