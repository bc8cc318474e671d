// SPDX-License-Identifier: Apache-2.0
// ExplanationJSON: explanations as one JSON array with stable keys.

import DataModel
import Export

/// Writes the keys that Documentation/Reference/Outputs.md lists.
package enum ExplanationJSON {
  /// Indented, with a final line end; numbers as in the tables, null where missing.
  package static func document(_ explanations: [Explanation]) -> String {
    JSONValue.array(explanations.map(object)).document
  }

  static func number(_ text: String) -> JSONValue {
    ExactNumber(decimal: text).map { .number($0.doubleValue) } ?? .null
  }

  private static func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }

  private static func object(_ it: Explanation) -> JSONValue {
    let formula = FormulaWords(it.inputs)
    let isDeclared = !it.numeratorFormula.isEmpty
    return .object([
      ("year", .integer(it.year)), ("run_id", .string(it.runIdentifier)),
      ("county_code", .string(it.countyCode)), ("county_name", .string(it.countyName)),
      ("school_code", .string(it.schoolCode)), ("school_name", .string(it.schoolName)),
      ("school_type", text(it.schoolType)), ("stage", .string(it.stage)),
      ("indicator", .string(it.indicator)), ("name", .string(it.name)),
      ("value", number(it.value)), ("unit", .string(it.unit)), ("status", .string(it.status)),
      ("threshold", number(it.threshold)), ("floor", number(it.floor)),
      ("shortfall", number(it.shortfall)), ("shortfall_unit", text(it.shortfallUnit)),
      ("rounding_sensitive", .boolean(it.isRoundingSensitive)), ("reason", text(it.reason)),
      ("numerator", number(it.numerator)), ("denominator", number(it.denominator)),
      ("concession", text(it.concession)),
      ("formula", isDeclared ? .string(formula.words(it)) : .null),
      (
        "formula_with_values",
        isDeclared && it.concession.isEmpty ? .string(formula.values(it)) : .null
      ),
      (
        "clauses",
        .object([
          ("formula", clause(it.formulaClause)), ("threshold", clause(it.thresholdClause)),
          ("cv", clause(it.variationClause)),
        ])
      ),
      ("split", it.split.map(split) ?? .null),
      ("inputs", .array(it.inputs.map(input))), ("county", it.county.map(county) ?? .null),
    ])
  }

  private static func clause(_ clause: CitedClause?) -> JSONValue {
    guard let clause else { return .null }
    return .object([
      ("document", .string(clause.document)), ("clause", .string(clause.clause)),
      ("confirmed", .boolean(clause.isConfirmed)),
    ])
  }

  private static func split(_ split: ExplainedSplit) -> JSONValue {
    .object([
      ("weight", number(split.weight)), ("weighted_pupils", number(split.weighted)),
      ("school_weighted_pupils", number(split.schoolWeighted)), ("clause", clause(split.clause)),
    ])
  }

  private static func input(_ input: ExplainedInput) -> JSONValue {
    let terms = input.terms.map { term in
      JSONValue.object([
        ("term", .string(term.name)), ("sign", .string(term.isSubtracted ? "-" : "+")),
        ("value", number(term.value)),
      ])
    }
    let places = input.places.map { place in
      JSONValue.object([
        ("label", text(place.label)), ("file", .string(place.file)),
        ("sheet", .string(place.sheet)),
        ("cell", .string(place.cell)), ("raw", text(place.raw)),
        (
          "normalized_by",
          .array(place.steps.split(separator: ";").map { .string(String($0)) })
        ), ("corrections", .array(place.corrections.map(correction))),
      ])
    }
    return .object([
      ("input", .string(input.id)), ("name", .string(input.name)), ("unit", .string(input.unit)),
      ("value", number(input.value)), ("school_value", input.schoolValue.map(number) ?? .null),
      ("terms", .array(terms)), ("read_from", .array(places)), ("clause", clause(input.clause)),
    ])
  }

  private static func correction(_ correction: AppliedCorrection) -> JSONValue {
    .object([
      ("cell", .string(correction.cell)), ("old_value", text(correction.old)),
      ("new_value", text(correction.new)), ("reason", .string(correction.reason)),
      ("who", .string(correction.who)), ("date", .string(correction.date)),
    ])
  }

  private static func county(_ county: ExplainedCounty) -> JSONValue {
    .object([
      ("parts", number(county.parts)), ("undecided", number(county.undecided)),
      ("mean", number(county.mean)), ("cv", number(county.variation)),
      ("limit", number(county.limit)), ("status", .string(county.status)),
      ("variance_share", number(county.share)), ("rank", number(county.rank)),
      ("cv_if_threshold", number(county.variationIfThreshold)),
      ("composite_cv", county.composite.map { number($0.variation) } ?? .null),
      ("composite_limit", county.composite.map { number($0.limit) } ?? .null),
      ("composite_status", county.composite.map { .string($0.status) } ?? .null),
    ])
  }
}
