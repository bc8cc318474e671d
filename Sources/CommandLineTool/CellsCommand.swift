// SPDX-License-Identifier: Apache-2.0
// CellsCommand: `junheng cells`: every cell of a file, as JSON lines or CSV.

import ArgumentParser
import PipelineRunner

extension CellsReport.Format: ExpressibleByArgument {}

struct CellsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells", abstract: "逐格列出文件内容。List every cell of a file.")

  @Argument(help: "文件 The file.")
  var file: String

  @Option(name: .long, help: "只列一张工作表 One sheet only.")
  var sheet: String?

  @Option(name: .long, help: "jsonl | csv")
  var format: CellsReport.Format = .jsonl

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.reporting {
      let options = try reading.options()
      try CellsReport.write(file: file, sheet: sheet, format: format, options: options) {
        try Messages.toStandardOutput($0)
      }
    }
  }
}
