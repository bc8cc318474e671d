// SPDX-License-Identifier: Apache-2.0
// ConcessionDefinition: what else may be counted for an indicator, for some schools in some years.

package import DataModel
package import Formula

/// A concession (过渡期放宽): applies only where an indicator fails without it and gains by it.
package struct ConcessionDefinition: Sendable {
  package var id: String
  package var indicator: String
  package var years: CodeValidity
  /// Over the school part and its inputs: whom it is for.
  package var condition: CheckedFormula
  /// Over the inputs, in place of the indicator's own numerator.
  package var numerator: CheckedFormula
  package var reason: BilingualText
  package var source: DefinitionSource

  package init(
    id: String, indicator: String, years: CodeValidity, condition: CheckedFormula,
    numerator: CheckedFormula, reason: BilingualText, source: DefinitionSource
  ) {
    self.id = id
    self.indicator = indicator
    self.years = years
    self.condition = condition
    self.numerator = numerator
    self.reason = reason
    self.source = source
  }
}

/// 附设班: classes of a stage that a school's type does not have.
package struct AttachedClassDefinition: Sendable {
  package var id: String
  /// Nil for classes without a weight (附设幼儿班): they are left out, with a note.
  package var stage: String?
  /// The form that must have come in, and the number of pupils by it.
  package var form: String
  package var pupils: CheckedFormula
  package var reason: BilingualText
  package var source: DefinitionSource

  package init(
    id: String, stage: String?, form: String, pupils: CheckedFormula, reason: BilingualText,
    source: DefinitionSource
  ) {
    self.id = id
    self.stage = stage
    self.form = form
    self.pupils = pupils
    self.reason = reason
    self.source = source
  }
}
