// SPDX-License-Identifier: Apache-2.0
// ExportBundle: everything the outputs of one run are made of.

package import DataModel
package import Definitions

/// A run whose output another one was compared with.
package struct EarlierRun: Hashable, Sendable {
  package var year: Int
  package var runIdentifier: String

  package init(year: Int, runIdentifier: String) {
    self.year = year
    self.runIdentifier = runIdentifier
  }
}

/// What is known of the run itself.
///
/// Only `started`, `finished` and `host` may differ between two runs over the same inputs, and they
/// reach no file but the manifest.
package struct RunInformation: Hashable, Sendable {
  package var runIdentifier: String
  package var toolVersion: String
  package var year: Int
  /// Language of the sentences in findings; workbooks are Chinese.
  ///
  /// It must not come from the locale, or outputs would differ from machine to machine.
  package var language: Language
  /// The roster the run was given; nil when there was none.
  package var roster: SubmissionFile?
  /// The lists of corrections and explanations, where they were given.
  package var corrections: SubmissionFile?
  package var explanations: SubmissionFile?
  /// The runs of `--previous`, by year.
  package var previous: [EarlierRun] = []
  /// Files of the input folders left out by name (`~$…`, `.DS_Store`).
  package var skipped: [String]
  package var started: String
  package var finished: String
  package var host: String

  package init(
    runIdentifier: String, toolVersion: String, year: Int, language: Language = .chinese,
    roster: SubmissionFile? = nil, corrections: SubmissionFile? = nil,
    explanations: SubmissionFile? = nil, skipped: [String] = [], started: String, finished: String,
    host: String
  ) {
    self.runIdentifier = runIdentifier
    self.toolVersion = toolVersion
    self.year = year
    self.language = language
    self.roster = roster
    self.corrections = corrections
    self.explanations = explanations
    self.skipped = skipped
    self.started = started
    self.finished = finished
    self.host = host
  }
}

/// Everything the outputs of one run are made of.
package struct ExportBundle: Sendable {
  package var definitions: DefinitionSet
  package var evaluation: Evaluation
  package var run: RunInformation
  /// What has become of the findings; nil: every one of them is open.
  package var ledger: FindingLedger?

  package init(
    definitions: DefinitionSet, evaluation: Evaluation, run: RunInformation,
    ledger: FindingLedger? = nil
  ) {
    self.definitions = definitions
    self.evaluation = evaluation
    self.run = run
    self.ledger = ledger
  }
}
