// SPDX-License-Identifier: Apache-2.0
// PipelinesCommand: `junheng pipelines`: what is available.

import ArgumentParser
import DataModel
import Definitions
import PipelineRunner

struct PipelinesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipelines", abstract: "列出可用的流程。List the pipelines that are available.",
    discussion: """
      查找顺序 Looked for in this order: the folder named by JUNHENG_PIPELINES; Pipelines in the \
      working folder; Pipelines, or share/junheng/Pipelines, beside the program or in a folder above it.
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.reporting {
      var seen: Set<String> = []
      for folder in common.pipelineFolders {
        for pipeline in DefinitionLoader.available(in: folder)
        where seen.insert(pipeline.id).inserted {
          try Messages.toStandardOutput(
            "\(pipeline.id)\t\(pipeline.name.text(common.language))\n")
        }
      }
      guard !seen.isEmpty else {
        throw RunFailure(
          .noInput, chinese: "没有找到 Pipelines 文件夹。可用环境变量 JUNHENG_PIPELINES 指定。",
          english: "no Pipelines folder was found; JUNHENG_PIPELINES can name one")
      }
    }
  }
}
