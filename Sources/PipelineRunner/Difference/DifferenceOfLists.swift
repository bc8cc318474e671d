// SPDX-License-Identifier: Apache-2.0
// DifferenceOfLists: what changed in the class ledger and among the findings.

import DataModel

extension DifferenceBuilder {
  mutating func ledger() throws {
    let table = try DifferenceTable(
      "class_ledger", before, after,
      key: { $0.schoolKey + [$0["stage"], $0["grade"], $0["class"]] },
      value: { [$0["pupils"], $0["state"]] })
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      func state(_ row: OutputRow) -> ChangeState {
        ChangeState(value: row["pupils"], status: row["state"])
      }
      let item = "\(row["grade"]) \(row["class"])"
      var change = Change(
        thing: .ledger, subject: ChangeSubject(row), item: item, name: item,
        before: old.map(state), after: new.map(state), unit: "人")
      change.causes =
        index.changedFiles(of: change.subject)
        + index.corrections(ofSchool: change.subject.schoolCode, files: [])
      if change.causes.isEmpty { change.causes = index.rulesOfTheRun }
      add(change)
    }
  }

  /// A finding is the same while rule, school, form, record and field are.
  mutating func findings() throws {
    let table = DifferenceTable(
      try before.findings().rows, try after.findings().rows, key: { [$0["id"]] },
      value: { [$0["state"], $0["severity"], $0["value"]] })
    for (old, new) in table.pairs {
      guard let row = new ?? old else { continue }
      func state(_ row: OutputRow) -> ChangeState {
        ChangeState(value: row["value"], status: row["state"])
      }
      var change = Change(
        thing: .finding, subject: ChangeSubject(row), item: row["id"], name: row["rule"],
        before: old.map(state), after: new.map(state))
      change.note = row["message"]
      let place = ChangePlace(row)
      if new == nil { change.placesBefore = [place] } else { change.placesAfter = [place] }
      if let old, let new { change.severities = [old["severity"], new["severity"]] }
      let paths = [old, new].compactMap { $0?["file"] }
      change.causes = index.changedFiles(paths) + index.corrections(at: [place])
      if change.changesStatus {
        change.causes += index.settings(["corrections", "explanations"])
      }
      if change.causes.isEmpty {
        change.causes =
          index.changedFiles(of: change.subject)
          + index.corrections(ofSchool: change.subject.schoolCode, files: paths)
      }
      if change.causes.isEmpty { change.causes = index.rulesOfTheRun }
      add(change)
    }
  }
}
