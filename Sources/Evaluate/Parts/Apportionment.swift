// SPDX-License-Identifier: Apache-2.0
// Apportionment: splits between school parts what a combined school reports once.

package import DataModel
package import Definitions

/// A stage of a school with its pupils.
package struct StagePupils: Sendable {
  package let stage: StageDefinition
  package let pupils: FieldValue

  package init(stage: StageDefinition, pupils: FieldValue) {
    self.stage = stage
    self.pupils = pupils
  }

  /// Pupils × the stage's weight.
  package var weighted: FieldValue {
    switch pupils {
    case .number(let number): .number(number * stage.weight)
    case .missing(let reason): .missing(reason)
    case .text, .date, .yesNo: .missing(.unreadable)
    }
  }
}

/// The split by weighted pupils: 小学 1, 初中 1.1, 高中 1.1 × 1.2 = 1.32.
///
/// Source: domain a.4; the worked example is oracle O2. Shares are exact, so they add up to the whole.
package enum Apportionment {
  /// The sum of weighted pupils over all stages; missing when one of them is.
  package static func total(_ stages: [StagePupils]) -> FieldValue {
    var sum = ExactNumber.zero
    for stage in stages {
      guard case .number(let number) = stage.weighted else { return stage.weighted }
      sum = sum + number
    }
    return .number(sum)
  }

  /// The share of one stage in what the school reports as a whole.
  ///
  /// A school with a single stage keeps the whole, whether or not its pupils are known.
  package static func share(of whole: FieldValue, for index: Int, in stages: [StagePupils])
    -> FieldValue
  {
    guard stages.count > 1 else { return whole }
    guard case .number(let amount) = whole else { return whole }
    guard case .number(let weighted) = stages[index].weighted else {
      return stages[index].weighted
    }
    guard case .number(let sum) = total(stages) else { return total(stages) }
    guard let share = (amount * weighted).divided(by: sum) else { return .missing(.undefined) }
    return .number(share)
  }
}
