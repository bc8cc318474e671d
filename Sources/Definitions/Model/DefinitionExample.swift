// SPDX-License-Identifier: Apache-2.0
// DefinitionExample: given values and what must come out, the test that a declaration carries itself.

package import DataModel

/// The values an example starts from, by name, as a person writes them; a name left out is missing.
package struct ExampleValues: Hashable, Sendable {
  package var fields: [String: String]
  /// Rows of other tables by table name; a table left out was not handed in.
  package var tables: [String: [[String: String]]]

  package init(fields: [String: String] = [:], tables: [String: [[String: String]]] = [:]) {
    self.fields = fields
    self.tables = tables
  }
}

/// What a rule says of the given values.
package enum RuleOutcome: String, Hashable, Sendable, CaseIterable {
  case pass
  case fail
  /// A value it needs is missing.
  case undecided
}

/// An example of a formula rule.
package struct RuleExample: Hashable, Sendable {
  package var values: ExampleValues
  package var outcome: RuleOutcome
  package var place: DefinitionPlace

  package init(values: ExampleValues, outcome: RuleOutcome, place: DefinitionPlace) {
    self.values = values
    self.outcome = outcome
    self.place = place
  }
}

/// An example of one way to an input.
package struct InputExample: Hashable, Sendable {
  /// The way: id of its form.
  package var form: String
  package var values: ExampleValues
  /// Nil: undecided.
  package var value: ExactNumber?
  package var place: DefinitionPlace

  package init(form: String, values: ExampleValues, value: ExactNumber?, place: DefinitionPlace) {
    self.form = form
    self.values = values
    self.value = value
    self.place = place
  }
}

/// How an indicator stands to its threshold, in the words of `school_indicators.csv`.
package enum ExampleStatus: String, Hashable, Sendable, CaseIterable {
  case met
  case floor
  case below
  case undecided
  /// Without a threshold: only its disparity is judged.
  case measured
}

/// An example of an indicator at one stage.
package struct IndicatorExample: Hashable, Sendable {
  package var stage: String
  /// Inputs by name.
  package var values: ExampleValues
  /// Nil: undecided.
  package var value: ExactNumber?
  package var status: ExampleStatus
  package var shortfall: ExactNumber?
  package var place: DefinitionPlace

  package init(
    stage: String, values: ExampleValues, value: ExactNumber?, status: ExampleStatus,
    shortfall: ExactNumber?, place: DefinitionPlace
  ) {
    self.stage = stage
    self.values = values
    self.value = value
    self.status = status
    self.shortfall = shortfall
    self.place = place
  }
}

/// What an example of an item must give.
package enum ItemExampleResult: Hashable, Sendable {
  case status(ItemStatus)
  /// Of an `each` item: whether one subject passes; nil: undecided.
  case holds(Bool?)
}

/// An example of an item of the county, or of one subject of an `each` item.
package struct ItemExample: Hashable, Sendable {
  package var values: ExampleValues
  /// The run's year; nil: one in which everything that is open applies.
  package var year: Int?
  /// Nil where the example says nothing of the value.
  package var value: String?
  package var result: ItemExampleResult
  package var score: ExactNumber?
  package var place: DefinitionPlace

  package init(
    values: ExampleValues, year: Int?, value: String?, result: ItemExampleResult,
    score: ExactNumber?, place: DefinitionPlace
  ) {
    self.values = values
    self.year = year
    self.value = value
    self.result = result
    self.score = score
    self.place = place
  }
}
