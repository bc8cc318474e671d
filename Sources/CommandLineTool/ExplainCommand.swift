// SPDX-License-Identifier: Apache-2.0
// ExplainCommand: `junheng explain`: why an indicator of a school is what it is.

import ArgumentParser
import DataModel
import PipelineRunner

/// How a report on results is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
}

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "解释一所学校的一项指标：算式、标准、差额、每个输入读自哪里。Why an indicator is what it is.",
    discussion: """
      只用输出文件夹，不需要报送件。 The output folder alone is enough.

      例 Example:
        junheng explain 输出 --school 2199000001 --indicator R1
        junheng explain 输出 --school 3199000003 --stage 初中 --indicator R4 --format json
      """)

  @Argument(help: "输出文件夹 The output folder.")
  var folder: String

  @Option(name: .long, help: "学校标识码，或唯一的学校名称。The school's code, or its name.")
  var school: String

  @Option(name: .long, help: "学段：小学 | 初中（默认：该校所有学段）。A stage (default: all of the school).")
  var stage: String?

  @Option(name: .long, help: "指标，如 R1。The indicator, such as R1.")
  var indicator: String

  @Option(name: .long, help: "text | json")
  var format: ReportFormat = .text

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let explanations = try ExplanationQuery(
        outputFolder: folder, school: school, stage: stage, indicator: indicator
      ).explanations()
      switch format {
      case .text:
        try Messages.toStandardOutput(ExplanationText.text(explanations, language: language))
      case .json: try Messages.toStandardOutput(ExplanationJSON.document(explanations))
      }
    }
  }
}
