// SPDX-License-Identifier: Apache-2.0
// AdditionPlannerTests: the least addition is enough, and nothing less is.

import Evaluate
import Testing

@Suite struct AdditionPlannerTests {
  /// A small generator, so that a failure can be repeated.
  private struct Dice {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private func parts(_ rows: [(Double, Double, Double)]) -> [PlannedPart] {
    rows.map { PlannedPart(pupils: $0.0, amount: $0.1, shortfall: $0.2) }
  }

  private func amounts(_ parts: [PlannedPart], _ added: [Double]) -> [Double] {
    zip(parts, added).map { $0.amount + $1 }
  }

  @Test func `where the limit is kept at the thresholds they alone are asked for`() {
    let all = parts([(100, 3, 2), (100, 6, 0)])
    for isWhole in [true, false] {
      let plan = AdditionPlanner.least(all, limit: 0.5, isWhole: isWhole)
      #expect(plan.added == [2, 0])
      #expect(plan.certainty == .exact)
      #expect(!plan.limitBinds)
      #expect(plan.total == 2)
    }
  }

  @Test func `without a limit only thresholds count`() {
    let plan = AdditionPlanner.least(parts([(1, 1, 0), (1, 99, 0)]), limit: nil, isWhole: false)
    #expect(plan.total == 0)
  }

  /// Two equal schools at 1 and 3 have a CV of 0.5, and with the lower at λ one of (3 − λ) ÷ (3 + λ).
  @Test func `the water level of two schools is the one on paper`() {
    let plan = AdditionPlanner.least(
      parts([(10, 10, 0), (10, 30, 0)]), limit: 0.25, isWhole: false)
    #expect(abs(plan.added[0] - 8) < 1e-9)
    #expect(plan.added[1] == 0)
    #expect(plan.limitBinds)
    #expect((plan.variation ?? 1) <= 0.25)
  }

  @Test func `a limit exactly kept asks for nothing`() {
    let plan = AdditionPlanner.least(parts([(10, 10, 0), (10, 30, 0)]), limit: 0.5, isWhole: false)
    #expect(plan.variationNow == 0.5)
    #expect(plan.total == 0)
  }

  @Test func `one school and no school have nothing to level`() {
    #expect(AdditionPlanner.least(parts([(10, 0, 4)]), limit: 0.5, isWhole: true).added == [4])
    let empty = AdditionPlanner.least([], limit: 0.5, isWhole: true)
    #expect(empty.added.isEmpty)
    #expect(empty.isFeasible)
  }

  @Test func `a mean of zero cannot be planned for`() {
    let plan = AdditionPlanner.least(parts([(10, 0, 0), (10, 0, 0)]), limit: 0.5, isWhole: false)
    #expect(!plan.isFeasible)
    #expect(plan.variation == nil)
  }

  @Test func `a limit of zero levels everybody`() {
    let plan = AdditionPlanner.least(parts([(10, 10, 0), (20, 60, 0)]), limit: 0, isWhole: false)
    #expect(abs(plan.added[0] - 20) < 1e-9)
  }

  /// Every amount on a fine grid up to the highest school, which is always enough.
  @Test(arguments: 1...60)
  func `no grid point that keeps the limit adds less than the water level`(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let count = 2 + dice.next(2)
    let all = (0..<count).map { _ in
      PlannedPart(
        pupils: Double(5 + dice.next(60)), amount: Double(dice.next(80)),
        shortfall: Double(dice.next(3)))
    }
    let limit = [0.1, 0.25, 0.45, 0.5][dice.next(4)]
    let plan = AdditionPlanner.least(all, limit: limit, isWhole: false)
    guard plan.isFeasible else { return }
    #expect((plan.variation ?? 1) <= limit)
    #expect(zip(all, plan.added).allSatisfy { $1 >= $0.shortfall })
    let highest = zip(all, amounts(all, all.map(\.shortfall))).map { $1 / $0.pupils }.max() ?? 0
    let steps = 24
    let ranges = all.map { part -> [Double] in
      let top = max(part.shortfall, highest * part.pupils - part.amount)
      return (0...steps).map {
        part.shortfall + (top - part.shortfall) * Double($0) / Double(steps)
      }
    }
    for added in combinations(ranges) {
      guard let variation = AdditionPlanner.variation(amounts(all, added), all),
        variation <= limit
      else { continue }
      #expect(added.reduce(0, +) >= plan.total - 1e-9)
    }
  }

  @Test(arguments: 1...120)
  func `no whole numbers that keep the limit add less than the units handed out`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 977)
    let count = 2 + dice.next(3)
    let all = (0..<count).map { _ in
      // Rooms of a school with several stages are shares: amounts need not be whole.
      PlannedPart(
        pupils: Double(5 + dice.next(40)), amount: Double(dice.next(24)) / 2,
        shortfall: Double(dice.next(3)))
    }
    let limit = [0.15, 0.3, 0.45, 0.5][dice.next(4)]
    let plan = AdditionPlanner.least(all, limit: limit, isWhole: true)
    guard plan.isFeasible else { return }
    #expect((plan.variation ?? 1) <= limit)
    #expect(plan.certainty == .exact)
    #expect(plan.added.allSatisfy { $0 == $0.rounded() })
    #expect(zip(all, plan.added).allSatisfy { $1 >= $0.shortfall })
    let further = Int(plan.total - all.map(\.shortfall).reduce(0, +))
    guard further > 0, further < 30 else { return }
    let ranges = all.map { part in (0..<further).map { part.shortfall + Double($0) } }
    for added in combinations(ranges) where added.reduce(0, +) < plan.total {
      let variation = AdditionPlanner.variation(amounts(all, added), all)
      #expect((variation ?? 1) > limit, "\(added) is enough")
    }
  }

  @Test(arguments: 1...40)
  func `where too many units would be handed out, what is said is still enough`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 31)
    let all = (0..<4).map { _ in
      PlannedPart(
        pupils: Double(5 + dice.next(60)), amount: Double(dice.next(200)),
        shortfall: Double(dice.next(3)))
    }
    let exact = AdditionPlanner.least(all, limit: 0.2, isWhole: true)
    let rounded = AdditionPlanner.least(all, limit: 0.2, isWhole: true, mostSteps: 0)
    guard exact.isFeasible, exact.limitBinds else { return }
    #expect(rounded.certainty == .heuristic)
    #expect((rounded.variation ?? 1) <= 0.2)
    #expect(rounded.total >= exact.total)
    #expect(rounded.added.allSatisfy { $0 == $0.rounded() })
  }

  private func combinations(_ ranges: [[Double]]) -> [[Double]] {
    ranges.reduce([[]]) { known, range in known.flatMap { head in range.map { head + [$0] } } }
  }
}
