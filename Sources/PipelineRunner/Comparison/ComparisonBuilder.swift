// SPDX-License-Identifier: Apache-2.0
// ComparisonBuilder: puts the rows of several runs beside each other by what they are about.

import DataModel

/// Gathers the rows of one run after the other.
struct ComparisonBuilder {
  private var rows: [ComparedRow.Key: ComparedRow] = [:]
  private(set) var messages: [BilingualText] = []
  /// First appearance of stages of schooling, items and measures: the order of the outputs.
  private var places: [String: Int] = [:]

  /// By level, county and school, then in the order in which the outputs name things.
  var sortedRows: [ComparedRow] {
    let levels = Dictionary(
      ComparedLevel.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ row: ComparedRow) -> [Int] {
      [row.key.stage, row.key.item, row.key.measure].map { places[$0] ?? 0 }
    }
    return rows.values.sorted { left, right in
      let first = (levels[left.key.level] ?? 0, left.key.countyCode, left.key.schoolCode)
      let second = (levels[right.key.level] ?? 0, right.key.countyCode, right.key.schoolCode)
      guard first == second else { return first < second }
      return place(left).lexicographicallyPrecedes(place(right))
    }
  }

  mutating func add(_ folder: ResultFolder, as stage: AssessmentStage) throws {
    let verdicts = ["resources", "government", "quality", "satisfaction", "veto", "verdict"]
    for row in try table("county_verdicts", folder, stage) {
      for group in verdicts {
        add(row, .verdict, item: group, measure: "status", value: "", status: row[group], stage)
      }
    }
    for row in try table("county_items", folder, stage) {
      add(
        row, .item, item: row["item"], measure: "value", value: row["value"],
        status: row["status"], stage)
    }
    let names = try names(folder)
    for row in try table("county_indicators", folder, stage) {
      let id = row["indicator"]
      // 综合差异系数 is no mean of values.
      if row["mean"] != "" || names[id] != nil {
        add(
          row, .county, item: id, measure: "mean", value: row["mean"], status: "", stage,
          name: names[id])
      }
      add(
        row, .county, item: id, measure: "cv", value: row["cv"], status: row["status"], stage,
        name: names[id])
    }
    for row in try table("school_indicators", folder, stage) {
      add(
        row, .school, item: row["indicator"], measure: "value", value: row["value"],
        status: row["status"], stage)
    }
  }

  private func names(_ folder: ResultFolder) throws -> [String: String] {
    Dictionary(
      try folder.table("indicators")?.rows.map { ($0["indicator"], $0["name"]) } ?? [],
      uniquingKeysWith: { first, _ in first })
  }

  private mutating func table(
    _ name: String, _ folder: ResultFolder, _ stage: AssessmentStage
  ) throws -> [OutputRow] {
    if let table = try folder.table(name) { return table.rows }
    messages.append(
      BilingualText(
        chinese: "\(stage.name(.chinese))“\(folder.path)”没有 data/\(name).csv，不参与对比。",
        english: "\(stage.name(.english)) “\(folder.path)” has no data/\(name).csv: left out"))
    return []
  }

  private mutating func add(
    _ row: OutputRow, _ level: ComparedLevel, item: String, measure: String, value: String,
    status: String, _ stage: AssessmentStage, name: String? = nil
  ) {
    let key = ComparedRow.Key(
      level: level, countyCode: row["county_code"], schoolCode: row["school_code"],
      stage: row["stage"], item: item, measure: measure, campus: row["campus"])
    for word in [key.stage, key.item, key.measure] where places[word] == nil {
      places[word] = places.count
    }
    var known =
      rows[key]
      ?? ComparedRow(
        key: key, countyName: row["county_name"], schoolName: row["school_name"],
        name: name ?? row["name"], unit: row["unit"])
    known.figures[stage] = ComparedRow.Figure(value: value, status: status)
    rows[key] = known
  }
}
