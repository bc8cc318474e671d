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
    county = try folder.county(wanted)
    let code = county["county_code"]
    rows = try folder.neededTable("school_indicators") { $0["county_code"] == code }.rows
    limits = try folder.neededTable("county_indicators") { $0["county_code"] == code }.rows
    declared = try folder.neededTable("indicators").rows
    stages = try folder.table("stages")?.rows ?? []
    let known = Set(rows.map(\.schoolKey))
    silent = try folder.neededTable("schools") {
      $0["county_code"] == code && $0.isTrue("in_scope") && !known.contains($0.schoolKey)
    }.rows
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
    let wanted = declared.compactMap { row -> PlanRequest? in
      let group = rows.filter {
        $0["stage"] == row["stage"] && $0["indicator"] == row["indicator"]
      }
      return group.isEmpty ? nil : PlanRequest(declared: row, rows: group, left: keys)
    }
    var indicators = wanted.map { request in
      plan(request, limit: isVerdictOnly ? nil : limit(request), isVerdictOnly: isVerdictOnly)
    }
    let composites = isVerdictOnly ? [] : keepComposites(wanted, &indicators)
    return CountyPlan(
      year: folder.year, runIdentifier: folder.runIdentifier, pipelineName: folder.pipelineName,
      countyCode: county["county_code"], countyName: county["county_name"],
      isVerdictOnly: isVerdictOnly,
      leftAtFloor: left.map { entry in
        let row = entry.row
        return (row["school_code"], row["school_name"], row["stage"], row["indicator"])
      },
      indicators: indicators, composites: composites,
      excluded: Set(rows.filter { $0["status"] == "excluded" }.map(Self.part)).count,
      silent: silent.map { ($0["school_code"], $0["school_name"]) })
  }

  /// The limit that binds an indicator by itself.
  private func limit(_ request: PlanRequest) -> Double? {
    limits.first {
      $0["stage"] == request.declared["stage"] && $0["indicator"] == request.declared["indicator"]
    }?.number("limit")
  }

  // MARK: - 综合差异系数

  /// Brings the mean of the 差异系数 into its limit where there is one.
  ///
  /// Which of them to lower is a choice between units that cannot be compared: all are lowered to one
  /// common level, the highest that keeps the limit. That is enough, and a heuristic.
  private func keepComposites(
    _ requests: [PlanRequest], _ indicators: inout [PlannedIndicator]
  ) -> [PlannedComposite] {
    var result: [PlannedComposite] = []
    for row in limits where row["indicator"] == "composite" {
      guard let limit = row.number("limit"), let now = row.number("cv") else { continue }
      let members = indicators.indices.filter {
        indicators[$0].stage == row["stage"] && requests[$0].declared.isTrue("in_composite")
      }
      // With undecided parts the composite is over other schools than its indicators.
      guard !members.isEmpty, members.allSatisfy({ indicators[$0].undecided.isEmpty }),
        members.allSatisfy({ indicators[$0].addition.variation != nil })
      else {
        result.append(
          PlannedComposite(
            stage: row["stage"], limit: limit, now: now, after: nil, isBinding: false))
        continue
      }
      var isBinding = false
      if mean(members.map { indicators[$0] }) > limit {
        isBinding = true
        lower(members, requests, &indicators, to: limit)
      }
      result.append(
        PlannedComposite(
          stage: row["stage"], limit: limit, now: now, after: mean(members.map { indicators[$0] }),
          isBinding: isBinding))
    }
    return result
  }

  private func mean(_ indicators: [PlannedIndicator]) -> Double {
    let variations = indicators.compactMap(\.addition.variation)
    return variations.reduce(0, +) / Double(max(1, variations.count))
  }

  /// The common level is never below the limit of the mean, which itself is always enough.
  private func lower(
    _ members: [Int], _ requests: [PlanRequest], _ indicators: inout [PlannedIndicator],
    to limit: Double
  ) {
    func planned(_ level: Double) -> [PlannedIndicator] {
      members.map { index in
        let own = indicators[index].limit ?? level
        return plan(requests[index], limit: min(own, level), isVerdictOnly: false)
      }
    }
    var low = limit
    var high = members.compactMap { indicators[$0].addition.variation }.max() ?? limit
    var best = planned(low)
    for _ in 0..<40 where high - low > 1e-6 {
      let middle = low + (high - low) / 2
      let candidate = planned(middle)
      if mean(candidate) <= limit {
        (low, best) = (middle, candidate)
      } else {
        high = middle
      }
    }
    for (index, var entry) in zip(members, best) {
      if entry.addition.limitBinds { entry.addition.certainty = .heuristic }
      indicators[index] = entry
    }
  }

  private static func part(_ row: OutputRow) -> String {
    (row.schoolKey + [row["stage"]]).joined(separator: "\u{1F}")
  }
  private static func key(_ row: OutputRow) -> String { part(row) + row["indicator"] }

  // MARK: - One indicator

  private func plan(
    _ request: PlanRequest, limit: Double?, isVerdictOnly: Bool
  ) -> PlannedIndicator {
    let declared = request.declared
    let group = request.rows
    let isWhole = declared.isTrue("counts_whole")
    var parts: [PlannedPart] = []
    var decided: [OutputRow] = []
    for row in group where row["status"] != "excluded" && row["status"] != "undecided" {
      guard let pupils = row.number("denominator"), pupils > 0,
        let amount = row.number("numerator"), pupils.isFinite, amount.isFinite
      else { continue }
      let isLeft = request.left.contains(Self.key(row))
      var shortfall = isLeft ? toFloor(row, declared, isWhole: isWhole) : row.number("shortfall")
      if isVerdictOnly, !decides(row) { shortfall = 0 }
      parts.append(
        PlannedPart(pupils: pupils, amount: amount, shortfall: max(0, shortfall ?? 0)))
      decided.append(row)
    }
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
      let own = rows.filter { Self.part($0) == Self.part(first) && decides($0) }
      let stage = stages.first { $0["stage"] == first["stage"] }
      let required = stage?.whole("required") ?? own.count
      let open = own.count { $0["status"] == "undecided" }
      let short = own.filter { $0["status"] == "floor" || $0["status"] == "below" }
      let saved = short.map { row in (row: row, saved: savedByFloor(row)) }
      result += saved.sorted { $0.saved > $1.saved }.prefix(max(0, own.count - required - open))
    }
    return result
  }

  /// Whether the verdict on a school counts the indicator; all of them where the output does not say.
  private func decides(_ row: OutputRow) -> Bool {
    declared.first { $0["stage"] == row["stage"] && $0["indicator"] == row["indicator"] }
      .map { $0["in_verdict"] != "false" } ?? true
  }

  /// How much of the threshold need not be added: relative, as units cannot be compared.
  private func savedByFloor(_ row: OutputRow) -> Double {
    guard let threshold = row.number("threshold"), let floor = row.number("floor"),
      let value = row.number("value"), threshold > 0
    else { return 0 }
    return (threshold - max(value, floor)) / threshold
  }
}

/// One indicator of one stage with the rows of its parts.
private struct PlanRequest {
  var declared: OutputRow
  var rows: [OutputRow]
  /// Parts that need reach the floor only.
  var left: Set<String>
}
