// SPDX-License-Identifier: Apache-2.0
// ClustersCommand: `junheng clusters`: likely one name or code, written in several ways.

import ArgumentParser
import DataModel
import PipelineRunner

struct ClustersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "找出疑似同一名称或代码的不同写法，列成待签注的更正表。Near-duplicate names and codes as corrections to sign.",
    discussion: """
      写出的表与 --corrections 的更正表同样式；填上 who（更正人）和 date（日期）的行才会生效，其余删去。 The file has the \
      columns of --corrections; only lines to which somebody puts name and date take effect.

      例 Example:
        junheng clusters quality-balance-2017 --input 报送 --roster 名册.csv --year 2025 --out 更正建议.csv
      """)

  @OptionGroup var submissions: SubmissionArguments

  @Option(name: .long, help: "写到此文件（不覆盖已有文件）The file to write; never over one that is there.")
  var out: String = "corrections-suggested.csv"

  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let plan = try submissions.plan(
        out: out, folders: common.pipelineFolders, reading: try reading.options())
      let suggestions = try await Pipeline(plan: plan).suggestions()
      try SuggestedCorrectionFile.write(SuggestedCorrectionFile.csv(suggestions), to: out)
      try Messages.toStandardOutput(Self.text(suggestions, out: out, language: language))
    }
  }

  /// The clusters with how often each way to write them occurs, then where the lines are.
  private static func text(
    _ suggestions: [SuggestedCorrection], out: String, language: Language
  ) -> String {
    var seen: Set<[String]> = []
    var lines: [String] = []
    for suggestion in suggestions {
      let line = suggestion.correction
      guard seen.insert([line.form, line.field, line.old, line.new]).inserted else { continue }
      let counts = suggestion.written.map { " ×\($0)" } ?? ""
      let likely = suggestion.likely.map { " ×\($0)" } ?? ""
      lines.append("\(line.form).\(line.field): \(line.old)\(counts) → \(line.new)\(likely)")
    }
    lines.append(
      language == .chinese
        ? "共 \(suggestions.count) 处，已写入“\(out)”；核对后填写更正人和日期，再用 --corrections 交给 junheng run。"
        : "\(suggestions.count) places, written to “\(out)”; put name and date to those that are right and give the file to junheng run as --corrections"
    )
    return lines.joined(separator: "\n") + "\n"
  }
}
