// SPDX-License-Identifier: Apache-2.0
// ClassLedger: every class over its limit, and what became of those of the previous run.

import DataModel
import Definitions

/// The ledger of oversize classes (大班额台账) with 销号 against the previous run.
struct ClassLedger: Sendable {
  /// A class of a school, however its name is written: `一（2）班` and `2班` of one grade are the same.
  struct Identity: Hashable, Sendable {
    let school: String
    let campus: String
    let grade: String
    let className: String

    init(school: String, campus: String = "", grade: String, className: String) {
      self.school = school
      self.campus = CampusWords.key(campus)
      self.grade = grade
      self.className = ClassName.folded(className, grade: grade)
    }

    init(_ entry: LedgerEntry) {
      self.init(
        school: entry.schoolCode, campus: entry.campus, grade: entry.grade,
        className: entry.className)
    }
  }

  private let plan: EvaluationPlan
  /// Nil when there is no previous run, and then no class is new.
  private let previous: Set<Identity>?
  private(set) var entries: [LedgerEntry] = []
  /// Classes whose size is known, and schools whose whole class list is.
  private var known: Set<Identity> = []
  private var completeSchools: Set<[String]> = []
  private var sizes = ClassSizes()

  /// `open`: the classes of the previous run that were not closed; nil when there is none.
  init(plan: EvaluationPlan, open: Set<Identity>?) {
    self.plan = plan
    previous = open
  }

  /// The classes of a ledger that are not closed.
  static func open(_ entries: [LedgerEntry]) -> Set<Identity> {
    Set(entries.filter { $0.state != .closed }.map(Identity.init))
  }

  /// The whole ledger from those of all schools, each in some of `shares`.
  static func entries(_ shares: [ClassLedger], previous: [LedgerEntry]?) -> [LedgerEntry] {
    guard var ledger = shares.first else { return [] }
    for share in shares.dropFirst() {
      ledger.entries += share.entries
      ledger.known.formUnion(share.known)
      ledger.completeSchools.formUnion(share.completeSchools)
    }
    ledger.follow(previous ?? [])
    return ledger.entries
  }

  /// All classes by their sizes, from those of all schools, each in some of `shares`.
  static func sizes(_ shares: [ClassLedger], plan: EvaluationPlan) -> [ClassSizeCount] {
    var all = ClassSizes()
    for share in shares { all.add(share.sizes) }
    return all.counts(plan.definitions.standard)
  }

  mutating func add(_ records: SchoolRecords, countyCode: String) {
    guard let list = plan.classList, records.hasHandedIn(list.form) else { return }
    var isComplete = !records.isRepeated[list.form]
    var seen: Set<[String]> = []
    var unsized: Set<[String]> = []
    for reference in records.references[list.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run) else { continue }
      let row = Int(reference.row)
      func value(_ field: Int) -> FieldValue { records.run.value(table, row, field) }
      guard let pupils = value(list.pupils).number?.wholeNumber,
        let stage = value(list.stage).text, let limit = limit(stage)
      else {
        let name = [value(list.grade).outputText, value(list.className).outputText]
        if let stage = value(list.stage).text, self.limit(stage) != nil,
          name[1].isEmpty || unsized.insert(name).inserted
        {
          sizes.add(countyCode, stage, band: nil)
        }
        isComplete = isComplete && !value(list.pupils).isMissing && !value(list.stage).isMissing
        continue
      }
      let grade = value(list.grade).outputText
      let className = value(list.className).outputText
      // Who was open before is asked only where there is a before.
      let identity =
        previous == nil
        ? nil
        : Identity(
          school: records.school.code, campus: records.school.campus, grade: grade,
          className: className)
      if let identity { known.insert(identity) }
      // A class list that came in twice must not count a class twice.
      let isNew = className.isEmpty || seen.insert([grade, className]).inserted
      guard isNew else { continue }
      sizes.add(countyCode, stage, band: band(pupils))
      guard pupils > limit else { continue }
      var entry = LedgerEntry(
        countyCode: countyCode, schoolCode: records.school.code, schoolName: records.school.name,
        stage: stage, grade: grade, className: className, pupils: pupils,
        limit: limit, overBy: pupils - limit, band: band(pupils), state: state(identity))
      entry.campus = records.school.campus
      entries.append(entry)
    }
    if isComplete {
      completeSchools.insert(Self.place(records.school.code, records.school.campus))
    }
  }

  /// A campus's class list tells of that campus only.
  private static func place(_ code: String, _ campus: String) -> [String] {
    [code, CampusWords.key(campus)]
  }

  private func limit(_ stage: String) -> Int? {
    plan.definitions.standard.classSize.limits[stage]
  }

  private func band(_ pupils: Int) -> String {
    plan.definitions.standard.classSize.bands.first { band in
      pupils >= band.first && (band.last.map { pupils <= $0 } ?? true)
    }?.label ?? ""
  }

  private func state(_ identity: Identity?) -> LedgerState {
    guard let previous, let identity else { return .open }
    return previous.contains(identity) ? .open : .new
  }

  /// Closes what is no longer over; what nobody reported this time stays open with the old figures.
  private mutating func follow(_ previous: [LedgerEntry]) {
    let still = Set(entries.map(Identity.init))
    for entry in previous where entry.state != .closed {
      let identity = Identity(entry)
      guard !still.contains(identity) else { continue }
      var old = entry
      let isSettled =
        known.contains(identity)
        || completeSchools.contains(Self.place(entry.schoolCode, entry.campus))
      old.state = isSettled ? .closed : .open
      entries.append(old)
    }
    entries = entries.enumerated().sorted {
      ($0.element.countyCode, $0.element.schoolCode, $0.offset)
        < ($1.element.countyCode, $1.element.schoolCode, $1.offset)
    }.map(\.element)
  }
}
