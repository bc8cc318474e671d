// SPDX-License-Identifier: Apache-2.0
// EvaluationPlan: the definitions as the evaluation reads them: names resolved to indices once.

import DataModel
import Definitions
import Formula

/// Everything that is looked up by name in the definitions, looked up once.
///
/// A class, since all that is computed refers to it.
final class EvaluationPlan: Sendable {
  struct Input: Sendable {
    let definition: InputDefinition
    let ways: [Way]
  }

  /// One way to an input; a class, since ways are handed about all the time.
  final class Way: Sendable {
    /// Index of its form.
    let form: Int
    /// Of which school parts it speaks; nil for all.
    let condition: PreparedFormula?
    let formula: PreparedFormula
    let split: FormulaSplit
    /// Whether the terms of `split` are the whole value.
    let addsUp: Bool

    init(_ way: InputFormula, form: Int) {
      self.form = form
      condition = way.condition.map { PreparedFormula($0) }
      formula = PreparedFormula(way.formula)
      split = FormulaSplit(way.formula)
      addsUp = split.addsUp
    }
  }

  struct Indicator: Sendable {
    let definition: IndicatorDefinition
    let numerator: PreparedFormula
    let denominator: PreparedFormula
    /// Inputs (indices) of both formulas, each once.
    let inputs: [Int]
    /// Nil: only its disparity is judged.
    let thresholds: PreparedLimits?
    let isInVerdict: Bool
    let isInVariation: Bool
    let isInComposite: Bool
    let concessions: [Concession]
  }

  struct Concession: Sendable {
    let definition: ConcessionDefinition
    let condition: PreparedFormula
    let numerator: PreparedFormula
  }

  struct Exclusion: Sendable {
    let definition: ScopeExclusion
    let condition: PreparedFormula
  }

  struct AttachedClass: Sendable {
    let definition: AttachedClassDefinition
    let form: Int
    let pupils: PreparedFormula
  }

  /// A formula rule over the records of a form.
  struct FormulaRule: Sendable {
    let definition: RuleDefinition
    let form: Int
    let field: Int?
    let formula: PreparedFormula
  }

  let definitions: DefinitionSet
  let subjects: [SubjectFields]
  let rosterSubject: SubjectFields
  let formIndices: [String: Int]
  let inputs: [Input]
  let indicators: [Indicator]
  let exclusions: [Exclusion]
  let formulaRules: [FormulaRule]
  let attachedClasses: [AttachedClass]
  /// Index of the input that counts pupils; nil when the standard names an unknown one.
  let pupilsInput: Int?
  let classList: ClassListFields?
  let items: ItemPlan

  init(_ definitions: DefinitionSet) {
    self.definitions = definitions
    let typeList = definitions.standard.schoolTypeList
    subjects = definitions.forms.map { SubjectFields($0, typeList: typeList) }
    rosterSubject = SubjectFields(definitions.rosterForm, typeList: typeList)
    formIndices = Dictionary(
      definitions.forms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let forms = formIndices
    inputs = definitions.inputs.map { input in
      let ways = input.ways.compactMap { way in
        forms[way.form].map { Way(way, form: $0) }
      }
      return Input(definition: input, ways: ways)
    }
    indicators = definitions.indicators.map { Self.indicator($0, definitions.standard) }
    exclusions = definitions.standard.exclusions.map {
      Exclusion(definition: $0, condition: PreparedFormula($0.condition))
    }
    attachedClasses = definitions.standard.attachedClasses.compactMap { attached in
      forms[attached.form].map {
        AttachedClass(definition: attached, form: $0, pupils: PreparedFormula(attached.pupils))
      }
    }
    formulaRules = definitions.rules.compactMap { Self.formulaRule($0, definitions, forms) }
    pupilsInput = definitions.inputs.firstIndex { $0.id == definitions.standard.pupilsInput }
    classList = ClassListFields(definitions)
    items = ItemPlan(definitions)
  }

  private static func indicator(
    _ definition: IndicatorDefinition, _ standard: StandardDefinition
  ) -> Indicator {
    let numerator = PreparedFormula(definition.numerator)
    let denominator = PreparedFormula(definition.denominator)
    var inputs: [Int] = []
    for input in numerator.inputs + denominator.inputs where !inputs.contains(input) {
      inputs.append(input)
    }
    let concessions = standard.concessions.filter { $0.indicator == definition.id }.map {
      Concession(
        definition: $0, condition: PreparedFormula($0.condition),
        numerator: PreparedFormula($0.numerator))
    }
    return Indicator(
      definition: definition, numerator: numerator, denominator: denominator, inputs: inputs,
      thresholds: standard.thresholds[definition.id].map { PreparedLimits($0) },
      isInVerdict: standard.schoolVerdict.decides(definition.id),
      isInVariation: standard.variation.covers(definition.id),
      isInComposite: standard.variation.isInComposite(definition.id), concessions: concessions)
  }

  private static func formulaRule(
    _ rule: RuleDefinition, _ definitions: DefinitionSet, _ forms: [String: Int]
  ) -> FormulaRule? {
    guard case .formula(let formula) = rule.kind, let form = forms[rule.form] else { return nil }
    return FormulaRule(
      definition: rule, form: form, field: definitions.forms[form].fieldIndex(rule.field),
      formula: PreparedFormula(formula))
  }

  /// Whether the form is filled in by counties.
  func isCountyForm(_ form: Int) -> Bool {
    definitions.forms[form].level == .county
  }

  /// The definition of a stage; nil for a word that is no stage.
  func stage(_ id: String) -> StageDefinition? {
    definitions.standard.stages.first { $0.id == id }
  }

  /// Whether an indicator's own formulas read the input; one that only a concession reads may be absent.
  func isNeeded(_ input: Int) -> Bool {
    input == pupilsInput || indicators.contains { $0.inputs.contains(input) }
  }

  /// `班级台账 学生数`.
  func columnName(_ slot: FieldSlot) -> String {
    guard definitions.forms.indices.contains(slot.form) else { return "" }
    let form = definitions.forms[slot.form]
    guard form.fields.indices.contains(slot.field) else { return form.name }
    return "\(form.name) \(form.fields[slot.field].name)"
  }
}

/// Where the class list keeps what the class ledger needs.
struct ClassListFields: Sendable {
  let form: Int
  let grade: Int
  let className: Int
  let pupils: Int
  let stage: Int

  init?(_ definitions: DefinitionSet) {
    let size = definitions.standard.classSize
    guard let form = definitions.formIndex(size.form) else { return nil }
    let fields = definitions.forms[form]
    guard let grade = fields.fieldIndex(size.gradeField),
      let className = fields.fieldIndex(size.classField),
      let pupils = fields.fieldIndex(size.pupilsField),
      let stage = fields.fieldIndex(size.stageField)
    else { return nil }
    self.form = form
    self.grade = grade
    self.className = className
    self.pupils = pupils
    self.stage = stage
  }
}
