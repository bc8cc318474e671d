// SPDX-License-Identifier: Apache-2.0
// CheckCommand: `junheng check`: what is wrong with some files, without evaluating anything.

import ArgumentParser
import DataModel
import Foundation
import PipelineRunner

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "只核对文件，不作评估；可写出已标注问题的工作簿。Validate files only; can write the workbooks to give back.",
    discussion: """
      问题写到标准输出；给出 --out 时，还写出已标注的工作簿（returns/）和问题表（findings.csv）。 Findings go to \
      standard output; with --out, the marked workbooks (returns/) and findings.csv are written too.

      例 Example:
        junheng check quality-balance-2017 班级台账.xlsx 教师花名册.xls --out 退回
      """)

  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @Argument(help: "文件、文件夹或 .zip。Files, folders or .zip archives.")
  var files: [String]

  @Option(
    name: .long,
    help: "输出文件夹 The output folder; an earlier output in it is replaced.")
  var out: String?

  @Option(
    name: .long,
    help:
      "年份（默认：今年，且不核对标题中的年份）。Year of the figures (default: the present one; years in titles are not asked)."
  )
  var year: Int?

  @Option(name: .long, help: "同时处理的文件数（默认：处理器个数）。Files worked on at once.")
  var jobs: Int?

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("at least one file is needed") }
    if let year, !(1949...2999).contains(year) {
      throw ValidationError("--year \(year): a year such as 2025 is expected")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    let language = common.language
    let messages = Messages(format: .text)
    try await common.reporting(messages) {
      let folder = try PipelineCatalogue.folder(
        of: pipeline, searchFolders: common.pipelineFolders)
      let plan = CheckPlan(
        pipelineFolder: folder, inputs: files, year: year, outputFolder: out,
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, reading: try reading.options(),
        language: language)
      let line = ProgressLine(language: language, isQuiet: false)
      let report: CheckReport
      do {
        report = try await SubmissionCheck(plan: plan, progress: { line.show($0) }).run()
        line.end()
      } catch {
        line.end()
        throw error
      }
      for (path, reason) in report.notReturned {
        messages.warning("\(path): \(reason.text(language))")
      }
      try Messages.toStandardOutput(CheckText.text(report, language: language))
      if report.hasOpenMatters { throw ExitCode(1) }
    }
  }
}
