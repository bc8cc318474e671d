// SPDX-License-Identifier: Apache-2.0
// EarlierOutputs: what the output folders of earlier years say, for a run of a later year.

import DataModel
import FileFormats

/// Reads the folders of `--previous`.
struct EarlierOutputs {
  /// Of earlier years, in ascending order.
  let years: [EarlierYear]
  /// The round before this one of the same year; nil where none is given.
  let round: EarlierRound?

  /// Fails with `.noInput` where a folder is no output, with `.usage` where its year is later than the
  /// run's or is given twice: nobody could say which of the two was meant.
  static func read(_ folders: [String], before year: Int) throws -> EarlierOutputs {
    var byYear: [Int: ResultFolder] = [:]
    for path in folders {
      let folder = try ResultFolder(path)
      guard folder.year <= year else {
        throw RunFailure(
          .usage,
          chinese: "--previous “\(path)”是 \(folder.year) 年的输出，不应晚于本次的 \(year) 年。",
          english: "--previous “\(path)” is of \(folder.year), which is later than \(year)")
      }
      if let other = byYear[folder.year] {
        throw RunFailure(
          .usage,
          chinese: "--previous “\(other.path)”与“\(path)”都是 \(folder.year) 年的输出，每年只能给一个。",
          english:
            "--previous “\(other.path)” and “\(path)” are both of \(folder.year); give one for each year"
        )
      }
      byYear[folder.year] = folder
    }
    let round = byYear.removeValue(forKey: year)
    return EarlierOutputs(
      years: try byYear.sorted { $0.key < $1.key }.map { try read($0.value) },
      round: try round.map { try EarlierRound($0) })
  }

  private static func read(_ folder: ResultFolder) throws -> EarlierYear {
    EarlierYear(
      year: folder.year, ledger: try PreviousLedger.read(folder), figures: try figures(folder),
      grades: try grades(folder), tracked: try tracked(folder))
  }

  /// nil where the output was written before there were ledgers.
  private static func tracked(_ folder: ResultFolder) throws -> [TrackedEntry]? {
    try folder.table("ledgers")?.rows.compactMap { row in
      TrackedState(rawValue: row["state"]).map { state in
        TrackedEntry(
          countyCode: row["county_code"], ledger: row["ledger"],
          schoolCode: row["school_code"], schoolName: row["school_name"], key: row["record"],
          state: state, place: nil)
      }
    }
  }

  /// Values of schools, means, 差异系数 and passing shares of counties; what has no number has no figure.
  private static func figures(_ folder: ResultFolder) throws -> [TrendSubject: ExactNumber] {
    var figures: [TrendSubject: ExactNumber] = [:]
    func add(_ row: OutputRow, _ column: String, _ measure: TrendSubject.Measure) {
      guard let value = row.exact(column), value.doubleValue.isFinite else { return }
      var subject = TrendSubject(
        countyCode: row["county_code"], schoolCode: row["school_code"], stage: row["stage"],
        indicator: row["indicator"], measure: measure)
      subject.campus = row["campus"]
      figures[subject] = value
    }
    for row in try folder.neededTable("school_indicators").rows { add(row, "value", .value) }
    for row in try folder.neededTable("county_indicators").rows {
      add(row, "mean", .mean)
      add(row, "cv", .variation)
    }
    var passes = PassShares()
    for row in try folder.table("school_verdicts")?.rows ?? [] {
      if let verdict = Verdict(rawValue: row["verdict"]) {
        passes.add(verdict, countyCode: row["county_code"], stage: row["stage"])
      }
    }
    figures.merge(passes.figures) { _, share in share }
    return figures
  }

  /// nil where the output was written before there were grades.
  private static func grades(_ folder: ResultFolder) throws -> [GradeCount]? {
    try folder.table("grades")?.rows.map { row in
      var count = GradeCount(
        countyCode: row["county_code"], schoolCode: row["school_code"],
        schoolName: row["school_name"], stage: row["stage"], grade: row["grade"],
        classes: row.whole("classes"), pupils: row.whole("pupils"))
      count.campus = row["campus"]
      return count
    }
  }

  /// What of an earlier output decides a later one, for the name of the run.
  static func digests(_ path: String) -> [String] {
    let names = [
      "class_ledger", "school_indicators", "school_verdicts", "county_indicators", "grades",
      "ledgers",
    ]
    return names.compactMap { name in
      guard let bytes = try? FileBytes.read("\(path)/data/\(name).csv") else { return nil }
      return "previous \(name) \(Digest.sha256Hex(bytes))"
    } + EarlierRound.digests(path)
  }
}
