// SPDX-License-Identifier: Apache-2.0
// InspectCommand: `junheng inspect`: what a file is and how it is understood.

import ArgumentParser
import DataModel
import PipelineRunner

/// How an inspection is printed.
enum InspectionFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
}

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "查看文件：格式、表格、表头对应、每格去向。What a file is and how it is understood.",
    discussion: """
      例 Example:
        junheng inspect 班级台账.xls --pipeline quality-balance-2017
        junheng inspect 新表.xlsx --pipeline quality-balance-2017 --draft 新表.yaml
      """)

  @Argument(help: "文件 The file.")
  var file: String

  @Option(
    name: .long,
    help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String?

  @Option(name: .long, help: "text | json")
  var format: InspectionFormat = .text

  @Option(
    name: .long,
    help: "为未识别的表写出表样草稿（YAML），须同时给出 --pipeline。Write a draft form for a table that is not known.")
  var draft: String?

  @Flag(name: .long, help: "草稿文件已存在时覆盖 Replace an existing draft.")
  var force = false

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if draft != nil, pipeline == nil { throw ValidationError("--draft needs --pipeline") }
    if force, draft == nil { throw ValidationError("--force is for --draft") }
  }

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let definitions = try pipeline.map {
        try PipelineCatalogue.load(
          PipelineCatalogue.folder(of: $0, searchFolders: common.pipelineFolders))
      }
      let options = try reading.options()
      let inspection = try FileInspection(
        file: file, definitions: definitions, options: options)
      switch format {
      case .text:
        try Messages.toStandardOutput(InspectionText.text(inspection, language: language))
      case .json:
        try Messages.toStandardOutput(InspectionJSON(inspection, language: language).document)
      }
      if let draft {
        let message = try DraftFile.write(inspection, to: draft, replacing: force)
        Messages.toStandardError(message.text(language) + "\n")
      }
    }
  }
}
