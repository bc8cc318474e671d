// SPDX-License-Identifier: Apache-2.0
// Main: the program `junheng` and its commands.

import ArgumentParser
import PipelineRunner

@main
struct Junheng: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "junheng",
    abstract: "均衡：县域义务教育均衡发展数据处理。Reads, checks and evaluates schools' figures.",
    discussion: """
      例 Example:
        junheng run quality-balance-2017 --input 报送 --roster 学校名册.csv --year 2025 --out 输出

      退出状态 Exit status: 0 done, nothing open · 1 done, matters remain open · 64 bad usage ·
      65 the file cannot be read (cells, inspect) · 66 no input found · 70 our own fault · 73 cannot write ·
      75 another run holds the output folder · 78 a pipeline declaration is wrong
      """,
    version: ProgramVersion.text,
    subcommands: [
      RunCommand.self, CheckCommand.self, CellsCommand.self, LintCommand.self, RulesCommand.self,
      PipelinesCommand.self,
      InspectCommand.self, VerifyCommand.self, ExplainCommand.self, DiffCommand.self,
      PlanCommand.self, ClustersCommand.self, StagesCommand.self, TemplateCommand.self,
    ])
}
