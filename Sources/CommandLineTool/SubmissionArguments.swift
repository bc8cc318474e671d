// SPDX-License-Identifier: Apache-2.0
// SubmissionArguments: the options of all commands that evaluate what was handed in for a year.

import ArgumentParser
import Foundation
import PipelineRunner

struct SubmissionArguments: ParsableArguments {
  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "报送件：文件或文件夹（含子文件夹）。Files or folders of submissions.")
  var input: [String]

  @Option(name: .long, help: "年份 Year of the figures.")
  var year: Int

  @Option(name: .long, help: "学校名册 The list of schools expected to hand in.")
  var roster: String?

  @Option(name: .long, help: "同时处理的文件数（默认：处理器个数）。Files worked on at once.")
  var jobs: Int?

  func validate() throws {
    guard !input.isEmpty else { throw ValidationError("--input needs at least one path") }
    guard (1949...2999).contains(year) else {
      throw ValidationError("--year \(year): a year such as 2025 is expected")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// The plan of a run; `folders`: where a pipeline's name is looked up.
  func plan(out: String, folders: [String], reading: ReadingOptions) throws -> RunPlan {
    RunPlan(
      pipelineFolder: try PipelineCatalogue.folder(of: pipeline, searchFolders: folders),
      inputs: input, year: year, outputFolder: out, roster: roster,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, reading: reading)
  }
}
