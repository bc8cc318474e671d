// SPDX-License-Identifier: Apache-2.0
// CountyLedgers: the declared ledgers of one county, line by line, followed from the previous run.

import DataModel
import Definitions
import Formula

/// Follows the lines of ledgers.
struct CountyLedgers {
  private let context: CountyContext
  private let plan: EvaluationPlan
  /// Lines that were open in the previous run; nil when there is none, and then no line is new.
  private let previous: [TrackedEntry]?
  private(set) var entries: [TrackedEntry] = []
  private(set) var findings: [Finding] = []

  /// `previous`: the lines of the latest earlier run of all counties.
  init(context: CountyContext, previous: [TrackedEntry]?, plan: EvaluationPlan) {
    self.context = context
    self.plan = plan
    self.previous = previous?.filter {
      $0.countyCode == context.county.code && ![.closed, .lost].contains($0.state)
    }
    for ledger in plan.definitions.items.ledgers { follow(ledger) }
  }

  private mutating func follow(_ ledger: LedgerDefinition) {
    let known = previous.map { entries in
      Set(entries.filter { $0.ledger == ledger.id }.map(Self.identity))
    }
    let first = entries.count
    var isHandedIn = false
    let owners = plan.isCountyForm(ledger.form) ? [context.own] : context.schools
    var silent: Set<String> = []
    for records in owners {
      let hasIt = records.hasHandedIn(ledger.form) && !records.isRepeated[ledger.form]
      if hasIt { isHandedIn = true } else { silent.insert(records.school.code) }
      add(ledger, records, known: known)
    }
    guard isHandedIn, let previous else { return }
    let still = Set(entries[first...].map(Self.identity))
    for entry in previous where entry.ledger == ledger.id {
      guard !still.contains(Self.identity(entry)) else { continue }
      var old = entry
      old.place = nil
      // A school that sent no ledger at all has not lost a line of it.
      old.state = silent.contains(entry.schoolCode) ? .open : .lost
      entries.append(old)
      if old.state == .lost { report(old, ledger) }
    }
  }

  private static func identity(_ entry: TrackedEntry) -> [String] {
    [entry.schoolCode, LabelFold.fold(entry.key)]
  }

  private mutating func add(
    _ ledger: LedgerDefinition, _ records: SchoolRecords, known: Set<[String]>?
  ) {
    guard records.hasHandedIn(ledger.form) else { return }
    let base = RecordContext(records: records, form: ledger.form)
    let fields = ledger.isOpen.fieldSlots.map { FieldSlot(number: $0) }
    for group in records.tableGroups(ledger.form) {
      guard let first = group.first, let table = RecordIndex.table(first, records.run) else {
        continue
      }
      base.select(table, fields: fields)
      for reference in group where reference.counts {
        base.row = Int(reference.row)
        let isOpen = ledger.isOpen.calculate(EachContext(county: context, base: base)).yesNo
        var entry = TrackedEntry(
          countyCode: context.county.code, ledger: ledger.id, schoolCode: records.school.code,
          schoolName: records.school.code.isEmpty ? "" : records.school.name,
          key: RecordNaming.key(records.run, table, base.row, plan), state: .undecided,
          place: records.run.place(table, base.row, nil))
        if let isOpen { entry.state = state(entry, isOpen: isOpen, known: known) }
        entries.append(entry)
      }
    }
  }

  private func state(
    _ entry: TrackedEntry, isOpen: Bool, known: Set<[String]>?
  ) -> TrackedState {
    guard isOpen else { return .closed }
    guard let known else { return .open }
    return known.contains(Self.identity(entry)) ? .open : .new
  }

  private mutating func report(_ entry: TrackedEntry, _ ledger: LedgerDefinition) {
    let form = plan.definitions.forms[ledger.form]
    let submission =
      context.own.references[ledger.form].first.map { Int($0.submission) }
      ?? context.schools.first { $0.school.code == entry.schoolCode }?.references[ledger.form]
      .first.map { Int($0.submission) }
    findings.append(
      Finding(
        rule: "ledger-line-is-followed", severity: .mustExplain, form: form.id,
        schoolCode: entry.schoolCode, recordKey: entry.key, place: Place(submission: submission),
        value: entry.key, facts: ["ledger": ledger.name, "county": context.county.name]))
  }
}
