// SPDX-License-Identifier: Apache-2.0
// TemplateCommand: `junheng template`: blank workbooks to hand out to schools and counties.

import ArgumentParser
import DataModel
import PipelineRunner

struct TemplateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "生成供学校和区县填报的空白工作簿。Make blank workbooks for schools and counties to fill in.",
    discussion: """
      表头、下拉选项、取值范围、合计公式和填报说明都出自流程的声明，填好后可以直接用 run 读取。 Headers, choices, \
      limits, totals and instructions come from the same declarations that read the forms.

      例 Example:
        junheng template quality-balance-2017 --out 空白表
        junheng template quality-balance-2017 --roster 学校名册.csv --out 空白表
        junheng template quality-balance-2017 --form classes --out 班级台账

      有名册时每校一个工作簿，代码、名称、县区已填好：990121_示例县/2199000001_示例小学.xlsx；县级表每县一个。 With a \
      roster one workbook for each school, in the folder of its county, and one for each county.

      已有的输出文件夹只在其中的空白表都没有动过时才会替换。 An existing output folder is replaced only as long as \
      nobody has filled in anything in it.
      """)

  @Argument(help: "流程：文件夹，或 Pipelines/ 下的名称。A pipeline folder, or a name under Pipelines/.")
  var pipeline: String

  @Option(name: .long, help: "只要这张表（编号或名称），可重复。Only this form, by id or name; may be repeated.")
  var form: [String] = []

  @Option(name: .long, help: "写出的文件夹 The folder to write.")
  var out: String

  @Option(name: .long, help: "学校名册：每校一个工作簿。A roster: one workbook for each school.")
  var roster: String?

  @Option(name: .customLong("return-to"), help: "填好后交给谁，印在说明中。Who gets the filled-in workbooks.")
  var returnTo: String = ""

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let folder = try PipelineCatalogue.folder(
        of: pipeline, searchFolders: common.pipelineFolders)
      // The locale must not decide what lies in the files: only --lang does.
      let plan = TemplatePlanning(
        pipelineFolder: folder, forms: form, outputFolder: out, roster: roster,
        returnTo: returnTo, language: common.lang ?? .chinese)
      let report = try await TemplateRun(plan).run()
      let (schools, counties) = (report.schools.count, report.counties.count)
      try Messages.toStandardOutput(
        language == .chinese
          ? "已写出空白工作簿：学校 \(schools) 个，县区 \(counties) 个。文件夹：\(out)\n"
          : "blank workbooks written: \(schools) for schools, \(counties) for counties, in \(out)\n"
      )
    }
  }
}
