// SPDX-License-Identifier: Apache-2.0
// Explanation: everything an output folder knows about one indicator of one school part.

/// A document and clause, and whether anybody has seen it in the official text.
struct CitedClause: Hashable, Sendable {
  var document: String
  var clause: String
  var isConfirmed: Bool
}

/// A value that the office put in place of a submitted one.
struct AppliedCorrection: Sendable {
  var cell: String
  /// As submitted, and what counts; sensitive ones are masked in the output already.
  var old: String
  var new: String
  var reason: String
  var who: String
  var date: String
}

/// Where one input was read.
struct ReadPlace: Sendable {
  /// `班级台账 学生数`.
  var label: String
  var file: String
  var sheet: String
  var cell: String
  var raw: String
  /// As `lineage.csv` names them, `;` between.
  var steps: String
  var corrections: [AppliedCorrection] = []
}

/// One input of the indicator.
struct ExplainedInput: Sendable {
  var id: String
  var name: String
  var unit: String
  /// "" where missing.
  var value: String
  /// The whole school's value where the input is split over stages; nil where it is not.
  var schoolValue: String?
  var terms: [(name: String, value: String, isSubtracted: Bool)]
  var places: [ReadPlace]
  var clause: CitedClause?
}

/// How a whole school's resources are split.
struct ExplainedSplit: Sendable {
  var weight: String
  var weighted: String
  var schoolWeighted: String
  var clause: CitedClause?
}

/// The mean of several indicators' 差异系数.
struct ExplainedComposite: Sendable {
  var variation: String
  var limit: String
  var status: String
}

/// What the indicator is in the county.
struct ExplainedCounty: Sendable {
  var parts: String
  var undecided: String
  var mean: String
  var variation: String
  var limit: String
  var status: String
  /// "" where the part is not among the decided ones, or where all are equal.
  var share: String
  var rank: String
  /// "" where the part is at its threshold.
  var variationIfThreshold: String
  /// 综合差异系数 of the stage; nil where the standard has none.
  var composite: ExplainedComposite?
}

/// One indicator of one school part.
package struct Explanation: Sendable {
  var year: Int
  var runIdentifier: String
  var pipelineName: String
  var countyCode: String
  var countyName: String
  var schoolCode: String
  var schoolName: String
  var schoolType: String
  var stage: String
  var pupils: String
  var indicator: String
  var name: String
  /// "" where the output does not hold the declarations.
  var numeratorFormula: String
  var denominatorFormula: String
  var per: Int
  var digits: Int
  /// With what a concession lets count.
  var numerator: String
  var denominator: String
  var value: String
  var unit: String
  var threshold: String
  var floor: String
  var status: String
  var shortfall: String
  var shortfallUnit: String
  var isRoundingSensitive: Bool
  /// Why undecided or excluded; Chinese.
  var reason: String
  /// The concession that counts more than the formula does, with its clause; "" where there is none.
  var concession: String
  var formulaClause: CitedClause?
  var thresholdClause: CitedClause?
  var variationClause: CitedClause?
  var inputs: [ExplainedInput]
  var split: ExplainedSplit?
  var county: ExplainedCounty?
}
