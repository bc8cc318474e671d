// SPDX-License-Identifier: Apache-2.0
// DifferenceBuilder: collects the changes between two runs, causes before effects.

import DataModel

/// Builds the list of changes; each finds its causes among those before it.
struct DifferenceBuilder {
  let before: ResultFolder
  let after: ResultFolder
  private(set) var names: [String: String] = [:]
  private(set) var found: [Change] = []
  private var places: [Place: Int] = [:]
  private var ofSubject: [ChangeSubject: [Int]] = [:]
  private var ofCounty: [String: [Int]] = [:]
  private var pupilsOfSchool: [String: [Int]] = [:]
  /// Changed files by path, and by the school or county that they are of.
  private var files: [String: Int] = [:]
  private var filesOfSchool: [String: [Int]] = [:]
  private var filesOfCounty: [String: [Int]] = [:]

  private struct Place: Hashable {
    var thing: ChangedThing
    var subject: ChangeSubject
    var item: String
  }

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
    return found
  }

  mutating func add(_ change: Change) {
    let number = found.count
    let subject = change.subject
    places[Place(thing: change.thing, subject: subject, item: change.item)] = number
    ofSubject[subject, default: []].append(number)
    ofCounty[subject.countyCode, default: []].append(number)
    if change.thing == .value, change.item == Self.pupils {
      pupilsOfSchool[subject.schoolCode, default: []].append(number)
    }
    found.append(change)
  }

  // MARK: - Looking up causes

  func change(_ thing: ChangedThing, _ subject: ChangeSubject, _ item: String) -> Int? {
    places[Place(thing: thing, subject: subject, item: item)]
  }

  /// The input by which what belongs to a whole school is split.
  static let pupils = "pupils"

  /// The changes of a kind about exactly this subject.
  func changes(_ thing: ChangedThing, of subject: ChangeSubject) -> [Int] {
    (ofSubject[subject] ?? []).filter { found[$0].thing == thing }
  }

  /// All changes about a county, its schools and their parts.
  func changes(inCounty code: String) -> [Int] { ofCounty[code] ?? [] }

  func changesOfPupils(ofSchool code: String) -> [Int] { pupilsOfSchool[code] ?? [] }

  /// The changed files among these paths, each once.
  func changedFiles(_ paths: [String]) -> [Int] {
    var seen: Set<Int> = []
    return paths.compactMap { files[$0] }.filter { seen.insert($0).inserted }
  }

  /// The changed files of a school; where it has none of its own, those of its county.
  func changedFiles(of subject: ChangeSubject) -> [Int] {
    filesOfSchool[subject.schoolCode] ?? filesOfCounty[subject.countyCode] ?? []
  }

  func settingChanges(_ items: [String]) -> [Int] {
    items.compactMap { change(.setting, ChangeSubject(), $0) }
  }

  /// What remains where no input explains a change: declarations, program, year.
  var rulesOfTheRun: [Int] { settingChanges(["pipeline", "tool", "year", "roster"]) }

  // MARK: - Settings and files

  private mutating func settings() {
    for (old, new) in zip(before.settings, after.settings) where old.value != new.value {
      var change = Change(
        thing: .setting, subject: ChangeSubject(), item: new.item, name: new.item,
        before: old.value.isEmpty ? nil : ChangeState(value: old.value),
        after: new.value.isEmpty ? nil : ChangeState(value: new.value))
      change.note = [old.name, new.name].contains("") ? old.name + new.name : new.name
      add(change)
    }
  }

  /// A file that only has another path is told as moved, not as gone and new.
  private mutating func submissions() throws {
    let old = try submissionStates(before)
    let new = try submissionStates(after)
    let gone = Dictionary(
      old.values.filter { new[$0.path] == nil }.map { ($0.digest, $0) },
      uniquingKeysWith: { $0.path < $1.path ? $0 : $1 })
    var moved: Set<String> = []
    for file in new.values.sorted(by: { $0.path < $1.path }) {
      let earlier = old[file.path] ?? gone[file.digest]
      guard
        earlier?.digest != file.digest || earlier?.path != file.path
          || earlier?.state.status != file.state.status
      else { continue }
      var change = Change(
        thing: .submission, subject: file.subject, item: file.path, name: file.path,
        before: earlier?.state, after: file.state)
      if let earlier, earlier.path != file.path {
        change.note = earlier.path
        moved.insert(earlier.path)
      }
      register(change)
    }
    for file in old.values.sorted(by: { $0.path < $1.path })
    where new[file.path] == nil && !moved.contains(file.path) {
      register(
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

  private mutating func register(_ change: Change) {
    // A file with other bytes may change values; one that was only moved or judged anew may not.
    if change.before?.value != change.after?.value {
      let number = found.count
      files[change.item] = number
      let subject = change.subject
      if subject.schoolCode.isEmpty {
        filesOfCounty[subject.countyCode, default: []].append(number)
      } else {
        filesOfSchool[subject.schoolCode, default: []].append(number)
      }
    }
    add(change)
  }
}
