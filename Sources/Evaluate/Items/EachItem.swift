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

  init(
    _ check: EachCheck, context: CountyContext, judgement: ItemJudgement, plan: EvaluationPlan
  ) {
    self.check = check
    self.context = context
    self.judgement = judgement
    self.plan = plan
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
    let unit: String
    switch check.subject {
    case .school: unit = "所学校"
    case .part: unit = "个学段部"
    case .record: unit = "条记录"
    }
    var parts = ["共\(subjects)\(unit)"]
    if failing > 0 { parts.append("不符合\(failing)：\(names(.notMet))") }
    if undecided > 0 { parts.append("无法判定\(undecided)：\(names(.undecided))") }
    let conceded = details.count { !$0.concession.isEmpty }
    if conceded > 0 { parts.append("按放宽条款通过\(conceded)") }
    return parts.joined(separator: "；")
  }

  private func names(_ status: ItemStatus) -> String {
    let names = details.filter { $0.status == status }.map {
      [$0.schoolName, $0.stage, $0.record].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let shown = names.prefix(5).joined(separator: "、")
    return names.count > 5 ? shown + "等" : shown
  }

  // MARK: - Subjects

  private mutating func addSchool(_ index: Int) {
    let records = context.schools[index]
    let parts = context.results.parts[index]
    let inputs = plan.inputs.indices.map { Self.whole($0, parts) }
    let base = PartContext(records: records, stage: nil, inputs: inputs)
    add(
      base, school: records.school, stage: "", record: "", place: nil,
      isSilent: records.school.submissions.isEmpty)
  }

  /// A school's input is that of its parts together.
  private static func whole(_ input: Int, _ parts: [SchoolPartResult]) -> FieldValue {
    guard !parts.isEmpty else { return .missing(.notSubmitted) }
    var sum = ExactNumber.zero
    for part in parts where part.inputs.indices.contains(input) {
      guard let number = part.inputs[input].value.number else { return part.inputs[input].value }
      sum = sum + number
    }
    return .number(sum)
  }

  private mutating func addParts() {
    for (index, parts) in context.results.parts.enumerated() {
      let records = context.schools[index]
      if parts.isEmpty, context.results.schools[index].isInScope {
        undecided += 1
        subjects += 1
        details.append(
          detail(records.school, "", "", .missing(.notSubmitted), .undecided, "", nil))
      }
      for part in parts {
        let base = PartContext(
          records: records, stage: part.stage, inputs: part.inputs.map(\.value))
        add(
          base, school: records.school, stage: part.stage, record: "", place: nil,
          isSilent: false)
      }
    }
  }

  private mutating func addRecords(_ form: Int) {
    if plan.isCountyForm(form) {
      if context.own.hasHandedIn(form) {
        addRecords(form, of: context.own)
      } else {
        addAbsentForm(form)
      }
      return
    }
    for (index, records) in context.schools.enumerated() {
      guard records.hasHandedIn(form) else {
        guard context.results.schools[index].isInScope else { continue }
        undecided += 1
        subjects += 1
        details.append(
          detail(records.school, "", "", .missing(.notSubmitted), .undecided, "", nil))
        continue
      }
      addRecords(form, of: records)
    }
  }

  /// A county's form that nobody handed in is not an empty one.
  private mutating func addAbsentForm(_ form: Int) {
    undecided += 1
    subjects += 1
    details.append(
      detail(
        context.own.school, "", "未报送《\(plan.definitions.forms[form].name)》",
        .missing(.notSubmitted), .undecided, "", nil))
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
          base, school: records.school, stage: "",
          record: RecordNaming.key(records.run, table, base.row, plan),
          place: records.run.place(table, base.row, nil), isSilent: records.isRepeated[form])
      }
    }
  }

  /// `isSilent`: nothing of the subject can be known, whatever its attributes say.
  private mutating func add(
    _ base: some FormulaContext, school: SchoolResult, stage: String, record: String,
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
    if status == .undecided { undecided += 1 }
    let concession = outcome.concession ?? ""
    guard status != .met || !concession.isEmpty else { return }
    details.append(detail(school, stage, record, outcome.value, status, concession, place))
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
