// SPDX-License-Identifier: Apache-2.0
// RunCommand: `junheng run`: from what was handed in to the output folder.

import ArgumentParser
import DataModel
import PipelineRunner

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "处理一批报送件，写出汇总与评估结果。Evaluate a set of submissions.")

  @OptionGroup var submissions: SubmissionArguments

  @Option(name: .long, help: "输出文件夹 The output folder; an earlier output in it is replaced.")
  var out: String

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

  @Flag(
    name: .customLong("sqlite"),
    help: "另写 results.sqlite：全部数据表，带索引和视图。Also write all tables into one SQLite file.")
  var sqlite = false

  @Option(
    name: .long,
    help: "平台模板（.xlsx），按流程声明的位置填写。The platform's own workbook, to be filled for each county.")
  var platformTemplate: String?

  @Flag(name: .long, help: "只报错误 Say nothing but errors.")
  var quiet = false

  @Option(name: .long, help: "消息格式 Format of messages: text | json.")
  var logFormat: LogFormat = .text

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let messages = Messages(format: logFormat)
    let language = common.language
    try await common.reporting(messages) {
      let line = ProgressLine(language: language, isQuiet: quiet || logFormat == .json)
      let plan = try self.plan()
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

  private func plan() throws -> RunPlan {
    var plan = try submissions.plan(
      out: out, folders: common.pipelineFolders, reading: try reading.options())
    plan.corrections = corrections
    plan.explanations = explanations
    plan.previous = previous
    plan.divisions = divisions
    plan.sqlite = sqlite
    plan.platformTemplate = platformTemplate
    return plan
  }
}
