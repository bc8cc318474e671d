// SPDX-License-Identifier: Apache-2.0
// CountyPlanner: reads a county's figures from an output folder and plans the least addition.

import DataModel
import Evaluate

/// Makes the plan of one county.
package struct CountyPlanner {
  private let folder: ResultFolder
  private let county: OutputRow
  private let rows: [OutputRow]
  private let limits: [OutputRow]
  private let declared: [OutputRow]
  private let stages: [OutputRow]
  private let silent: [OutputRow]

  /// `county`: a code, or a name that only one county has; an unknown one is bad usage.
  package init(outputFolder: String, county wanted: String) throws {
    folder = try ResultFolder(outputFolder)
    let counties = try folder.neededTable("county_verdicts").rows
    county = try Self.county(wanted, among: counties)
    let code = county["county_code"]
    rows = try folder.neededTable("school_indicators") { $0["county_code"] == code }.rows
    limits = try folder.neededTable("county_indicators") { $0["county_code"] == code }.rows
    declared = try folder.neededTable("indicators").rows
    stages = try folder.table("stages")?.rows ?? []
    let known = Set(rows.map { $0["school_code"] })
    silent = try folder.neededTable("schools") {
      $0["county_code"] == code && $0.isTrue("in_scope") && !known.contains($0["school_code"])
    }.rows
  }

  private static func county(_ wanted: String, among counties: [OutputRow]) throws -> OutputRow {
    if let row = counties.first(where: { $0["county_code"] == wanted }) { return row }
    let named = counties.filter { $0["county_name"] == wanted }
    if let only = named.first, named.count == 1 { return only }
    var labels: [String: String] = [:]
    for row in counties {
      let label = "\(row["county_code"]) \(row["county_name"])"
      labels[row["county_code"]] = label
      labels[row["county_name"]] = label
    }
    let near = NearestNames.suggestions(wanted, among: labels.keys.sorted())
      .compactMap { labels[$0] }
    let chinese = near.isEmpty ? "" : "是否应为：\(near.joined(separator: "、"))"
    let english = near.isEmpty ? "" : "; did you mean: \(near.joined(separator: ", "))"
    throw RunFailure(
      .usage, chinese: "输出里没有区县“\(wanted)”。" + chinese,
      english: "the output has no county “\(wanted)”" + english)
  }

  /// The least that brings every part to every threshold and every 差异系数 into its limit.
  package func plan() -> CountyPlan {
    make(isVerdictOnly: false, left: [])
  }

  /// The least that makes every school pass: with "6 of 7" one indicator may stay at its floor.
  ///
  /// Which one is left there is a choice between units that cannot be compared: the one with the largest
  /// relative shortfall above its floor is, which is a heuristic.
  package func verdictPlan() -> CountyPlan {
    make(isVerdictOnly: true, left: leftAtFloor())
  }

  private func make(
    isVerdictOnly: Bool, left: [(row: OutputRow, saved: Double)]
  ) -> CountyPlan {
    let keys = Set(left.map { Self.key($0.row) })
    var indicators: [PlannedIndicator] = []
    for row in declared {
      let group = rows.filter {
        $0["stage"] == row["stage"] && $0["indicator"] == row["indicator"]
      }
      guard !group.isEmpty else { continue }
      indicators.append(plan(row, group, isVerdictOnly: isVerdictOnly, left: keys))
    }
    return CountyPlan(
      year: folder.year, runIdentifier: folder.runIdentifier, pipelineName: folder.pipelineName,
      countyCode: county["county_code"], countyName: county["county_name"],
      isVerdictOnly: isVerdictOnly,
      leftAtFloor: left.map { entry in
        let row = entry.row
        return (row["school_code"], row["school_name"], row["stage"], row["indicator"])
      },
      indicators: indicators,
      excluded: Set(rows.filter { $0["status"] == "excluded" }.map(Self.part)).count,
      silent: silent.map { ($0["school_code"], $0["school_name"]) })
  }

  private static func part(_ row: OutputRow) -> String { row["school_code"] + row["stage"] }
  private static func key(_ row: OutputRow) -> String { part(row) + row["indicator"] }

  // MARK: - One indicator

  private func plan(
    _ declared: OutputRow, _ group: [OutputRow], isVerdictOnly: Bool, left: Set<String>
  ) -> PlannedIndicator {
    let isWhole = declared.isTrue("counts_whole")
    var parts: [PlannedPart] = []
    var decided: [OutputRow] = []
    for row in group where row["status"] != "excluded" && row["status"] != "undecided" {
      guard let pupils = row.number("denominator"), pupils > 0,
        let amount = row.number("numerator"), pupils.isFinite, amount.isFinite
      else { continue }
      let isLeft = left.contains(Self.key(row))
      let shortfall = isLeft ? toFloor(row, declared, isWhole: isWhole) : row.number("shortfall")
      parts.append(
        PlannedPart(pupils: pupils, amount: amount, shortfall: max(0, shortfall ?? 0)))
      decided.append(row)
    }
    let county = limits.first {
      $0["stage"] == declared["stage"] && $0["indicator"] == declared["indicator"]
    }
    let limit = isVerdictOnly ? nil : county?.number("limit")
    var addition = AdditionPlanner.least(parts, limit: limit, isWhole: isWhole)
    // Which indicator may stay at its floor was a choice.
    if isVerdictOnly { addition.certainty = .heuristic }
    let per = Double(declared.whole("per") ?? 1)
    let schools = decided.indices.compactMap { index in
      school(decided[index], parts[index], added: addition.added[index], per: per)
    }
    let open = group.filter { $0["status"] == "undecided" }
    return PlannedIndicator(
      stage: declared["stage"], indicator: declared["indicator"], name: declared["name"],
      unit: declared["unit"], quantityUnit: declared["numerator_unit"],
      digits: declared.whole("digits") ?? 2, threshold: declared.number("threshold"),
      limit: limit, isWhole: isWhole, addition: addition, schools: schools,
      decided: decided.count,
      undecided: open.map { ($0["school_code"], $0["school_name"], $0["reason"]) })
  }

  private func school(
    _ row: OutputRow, _ part: PlannedPart, added: Double, per: Double
  ) -> PlannedSchool? {
    guard added > 0 else { return nil }
    return PlannedSchool(
      code: row["school_code"], name: row["school_name"], pupils: part.pupils,
      amount: part.amount, value: part.amount * per / part.pupils, status: row["status"],
      added: added, forThreshold: part.shortfall,
      newValue: (part.amount + added) * per / part.pupils)
  }

  // MARK: - The verdict alone

  /// What the floor asks for.
  private func toFloor(_ row: OutputRow, _ declared: OutputRow, isWhole: Bool) -> Double {
    guard let floor = row.exact("floor"), let pupils = row.exact("denominator"),
      let amount = row.exact("numerator"),
      let wanted = (floor * pupils).divided(by: ExactNumber(declared.whole("per") ?? 1))
    else { return 0 }
    let missing = wanted - amount
    guard !missing.isNegative else { return 0 }
    return (isWhole ? missing.roundedUp : missing).doubleValue
  }

  /// For each part the indicators that stay at their floor: as many as the standard allows, less those that
  /// cannot be decided.
  private func leftAtFloor() -> [(row: OutputRow, saved: Double)] {
    var result: [(row: OutputRow, saved: Double)] = []
    var seen: Set<String> = []
    for first in rows where seen.insert(Self.part(first)).inserted {
      let own = rows.filter { Self.part($0) == Self.part(first) }
      let stage = stages.first { $0["stage"] == first["stage"] }
      let required = stage?.whole("required") ?? own.count
      let open = own.count { $0["status"] == "undecided" }
      let short = own.filter { $0["status"] == "floor" || $0["status"] == "below" }
      let saved = short.map { row in (row: row, saved: savedByFloor(row)) }
      result += saved.sorted { $0.saved > $1.saved }.prefix(max(0, own.count - required - open))
    }
    return result
  }

  /// How much of the threshold need not be added: relative, as units cannot be compared.
  private func savedByFloor(_ row: OutputRow) -> Double {
    guard let threshold = row.number("threshold"), let floor = row.number("floor"),
      let value = row.number("value"), threshold > 0
    else { return 0 }
    return (threshold - max(value, floor)) / threshold
  }
}
