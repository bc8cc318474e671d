// SPDX-License-Identifier: Apache-2.0
// StandardInForce: a standard as it holds in one year.

import DataModel
import Formula

extension StandardDefinition {
  /// Everything dated is decided; only what depends on the school is left open.
  package func inForce(in year: Int) -> StandardDefinition {
    var result = self
    result.exclusions = exclusions.filter { $0.years.holds(in: year) }
    result.thresholds = thresholds.mapValues { $0.inForce(in: year) }
    result.schoolVerdict = schoolVerdict.inForce(in: year)
    result.variation = variation.inForce(in: year)
    let all = concessions + dormantConcessions
    result.concessions = all.filter { $0.years.holds(in: year) }
    result.dormantConcessions = all.filter { !$0.years.holds(in: year) }
    return result
  }
}

extension DefinitionSet {
  /// The pipeline with its rules and its standard as they hold in this year; the same again for the same year.
  package func inForce(in year: Int) -> DefinitionSet {
    var result = self
    result.standard = standard.inForce(in: year)
    result.rules = rules.filter { $0.years.holds(in: year) }
    return result
  }

  /// Inputs (indices) that only concessions read which are not in force: there is nothing to show of them.
  package var dormantInputs: Set<Int> {
    func inputs(_ concessions: [ConcessionDefinition]) -> Set<Int> {
      Set(
        concessions.flatMap { $0.numerator.fieldSlots + $0.condition.fieldSlots }
          .map { FieldSlot(number: $0) }
          .filter { $0.form == FieldSlot.inputScope }.map(\.field))
    }
    let indicatorSlots = indicators.flatMap { $0.numerator.fieldSlots + $0.denominator.fieldSlots }
    let other = indicatorSlots + standard.exclusions.flatMap(\.condition.fieldSlots)
    let used = Set(
      other.map { FieldSlot(number: $0) }.filter { $0.form == FieldSlot.inputScope }.map(\.field))
    return inputs(standard.dormantConcessions).subtracting(inputs(standard.concessions))
      .subtracting(used).subtracting([inputIndex(standard.pupilsInput)].compactMap { $0 })
  }

  private func inputIndex(_ id: String) -> Int? {
    inputs.firstIndex { $0.id == id }
  }
}
