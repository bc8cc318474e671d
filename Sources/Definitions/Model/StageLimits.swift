// SPDX-License-Identifier: Apache-2.0
// StageLimits: a number by stage, and the other numbers that hold in some years or for some schools.

package import DataModel
package import Formula

/// Another number in some years, or for some schools.
package struct LimitVariant: Sendable {
  package var id: String
  package var years: CodeValidity
  /// Over the school part; nil for all schools.
  package var condition: CheckedFormula?
  /// Only the stages that it changes.
  package var byStage: [String: ExactNumber]
  package var source: DefinitionSource

  package init(
    id: String, years: CodeValidity, condition: CheckedFormula? = nil,
    byStage: [String: ExactNumber], source: DefinitionSource
  ) {
    self.id = id
    self.years = years
    self.condition = condition
    self.byStage = byStage
    self.source = source
  }
}

/// A number by stage, with its clause.
package struct StageLimits: Sendable {
  package var byStage: [String: ExactNumber]
  package var source: DefinitionSource
  /// The first one that is in force and whose condition holds stands in place of `byStage`.
  package var variants: [LimitVariant]

  package init(
    byStage: [String: ExactNumber], source: DefinitionSource, variants: [LimitVariant] = []
  ) {
    self.byStage = byStage
    self.source = source
    self.variants = variants
  }

  /// What holds in this year: only variants with a condition are left.
  package func inForce(in year: Int) -> StageLimits {
    var result = StageLimits(byStage: byStage, source: source)
    var settled: Set<String> = []
    for var variant in variants where variant.years.holds(in: year) {
      variant.byStage = variant.byStage.filter { !settled.contains($0.key) }
      guard !variant.byStage.isEmpty else { continue }
      guard variant.condition == nil else {
        variant.years = CodeValidity()
        result.variants.append(variant)
        continue
      }
      settled.formUnion(variant.byStage.keys)
      result.byStage.merge(variant.byStage) { $1 }
      result.source = variant.source
    }
    return result
  }
}
