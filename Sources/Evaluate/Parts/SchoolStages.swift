// SPDX-License-Identifier: Apache-2.0
// SchoolStages: which stages a school has, by its type and by its classes.

import DataModel
import Definitions

/// The stages of a school with their pupils, and what is odd about them.
struct SchoolStages {
  /// Stages with pupils, or with an unknown number of them, in the standard's order.
  var stages: [StagePupils] = []
  /// The pupils input of each of `stages`.
  var pupilInputs: [InputResult] = []
  var isTypeKnown = true
  /// The type is known and has no stage that is judged.
  var hasNoJudgedStage = false
  var findings: [Finding] = []

  init(_ records: SchoolRecords) {
    let plan = records.plan
    let declared = Self.declaredStages(type: records.school.type, plan)
    let seen = Self.stagesOfClasses(records)
    isTypeKnown = declared != nil
    let candidates = declared ?? plan.definitions.standard.stages.map(\.id).filter(seen.contains)
    hasNoJudgedStage =
      isTypeKnown && !candidates.contains { plan.stage($0)?.isJudged == true }
    if !isTypeKnown { findings.append(Self.typeUnknown(records)) }
    for stage in plan.definitions.standard.stages where candidates.contains(stage.id) {
      add(stage, records)
    }
    if let declared { reportForeignClasses(records, declared: declared) }
  }

  /// The stages of a type; nil when the type is unknown.
  static func declaredStages(type: String, _ plan: EvaluationPlan) -> [String]? {
    guard !type.isEmpty,
      let list = plan.definitions.codeLists[plan.definitions.standard.schoolTypeList],
      let entry = list.entry(named: type)
        ?? list.entries.first(where: { $0.code == type || $0.aliases.contains(type) }),
      list.entries.contains(where: { $0.attributes["stages"] != nil })
    else { return nil }
    let text = entry.attributes["stages"] ?? ""
    return text.split { "+＋;；,，、|/ 　".contains($0) }.map(String.init)
  }

  private mutating func add(_ stage: StageDefinition, _ records: SchoolRecords) {
    guard let input = records.plan.pupilsInput else {
      stages.append(StagePupils(stage: stage, pupils: .missing(.undefined)))
      pupilInputs.append(
        InputResult(value: .missing(.undefined), schoolValue: .missing(.undefined), lineage: []))
      return
    }
    let result = InputEvaluator(records: records).evaluate(input, stage: stage.id, known: [])
    if let pupils = result.value.number, pupils.isZero {
      findings.append(
        Finding(
          rule: "stage-has-pupils", severity: .note, schoolCode: records.school.code,
          recordKey: stage.id, place: Self.place(result, records),
          facts: ["stage": stage.id, "type": records.school.type]))
      return
    }
    stages.append(StagePupils(stage: stage, pupils: result.value))
    pupilInputs.append(result)
  }

  private static func place(_ input: InputResult, _ records: SchoolRecords) -> Place {
    guard let entry = input.lineage.first else {
      return Place(submission: records.school.submissions.first)
    }
    return Place(submission: entry.submission, sheet: entry.sheet, range: entry.range)
  }

  /// Stages that the class list shows.
  private static func stagesOfClasses(_ records: SchoolRecords) -> Set<String> {
    guard let list = records.plan.classList, records.hasHandedIn(list.form) else { return [] }
    let slot = FieldSlot(form: list.form, field: list.stage)
    return Set(records.column(slot).values.compactMap(\.text))
  }

  /// `school-type-is-known`, at the type's cell where the basic form has one.
  private static func typeUnknown(_ records: SchoolRecords) -> Finding {
    var place = Place(submission: records.school.submissions.first)
    let plan = records.plan
    for (form, subject) in plan.subjects.enumerated() {
      guard let type = subject.type, plan.definitions.forms[form].isOnePerSchool,
        let first = records.references[form].first,
        let table = RecordIndex.table(first, records.run)
      else { continue }
      place = records.run.place(table, Int(first.row), type)
    }
    return Finding(
      rule: "school-type-is-known", severity: .mustCorrect, field: "school_type",
      schoolCode: records.school.code, place: place, value: records.school.type,
      facts: ["school": records.school.name])
  }

  /// Classes of a stage that the type does not have: their pupils belong to no part.
  private mutating func reportForeignClasses(_ records: SchoolRecords, declared: [String]) {
    guard let list = records.plan.classList else { return }
    var reported: Set<String> = []
    for reference in records.references[list.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run),
        case .text(let stage) = records.run.value(table, Int(reference.row), list.stage),
        records.plan.stage(stage) != nil, !declared.contains(stage),
        reported.insert(stage).inserted
      else { continue }
      let form = records.plan.definitions.forms[list.form]
      findings.append(
        Finding(
          rule: "class-stage-fits-school-type", severity: .mustCorrect, form: form.id,
          field: form.fields[list.grade].id, schoolCode: records.school.code, recordKey: stage,
          place: records.run.place(table, Int(reference.row), list.grade), value: stage,
          facts: ["stage": stage, "type": records.school.type]))
    }
  }
}
