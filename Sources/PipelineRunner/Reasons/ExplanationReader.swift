// SPDX-License-Identifier: Apache-2.0
// ExplanationReader: gathers from the tables of an output folder what explains a school's results.

import DataModel

/// Reads each table once, and keeps the rows of one school only.
struct ExplanationReader {
  private let folder: ResultFolder
  private let school: OutputRow
  private let parts: [OutputRow]
  private let partTable: OutputTable
  private let lineage: [OutputRow]
  private let terms: [OutputRow]
  private let contributions: [OutputRow]
  private let counties: [OutputRow]
  private let indicators: [OutputRow]
  private let inputs: [OutputRow]
  private let stages: [OutputRow]
  /// Those that took effect, of the whole output: a list of several schools names its school by row.
  private let corrections: [OutputRow]

  init(folder: ResultFolder, school: OutputRow, results: [OutputRow]) throws {
    self.folder = folder
    self.school = school
    let key = school.schoolKey
    let county = school["county_code"]
    let asked = Set(results.map { $0["indicator"] })
    partTable = try folder.neededTable("school_parts") { $0.schoolKey == key }
    parts = partTable.rows
    lineage = try folder.table("lineage") { $0.schoolKey == key }?.rows ?? []
    terms = try folder.table("input_terms") { $0.schoolKey == key }?.rows ?? []
    contributions =
      try folder.table("cv_contributions") { $0.schoolKey == key }?.rows ?? []
    counties =
      try folder.table("county_indicators") {
        $0["county_code"] == county
          && (asked.contains($0["indicator"]) || $0["indicator"] == Self.composite)
      }?.rows ?? []
    indicators = try folder.table("indicators") { asked.contains($0["indicator"]) }?.rows ?? []
    inputs = try folder.table("inputs")?.rows ?? []
    stages = try folder.table("stages")?.rows ?? []
    corrections = try folder.table("corrections") { $0["outcome"] == "applied" }?.rows ?? []
  }

  func explanation(of result: OutputRow) throws -> Explanation {
    let stage = result["stage"]
    let declared = indicators.first {
      $0["stage"] == stage && $0["indicator"] == result["indicator"]
    }
    let part = parts.first { $0["stage"] == stage }
    let ids = declared.map { $0["inputs"].split(separator: ";").map(String.init) } ?? []
    let explained = ids.map { input($0, stage: stage, part: part) }
    return Explanation(
      year: folder.year, runIdentifier: folder.runIdentifier, pipelineName: folder.pipelineName,
      countyCode: result["county_code"], countyName: result["county_name"],
      schoolCode: result["school_code"], schoolName: result["school_name"],
      schoolType: school["school_type"], stage: stage, pupils: part?["pupils"] ?? "",
      indicator: result["indicator"], name: result["name"],
      numeratorFormula: declared?["numerator"] ?? "",
      denominatorFormula: declared?["denominator"] ?? "", per: declared?.whole("per") ?? 1,
      digits: declared?.whole("digits") ?? 2, numerator: result["numerator"],
      denominator: result["denominator"], value: result["value"], unit: result["unit"],
      threshold: result["threshold"], floor: result["floor"], status: result["status"],
      shortfall: result["shortfall"], shortfallUnit: result["shortfall_unit"],
      isRoundingSensitive: result.isTrue("rounding_sensitive"), reason: result["reason"],
      concession: result["concession_clause"],
      formulaClause: declared.flatMap { clause($0, "") },
      thresholdClause: declared.flatMap { clause($0, "threshold_") },
      variationClause: declared.flatMap { clause($0, "cv_") }, inputs: explained,
      split: explained.contains { $0.schoolValue != nil } ? split(stage, part) : nil,
      county: county(result))
  }

  private func clause(_ row: OutputRow, _ prefix: String) -> CitedClause? {
    let document = row[prefix + "document"]
    guard !document.isEmpty else { return nil }
    return CitedClause(
      document: document, clause: row[prefix + "clause"],
      isConfirmed: row.isTrue(prefix + "confirmed"))
  }

  private func input(_ id: String, stage: String, part: OutputRow?) -> ExplainedInput {
    let declared = inputs.first { $0["input"] == id }
    let own = lineage.filter { $0["stage"] == stage && $0["field"] == id }
    // The pupils' column comes first and bears this name whatever the input is called.
    let value = partTable.hasColumn(id) ? part?[id] ?? "" : own.first?["value"] ?? ""
    let whole = partTable.hasColumn(id + "_school") ? part?[id + "_school"] : nil
    let summands = terms.filter { $0["stage"] == stage && $0["field"] == id }.map {
      (name: $0["term"], value: $0["value"], isSubtracted: $0["sign"] == "-")
    }
    let places = own.map { row in
      ReadPlace(
        label: row["label"], file: row["file"], sheet: row["sheet"], cell: row["cell"],
        raw: row["raw"], steps: row["normalized_by"], corrections: corrections(at: row))
    }
    return ExplainedInput(
      id: id, name: declared?["name"] ?? id, unit: declared?["unit"] ?? "", value: value,
      schoolValue: isSplit(stage) ? whole : nil, terms: summands, places: places,
      clause: declared.flatMap { clause($0, "") })
  }

  private func corrections(at place: OutputRow) -> [AppliedCorrection] {
    guard let range = CellRange(place["cell"]),
      place["normalized_by"].split(separator: ";").contains("corrected")
    else { return [] }
    // The range of one school may span rows of another.
    let own = ["", school["school_code"], school["school_name"]]
    return corrections.filter { row in
      own.contains(row["school_code"]) && row["form"] == place["form"]
        && row["file"] == place["file"] && row["sheet"] == place["sheet"]
        && CellReference(row["cell"]).map(range.contains) == true
    }.map {
      AppliedCorrection(
        cell: $0["cell"], old: $0["found"], new: $0["new_value"], reason: $0["reason"],
        who: $0["who"], date: $0["date"])
    }
  }

  /// Whether the school has pupils in other stages too.
  private func isSplit(_ stage: String) -> Bool {
    guard let part = parts.first(where: { $0["stage"] == stage }) else { return false }
    return part["weighted_pupils"] != part["school_weighted_pupils"]
  }

  private func split(_ stage: String, _ part: OutputRow?) -> ExplainedSplit {
    let declared = stages.first { $0["stage"] == stage }
    return ExplainedSplit(
      weight: declared?["weight"] ?? "", weighted: part?["weighted_pupils"] ?? "",
      schoolWeighted: part?["school_weighted_pupils"] ?? "",
      clause: declared.flatMap { clause($0, "") })
  }

  /// In place of an indicator's id in `county_indicators.csv`.
  private static let composite = "composite"

  private func composite(_ stage: String) -> ExplainedComposite? {
    counties.first { $0["stage"] == stage && $0["indicator"] == Self.composite }.map {
      ExplainedComposite(variation: $0["cv"], limit: $0["limit"], status: $0["status"])
    }
  }

  private func county(_ result: OutputRow) -> ExplainedCounty? {
    func isSame(_ row: OutputRow) -> Bool {
      row["stage"] == result["stage"] && row["indicator"] == result["indicator"]
    }
    guard let row = counties.first(where: isSame) else { return nil }
    let own = contributions.first(where: isSame)
    return ExplainedCounty(
      parts: row["parts"], undecided: row["undecided"], mean: row["mean"], variation: row["cv"],
      limit: row["limit"], status: row["status"], share: own?["variance_share"] ?? "",
      rank: own?["rank"] ?? "", variationIfThreshold: own?["cv_if_threshold"] ?? "",
      composite: composite(result["stage"]))
  }
}
