// SPDX-License-Identifier: Apache-2.0
// StagesCommand: `junheng stages`: self-assessment, review and final assessment side by side.

import ArgumentParser
import DataModel
import PipelineRunner

struct StagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "自评、市复核、省评估并列对比。Self-assessment, review and final assessment side by side.",
    discussion: """
      两个或三个输出文件夹，同一流程、同一年份；每项结论、县级项目、县指标和学校指标一行。 Two or three output \
      folders of one pipeline and one year; a row for each verdict, county item, county and school indicator.

      例 Example:
        junheng stages --self 自评 --review 市复核 --final 省评估 --out 三级对比.csv

      列 Columns:
      \(StageComparison.columns.map { "  \($0.id)  \($0.chinese)" }.joined(separator: "\n"))
      """)

  @Option(name: .customLong("self"), help: "县级自评的输出文件夹 The output folder of the self-assessment.")
  var own: String?

  @Option(name: .long, help: "市级复核的输出文件夹 The output folder of the city's review.")
  var review: String?

  @Option(name: .long, help: "省级评估的输出文件夹 The output folder of the province's assessment.")
  var final: String?

  @Option(name: .long, help: "写出的 .csv 文件 The .csv file to write; an existing one is replaced.")
  var out: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      var folders: [AssessmentStage: String] = [:]
      folders[.own] = own
      folders[.review] = review
      folders[.final] = final
      let comparison = try StageComparison(folders)
      let messages = Messages(format: .text)
      for message in comparison.messages { messages.warning(message.text(language)) }
      try comparison.write(to: out)
      try Messages.toStandardOutput(comparison.summary(language: language))
    }
  }
}
