// SPDX-License-Identifier: Apache-2.0
// RunPlan: what one run is asked to do.

package import DataModel
package import Definitions

/// The options of `junheng run`, resolved and checked for sense, not yet for existence.
package struct RunPlan: Sendable {
  /// Folder of the pipeline.
  package var pipelineFolder: String
  /// Files, folders and archives as the user gave them.
  package var inputs: [String]
  package var year: Int
  package var outputFolder: String
  package var roster: String?
  /// The output folder of an earlier year's run.
  package var previous: String?
  /// How many files are worked on at the same time; at least 1.
  package var jobs: Int
  package var language: Language

  package init(
    pipelineFolder: String, inputs: [String], year: Int, outputFolder: String,
    roster: String? = nil, previous: String? = nil, jobs: Int, language: Language
  ) {
    self.pipelineFolder = pipelineFolder
    self.inputs = inputs
    self.year = year
    self.outputFolder = outputFolder
    self.roster = roster
    self.previous = previous
    self.jobs = max(1, jobs)
    self.language = language
  }
}

/// What a progress line can say while files are read and written.
package struct RunProgress: Sendable {
  /// What is being done.
  package enum Phase: Sendable {
    case reading
    case evaluating
    case writing
  }

  package var phase: Phase
  package var done: Int
  package var total: Int
  /// Records read so far.
  package var records: Int
}

/// Where the time of a run went, in seconds.
package struct StageTimes: Hashable, Sendable {
  package var definitions = 0.0
  /// Reading files and normalizing them, in parallel: elapsed, not summed.
  package var reading = 0.0
  package var evaluating = 0.0
  package var writing = 0.0
}

/// What a finished run says of itself.
package struct RunReport: Sendable {
  package var outputFolder: String
  package var files: Int
  package var unreadable: [(path: String, reason: String)]
  /// Files of the input folders that hold no submissions (`~$…`, `.DS_Store`), left out by name.
  package var skipped: [String]
  package var schools: Int
  package var schoolsWithoutSubmission: Int
  package var counties: Int
  package var cells: Int
  package var mustCorrect: Int
  package var mustExplain: Int
  package var notes: Int
  package var verdicts: [Verdict: Int]
  package var unconfirmed: Int
  package var times: StageTimes

  /// True while a `must_correct` finding, an unexplained `must_explain` finding or an unreadable
  /// file remains: exit status 1.
  package var hasOpenMatters: Bool {
    mustCorrect > 0 || mustExplain > 0 || !unreadable.isEmpty
  }
}
