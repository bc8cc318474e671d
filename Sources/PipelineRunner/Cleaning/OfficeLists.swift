// SPDX-License-Identifier: Apache-2.0
// OfficeLists: the corrections and explanations of a run.

import DataModel
import Normalize

/// What the office decided, read before any submission is.
struct OfficeLists: Sendable {
  var corrections: [Correction] = []
  var explanations: [FindingExplanation] = []
  var correctionFile: SubmissionFile?
  var explanationFile: SubmissionFile?

  /// Fails with `.noInput` where a list is not there, cannot be read or lacks a column.
  init(_ plan: RunPlan, normalizer: Normalizer) throws {
    if let path = plan.corrections {
      let list = try CorrectionList.read(
        path, normalizer: normalizer, options: plan.reading)
      (correctionFile, corrections) = (list.file, list.corrections)
    }
    if let path = plan.explanations {
      let list = try ExplanationList.read(path, options: plan.reading)
      (explanationFile, explanations) = (list.file, list.explanations)
    }
  }
}
