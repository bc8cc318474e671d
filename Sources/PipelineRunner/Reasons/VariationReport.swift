// SPDX-License-Identifier: Apache-2.0
// VariationReport: which schools drive a county's 差异系数, for a person and for programs.

package import DataModel
import Export

/// One indicator of one county, stage by stage, with every decided part by its share of the variance.
package struct VariationReport: Sendable {
  private struct Stage: Sendable {
    var figures: OutputRow
    var digits: Int
    var unit: String
    /// By rank.
    var schools: [OutputRow]
  }

  private let year: Int
  private let county: OutputRow
  private let indicator: String
  private let name: String
  private let stages: [Stage]

  /// An unknown county, stage or indicator is bad usage, told with what there is.
  package init(outputFolder: String, county wanted: String, stage: String?, indicator: String)
    throws
  {
    let folder = try ResultFolder(outputFolder)
    let county = try folder.county(wanted)
    let code = county["county_code"]
    let declared = try folder.neededTable("indicators").rows
    let figures = try folder.neededTable("county_indicators") { $0["county_code"] == code }.rows
    let id = try ExplanationQuery.indicator(indicator, rows: [], declared: declared)
    let shares = try folder.neededTable("cv_contributions") {
      $0["county_code"] == code && $0["indicator"] == id
    }.rows
    let own = figures.filter { $0["indicator"] == id }
    let asked = own.filter { stage == nil || $0["stage"] == stage }
    guard !asked.isEmpty else {
      let names = own.map { $0["stage"] }
      throw RunFailure(
        .usage,
        chinese: "“\(county["county_name"])”的 \(id) 没有这一学段的差异系数，有：\(names.joined(separator: "、"))。",
        english:
          "“\(county["county_name"])” has no 差异系数 of \(id) for this stage; it has: \(names.joined(separator: ", "))"
      )
    }
    let first = declared.first { $0["indicator"] == id }
    year = folder.year
    self.county = county
    self.indicator = id
    name = first?["name"] ?? ""
    stages = asked.map { row in
      let schools = shares.filter { $0["stage"] == row["stage"] }
      return Stage(
        figures: row, digits: first?.whole("digits") ?? 2, unit: first?["unit"] ?? "",
        schools: schools.enumerated().sorted {
          ($0.element.whole("rank") ?? .max, $0.offset)
            < ($1.element.whole("rank") ?? .max, $1.offset)
        }.map(\.element))
    }
  }

  // MARK: - For a person

  package func text(language: Language) -> String {
    let words = ResultWords(language: language)
    var lines = [
      "\(county["county_code"]) \(county["county_name"])  "
        + words.say("\(year) 年  ", "year \(year)  ") + "\(indicator) \(name)"
    ]
    for stage in stages { lines += self.lines(stage, words) }
    return lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
  }

  private func lines(_ stage: Stage, _ words: ResultWords) -> [String] {
    let row = stage.figures
    let limit = row["limit"].isEmpty ? "" : words.say("，限值 ", ", limit ") + row["limit"]
    let value =
      row["cv"].isEmpty
      ? words.say("无法计算", "cannot be computed") : ShownNumber.text(row["cv"], digits: 4)
    var lines = [
      "",
      "\(row["stage"])  " + words.say("差异系数 ", "差异系数 ") + value + limit
        + words.say("：", ": ") + words.status(row["status"]),
      "  "
        + words.say(
          "参评 \(row["parts"]) 个学段部，待定 \(row["undecided"])；平均 ",
          "\(row["parts"]) school parts, \(row["undecided"]) undecided; mean ")
        + shown(row["mean"], stage),
    ]
    let heads = [
      "  " + words.say("位次", "rank"), words.say("学校", "school"), "", words.say("在校生", "pupils"),
      words.say("指标值", "value"), words.say("方差占比", "share"),
      words.say("仅本校达标时的差异系数", "差异系数 with it alone at the threshold"),
    ]
    let rows = stage.schools.map { school in
      [
        "  " + (school["rank"].isEmpty ? "–" : school["rank"]), school["school_code"],
        school["school_name"], ShownNumber.text(school["pupils"], digits: 2),
        shown(school["value"], stage), share(school),
        school["cv_if_threshold"].isEmpty
          ? words.say("（已达标）", "(is there)")
          : ShownNumber.text(school["cv_if_threshold"], digits: 4),
      ]
    }
    lines += TextColumns([heads] + rows, widths: [8, 12, 40, 8, 14, 8]).lines
    return lines
  }

  private func shown(_ value: String, _ stage: Stage) -> String {
    guard let number = ExactNumber(decimal: value)?.doubleValue else { return "–" }
    return ShownNumber.fixed(number, digits: stage.digits)
  }

  private func share(_ school: OutputRow) -> String {
    school.number("variance_share").map { ShownNumber.percent($0) } ?? "–"
  }

  // MARK: - For programs

  /// An object for each stage; numbers as in the tables, null where missing.
  package var json: String {
    JSONValue.array(
      stages.map { stage in
        func number(_ row: OutputRow, _ column: String) -> (String, JSONValue) {
          (column, ExplanationJSON.number(row[column]))
        }
        let row = stage.figures
        return .object([
          ("year", .integer(year)), ("county_code", .string(county["county_code"])),
          ("county_name", .string(county["county_name"])), ("stage", .string(row["stage"])),
          ("indicator", .string(indicator)), ("name", .string(name)),
          number(row, "parts"), number(row, "undecided"), number(row, "mean"), number(row, "cv"),
          number(row, "limit"), ("status", .string(row["status"])),
          (
            "schools",
            .array(
              stage.schools.map { school in
                .object([
                  ("school_code", .string(school["school_code"])),
                  ("school_name", .string(school["school_name"])), number(school, "rank"),
                  number(school, "pupils"), number(school, "value"),
                  number(school, "variance_share"), number(school, "cv_if_threshold"),
                ])
              })
          ),
        ])
      }
    ).document
  }
}
