// SPDX-License-Identifier: Apache-2.0
// VariationDefinition: which disparities between schools are limited, singly and in their mean.

/// 综合差异系数: the arithmetic mean of the disparities of several indicators.
package struct CompositeVariation: Sendable {
  /// In place of an indicator's id in results.
  package static let id = "composite"

  package var name: String
  /// Nil: those of the variation.
  package var indicators: [String]?
  /// Nil: computed and not limited.
  package var limits: StageLimits?
  package var source: DefinitionSource

  package init(
    name: String, indicators: [String]? = nil, limits: StageLimits? = nil,
    source: DefinitionSource
  ) {
    self.name = name
    self.indicators = indicators
    self.limits = limits
    self.source = source
  }
}

/// The 差异系数 of a standard.
package struct VariationDefinition: Sendable {
  /// Ids of the indicators whose disparity is computed; nil: all of them.
  package var indicators: [String]?
  /// Largest allowed 差异系数 by stage, which binds each indicator singly; nil: none is limited.
  package var limits: StageLimits?
  package var composite: CompositeVariation?
  /// Decimals that 表Ⅲ prints for a CV.
  package var digits: Int
  package var source: DefinitionSource

  package init(
    indicators: [String]? = nil, limits: StageLimits?, composite: CompositeVariation? = nil,
    digits: Int, source: DefinitionSource
  ) {
    self.indicators = indicators
    self.limits = limits
    self.composite = composite
    self.digits = digits
    self.source = source
  }

  package func covers(_ indicator: String) -> Bool {
    indicators?.contains(indicator) ?? true
  }

  /// Whether the indicator's disparity is part of the composite.
  package func isInComposite(_ indicator: String) -> Bool {
    guard let composite else { return false }
    return (composite.indicators ?? indicators)?.contains(indicator) ?? true
  }

  package func inForce(in year: Int) -> VariationDefinition {
    var result = self
    result.limits = limits?.inForce(in: year)
    result.composite?.limits = composite?.limits?.inForce(in: year)
    return result
  }
}
