// SPDX-License-Identifier: Apache-2.0
// RunCommand: `junheng run`: from what was handed in to the output folder.

import ArgumentParser
import DataModel
import Foundation
import PipelineRunner

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "处理一批报送件，写出汇总与评估结果。Evaluate a set of submissions.")

  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "报送件：文件或文件夹（含子文件夹）。Files or folders of submissions.")
  var input: [String]

  @Option(name: .long, help: "年份 Year of the figures.")
  var year: Int

  @Option(name: .long, help: "输出文件夹 The output folder; an earlier output in it is replaced.")
  var out: String

  @Option(name: .long, help: "学校名册 The list of schools expected to hand in.")
  var roster: String?

  @Option(
    name: .long,
    help: "更正表：以新值代替报送值，报送件本身不改。Values to put in place of submitted ones.")
  var corrections: String?

  @Option(
    name: .long,
    help: "说明表：对“需要说明”的问题的说明。Explanations of findings that must be explained.")
  var explanations: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      以前年份的输出文件夹，可多次使用：台账销号、年级升级率和历年变化；同一年份的是上一轮：问题是否消除。\
      The output folder of an earlier year, or of the round before; repeatable.
      """,
      valueName: "folder"))
  var previous: [String] = []

  @Option(
    name: .long,
    help: "行政区划表，用于核对区划代码。A list of divisions (code,name or Source,Revision,Code,Name).")
  var divisions: String?

  @Option(
    name: .long,
    help: "平台模板（.xlsx），按流程声明的位置填写。The platform's own workbook, to be filled for each county.")
  var platformTemplate: String?

  @Option(name: .long, help: "同时处理的文件数（默认：处理器个数）。Files worked on at once.")
  var jobs: Int?

  @Flag(name: .long, help: "只报错误 Say nothing but errors.")
  var quiet = false

  @Option(name: .long, help: "消息格式 Format of messages: text | json.")
  var logFormat: LogFormat = .text

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !input.isEmpty else { throw ValidationError("--input needs at least one path") }
    guard (1949...2999).contains(year) else {
      throw ValidationError("--year \(year): a year such as 2025 is expected")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    let messages = Messages(format: logFormat)
    let language = common.language
    try await common.reporting(messages) {
      let folder = try PipelineCatalogue.folder(
        of: pipeline, searchFolders: common.pipelineFolders)
      let line = ProgressLine(language: language, isQuiet: quiet || logFormat == .json)
      let options = try reading.options()
      let plan = RunPlan(
        pipelineFolder: folder, inputs: input, year: year, outputFolder: out, roster: roster,
        corrections: corrections, explanations: explanations, previous: previous,
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        reading: options, divisions: divisions, platformTemplate: platformTemplate)
      let report: RunReport
      do {
        report = try await Pipeline(plan: plan, progress: { line.show($0) }).run()
        line.end()
      } catch {
        line.end()
        throw error
      }
      for (path, reason) in report.unreadable {
        messages.error("\(path): \(reason.text(language))")
      }
      for (path, reason) in report.notReturned {
        messages.warning("\(path): \(reason.text(language))")
      }
      if !quiet {
        RunSummary(report: report, language: language).write(to: messages)
      }
      if report.hasOpenMatters { throw ExitCode(1) }
    }
  }
}
