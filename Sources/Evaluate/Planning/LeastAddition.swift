// SPDX-License-Identifier: Apache-2.0
// LeastAddition: the least that must be added so that every part is at its threshold and the CV in its limit.

/// One decided part of a county, stage and indicator.
package struct PlannedPart: Sendable {
  /// Pupils; above 0.
  package var pupils: Double
  /// The numerator as it is.
  package var amount: Double
  /// What the threshold alone asks to add: 0 where it is met; whole where the quantity is.
  package var shortfall: Double

  package init(pupils: Double, amount: Double, shortfall: Double) {
    self.pupils = pupils
    self.amount = amount
    self.shortfall = shortfall
  }
}

/// What to add, and how sure it is that less would not do.
package struct LeastAddition: Sendable {
  package enum Certainty: String, Sendable {
    /// Nothing less is enough.
    case exact
    /// Enough, and perhaps not the least.
    case heuristic
  }

  /// For each part, in order.
  package var added: [Double]
  /// The 差异系数 now, at the thresholds, and after all is added; nil where the mean is 0.
  package var variationNow: Double?
  package var variationAtThresholds: Double?
  package var variation: Double?
  package var certainty: Certainty
  /// False where the mean stays 0, so that no 差异系数 can be said to keep its limit.
  package var isFeasible: Bool

  package var total: Double { CompensatedSum(added).value }
  /// True where the thresholds alone are not enough.
  package var limitBinds: Bool
}

/// Finds the least addition for one indicator.
///
/// Let a be the numerator of a part, n its pupils, y = a ÷ n, and a' ≥ max(a, threshold) what it becomes.
/// CV ≤ L means N·Σ a'²÷n ≤ (1 + L²)·(Σa')², and what is added is Σa' − Σa.
///
/// Quantities that divide (㎡, 元): for a given sum Σa' the left side is least when the lowest parts are
/// level, y' = max(y, λ) (water filling); along λ the CV only falls. So the least λ that keeps the
/// limit gives the least addition; it is found by bisection down to neighbouring Doubles.
///
/// Whole quantities (teachers, rooms): for a given number K of further units the left side, a sum of convex
/// functions of one part each, is least when every unit goes where a'²÷n grows least, and the right side
/// depends on K alone. So handing out one unit after the other until the limit is kept gives the least
/// K. Above `mostSteps` units the levels are rounded up instead, which is enough and may not be the least.
package enum AdditionPlanner {
  package static let mostSteps = 2_000_000
  /// The limit is kept with this much to spare, so that nobody's rounding breaks it.
  private static let spare = 1e-12

  package static func least(
    _ parts: [PlannedPart], limit: Double?, isWhole: Bool, mostSteps: Int = mostSteps
  ) -> LeastAddition {
    let least = parts.map { $0.amount + $0.shortfall }
    let now = variation(parts.map(\.amount), parts)
    let atThresholds = variation(least, parts)
    var result = LeastAddition(
      added: parts.map(\.shortfall), variationNow: now, variationAtThresholds: atThresholds,
      variation: atThresholds, certainty: .exact, isFeasible: true, limitBinds: false)
    guard let limit else { return result }
    guard let atThresholds else {
      result.isFeasible = parts.isEmpty
      return result
    }
    guard atThresholds > limit else { return result }
    result.limitBinds = true
    let level = level(parts, least: least, limit: limit)
    if !isWhole {
      result.added = raised(parts, least, to: level)
    } else if let units = handedOut(parts, least: least, limit: limit, mostSteps: mostSteps) {
      result.added = units
    } else {
      result.added = roundedUp(parts, least: least, level: level, limit: limit)
      result.certainty = .heuristic
    }
    result.variation = variation(zip(parts, result.added).map { $0.amount + $1 }, parts)
    return result
  }

  /// Pupil-weighted, population form; nil where the mean is 0.
  package static func variation(_ amounts: [Double], _ parts: [PlannedPart]) -> Double? {
    let pupils = CompensatedSum(parts.map(\.pupils)).value
    let sum = CompensatedSum(amounts).value
    guard pupils > 0, sum > 0, sum.isFinite, pupils.isFinite else { return nil }
    let mean = sum / pupils
    let squares = zip(amounts, parts).map { amount, part -> Double in
      let difference = amount / part.pupils - mean
      return part.pupils / pupils * difference * difference
    }
    return CompensatedSum(squares).value.squareRoot() / mean
  }

  // MARK: - Quantities that divide

  /// The least λ whose CV keeps the limit; the highest part's own value is always enough.
  private static func level(_ parts: [PlannedPart], least: [Double], limit: Double) -> Double {
    let values = zip(least, parts).map { $0 / $1.pupils }
    var low = values.min() ?? 0
    var high = values.max() ?? 0
    let target = limit * (1 - spare)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      let amounts = zip(parts, raised(parts, least, to: middle)).map { $0.amount + $1 }
      if let variation = variation(amounts, parts), variation <= target {
        high = middle
      } else {
        low = middle
      }
    }
  }

  private static func raised(
    _ parts: [PlannedPart], _ least: [Double], to level: Double
  ) -> [Double] {
    zip(parts, least).map { part, least in
      max(least, level * part.pupils) - part.amount
    }
  }

  // MARK: - Whole quantities

  /// Unit after unit to where it costs least; nil where too many would be needed.
  private static func handedOut(
    _ parts: [PlannedPart], least: [Double], limit: Double, mostSteps: Int
  ) -> [Double]? {
    var added = parts.map(\.shortfall)
    var amounts = least
    let pupils = CompensatedSum(parts.map(\.pupils)).value
    var sum = CompensatedSum(least).value
    var squares = CompensatedSum(zip(least, parts).map { $0 * $0 / $1.pupils }).value
    let factor = (1 + limit * limit) * (1 + 1e-9)
    var queue = MarginQueue(parts.indices.map { margin(amounts[$0], parts[$0]) })
    for _ in 0..<mostSteps {
      let part = queue.least
      squares += queue.leastMargin
      sum += 1
      added[part] += 1
      amounts[part] += 1
      queue.replaceLeast(with: margin(amounts[part], parts[part]))
      // The running sums carry rounding along: they only say when to look closely.
      guard pupils * squares <= factor * sum * sum else { continue }
      if let variation = variation(amounts, parts), variation <= limit { return added }
    }
    return nil
  }

  /// How much a'²÷n grows with one more unit.
  private static func margin(_ amount: Double, _ part: PlannedPart) -> Double {
    (2 * amount + 1) / part.pupils
  }

  /// Levels that rise until the rounded amounts keep the limit; then what is not needed is taken back.
  private static func roundedUp(
    _ parts: [PlannedPart], least: [Double], level: Double, limit: Double
  ) -> [Double] {
    var level = level
    var added: [Double] = []
    // Far above all values every part is level but for one unit, so this ends.
    for _ in 0..<1_000 {
      added = zip(parts, least).map { part, least in
        max(least - part.amount, (level * part.pupils - part.amount).rounded(.up))
      }
      let amounts = zip(parts, added).map { $0.amount + $1 }
      if let variation = variation(amounts, parts), variation <= limit { break }
      level *= 1.01
    }
    for index in parts.indices.sorted(by: { order(parts, added, $0) > order(parts, added, $1) })
    where added[index] > parts[index].shortfall {
      added[index] -= 1
      let amounts = zip(parts, added).map { $0.amount + $1 }
      let isKept = variation(amounts, parts).map { $0 <= limit } ?? false
      if !isKept { added[index] += 1 }
    }
    return added
  }

  private static func order(_ parts: [PlannedPart], _ added: [Double], _ index: Int) -> Double {
    (parts[index].amount + added[index]) / parts[index].pupils
  }
}
