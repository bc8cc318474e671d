// SPDX-License-Identifier: Apache-2.0
// IndicatorDefinition: the inputs of a school part and the indicators made from them.

package import Formula

/// One way to obtain an input: the formula over a form's records.
package struct InputFormula: Sendable {
  /// The form that must have been handed in for this way to apply.
  package var form: String
  /// Of which school parts it speaks, such as `学段="小学"`; nil for all.
  package var condition: CheckedFormula?
  package var formula: CheckedFormula

  package init(form: String, condition: CheckedFormula? = nil, formula: CheckedFormula) {
    self.form = form
    self.condition = condition
    self.formula = formula
  }
}

/// One input of the indicators: a quantity of a school part, such as 在校生数.
package struct InputDefinition: Sendable {
  package var id: String
  package var name: String
  package var unit: String
  /// Reported once for the whole school and split over its parts by weighted pupils.
  package var isApportioned: Bool
  /// Tried in order; the first whose form came in with every column it reads applies, whatever it gives.
  ///
  /// So an absent column leads on to the next way, and one unreadable cell never does.
  package var ways: [InputFormula]
  /// Run by `lint`.
  package var examples: [InputExample]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, unit: String, isApportioned: Bool, ways: [InputFormula],
    examples: [InputExample] = [], source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.isApportioned = isApportioned
    self.ways = ways
    self.examples = examples
    self.source = source
    self.place = place
  }
}

/// One indicator of a school part: `numerator / denominator × per`.
package struct IndicatorDefinition: Sendable {
  /// `R1`.
  package var id: String
  package var name: String
  package var shortName: String
  /// Formulas over the inputs.
  package var numerator: CheckedFormula
  package var denominator: CheckedFormula
  /// 100 for 每百名学生, 1 for 生均.
  package var per: Int
  package var unit: String
  /// Unit of the numerator, which a shortfall is said in.
  package var numeratorUnit: String
  /// People and rooms come whole: a shortfall is rounded up.
  package var countsWhole: Bool
  /// Decimals that the form prints.
  package var digits: Int
  /// Run by `lint`.
  package var examples: [IndicatorExample]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, shortName: String, numerator: CheckedFormula,
    denominator: CheckedFormula, per: Int, unit: String, numeratorUnit: String, countsWhole: Bool,
    digits: Int, examples: [IndicatorExample] = [], source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.numerator = numerator
    self.denominator = denominator
    self.per = per
    self.unit = unit
    self.numeratorUnit = numeratorUnit
    self.countsWhole = countsWhole
    self.digits = digits
    self.examples = examples
    self.source = source
    self.place = place
  }
}
