// SPDX-License-Identifier: Apache-2.0
// VerifyCommand: `junheng verify`: re-reads an output folder and checks it against its manifest.

import ArgumentParser
import DataModel
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
      let differences = try OutputVerification.check(folder)
      for difference in differences {
        try Messages.toStandardOutput(difference.text(language) + "\n")
      }
      try Messages.toStandardOutput(
        language == .chinese
          ? "差异 \(differences.count) 处\n" : "\(differences.count) differences\n")
      if !differences.isEmpty { throw ExitCode(1) }
    }
  }
}
