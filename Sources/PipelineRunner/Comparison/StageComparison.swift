// SPDX-License-Identifier: Apache-2.0
// StageComparison: self-assessment, review and final assessment of one year, figure by figure.

package import DataModel
import Evaluate

/// The stages of an assessment, in their order.
package enum AssessmentStage: String, Sendable, CaseIterable {
  /// 县级自评, 市级复核, 省级评估.
  case own = "self"
  case review
  case final

  func name(_ language: Language) -> String {
    switch self {
    case .own: language == .chinese ? "自评" : "self"
    case .review: language == .chinese ? "市复核" : "review"
    case .final: language == .chinese ? "省评估" : "final"
    }
  }
}

/// What a row is about.
enum ComparedLevel: String, CaseIterable, Sendable {
  case verdict = "county_verdict"
  case item = "county_item"
  case county = "county_indicator"
  case school = "school_indicator"
}

/// One figure in up to three runs.
struct ComparedRow: Sendable {
  struct Key: Hashable, Sendable {
    var level: ComparedLevel
    var countyCode: String
    var schoolCode: String
    var stage: String
    var item: String
    var measure: String
    var campus = ""
  }

  /// The figure in one run.
  struct Figure: Hashable, Sendable {
    var value: String
    var status: String
  }

  var key: Key
  var countyName: String
  var schoolName: String
  var name: String
  var unit: String
  /// By stage; a run without the row has no figure.
  var figures: [AssessmentStage: Figure] = [:]

  /// `second − first`; nil where one of them is no number.
  func difference(_ first: AssessmentStage, _ second: AssessmentStage) -> ExactNumber? {
    guard let left = figures[first].flatMap({ ExactNumber(decimal: $0.value) }),
      let right = figures[second].flatMap({ ExactNumber(decimal: $0.value) })
    else { return nil }
    return Trends.change(from: left, to: right).change
  }

  /// Whether two of the given runs say different things; a row that is not there says nothing.
  func isChanged(among stages: [AssessmentStage]) -> Bool {
    Set(stages.map { figures[$0]?.status ?? "" }).count > 1
  }
}

/// Two or three runs side by side.
package struct StageComparison: Sendable {
  package let stages: [AssessmentStage]
  let year: Int
  let rows: [ComparedRow]
  /// What was left out, for standard error.
  package let messages: [BilingualText]

  /// Fails with `.usage` with fewer than two folders, or with runs of other years or pipelines, and with
  /// `.noInput` where a folder is no output.
  package init(_ folders: [AssessmentStage: String]) throws {
    let given = try AssessmentStage.allCases.compactMap { stage in
      try folders[stage].map { (stage, try ResultFolder($0)) }
    }
    try Self.check(given)
    var builder = ComparisonBuilder()
    for (stage, folder) in given { try builder.add(folder, as: stage) }
    stages = given.map(\.0)
    year = given[0].1.year
    rows = builder.sortedRows
    messages = builder.messages
  }

  private static func check(_ given: [(AssessmentStage, ResultFolder)]) throws {
    guard let first = given.first?.1, given.count > 1 else {
      throw RunFailure(
        .usage, chinese: "--self、--review、--final 至少给出两个。",
        english: "give at least two of --self, --review and --final")
    }
    for (_, folder) in given.dropFirst() {
      guard folder.pipeline == first.pipeline else {
        throw RunFailure(
          .usage,
          chinese:
            "“\(first.path)”用流程 \(first.pipeline)，“\(folder.path)”用流程 \(folder.pipeline)，不能对比。",
          english:
            "“\(first.path)” is of pipeline \(first.pipeline), “\(folder.path)” of \(folder.pipeline): they cannot be compared"
        )
      }
      guard folder.year == first.year else {
        throw RunFailure(
          .usage,
          chinese:
            "“\(first.path)”是 \(first.year) 年，“\(folder.path)”是 \(folder.year) 年；历年变化请用 junheng run --previous。",
          english:
            "“\(first.path)” is of \(first.year), “\(folder.path)” of \(folder.year); for years see junheng run --previous"
        )
      }
    }
  }
}
