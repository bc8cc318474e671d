// SPDX-License-Identifier: Apache-2.0
// DifferenceOfCounties: what changed of counties: their values, 差异系数, items, verdicts.

import DataModel

extension DifferenceBuilder {
  mutating func countyValues() throws {
    guard let (oldRows, newRows) = try tables("county_values") else { return }
    let old = Self.grouped(oldRows)
    let new = Self.grouped(newRows)
    let table = DifferenceTable(
      old.first, new.first, key: Self.valueKey, value: { [$0["value"], $0["reason"]] })
    for (earlier, later) in table.pairs {
      guard let row = later ?? earlier else { continue }
      var change = Change(
        thing: .countyValue, subject: ChangeSubject(county: row["county_code"]),
        item: row["field"], name: row["name"],
        before: earlier.map { ChangeState(value: $0["value"]) },
        after: later.map { ChangeState(value: $0["value"]) }, unit: row["unit"])
      change.note = later?["reason"] ?? ""
      let first = earlier.flatMap { old.places[Self.valueKey($0)] } ?? []
      let second = later.flatMap { new.places[Self.valueKey($0)] } ?? []
      change.placesBefore = first.filter { !second.contains($0) }
      change.placesAfter = second
      let paths = (first + second).map(\.file)
      change.causes = index.changedFiles(paths) + index.corrections(ofSchool: "", files: paths)
      complete(&change)
      add(change)
    }
  }

  private static func valueKey(_ row: OutputRow) -> [String] { [row["county_code"], row["field"]] }

  /// A value has a row for each place that it was read from.
  private static func grouped(
    _ rows: [OutputRow]
  ) -> (first: [OutputRow], places: [[String]: [ChangePlace]]) {
    var first: [OutputRow] = []
    var places: [[String]: [ChangePlace]] = [:]
    for row in rows {
      let key = valueKey(row)
      if places[key] == nil {
        places[key] = []
        first.append(row)
      }
      if !row["file"].isEmpty { places[key]?.append(ChangePlace(row)) }
    }
    return (first, places)
  }

  /// Causes of what a county says where nothing nearer explains it: its files, schools that joined or
  /// left, any school's files or corrections, then what the run goes by.
  private func complete(_ change: inout Change) {
    guard change.causes.isEmpty else { return }
    let code = change.subject.countyCode
    change.causes = index.changedFiles(of: change.subject) + index.moves(ofCounty: code)
    if change.causes.isEmpty {
      change.causes = index.changes(inCounty: code).filter {
        index.found[$0].thing == .submission
          && index.found[$0].before?.value
            != index.found[$0].after?.value
      }
    }
    if change.causes.isEmpty { change.causes = index.rulesOfTheRun }
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
      if let old, let new { change.note = Self.terms(["limit"], old, new) }
      change.causes =
        item == Self.composite
        ? index.changes(.variation, of: subject)
        : movers(subject, item, weights) + index.moves(ofCounty: subject.countyCode)
      if !change.note.isEmpty { change.causes += index.rulesOfTheRun }
      complete(&change)
      add(change)
    }
  }

  /// Parts whose own value changed or that came or went, those that moved the variance most first.
  private func movers(
    _ subject: ChangeSubject, _ indicator: String, _ weights: [[String]: Double]
  ) -> [Int] {
    func weight(_ number: Int) -> Double {
      let it = index.found[number].subject
      return weights[[it.countyCode, it.stage, indicator, it.schoolCode, it.campus]] ?? 0
    }
    return index.movers(subject, indicator).map { ($0, weight($0)) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
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
    guard let (oldRows, newRows) = try tables("county_items") else { return }
    let table = DifferenceTable(
      oldRows, newRows, key: { [$0["county_code"], $0["item"]] },
      value: { [$0["value"], $0["status"]] })
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
        index.change(.countyValue, subject, String($0))
      }
      let paths = details[[row["county_code"], row["item"]]] ?? []
      change.causes =
        values + index.changedFiles(paths) + index.corrections(ofSchool: "", files: paths)
      complete(&change)
      add(change)
    }
  }

  /// The files of subjects that an item judges otherwise, by county and item.
  private mutating func changedDetails() throws -> [[String]: [String]] {
    guard let (oldRows, newRows) = try tables("county_item_details") else { return [:] }
    let table = DifferenceTable(
      oldRows, newRows,
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
        change.causes = ordered(change.causes, for: change)
        complete(&change)
        add(change)
      }
    }
  }

  private func causes(
    of group: String, _ subject: ChangeSubject, _ groupOfItem: [String: String]
  ) -> [Int] {
    guard group != "verdict" else { return index.changes(.countyVerdict, of: subject) }
    return index.changes(inCounty: subject.countyCode).filter { number in
      let change = index.found[number]
      switch change.thing {
      case .schoolVerdict: return group == "resources"
      case .variation: return group == "resources" && change.changesStatus
      case .item: return groupOfItem[change.item] == group && change.changesStatus
      default: return false
      }
    }
  }
}
