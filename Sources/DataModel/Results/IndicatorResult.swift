// SPDX-License-Identifier: Apache-2.0
// IndicatorResult: one indicator of one school part against its threshold.

/// Where an indicator stands against its threshold.
package enum IndicatorStatus: String, Hashable, Sendable, CaseIterable {
  case met
  /// Below the threshold, at least at the floor (85 % of it).
  case floor
  case below
  /// An input is missing: the value is not known, and so is not zero.
  case undecided
  /// The indicator has no threshold: only the disparity between schools is judged.
  case measured
  /// The school part is outside the standard's scope.
  case excluded
}

/// The result of judging a school part or a county.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  case pass
  case fail
  case undecided
  case excluded
}

/// One indicator of one school part.
package struct IndicatorResult: Hashable, Sendable {
  /// `R1`.
  package var indicator: String
  package var numerator: FieldValue
  package var denominator: FieldValue
  /// numerator × per ÷ denominator, unrounded; the status is decided on it.
  package var value: FieldValue
  package var threshold: ExactNumber?
  package var floor: ExactNumber?
  package var status: IndicatorStatus
  /// How much more of the numerator would meet the threshold; nil when met or undecided.
  package var shortfall: ExactNumber?
  /// True where the value rounded to the printed decimals would get another status.
  package var isRoundingSensitive: Bool
  /// Why undecided or excluded, in Chinese with places; "" otherwise.
  package var reason: String
  /// Whether the verdict on the school counts it; false for one whose disparity alone matters.
  package var isInVerdict: Bool
  /// Id of the concession without which the status would be lower; numerator and value are with it.
  package var concession: String

  package init(
    indicator: String, numerator: FieldValue, denominator: FieldValue, value: FieldValue,
    threshold: ExactNumber?, floor: ExactNumber?, status: IndicatorStatus,
    shortfall: ExactNumber? = nil, isRoundingSensitive: Bool = false, reason: String = "",
    isInVerdict: Bool = true, concession: String = ""
  ) {
    self.indicator = indicator
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.threshold = threshold
    self.floor = floor
    self.status = status
    self.shortfall = shortfall
    self.isRoundingSensitive = isRoundingSensitive
    self.reason = reason
    self.isInVerdict = isInVerdict
    self.concession = concession
  }
}
