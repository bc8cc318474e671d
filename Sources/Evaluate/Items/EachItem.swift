// SPDX-License-Identifier: Apache-2.0
// EachItem: a claim that must hold of every school, part or record of a county.

import DataModel
import Definitions
import Formula

/// Goes through the subjects of one item.
struct EachItem {
  let check: EachCheck
  let context: CountyContext
  let judgement: ItemJudgement
  let plan: EvaluationPlan
  private(set) var details: [ItemDetail] = []
  private(set) var subjects = 0
  private(set) var failing = 0
  private(set) var undecided = 0
  private var unknown: OpenSubjects
  /// Whether what was handed in decides any subject.
  var isJudged: Bool { subjects > undecided }

  init(
    _ check: EachCheck, context: CountyContext, judgement: ItemJudgement, plan: EvaluationPlan
  ) {
    self.check = check
    self.context = context
    self.judgement = judgement
    self.plan = plan
    unknown = OpenSubjects(check, plan: plan)
    switch check.subject {
    case .school: for index in context.schools.indices { addSchool(index) }
    case .part: addParts()
    case .record(let form): addRecords(form)
    }
  }

  /// Some fail; else some are open; else all hold.
  ///
  /// Without any subject the item does not apply.
  var status: ItemStatus {
    if failing > 0 { return .notMet }
    if undecided > 0 { return .undecided }
    return subjects == 0 ? .notApplicable : .met
  }

  /// `12所中3所不符合：…`.
  var reason: String {
    if case .record(let form) = check.subject, plan.isCountyForm(form),
      !context.own.hasHandedIn(form)
    {
      return "县级未报送：\(plan.definitions.forms[form].name)"
    }
    let unit: String
    switch check.subject {
    case .school: unit = "所学校"
    case .part: unit = "个学段部"
    case .record: unit = "条记录"
    }
    var parts = ["共\(subjects)\(unit)"]
    if failing > 0 { parts.append("不符合\(failing)：\(names(.notMet))") }
    if undecided > 0 { parts.append("无法判定\(undecided)：\(names(.undecided))\(unknown.reason)") }
    let conceded = details.count { !$0.concession.isEmpty }
    if conceded > 0 { parts.append("按放宽条款通过\(conceded)") }
    return parts.joined(separator: "；")
  }

  private func names(_ status: ItemStatus) -> String {
    let names = details.filter { $0.status == status }.map {
      let record = $0.record.split(separator: "+").joined(separator: " ")
      return [$0.schoolName, $0.stage, record].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let shown = names.prefix(5).joined(separator: "、")
    return names.count > 5 ? shown + "等" : shown
  }

  // MARK: - Subjects

  private mutating func addSchool(_ index: Int) {
    let records = context.schools[index]
    let inputs = context.wholeInputs(of: index)
    let base = PartContext(records: records, stage: nil, inputs: inputs)
    add(
      base, of: records, stage: "", record: "", place: nil,
      isSilent: records.school.submissions.isEmpty)
  }

  private mutating func addParts() {
    for (index, parts) in context.results.parts.enumerated() {
      let records = context.schools[index]
      if parts.isEmpty, context.results.schools[index].isInScope { addSilent(records) }
      for part in parts {
        let base = PartContext(
          records: records, stage: part.stage, inputs: part.inputs.map(\.value))
        add(
          base, of: records, stage: part.stage, record: "", place: nil,
          isSilent: false)
      }
    }
  }

  private mutating func addRecords(_ form: Int) {
    if plan.isCountyForm(form) {
      guard context.own.hasHandedIn(form) else {
        addSilent(context.own)
        return
      }
      addRecords(form, of: context.own)
      return
    }
    for (index, records) in context.schools.enumerated() {
      guard records.hasHandedIn(form) else {
        if context.results.schools[index].isInScope { addSilent(records) }
        continue
      }
      addRecords(form, of: records)
    }
  }

  /// A school, or the county, that did not hand in what the item is about.
  private mutating func addSilent(_ records: SchoolRecords) {
    undecided += 1
    subjects += 1
    unknown.add(records)
    details.append(detail(records.school, "", "", .missing(.notSubmitted), .undecided, "", nil))
  }

  private mutating func addRecords(_ form: Int, of records: SchoolRecords) {
    let base = RecordContext(records: records, form: form)
    let formulas = [check.filter, check.claim, check.shown].compactMap { $0 }
    let others = check.concessions.map(\.condition)
    let fields = (formulas + others).flatMap(\.fieldSlots).map { FieldSlot(number: $0) }
    for group in records.tableGroups(form) {
      guard let first = group.first, let table = RecordIndex.table(first, records.run) else {
        continue
      }
      base.select(table, fields: fields)
      for reference in group where reference.counts {
        base.row = Int(reference.row)
        add(
          base, of: records, stage: "",
          record: RecordNaming.key(records.run, table, base.row, plan),
          place: records.run.place(table, base.row, nil), isSilent: records.isRepeated[form])
      }
    }
  }

  /// `isSilent`: nothing of the subject can be known, whatever its attributes say.
  private mutating func add(
    _ base: some FormulaContext, of records: SchoolRecords, stage: String, record: String,
    place: Place?, isSilent: Bool
  ) {
    let outcome = judgement.judge(
      check, EachContext(county: context, base: base), year: context.year)
    guard outcome.applies != false else { return }
    subjects += 1
    let status: ItemStatus
    switch isSilent ? nil : outcome.holds {
    case .some(true): status = .met
    case .some(false): status = .notMet
    case nil: status = .undecided
    }
    if status == .notMet { failing += 1 }
    if status == .undecided {
      undecided += 1
      unknown.add(records, isSilent ? nil : EachContext(county: context, base: base))
    }
    let concession = outcome.concession ?? ""
    guard status != .met || !concession.isEmpty else { return }
    details.append(
      detail(records.school, stage, record, outcome.value, status, concession, place))
  }

  private func detail(
    _ school: SchoolResult, _ stage: String, _ record: String, _ value: FieldValue,
    _ status: ItemStatus, _ concession: String, _ place: Place?
  ) -> ItemDetail {
    ItemDetail(
      schoolCode: school.code, schoolName: school.code.isEmpty ? "" : school.name, stage: stage,
      record: record, value: value, status: status, concession: concession, place: place)
  }
}
