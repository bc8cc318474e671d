// SPDX-License-Identifier: Apache-2.0
// StandardInForce: a standard as it holds in one year.

extension StandardDefinition {
  /// Everything dated is decided; only what depends on the school is left open.
  package func inForce(in year: Int) -> StandardDefinition {
    var result = self
    result.exclusions = exclusions.filter { $0.years.holds(in: year) }
    result.thresholds = thresholds.mapValues { $0.inForce(in: year) }
    result.schoolVerdict = schoolVerdict.inForce(in: year)
    result.variation = variation.inForce(in: year)
    result.concessions = concessions.filter { $0.years.holds(in: year) }
    return result
  }
}

extension DefinitionSet {
  /// The pipeline with its standard as it holds in this year; the same again for the same year.
  package func inForce(in year: Int) -> DefinitionSet {
    var result = self
    result.standard = standard.inForce(in: year)
    return result
  }
}
