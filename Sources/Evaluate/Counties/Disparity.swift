// SPDX-License-Identifier: Apache-2.0
// Disparity: the pupil-weighted coefficient of variation between the schools of a county.

package import DataModel
import Definitions

/// One decided school part in the disparity of an indicator.
struct DisparityMember: Sendable {
  /// What the indicator divides by: the part's pupils.
  let weight: ExactNumber
  /// numerator × per ÷ weight.
  let value: ExactNumber
}

/// Mean, deviation and coefficient of variation; nil where undefined.
package struct Disparity: Hashable, Sendable {
  package var mean: Double?
  package var deviation: Double?
  package var variation: Double?

  /// Weighted by pupils, population form: x̄ = Σr ÷ Σn, S = √(Σ n/N (x − x̄)²), CV = S ÷ x̄.
  ///
  /// Undefined without pupils; the CV also where the mean is 0. Equal values give exactly 0.
  /// Source: domain a.5; oracle O1.
  init(_ members: [DisparityMember]) {
    let kept = members.filter { !$0.weight.isZero && !$0.weight.isNegative }
    let weights = CompensatedSum(kept.map(\.weight.doubleValue)).value
    guard let first = kept.first, weights > 0, weights.isFinite else { return }
    if kept.allSatisfy({ $0.value == first.value }) {
      mean = first.value.doubleValue
      deviation = 0
    } else {
      // The product is the numerator again: exact where both factors are.
      let average =
        CompensatedSum(kept.map { ($0.value * $0.weight).doubleValue }).value / weights
      let squares = kept.map { member -> Double in
        let difference = member.value.doubleValue - average
        return member.weight.doubleValue / weights * difference * difference
      }
      mean = average
      deviation = CompensatedSum(squares).value.squareRoot()
    }
    if let mean, let deviation, mean != 0 { variation = deviation / mean }
  }

  /// Value and pupils of each school, as published tables give them.
  package init(values: [(pupils: ExactNumber, amount: ExactNumber)]) {
    self.init(
      values.compactMap { pair in
        pair.amount.divided(by: pair.pupils).map {
          DisparityMember(weight: pair.pupils, value: $0)
        }
      })
  }
}

/// A sum that carries along what rounding lost (Neumaier).
struct CompensatedSum {
  private(set) var value: Double

  init(_ numbers: [Double]) {
    var sum = 0.0
    var lost = 0.0
    for number in numbers {
      let total = sum + number
      lost += abs(sum) >= abs(number) ? (sum - total) + number : (number - total) + sum
      sum = total
    }
    value = sum + lost
  }
}
