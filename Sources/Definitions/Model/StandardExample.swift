// SPDX-License-Identifier: Apache-2.0
// StandardExample: hand-worked cases of a standard: given inputs of parts, and what must come out.

package import DataModel

/// What an example says must come out: a word or number, or a group of them.
package struct ExpectedResult: Sendable {
  package var name: String
  /// Nil for a group.
  package var text: String?
  package var children: [ExpectedResult]
  package var place: DefinitionPlace

  package init(
    name: String, text: String?, children: [ExpectedResult], place: DefinitionPlace
  ) {
    self.name = name
    self.text = text
    self.children = children
    self.place = place
  }
}

/// A school part given by its inputs.
package struct PartExample: Sendable {
  package var name: String
  package var stage: String
  /// Attributes by their names in formulas: 办学类型, 城乡类型, 举办者, 学校名称.
  package var attributes: [String: String]
  /// One for each of `DefinitionSet.inputs`; nil: missing.
  package var inputs: [ExactNumber?]
  package var expected: [ExpectedResult]
  package var place: DefinitionPlace

  package init(
    name: String, stage: String, attributes: [String: String], inputs: [ExactNumber?],
    expected: [ExpectedResult], place: DefinitionPlace
  ) {
    self.name = name
    self.stage = stage
    self.attributes = attributes
    self.inputs = inputs
    self.expected = expected
    self.place = place
  }
}

/// A county of parts.
package struct CountyExample: Sendable {
  package var name: String
  package var parts: [PartExample]
  package var expected: [ExpectedResult]
  package var place: DefinitionPlace

  package init(
    name: String, parts: [PartExample], expected: [ExpectedResult], place: DefinitionPlace
  ) {
    self.name = name
    self.parts = parts
    self.expected = expected
    self.place = place
  }
}

/// One file of `examples/`.
package struct StandardExampleFile: Sendable {
  package var name: String
  package var year: Int
  package var parts: [PartExample]
  package var counties: [CountyExample]

  package init(name: String, year: Int, parts: [PartExample], counties: [CountyExample]) {
    self.name = name
    self.year = year
    self.parts = parts
    self.counties = counties
  }
}
