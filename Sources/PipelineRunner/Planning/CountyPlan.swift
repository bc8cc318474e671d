// SPDX-License-Identifier: Apache-2.0
// CountyPlan: the least that a county must add, indicator by indicator and school by school.

import Evaluate

/// What one school part must add for one indicator.
struct PlannedSchool: Sendable {
  var code: String
  var name: String
  var pupils: Double
  var amount: Double
  var value: Double
  var status: String
  var added: Double
  /// What the threshold alone asks for; the rest is for the 差异系数.
  var forThreshold: Double
  var newValue: Double
}

/// One indicator of one stage.
struct PlannedIndicator: Sendable {
  var stage: String
  var indicator: String
  var name: String
  var unit: String
  /// Of the quantity that is added: 人, 间, ㎡, 元.
  var quantityUnit: String
  var digits: Int
  var threshold: Double?
  var limit: Double?
  var isWhole: Bool
  var addition: LeastAddition
  /// Parts that must add something, in the order of the output.
  var schools: [PlannedSchool]
  /// Parts that were planned with.
  var decided: Int
  /// Parts without a value: not planned for; name and why.
  var undecided: [(code: String, name: String, reason: String)]
}

/// The plan of one county.
package struct CountyPlan: Sendable {
  var year: Int
  var runIdentifier: String
  var pipelineName: String
  var countyCode: String
  var countyName: String
  /// True where only the school verdicts are asked for, not every threshold and 差异系数.
  var isVerdictOnly: Bool
  /// With `isVerdictOnly`: what each part leaves at its floor.
  var leftAtFloor: [(code: String, name: String, stage: String, indicator: String)]
  var indicators: [PlannedIndicator]
  /// Parts outside the standard's scope: not planned for.
  var excluded: Int
  /// Schools in scope of which the output has no part at all.
  var silent: [(code: String, name: String)]

  /// What is added in all, by indicator: indicators of both stages are added up.
  var totals: [(indicator: String, name: String, unit: String, added: Double)] {
    var sums: [(indicator: String, name: String, unit: String, added: Double)] = []
    for entry in indicators {
      if let index = sums.firstIndex(where: { $0.indicator == entry.indicator }) {
        sums[index].added += entry.addition.total
      } else {
        sums.append((entry.indicator, entry.name, entry.quantityUnit, entry.addition.total))
      }
    }
    return sums
  }
}
