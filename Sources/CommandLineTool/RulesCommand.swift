// SPDX-License-Identifier: Apache-2.0
// RulesCommand: `junheng rules`: the rules of a pipeline as a list to be read and signed.

import ArgumentParser
import DataModel
import PipelineRunner

/// How the list is printed.
enum RulesFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case csv
}

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "列出流程的审核规则，供单位阅读和签字。List a pipeline's rules, to be read and signed.",
    discussion: """
      例 Example:
        junheng rules quality-balance-2017 --out 审核规则.xlsx
        junheng rules quality-balance-2017 --format csv > 审核规则.csv
      """)

  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @Option(name: .long, help: "写成工作簿（.xlsx），含字段要求和签字栏。Write a workbook instead.")
  var out: String?

  @Option(name: .long, help: "text | csv")
  var format: RulesFormat = .text

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.reporting {
      let folder = try PipelineCatalogue.folder(
        of: pipeline, searchFolders: common.pipelineFolders)
      let listing = try RuleListing(pipelineFolder: folder)
      if let out { return try listing.writeWorkbook(to: out) }
      switch format {
      case .text: try Messages.toStandardOutput(listing.text)
      case .csv: try Messages.toStandardOutput(listing.csv)
      }
    }
  }
}
