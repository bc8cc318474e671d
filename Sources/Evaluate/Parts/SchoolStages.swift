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
  /// Stages that the class list shows and the type does not have.
  var foreignStages: [String] = []
  var findings: [Finding] = []

  /// What the class list says of stages; nil where none came in.
  private let listed: ListedStages?

  init(_ records: SchoolRecords) {
    let plan = records.plan
    listed = ListedStages(records)
    let seen = listed?.stages ?? []
    var declared = Self.declaredStages(type: records.school.type, plan).map {
      $0 + records.attached.stages
    }
    if records.inheritsType, let listed {
      // The school's type is not the campus's: a campus of one stage counts as a school of that stage.
      declared = declared?.filter { !listed.lacks($0) }
    }
    isTypeKnown = declared != nil
    let candidates = declared ?? plan.definitions.standard.stages.map(\.id).filter(seen.contains)
    if let declared {
      foreignStages = plan.definitions.standard.stages.map(\.id).filter {
        seen.contains($0) && !declared.contains($0)
      }
    }
    hasNoJudgedStage =
      isTypeKnown && !candidates.contains { plan.stage($0)?.isJudged == true }
    for stage in plan.definitions.standard.stages where candidates.contains(stage.id) {
      add(stage, records)
    }
    // Where nothing is apportioned or judged, the class list says all there is to know of the stages.
    if !isTypeKnown, !plan.indicators.isEmpty || stages.isEmpty {
      findings.append(Self.typeUnknown(records))
    }
    if let declared { reportForeignClasses(records, declared: declared) }
    for (attached, pupils) in records.attached.leftOut {
      findings.append(
        Finding(
          rule: "attached-classes-have-a-weight", severity: .note, form: attached.form,
          schoolCode: records.school.code, recordKey: attached.id,
          place: Place(submission: records.school.submissions.first), value: pupils.text,
          facts: ["reason": attached.reason.chinese, "source": attached.source.label]))
    }
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
    let result = pupils(input, stage, records)
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

  /// The pupils of a stage.
  ///
  /// A class list without a class of the stage may have been left incomplete: only a form that says a number
  /// for the stage can tell that it is none.
  private mutating func pupils(
    _ input: Int, _ stage: StageDefinition, _ records: SchoolRecords
  ) -> InputResult {
    let evaluator = InputEvaluator(records: records)
    guard let list = records.plan.classList, let listed, listed.lacks(stage.id),
      records.plan.inputs[input].ways.contains(where: { $0.form == list.form })
    else { return evaluator.evaluate(input, stage: stage.id) }
    var result = evaluator.evaluate(input, stage: stage.id, without: list.form)
    // With classes of a foreign stage a total says nothing of this one.
    if !foreignStages.isEmpty {
      result = InputResult(
        value: .missing(.undefined), schoolValue: .missing(.undefined), lineage: [])
    }
    let form = records.plan.definitions.forms[list.form]
    if result.value.isMissing {
      result.reason = ["\(form.name)没有\(stage.id)班级", result.reason]
        .filter { !$0.isEmpty }.joined(separator: "；")
    }
    if result.value.isMissing || stage.isJudged && result.value != .number(.zero) {
      findings.append(
        Finding(
          rule: "stage-is-on-class-list", severity: .mustCorrect, form: form.id,
          field: form.fields[list.grade].id, schoolCode: records.school.code,
          recordKey: stage.id, place: listed.place, value: stage.id,
          facts: ["stage": stage.id, "type": records.school.type, "form": form.name]))
    }
    return result
  }

  private static func place(_ input: InputResult, _ records: SchoolRecords) -> Place {
    guard let entry = input.lineage.first else {
      return Place(submission: records.school.submissions.first)
    }
    return Place(submission: entry.submission, sheet: entry.sheet, range: entry.range)
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

/// The stages of the classes on a school's class list.
private struct ListedStages {
  private(set) var stages: Set<String> = []
  /// A class whose stage nobody knows may be of any.
  private var hasUnknown = false
  private let isRepeated: Bool
  /// The sheet.
  private(set) var place: Place

  /// nil where no class list came in.
  init?(_ records: SchoolRecords) {
    guard let list = records.plan.classList, records.hasHandedIn(list.form),
      let first = records.references[list.form].first,
      let table = RecordIndex.table(first, records.run)
    else { return nil }
    place = records.run.place(table)
    isRepeated = records.isRepeated[list.form]
    let slot = FieldSlot(form: list.form, field: list.stage)
    for value in records.column(slot).values {
      guard case .text(let stage) = value else {
        hasUnknown = true
        continue
      }
      stages.insert(stage)
    }
  }

  /// Whether it is certain that no class is of this stage.
  func lacks(_ stage: String) -> Bool { !hasUnknown && !isRepeated && !stages.contains(stage) }
}
