// SPDX-License-Identifier: Apache-2.0
// AreaRollup: one indicator of one stage over the schools of one kind of area, at one level.

/// The levels that figures are added up to.
package enum RollupLevel: String, Hashable, Sendable, CaseIterable {
  case county
  case city
  case province
}

/// One indicator over the parts in scope of one area (全部, 城区, 镇区, 乡村 and their readings).
package struct AreaRollup: Hashable, Sendable {
  package var level: RollupLevel
  /// Six digits; "" where the county is unknown.
  package var code: String
  /// "" where nothing names the code.
  package var name: String
  package var stage: String
  package var area: String
  package var indicator: String
  /// Parts in scope, and how many of them have no value.
  package var parts: Int
  package var undecided: Int
  /// Sums over the decided parts.
  package var numerator: ExactNumber
  package var denominator: ExactNumber
  /// Σ numerator × per ÷ Σ denominator; nil without a decided part.
  package var value: ExactNumber?

  package init(
    level: RollupLevel, code: String, name: String, stage: String, area: String,
    indicator: String, parts: Int, undecided: Int, numerator: ExactNumber,
    denominator: ExactNumber, value: ExactNumber?
  ) {
    self.level = level
    self.code = code
    self.name = name
    self.stage = stage
    self.area = area
    self.indicator = indicator
    self.parts = parts
    self.undecided = undecided
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
  }
}
