// SPDX-License-Identifier: Apache-2.0
// DiffCommand: `junheng diff`: what changed between two runs, and why.

import ArgumentParser
import DataModel
import PipelineRunner

/// How differences are printed.
enum DifferenceFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
  case csv
}

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "两次运行有何不同：报送件、数据、指标、结论，以及由何引起。What changed between two runs, and why.",
    discussion: """
      只用两个输出文件夹。 The two output folders are enough.
      退出状态 Exit status: 0 没有差别 no difference · 1 有差别 there are differences

      例 Example:
        junheng diff 上一轮 本轮
        junheng diff 上一轮 本轮 --county 990121 --limit 0
        junheng diff 上一轮 本轮 --format csv > 变化.csv
      """)

  @Argument(help: "前一次的输出文件夹 The output folder of the earlier run.")
  var before: String

  @Argument(help: "后一次的输出文件夹 The output folder of the later run.")
  var after: String

  @Option(name: .long, help: "只看一个区县：代码，或唯一的名称。One county only: its code, or its name.")
  var county: String?

  @Option(name: .long, help: "每段最多列出几行，0 为全部。Lines of each list, 0 for all.")
  var limit = 20

  @Option(name: .long, help: "text | json | csv")
  var format: DifferenceFormat = .text

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit: 0 or more is expected") }
  }

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let difference = try RunDifference(before, after, county: county)
      switch format {
      case .text:
        try Messages.toStandardOutput(
          difference.text(language: language, limit: limit == 0 ? nil : limit))
      case .json: try Messages.toStandardOutput(difference.json)
      case .csv: try Messages.toStandardOutput(difference.csv)
      }
      if !difference.isEmpty { throw ExitCode(1) }
    }
  }
}
