// SPDX-License-Identifier: Apache-2.0
// LintCommand: `junheng lint`: checks a pipeline's declarations and runs their examples.

import ArgumentParser
import DataModel
import Definitions
import PipelineRunner

struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "检查流程的各项声明并运行其示例。Check a pipeline's declarations and run their examples.")

  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let folder = try PipelineCatalogue.folder(
        of: pipeline, searchFolders: common.pipelineFolders)
      let result = PipelineLint.check(folder)
      for problem in result.problems { Messages.toStandardError(problem.text(language) + "\n") }
      let isChinese = language == .chinese
      for item in result.unconfirmed {
        try Messages.toStandardOutput(
          (isChinese ? "未核实 " : "unconfirmed ") + item.item + "  " + item.source.label + "\n")
      }
      if !result.formsWithoutExample.isEmpty {
        let names = result.formsWithoutExample.joined(separator: isChinese ? "、" : ", ")
        try Messages.toStandardOutput(
          (isChinese ? "没有示例的表 " : "forms without an example: ") + names + "\n")
      }
      for form in result.uncovered {
        let names = form.fields.prefix(8).joined(separator: isChinese ? "、" : ", ")
        let more = form.fields.count > 8 ? (isChinese ? "等" : ", …") : ""
        try Messages.toStandardOutput(
          isChinese
            ? "没有规则的字段 \(form.form)（\(form.fields.count) 个）：\(names)\(more)\n"
            : "fields without a rule in \(form.form) (\(form.fields.count)): \(names)\(more)\n")
      }
      try Messages.toStandardOutput(
        isChinese
          ? "表 \(result.forms)，规则 \(result.rules)，指标 \(result.indicators)，示例 \(result.examples)；未核实 \(result.unconfirmed.count)；错误 \(result.problems.count)\n"
          : "\(result.forms) forms, \(result.rules) rules, \(result.indicators) indicators, \(result.examples) examples; \(result.unconfirmed.count) unconfirmed; \(result.problems.count) errors\n"
      )
      if !result.problems.isEmpty {
        throw ExitCode(RunFailure.Kind.wrongDefinition.rawValue)
      }
    }
  }
}
