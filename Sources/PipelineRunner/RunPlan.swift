// SPDX-License-Identifier: Apache-2.0
// RunPlan: what one run is asked to do.

package import DataModel

/// The options of `junheng run`, resolved and checked for sense, not yet for existence.
package struct RunPlan: Sendable {
  /// Folder of the pipeline.
  package var pipelineFolder: String
  /// Files, folders and archives as the user gave them.
  package var inputs: [String]
  package var year: Int
  package var outputFolder: String
  package var roster: String?
  /// Lists of the office; nil: none was given.
  package var corrections: String?
  package var explanations: String?
  /// The output folders of earlier years' runs, and of the round before of the same year.
  package var previous: [String]
  /// How many files are worked on at the same time; at least 1.
  package var jobs: Int
  package var reading: ReadingOptions
  /// A list of administrative divisions, in place of the pipeline's own.
  package var divisions: String?
  /// Whether all tables are also written into one SQLite file.
  package var sqlite: Bool
  /// The platform's own file, in place of the one that the pipeline names.
  package var platformTemplate: String?

  package init(
    pipelineFolder: String, inputs: [String], year: Int, outputFolder: String,
    roster: String? = nil, corrections: String? = nil, explanations: String? = nil,
    previous: [String] = [], jobs: Int,
    reading: ReadingOptions = ReadingOptions(), divisions: String? = nil,
    sqlite: Bool = false,
    platformTemplate: String? = nil
  ) {
    self.platformTemplate = platformTemplate
    self.pipelineFolder = pipelineFolder
    self.inputs = inputs
    self.year = year
    self.outputFolder = outputFolder
    self.roster = roster
    self.corrections = corrections
    self.explanations = explanations
    self.previous = previous
    self.jobs = max(1, jobs)
    self.reading = reading
    self.divisions = divisions
    self.sqlite = sqlite
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

/// What one stage of a run took.
package struct StageCost: Hashable, Sendable {
  /// Elapsed, not summed over the jobs.
  package var seconds: Double
  /// The most memory the program had held by the end of the stage, in bytes.
  package var peakMemory: Int
}

/// Where the time and the memory of a run went.
package struct StageCosts: Hashable, Sendable {
  /// Reading files and normalizing them.
  package var reading: StageCost
  package var evaluating: StageCost
  package var writing: StageCost
}

/// What a finished run says of itself.
package struct RunReport: Sendable {
  package var outputFolder: String
  package var files: Int
  package var unreadable: [(path: String, reason: BilingualText)]
  /// Files of the input folders that hold no submissions (`~$…`, `.DS_Store`), left out by name.
  package var skipped: [String]
  package var schools: Int
  package var schoolsWithoutSubmission: Int
  package var counties: Int
  package var cells: Int
  package var mustCorrect: Int
  package var mustExplain: Int
  package var notes: Int
  /// Findings that are settled; not among those above.
  package var explained: Int
  package var corrected: Int
  /// Explanations and corrections that did not take effect.
  package var idleExplanations: Int
  package var idleCorrections: Int
  /// Against the round before; nil without one.
  package var changes: [FindingChange: Int]?
  package var verdicts: [Verdict: Int]
  package var unconfirmed: Int
  /// False where no list of divisions was given, so that no county code was checked.
  package var hasDivisions: Bool
  /// Workbooks that go back to those who sent them.
  package var returns: Int
  /// Submissions that should go back and do not, because their file changed meanwhile.
  package var notReturned: [(path: String, reason: BilingualText)]
  package var costs: StageCosts

  /// True while a `must_correct` finding, an unexplained `must_explain` finding or an unreadable
  /// file remains: exit status 1.
  package var hasOpenMatters: Bool {
    mustCorrect > 0 || mustExplain > 0 || !unreadable.isEmpty
  }
}
