// SPDX-License-Identifier: Apache-2.0
// PreparedLimits: an indicator's threshold for one school part, of those that its standard knows.

import DataModel
import Definitions

/// Numbers by stage with those for some schools; years are decided.
struct PreparedLimits: Sendable {
  /// The number for a part, or that nobody can tell which one it is.
  enum Answer: Hashable {
    case number(ExactNumber)
    /// The standard says nothing of the stage.
    case none
    /// A variant's condition asks for something that is not known.
    case open(variant: String)
  }

  private struct Variant: Sendable {
    let id: String
    let condition: PreparedFormula
    let byStage: [String: ExactNumber]
  }

  private let byStage: [String: ExactNumber]
  private let variants: [Variant]

  init(_ limits: StageLimits) {
    byStage = limits.byStage
    variants = limits.variants.compactMap { variant in
      variant.condition.map {
        Variant(id: variant.id, condition: PreparedFormula($0), byStage: variant.byStage)
      }
    }
  }

  func answer(stage: String, _ context: PartValues) -> Answer {
    for variant in variants {
      guard let number = variant.byStage[stage] else { continue }
      switch variant.condition.value(in: context) {
      case .yesNo(true): return .number(number)
      case .yesNo(false): continue
      case .number, .text, .date, .missing: return .open(variant: variant.id)
      }
    }
    return byStage[stage].map { .number($0) } ?? .none
  }
}
