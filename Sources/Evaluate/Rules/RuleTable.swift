// SPDX-License-Identifier: Apache-2.0
// RuleTable: which check answers to which kind of rule, and the order in which checks run.

import DataModel
import Definitions

/// Screening: first single values, then records against each other.
///
/// Formulas come last and school by school, since they read columns over a school's remaining records.
enum RuleTable {
  /// Required, range and uniqueness, and the shapes of codes.
  static func screen(_ state: inout ScreeningState) {
    RequiredRule.check(&state)
    RangeRule.check(&state)
    for rule in state.plan.definitions.rules {
      if case .uniqueInSchool(let fields) = rule.kind {
        UniqueRule.checkInSchool(rule, fields: fields, &state)
      }
    }
    // A rule of the pipeline says it in its own words, so it comes first.
    KeyRule.check(&state)
    // After the former: a number twice in one school is not also reported as in two.
    for rule in state.plan.definitions.rules {
      switch rule.kind {
      case .uniqueAcrossSchools(let fields):
        UniqueRule.checkAcrossSchools(rule, fields: fields, &state)
      case .identityCheckDigit(let field):
        IdentityNumberRule.check(rule, field: field, &state)
      case .schoolCodeShape(let field):
        SchoolCodeRule.check(rule, field: field, &state)
      case .formula, .uniqueInSchool, .peers, .lastYear: continue
      }
    }
  }

  /// All formula rules over one school.
  static func checkFormulas(_ records: SchoolRecords) -> [Finding] {
    records.plan.formulaRules.flatMap { FormulaRuleCheck.check($0, records) }
  }
}
