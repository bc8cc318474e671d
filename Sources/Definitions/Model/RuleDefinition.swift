// SPDX-License-Identifier: Apache-2.0
// RuleDefinition: one claim that must hold of what was handed in.

package import DataModel
package import Formula

/// What a rule claims.
package enum RuleKind: Sendable {
  /// The formula holds for every record of the form (for a one-per-school form: for every school).
  case formula(CheckedFormula)
  /// The fields' values together occur once in each school; a later record is left out of all sums.
  case uniqueInSchool(fields: [String])
  /// The fields' values together occur in one school only; all records count.
  case uniqueAcrossSchools(fields: [String])
  /// 身份证件号 has 18 digits, an existing birth date and the right check digit (GB 11643).
  case identityCheckDigit(field: String)
  /// 学校标识码 has 10 digits and a known class and province (domain: no check digit exists).
  case schoolCodeShape(field: String)
  /// Indicators are like those of other schools of the stage and 城乡 group.
  case peers(PeerComparison)
  /// Indicators are about what they were in an earlier year, where the run was given one.
  case lastYear(YearComparison)
}

/// One claim that must hold, with the clause behind it.
package struct RuleDefinition: Sendable {
  /// Reads as the claim: `class-boys-and-girls-add-up`.
  package var id: String
  package var form: String
  package var kind: RuleKind
  package var severity: Severity
  /// The field whose cell the finding stands at.
  package var field: String
  /// Sentence with `{字段名}` and `{fact}` places to fill in.
  package var message: BilingualText
  package var suggestion: BilingualText?
  package var issuer = RuleIssuer.pipeline
  /// The years in which it is in force.
  package var years = CodeValidity()
  /// By slot of the formula, where a blank is not simply unknown.
  package var missing: [Int: MissingPolicy] = [:]
  /// Run by `lint`; a formula rule has one at least for each outcome.
  package var examples: [RuleExample]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, form: String, kind: RuleKind, severity: Severity, field: String,
    message: BilingualText, suggestion: BilingualText? = nil, examples: [RuleExample] = [],
    source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.form = form
    self.kind = kind
    self.severity = severity
    self.field = field
    self.message = message
    self.suggestion = suggestion
    self.examples = examples
    self.source = source
    self.place = place
  }
}
