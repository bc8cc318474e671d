// SPDX-License-Identifier: Apache-2.0
// VerifyCommand: `junheng verify`: re-reads an output folder and checks it against its manifest.

import ArgumentParser
import Definitions
import PipelineRunner

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "按 manifest.json 核对输出文件夹。Check an output folder against its manifest.")

  @Argument(help: "输出文件夹 The output folder.")
  var folder: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let result = try OutputVerification.check(folder)
      for difference in result.differences {
        Messages.toStandardOutput(difference.text(language) + "\n")
      }
      Messages.toStandardOutput(
        language == .chinese
          ? "核对 \(result.files) 个文件，差异 \(result.differences.count) 处\n"
          : "\(result.files) files checked, \(result.differences.count) differences\n")
      if !result.differences.isEmpty { throw ExitCode(1) }
    }
  }
}
