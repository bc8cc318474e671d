// SPDX-License-Identifier: Apache-2.0
// DifferenceOfSchools: what changed of schools: who they are, inputs, indicators, verdicts.

import DataModel

extension DifferenceBuilder {
  mutating func schools() throws {
    let told = [
      "school_name", "county_code", "school_type", "urban_rural", "sponsor", "in_scope",
      "excluded_reason",
    ]
    let table = try DifferenceTable(
      "schools", before, after, key: { $0.schoolKey }, value: { row in told.map { row[$0] } })
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      let subject = ChangeSubject(row)
      let causes =
        index.settings(["roster"]) + index.changedFiles(of: subject)
        + index.corrections(ofSchool: subject.schoolCode, files: [])
      guard let old, let new else {
        var change = Change(
          thing: .school, subject: subject, item: CauseIndex.wholeSchool, name: row["school_name"],
          before: old.map { ChangeState(value: $0["school_name"]) },
          after: new.map { ChangeState(value: $0["school_name"]) })
        change.causes = causes.isEmpty ? index.rulesOfTheRun : causes
        add(change)
        continue
      }
      for column in told where old[column] != new[column] {
        var change = Change(
          thing: .school, subject: subject, item: column, name: column,
          before: ChangeState(value: old[column]), after: ChangeState(value: new[column]))
        change.causes = causes.isEmpty ? index.rulesOfTheRun : causes
        add(change)
      }
    }
  }

  // MARK: - Inputs

  /// Columns of `school_parts.csv` that are no inputs, or follow from others.
  private static let noInputs: Set<String> = [
    "county_code", "school_code", "school_name", "stage", "campus", "weighted_pupils",
    "school_weighted_pupils",
  ]

  mutating func values() throws {
    let old = try before.neededTable("school_parts")
    let new = try after.neededTable("school_parts")
    let inputs = new.names.filter { name in
      !Self.noInputs.contains(name) && old.hasColumn(name)
        && !(name.hasSuffix("_school") && new.hasColumn(String(name.dropLast(7))))
    }
    let table = DifferenceTable(
      old.rows, new.rows, key: { $0.schoolKey + [$0["stage"]] },
      value: { row in inputs.map { row[$0] } })
    var changed: [(change: Change, isShare: Bool)] = []
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      let subject = ChangeSubject(row)
      guard let old, let new else {
        var change = Change(
          thing: .school, subject: subject, item: CauseIndex.schoolPart, name: row["stage"],
          before: old.map { _ in ChangeState(value: row["stage"]) },
          after: new.map { _ in ChangeState(value: row["stage"]) })
        change.causes =
          index.change(.school, subject.whole, CauseIndex.wholeSchool).map { [$0] }
          ?? index.changedFiles(of: subject)
        if change.causes.isEmpty { change.causes = index.rulesOfTheRun }
        add(change)
        continue
      }
      for input in inputs where old[input] != new[input] {
        let change = Change(
          thing: .value, subject: subject, item: input, name: input,
          before: ChangeState(value: old[input]), after: ChangeState(value: new[input]))
        // The school's own value is the same: only its share went to another stage.
        let whole = input + "_school"
        let isShare = !new[whole].isEmpty && old[whole] == new[whole]
        changed.append((change, isShare))
      }
    }
    try addValues(changed)
  }

  /// Names, places and causes of changed inputs.
  private mutating func addValues(_ changed: [(change: Change, isShare: Bool)]) throws {
    let wanted = Set(changed.map { $0.change.subject.part })
    func lineage(_ folder: ResultFolder) throws -> [ChangeSubject: [OutputRow]] {
      let rows = try folder.table("lineage") { wanted.contains(ChangeSubject($0).part) }?.rows
      return Dictionary(grouping: rows ?? []) { ChangeSubject($0).part }
    }
    let old = try lineage(before)
    let new = try lineage(after)
    let declared = try declarations("inputs", "input")
    for (found, isShare) in changed {
      var change = found
      func places(_ rows: [OutputRow]?) -> [ChangePlace] {
        (rows ?? []).filter { $0["field"] == change.item }.map { ChangePlace($0) }
      }
      change.name = declared[change.item]?["name"] ?? change.item
      change.unit = declared[change.item]?["unit"] ?? ""
      let earlier = places(old[change.subject.part])
      let later = places(new[change.subject.part])
      change.placesBefore = earlier.filter { !later.contains($0) }
      change.placesAfter = later.filter { !earlier.contains($0) }
      change.causes = causes(of: change, earlier + later, isShare: isShare)
      // The same range, summed over other values: where it was read is still worth telling.
      if change.placesAfter.isEmpty { change.placesAfter = later }
      add(change)
    }
  }

  /// Files that it is read from and corrections there; of a share the pupils it goes by; the school's
  /// files, as what nobody could read has no place; then what the run goes by.
  private func causes(of change: Change, _ places: [ChangePlace], isShare: Bool) -> [Int] {
    let paths = places.map(\.file)
    var causes = index.changedFiles(paths) + index.corrections(at: places)
    if isShare { causes += index.changesOfPupils(ofSchool: change.subject.schoolCode) }
    if causes.isEmpty {
      let code = change.subject.schoolCode
      causes =
        index.changedFiles(ofSchool: code) + index.corrections(ofSchool: code, files: paths)
    }
    if causes.isEmpty, places.isEmpty { causes = index.changedFiles(of: change.subject) }
    return causes.isEmpty ? index.rulesOfTheRun : causes
  }

  /// Rows of a table of declarations by their id; those of the later run count.
  func declarations(_ table: String, _ column: String) throws -> [String: OutputRow] {
    let rows = try [after, before].flatMap { try $0.table(table)?.rows ?? [] }
    return Dictionary(rows.map { ($0[column], $0) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Indicators and verdicts

  /// A part that is in one of the runs only is told once, not indicator by indicator.
  mutating func indicators() throws {
    let table = try DifferenceTable(
      "school_indicators", before, after,
      key: { $0.schoolKey + [$0["stage"], $0["indicator"]] },
      value: { [$0["value"], $0["status"], $0["threshold"], $0["floor"], $0["concession"]] })
    var inputs: [[String]: [String]] = [:]
    for folder in [after, before] {
      for row in try folder.table("indicators")?.rows ?? [] {
        inputs[
          [row["indicator"], row["stage"]],
          default: row["inputs"].split(separator: ";").map(String.init)] += []
      }
    }
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      let subject = ChangeSubject(row)
      guard index.change(.school, subject, CauseIndex.schoolPart) == nil else { continue }
      func state(_ row: OutputRow) -> ChangeState {
        ChangeState(value: row["value"], status: row["status"])
      }
      var change = Change(
        thing: .indicator, subject: subject, item: row["indicator"], name: row["name"],
        before: old.map(state), after: new.map(state), unit: row["unit"])
      let terms = ["threshold", "floor", "concession"]
      if let old, let new { change.note = Self.terms(terms, old, new) }
      let own = (inputs[[row["indicator"], row["stage"]]] ?? []).compactMap {
        index.change(.value, subject, $0)
      }
      change.causes = own + schoolChanges(subject)
      if change.causes.isEmpty || !change.note.isEmpty { change.causes += index.rulesOfTheRun }
      add(change)
    }
  }

  /// `threshold 4.2 → 4.5; floor 3.57 → 3.825`, of the columns that changed.
  static func terms(_ columns: [String], _ old: OutputRow, _ new: OutputRow) -> String {
    columns.filter { old[$0] != new[$0] }.map { "\($0) \(old[$0]) → \(new[$0])" }
      .joined(separator: "; ")
  }

  private func schoolChanges(_ subject: ChangeSubject) -> [Int] {
    ["school_type", "urban_rural", "sponsor", "in_scope", "county_code"].compactMap {
      index.change(.school, subject.whole, $0)
    }
  }

  mutating func verdicts() throws {
    let table = try DifferenceTable(
      "school_verdicts", before, after, key: { $0.schoolKey + [$0["stage"]] },
      value: { [$0["verdict"]] })
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      let subject = ChangeSubject(row)
      var change = Change(
        thing: .schoolVerdict, subject: subject, item: "verdict", name: row["school_name"],
        before: old.map { ChangeState(status: $0["verdict"]) },
        after: new.map { ChangeState(status: $0["verdict"]) })
      let own = index.changes(.indicator, of: subject)
      let decisive = own.filter { index.found[$0].changesStatus }
      change.causes = decisive.isEmpty ? own : decisive
      if let part = index.change(.school, subject, CauseIndex.schoolPart) { change.causes = [part] }
      change.causes += schoolChanges(subject).filter { !change.causes.contains($0) }
      if change.causes.isEmpty { change.causes = index.rulesOfTheRun }
      change.causes = ordered(change.causes, for: change)
      add(change)
    }
  }

  /// Those first that went the same way as their effect, then those that went no way.
  func ordered(_ causes: [Int], for effect: Change) -> [Int] {
    let way = effect.direction
    guard way != 0 else { return causes }
    return causes.enumerated().sorted {
      let left = -index.found[$0.element].direction * way
      let right = -index.found[$1.element].direction * way
      return (left, $0.offset) < (right, $1.offset)
    }.map(\.element)
  }
}

extension ChangeSubject {
  /// The school of a part.
  fileprivate var whole: ChangeSubject {
    ChangeSubject(county: countyCode, school: schoolCode, campus: campus)
  }

}
