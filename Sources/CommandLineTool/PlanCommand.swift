// SPDX-License-Identifier: Apache-2.0
// PlanCommand: `junheng plan`: the least that a county must add to meet the standard.

import ArgumentParser
import DataModel
import PipelineRunner

/// How a plan is printed.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
  case csv
}

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "算出一个县达标最少还需补充多少教师、面积、设备和教室。The least a county must add to meet the standard.",
    discussion: """
      每项指标单独计算：各学段部都达标，且差异系数不超过限值时，增加量最小。 Each indicator by itself: the least \
      with which every school part is at its threshold and the 差异系数 within its limit.

      例 Example:
        junheng plan 输出 --county 990121
        junheng plan 输出 --county 990121 --format csv > 补充方案.csv
        junheng plan 输出 --county 990121 --verdict-only
      """)

  @Argument(help: "输出文件夹 The output folder.")
  var folder: String

  @Option(name: .long, help: "区县代码，或唯一的区县名称。The county's code, or its name.")
  var county: String

  @Flag(
    name: .long,
    help: "只求每所学校综合判定达标（如 7 项中 6 项达标、其余不低于底线）。Only what makes every school pass.")
  var verdictOnly = false

  @Option(name: .long, help: "text | json | csv")
  var format: PlanFormat = .text

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    try await common.reporting {
      let planner = try CountyPlanner(outputFolder: folder, county: county)
      let plan = verdictOnly ? planner.verdictPlan() : planner.plan()
      switch format {
      case .text: try Messages.toStandardOutput(CountyPlanText.text(plan, language: language))
      case .json: try Messages.toStandardOutput(CountyPlanData.json(plan))
      case .csv: try Messages.toStandardOutput(CountyPlanData.csv(plan))
      }
    }
  }
}
