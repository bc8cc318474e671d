// SPDX-License-Identifier: Apache-2.0
// DifferenceOfCounties: what changed of counties: their values, 差异系数, items, verdicts.

import DataModel

extension DifferenceBuilder {
  mutating func countyValues() throws {
    func values(_ folder: ResultFolder) throws -> [[OutputRow]] {
      let rows = try folder.table("county_values")?.rows ?? []
      var order: [[String]] = []
      let groups = Dictionary(grouping: rows) { row in
        let key = [row["county_code"], row["field"]]
        if order.last != key { order.append(key) }
        return key
      }
      var seen: Set<[String]> = []
      return order.filter { seen.insert($0).inserted }.compactMap { groups[$0] }
    }
    let old = try values(before)
    let new = try values(after)
    let table = DifferenceTable(
      old.compactMap(\.first), new.compactMap(\.first),
      key: { [$0["county_code"], $0["field"]] }, value: { [$0["value"], $0["reason"]] })
    func places(_ groups: [[OutputRow]], _ row: OutputRow) -> [ChangePlace] {
      let rows = groups.first {
        $0.first?["county_code"] == row["county_code"] && $0.first?["field"] == row["field"]
      }
      return (rows ?? []).filter { !$0["file"].isEmpty }.map { ChangePlace($0) }
    }
    for (earlier, later) in table.pairs {
      guard let row = later ?? earlier else { continue }
      var change = Change(
        thing: .countyValue, subject: ChangeSubject(county: row["county_code"]),
        item: row["field"], name: row["name"],
        before: earlier.map { ChangeState(value: $0["value"]) },
        after: later.map { ChangeState(value: $0["value"]) }, unit: row["unit"])
      change.note = later?["reason"] ?? ""
      let first = earlier.map { places(old, $0) } ?? []
      let second = later.map { places(new, $0) } ?? []
      change.placesBefore = first.filter { !second.contains($0) }
      change.placesAfter = second
      change.causes = changedFiles((first + second).map(\.file))
      if change.causes.isEmpty { change.causes = changedFiles(of: change.subject) }
      if change.causes.isEmpty { change.causes = rulesOfTheRun }
      add(change)
    }
  }

  // MARK: - 差异系数

  /// In place of an indicator: the mean of several 差异系数.
  private static let composite = "composite"

  mutating func variations() throws {
    let table = try DifferenceTable(
      "county_indicators", before, after,
      key: { [$0["county_code"], $0["stage"], $0["indicator"]] },
      value: { [$0["cv"], $0["mean"], $0["limit"], $0["status"]] })
    let names = try declarations("indicators", "indicator")
    let weights = try contributions(table.pairs.compactMap { $0.after ?? $0.before })
    // The mean of several comes from them.
    let ordered =
      table.pairs.filter { ($0.after ?? $0.before)?["indicator"] != Self.composite }
      + table.pairs.filter { ($0.after ?? $0.before)?["indicator"] == Self.composite }
    for (old, new) in ordered {
      guard let row = new ?? old else { continue }
      let subject = ChangeSubject(county: row["county_code"], stage: row["stage"])
      func state(_ row: OutputRow) -> ChangeState {
        ChangeState(value: row["cv"], status: row["status"])
      }
      let item = row["indicator"]
      var change = Change(
        thing: .variation, subject: subject, item: item, name: names[item]?["name"] ?? "",
        before: old.map(state), after: new.map(state))
      if let old, let new, old["limit"] != new["limit"] {
        change.note = "\(old["limit"]) → \(new["limit"])"
      }
      change.causes =
        item == Self.composite
        ? changes(.variation, of: subject)
        : movers(subject, item, weights)
      if change.causes.isEmpty || !change.note.isEmpty { change.causes += rulesOfTheRun }
      add(change)
    }
  }

  /// Parts whose own value changed or that came or went, those that moved the variance most first.
  private func movers(
    _ subject: ChangeSubject, _ indicator: String, _ weights: [[String]: Double]
  ) -> [Int] {
    let own = changes(inCounty: subject.countyCode).filter { index in
      let change = found[index]
      guard change.subject.stage == subject.stage else { return false }
      return (change.thing == .indicator && change.item == indicator)
        || (change.thing == .school && change.item == Self.part)
    }
    func weight(_ index: Int) -> Double {
      let it = found[index].subject
      return weights[[it.countyCode, it.stage, indicator, it.schoolCode, it.campus]] ?? 0
    }
    return own.map { ($0, weight($0)) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
  }

  /// By how much each part's share of the variance changed, in squares of the indicator's unit.
  private func contributions(_ rows: [OutputRow]) throws -> [[String]: Double] {
    let wanted = Set(rows.map { [$0["county_code"], $0["stage"], $0["indicator"]] })
    var weights: [[String]: Double] = [:]
    for (folder, sign) in [(before, -1.0), (after, 1.0)] {
      let rows = try folder.table("cv_contributions") {
        wanted.contains([$0["county_code"], $0["stage"], $0["indicator"]])
      }
      for row in rows?.rows ?? [] {
        guard let share = row.number("variance_share"), let cv = row.number("cv"),
          let mean = row.number("mean")
        else { continue }
        let key = [
          row["county_code"], row["stage"], row["indicator"], row["school_code"], row["campus"],
        ]
        weights[key, default: 0] += sign * share * cv * cv * mean * mean
      }
    }
    return weights.mapValues(abs)
  }

  // MARK: - Items and verdicts

  mutating func items() throws {
    let table = try DifferenceTable(
      "county_items", before, after, isOptional: true,
      key: { [$0["county_code"], $0["item"]] }, value: { [$0["value"], $0["status"]] })
    let details = try changedDetails()
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      func state(_ row: OutputRow) -> ChangeState {
        ChangeState(value: row["value"], status: row["status"])
      }
      let subject = ChangeSubject(county: row["county_code"])
      var change = Change(
        thing: .item, subject: subject, item: row["item"], name: row["name"],
        before: old.map(state), after: new.map(state), unit: row["unit"])
      change.note = new?["reason"] ?? ""
      let values = row["values"].split(separator: ";").compactMap {
        self.change(.countyValue, subject, String($0))
      }
      change.causes =
        values + changedFiles(details[[row["county_code"], row["item"]]] ?? [])
      if change.causes.isEmpty { change.causes = changedFiles(of: subject) }
      if change.causes.isEmpty { change.causes = rulesOfTheRun }
      add(change)
    }
  }

  /// The files of subjects that an item judges otherwise, by county and item.
  private func changedDetails() throws -> [[String]: [String]] {
    let table = try DifferenceTable(
      "county_item_details", before, after, isOptional: true,
      key: { [$0["county_code"], $0["item"]] + $0.schoolKey + [$0["stage"], $0["record"]] },
      value: { [$0["value"], $0["status"]] })
    var files: [[String]: [String]] = [:]
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      let own = [old?["file"] ?? "", new?["file"] ?? ""].filter { !$0.isEmpty }
      files[[row["county_code"], row["item"]], default: []] += own
    }
    return files
  }

  mutating func countyVerdicts() throws {
    let old = try before.neededTable("county_verdicts")
    let new = try after.neededTable("county_verdicts")
    let groups = new.names.filter { !["county_code", "county_name", "reason"].contains($0) }
    let table = DifferenceTable(
      old.rows, new.rows, key: { [$0["county_code"]] }, value: { row in groups.map { row[$0] } })
    let groupOfItem = try declarations("county_items", "item").mapValues { $0["group"] }
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      // The verdict as a whole stands last and comes from the others.
      for group in groups where old?[group] != new?[group] {
        let subject = ChangeSubject(county: row["county_code"])
        var change = Change(
          thing: .countyVerdict, subject: subject, item: group, name: row["county_name"],
          before: old.map { ChangeState(status: $0[group]) },
          after: new.map { ChangeState(status: $0[group]) })
        change.causes = causes(of: group, subject, groupOfItem)
        if change.causes.isEmpty { change.causes = rulesOfTheRun }
        add(change)
      }
    }
  }

  private func causes(
    of group: String, _ subject: ChangeSubject, _ groupOfItem: [String: String]
  ) -> [Int] {
    guard group != "verdict" else { return changes(.countyVerdict, of: subject) }
    return changes(inCounty: subject.countyCode).filter { index in
      let change = found[index]
      switch change.thing {
      case .schoolVerdict: return group == "resources"
      case .variation: return group == "resources" && change.changesStatus
      case .item: return groupOfItem[change.item] == group && change.changesStatus
      default: return false
      }
    }
  }
}
