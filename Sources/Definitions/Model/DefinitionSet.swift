// SPDX-License-Identifier: Apache-2.0
// DefinitionSet: everything one pipeline declares, checked and ready to use.

package import DataModel

/// A declaration that users must be told is unconfirmed.
package struct UnconfirmedItem: Hashable, Sendable {
  /// What it is: `指标 R1`, `表 班级台账`.
  package var item: String
  package var source: DefinitionSource

  package init(item: String, source: DefinitionSource) {
    self.item = item
    self.source = source
  }
}

/// One pipeline, loaded and cross-checked.
package struct DefinitionSet: Sendable {
  /// Folder name: `quality-balance-2017`.
  package var id: String
  package var name: BilingualText
  package var version: String
  package var source: DefinitionSource
  /// Hexadecimal SHA-256 over all files the pipeline was loaded from, in path order.
  package var digest: String
  package var forms: [FormDefinition]
  /// The form of the roster (学校名册), same shape as the others; not among `forms`.
  package var rosterForm: FormDefinition
  package var codeLists: [String: CodeList]
  package var units: UnitTable
  package var rules: [RuleDefinition]
  package var inputs: [InputDefinition]
  package var indicators: [IndicatorDefinition]
  package var standard: StandardDefinition
  /// What a county shows beside its schools' resources; empty where nothing is declared.
  package var items: CountyItems
  /// The sheets that county workbooks begin with, and templates are filled by.
  package var outputs: OutputDefinitions
  package var messages: MessageTable
  /// Words that mark rows and sheets without data (合计, 填表说明 …).
  package var vocabulary: LayoutVocabulary
  /// Header words whose meaning the pipeline decides.
  package var headerOverrides: [HeaderOverride]
  /// The documents that sources may cite, by `id`.
  package var documents: [String: String]

  package init(
    id: String, name: BilingualText, version: String, source: DefinitionSource, digest: String,
    forms: [FormDefinition], rosterForm: FormDefinition, codeLists: [String: CodeList],
    units: UnitTable, rules: [RuleDefinition], inputs: [InputDefinition],
    indicators: [IndicatorDefinition], standard: StandardDefinition,
    items: CountyItems = CountyItems(), outputs: OutputDefinitions = OutputDefinitions(),
    messages: MessageTable, vocabulary: LayoutVocabulary,
    headerOverrides: [HeaderOverride] = [],
    documents: [String: String] = [:]
  ) {
    self.headerOverrides = headerOverrides
    self.documents = documents
    self.id = id
    self.name = name
    self.version = version
    self.source = source
    self.digest = digest
    self.forms = forms
    self.rosterForm = rosterForm
    self.codeLists = codeLists
    self.units = units
    self.rules = rules
    self.inputs = inputs
    self.indicators = indicators
    self.standard = standard
    self.items = items
    self.outputs = outputs
    self.messages = messages
    self.vocabulary = vocabulary
  }

  package func form(_ id: String) -> FormDefinition? {
    id == rosterForm.id ? rosterForm : forms.first { $0.id == id }
  }

  package func formIndex(_ id: String) -> Int? {
    forms.firstIndex { $0.id == id }
  }

  package func rule(_ id: String) -> RuleDefinition? {
    rules.first { $0.id == id }
  }
}
