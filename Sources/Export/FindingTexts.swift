// SPDX-License-Identifier: Apache-2.0
// FindingTexts: what a finding says to a person: sentence, advice, clause, names and place.

import DataModel
import Definitions

/// A finding as outputs print it.
struct FindingTexts {
  let countyCode: String
  let schoolName: String
  let file: String
  let sheet: String
  let cell: String
  let fieldName: String
  let message: String
  let suggestion: String
  let clause: String

  /// The finding at `index` of the evaluation.
  init(_ index: Int, _ context: ExportContext, language: Language) {
    let finding = context.evaluation.findings[index]
    let definitions = context.definitions
    let form = definitions.form(finding.form)
    let field = form?.fields.first { $0.id == finding.field }
    let rule = definitions.rule(finding.rule)
    let school = context.schoolByCode[finding.schoolCode]
    countyCode = context.countyOfFinding[index]
    schoolName = school.map { context.evaluation.schools[$0].wholeName } ?? ""
    file = context.path(finding.place.submission)
    sheet = finding.place.sheet
    cell = finding.place.range?.description ?? ""
    let name = field?.name ?? finding.field
    fieldName = name
    message = definitions.messages.sentence(
      for: finding, template: rule?.message, fieldName: name, language: language)
    suggestion = Self.suggestion(finding, rule, name, definitions.messages, language)
    clause = (rule?.source ?? field?.source ?? form?.source)?.label ?? ""
  }

  private static func suggestion(
    _ finding: Finding, _ rule: RuleDefinition?, _ fieldName: String, _ messages: MessageTable,
    _ language: Language
  ) -> String {
    if !finding.suggestion.isEmpty { return finding.suggestion }
    guard let template = rule?.suggestion else { return "" }
    return messages.sentence(
      for: finding, template: template, fieldName: fieldName, language: language)
  }
}
