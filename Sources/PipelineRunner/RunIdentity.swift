// SPDX-License-Identifier: Apache-2.0
// RunIdentity: what names a run: the same inputs, declarations and version give the same run id.

import DataModel
import Definitions
import Export
import FileFormats
import Foundation

/// The version of the program, part of every output.
package enum ProgramVersion {
  package static let text = "0.1.0"
}

/// The facts about a run that the outputs print.
enum RunIdentity {
  static func information(
    plan: RunPlan, definitions: DefinitionSet, submissions: [Submission], roster: Submission?,
    lists: OfficeLists, skipped: [String], started: Date
  ) -> RunInformation {
    var parts = [ProgramVersion.text, definitions.digest, String(plan.year)]
    // A file may be readable or not by the passwords and limits of the run, which are no input.
    parts += submissions.flatMap {
      [$0.file.path, $0.file.sha256] + ($0.file.unreadableReason == nil ? [] : ["unreadable"])
    }
    if let roster { parts += ["roster", roster.file.sha256] }
    for (name, file) in [
      ("corrections", lists.correctionFile), ("explanations", lists.explanationFile),
    ] {
      if let file { parts += [name, file.sha256] }
    }
    // In whatever order they were given: the years decide.
    parts += plan.previous.flatMap(EarlierOutputs.digests).sorted()
    parts += plan.reading.raised.map { "limit " + $0 }
    let id = String(Digest.sha256Hex(Array(parts.joined(separator: "\n").utf8)).prefix(16))
    var information = RunInformation(
      runIdentifier: id, toolVersion: ProgramVersion.text, year: plan.year, roster: roster?.file,
      corrections: lists.correctionFile, explanations: lists.explanationFile, skipped: skipped,
      started: timestamp(started), finished: "",
      host: ProcessInfo.processInfo.hostName)
    information.previous = plan.previous.compactMap { try? ResultFolder($0) }.map {
      EarlierRun(year: $0.year, runIdentifier: $0.runIdentifier)
    }.sorted { $0.year < $1.year }
    return information
  }

  /// UTC, ISO 8601 to the second.
  static func timestamp(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970)
    let dayNumber = seconds / 86_400
    let day = CivilDate(daysSince1970: dayNumber)?.description ?? ""
    let rest = seconds - dayNumber * 86_400
    let clock = [rest / 3600, rest / 60 % 60, rest % 60]
      .map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    return "\(day)T\(clock)Z"
  }
}
