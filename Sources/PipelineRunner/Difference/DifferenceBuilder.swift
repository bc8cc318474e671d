// SPDX-License-Identifier: Apache-2.0
// DifferenceBuilder: collects the changes between two runs, causes before effects.

import DataModel

/// Builds the list of changes; each finds its causes among those before it.
struct DifferenceBuilder {
  let before: ResultFolder
  let after: ResultFolder
  private(set) var names: [String: String] = [:]
  var index = CauseIndex()
  /// Tables that one of the outputs, of an older version, does not have.
  private(set) var notCompared: [String] = []

  init(_ before: ResultFolder, _ after: ResultFolder) throws {
    self.before = before
    self.after = after
    for folder in [after, before] {
      for row in try folder.neededTable("schools").rows {
        names[row["school_code"], default: row["school_name"]] += ""
        names[row["county_code"], default: row["county_name"]] += ""
      }
    }
  }

  mutating func changes() throws -> [Change] {
    settings()
    try submissions()
    try corrections()
    try schools()
    try values()
    try countyValues()
    try indicators()
    try verdicts()
    try variations()
    try items()
    try countyVerdicts()
    try ledger()
    try findings()
    return index.found
  }

  mutating func add(_ change: Change) { index.add(change) }

  /// The rows of a table that not every output has; nil where one of the two has none to compare.
  mutating func tables(_ name: String) throws -> (before: [OutputRow], after: [OutputRow])? {
    switch (try before.table(name), try after.table(name)) {
    case (let old?, let new?): return (old.rows, new.rows)
    case (nil, nil): return nil
    default:
      notCompared.append("data/\(name).csv")
      return nil
    }
  }

  // MARK: - Settings and files

  private mutating func settings() {
    for (old, new) in zip(before.settings, after.settings) where old.value != new.value {
      var change = Change(
        thing: .setting, subject: ChangeSubject(), item: new.item, name: new.item,
        before: old.value.isEmpty ? nil : ChangeState(value: old.value),
        after: new.value.isEmpty ? nil : ChangeState(value: new.value))
      change.note = new.name.isEmpty ? old.name : new.name
      add(change)
    }
  }

  /// A file that only has another path is told as moved, not as gone and new.
  private mutating func submissions() throws {
    let old = try submissionStates(before)
    let new = try submissionStates(after)
    var gone = Dictionary(
      grouping: old.values.filter { new[$0.path] == nil && !$0.digest.isEmpty }, by: \.digest
    ).mapValues { $0.map(\.path).sorted() }
    var moved: Set<String> = []
    for file in new.values.sorted(by: { $0.path < $1.path }) {
      var earlier = old[file.path]
      // Each file that is gone can only have gone to one place.
      if earlier == nil, let path = gone[file.digest]?.first {
        gone[file.digest]?.removeFirst()
        earlier = old[path]
        moved.insert(path)
      }
      guard
        earlier?.digest != file.digest || earlier?.path != file.path
          || earlier?.state.status != file.state.status
      else { continue }
      var change = Change(
        thing: .submission, subject: file.subject, item: file.path, name: file.path,
        before: earlier?.state, after: file.state)
      if let earlier, earlier.path != file.path { change.note = earlier.path }
      add(change)
    }
    for file in old.values.sorted(by: { $0.path < $1.path })
    where new[file.path] == nil && !moved.contains(file.path) {
      add(
        Change(
          thing: .submission, subject: file.subject, item: file.path, name: file.path,
          before: file.state, after: nil))
    }
  }

  private struct File {
    var path: String
    var digest: String
    var state: ChangeState
    var subject: ChangeSubject
  }

  private func submissionStates(_ folder: ResultFolder) throws -> [String: File] {
    let rows = Dictionary(
      try folder.neededTable("submissions").rows.map { ($0["path"], $0) },
      uniquingKeysWith: { first, _ in first })
    return Dictionary(
      folder.inputs.map { input in
        let row = rows[input.path]
        return (
          input.path,
          File(
            path: input.path, digest: input.sha256,
            state: ChangeState(
              value: String(input.sha256.prefix(12)), status: row?["status"] ?? ""),
            subject: row.map { ChangeSubject($0) } ?? ChangeSubject())
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Lines of the list of corrections that take effect in one of the runs only.
  private mutating func corrections() throws {
    guard let (old, new) = try tables("corrections") else { return }
    func applied(_ rows: [OutputRow]) -> [OutputRow] {
      rows.filter { $0["outcome"] == "applied" }
    }
    let columns = ["school_code", "form", "record", "field", "file", "sheet", "cell"]
    let table = DifferenceTable(
      applied(old), applied(new), key: { row in columns.map { row[$0] } },
      value: { [$0["found"], $0["new_value"]] })
    for (earlier, later) in table.pairs {
      guard let row = later ?? earlier else { continue }
      var change = Change(
        thing: .correction, subject: ChangeSubject(school: row["school_code"]),
        item: [row["form"], row["field"], row["record"]].filter { !$0.isEmpty }
          .joined(separator: " "),
        name: row["field"], before: earlier.map { ChangeState(value: $0["new_value"]) },
        after: later.map { ChangeState(value: $0["new_value"]) })
      change.note = [row["reason"], row["who"], row["date"]].filter { !$0.isEmpty }
        .joined(separator: " ")
      if earlier != nil { change.placesBefore = [ChangePlace(row)] }
      if later != nil { change.placesAfter = [ChangePlace(row)] }
      change.causes = index.settings(["corrections"])
      add(change)
    }
  }
}
