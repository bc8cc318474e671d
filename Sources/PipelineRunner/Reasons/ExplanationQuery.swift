// SPDX-License-Identifier: Apache-2.0
// ExplanationQuery: which school, stage and indicator is asked about, found in an output folder.

import DataModel

/// The question of `junheng explain`.
package struct ExplanationQuery: Sendable {
  private let folder: ResultFolder
  /// One; or all campuses (校区) of the code that was asked about.
  private let schools: [OutputRow]
  private let results: [OutputRow]

  /// Finds the rows; an unknown school, stage or indicator is bad usage, told with the nearest names.
  ///
  /// `school`: a code, or a name that only one school has. `indicator`: an id, a name or a short name.
  package init(outputFolder: String, school: String, stage: String?, indicator: String) throws {
    folder = try ResultFolder(outputFolder)
    let found = try Self.school(school, in: folder)
    let code = found["school_code"]
    let campuses = try folder.neededTable("schools") { $0["school_code"] == code }.rows
    schools = school == code ? campuses : [found]
    let keys = Set(schools.map(\.schoolKey))
    let rows = try folder.neededTable("school_indicators") { keys.contains($0.schoolKey) }.rows
    let declared = try folder.table("indicators")?.rows ?? []
    let id = try Self.indicator(indicator, rows: rows, declared: declared)
    guard !rows.isEmpty else { throw try Self.withoutParts(found, folder) }
    let ofIndicator = rows.filter { $0["indicator"] == id }
    results = ofIndicator.filter { stage == nil || $0["stage"] == stage }
    guard !results.isEmpty else {
      var stages: [String] = []
      for row in ofIndicator where !stages.contains(row["stage"]) { stages.append(row["stage"]) }
      throw RunFailure(
        .usage,
        chinese:
          "“\(found["school_name"])”没有学段“\(stage ?? "")”，有：\(stages.joined(separator: "、"))。",
        english:
          "“\(found["school_name"])” has no stage “\(stage ?? "")”; it has: \(stages.joined(separator: ", "))"
      )
    }
  }

  /// One for each campus and stage asked about, in the order of the output.
  package func explanations() throws -> [Explanation] {
    try schools.flatMap { school in
      let own = results.filter { $0.schoolKey == school.schoolKey }
      let reader = try ExplanationReader(folder: folder, school: school, results: own)
      return try own.map { try reader.explanation(of: $0) }
    }
  }

  private static func school(_ wanted: String, in folder: ResultFolder) throws -> OutputRow {
    let rows = try folder.neededTable("schools").rows
    if let row = rows.first(where: { $0["school_code"] == wanted }) { return row }
    let named = rows.filter { $0["school_name"] == wanted }
    if let only = named.first, named.count == 1 { return only }
    func label(_ row: OutputRow) -> String { "\(row["school_code"]) \(row["school_name"])" }
    if named.count > 1 {
      let labels = named.map(label).joined(separator: "、")
      throw RunFailure(
        .usage, chinese: "有 \(named.count) 所学校叫“\(wanted)”，请用标识码：\(labels)。",
        english: "\(named.count) schools are called “\(wanted)”; give the code: \(labels)")
    }
    var near: [String: String] = [:]
    for row in rows {
      near[row["school_code"]] = label(row)
      near[row["school_name"]] = label(row)
    }
    let names = NearestNames.suggestions(wanted, among: near.keys.sorted())
      .compactMap { near[$0] }
    throw unknown(
      BilingualText(chinese: "学校", english: "school"), wanted, names: names, all: [])
  }

  /// The id of an indicator by its id, name or short name.
  static func indicator(
    _ wanted: String, rows: [OutputRow], declared: [OutputRow]
  ) throws -> String {
    let all = declared + rows
    for column in ["indicator", "name", "short_name"] {
      if let row = all.first(where: { $0[column].lowercased() == wanted.lowercased() }) {
        return row["indicator"]
      }
    }
    // Without a part and without declarations nothing can be checked: the missing part is told first.
    guard !all.isEmpty else { return wanted }
    var labels: [String] = []
    for row in all {
      let label = "\(row["indicator"]) \(row["name"])"
      if !labels.contains(label) { labels.append(label) }
    }
    let names = NearestNames.suggestions(wanted, among: labels)
    throw unknown(
      BilingualText(chinese: "指标", english: "indicator"), wanted, names: names, all: labels)
  }

  private static func unknown(
    _ kind: BilingualText, _ wanted: String, names: [String], all: [String]
  ) -> RunFailure {
    let near = names.isEmpty ? all : names
    let chinese = near.isEmpty ? "" : (names.isEmpty ? "有：" : "是否应为：")
    let english = near.isEmpty ? "" : (names.isEmpty ? "; there are: " : "; did you mean: ")
    return RunFailure(
      .usage,
      chinese: "输出里没有\(kind.chinese)“\(wanted)”。" + chinese + near.joined(separator: "、"),
      english: "the output has no \(kind.english) “\(wanted)”" + english
        + near.joined(separator: ", "))
  }

  /// A school of the output about which no indicator says anything.
  private static func withoutParts(_ school: OutputRow, _ folder: ResultFolder) throws -> RunFailure
  {
    let name = school["school_name"]
    if !school.isTrue("in_scope"), !school["excluded_reason"].isEmpty {
      return RunFailure(
        .noInput, chinese: "“\(name)”不参评：\(school["excluded_reason"])。",
        english: "“\(name)” is outside the standard's scope: \(school["excluded_reason"])")
    }
    let code = school["school_code"]
    let silent = try folder.table("submissions") {
      $0["school_code"] == code && $0["status"] == "not_submitted"
    }
    if silent?.rows.isEmpty == false {
      return RunFailure(
        .noInput, chinese: "“\(name)”没有报送任何材料，没有指标可以解释。",
        english: "“\(name)” handed in nothing: there is no indicator to explain")
    }
    return RunFailure(
      .noInput, chinese: "“\(name)”没有可评估的学段，见 findings.csv。",
      english: "“\(name)” has no stage that is judged; see findings.csv")
  }
}
