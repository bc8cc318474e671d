// SPDX-License-Identifier: Apache-2.0
// ItemDefinition: what a county has to show beside its schools' resources, item by item.

package import DataModel
package import Formula

/// How the items of a group make its verdict.
package enum ItemGroupRule: Hashable, Sendable {
  /// Every item that applies is met.
  case all
  /// The items' points add up to at least this many.
  case score(pass: ExactNumber)
  /// Items are tracked and printed, and decide nothing.
  case report
}

/// A part of the county's evaluation, such as 政府保障程度 or 一票否决.
package struct ItemGroup: Hashable, Sendable {
  /// `government`, `quality`, `satisfaction` and `veto` have their columns in `county_verdicts.csv`.
  package var id: String
  package var name: String
  package var rule: ItemGroupRule
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, rule: ItemGroupRule, source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.rule = rule
    self.source = source
    self.place = place
  }
}

/// One quantity of a county that items are made of, such as 符合交流条件教师数.
package struct CountyValueDefinition: Sendable {
  package var id: String
  package var name: String
  /// nil: of unknown unit, which goes with any.
  package var unit: String?
  /// Tried in order; the first all of whose forms came in with every column that it reads applies.
  package var ways: [CheckedFormula]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, unit: String?, ways: [CheckedFormula], source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.ways = ways
    self.source = source
    self.place = place
  }
}

/// The years in which a declaration applies; nil on a side: open.
package struct YearRange: Hashable, Sendable {
  package var from: Int?
  package var until: Int?

  package init(from: Int? = nil, until: Int? = nil) {
    self.from = from
    self.until = until
  }

  package func contains(_ year: Int) -> Bool {
    (from.map { $0 <= year } ?? true) && (until.map { year <= $0 } ?? true)
  }
}

/// How a value is held against its limit.
package enum Comparison: String, Hashable, Sendable, CaseIterable {
  case atLeast = "at_least"
  case atMost = "at_most"
  case above
  case below
  case equals

  /// `≥`.
  package var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .above: ">"
    case .below: "<"
    case .equals: "="
    }
  }

  package func holds(_ value: ExactNumber, _ limit: ExactNumber) -> Bool {
    switch self {
    case .atLeast: value >= limit
    case .atMost: value <= limit
    case .above: value > limit
    case .below: value < limit
    case .equals: value == limit
    }
  }
}

/// What is required of an item's value, and in which years.
package struct ItemLimit: Sendable {
  package var comparison: Comparison
  /// Over the scope of the item's value; usually a constant.
  package var formula: CheckedFormula
  package var years: YearRange

  package init(comparison: Comparison, formula: CheckedFormula, years: YearRange) {
    self.comparison = comparison
    self.formula = formula
    self.years = years
  }
}

/// A clause that lets a subject pass where the requirement itself is not met.
package struct ItemConcession: Sendable {
  package var id: String
  package var name: String
  /// Over the subject; true: passes after all.
  package var condition: CheckedFormula
  package var years: YearRange
  package var source: DefinitionSource

  package init(
    id: String, name: String, condition: CheckedFormula, years: YearRange, source: DefinitionSource
  ) {
    self.id = id
    self.name = name
    self.condition = condition
    self.years = years
    self.source = source
  }
}

/// Of what a claim must hold one by one.
package enum EachSubject: Hashable, Sendable {
  case school
  /// A stage of a school.
  case part
  /// A record of this form (index into `DefinitionSet.forms`).
  case record(form: Int)
}

/// A claim that must hold of every school, part or record of the county.
package struct EachCheck: Sendable {
  package var subject: EachSubject
  /// Of which subjects it speaks; nil for all.
  package var filter: CheckedFormula?
  package var claim: CheckedFormula
  /// The figure to show of a subject; nil: none.
  package var shown: CheckedFormula?
  package var concessions: [ItemConcession]

  package init(
    subject: EachSubject, filter: CheckedFormula?, claim: CheckedFormula, shown: CheckedFormula?,
    concessions: [ItemConcession]
  ) {
    self.subject = subject
    self.filter = filter
    self.claim = claim
    self.shown = shown
    self.concessions = concessions
  }
}

/// What an item states.
package enum ItemKind: Sendable {
  /// A number with limits (none: only reported), or a claim over the county that must be true.
  case value(CheckedFormula, limits: [ItemLimit])
  case each(EachCheck)
  /// What the county states of itself in the form of declared items, and which answers meet the item.
  case declared(accepted: [String])
}

/// How a deduction is counted.
package enum DeductionKind: Sendable {
  /// For each `per` by which the value misses this number; only whole ones where `isWhole`.
  case shortfall(below: CheckedFormula, per: ExactNumber, isWhole: Bool)
  /// For each of the number that the formula gives: events, missing elements.
  case count(CheckedFormula)
  /// For each claim that is false.
  case missing([CheckedFormula])
  /// Everything, where this is true.
  case zeroIf(CheckedFormula)
  /// By the answer in the form of declared items.
  case answer([String: ExactNumber])
}

/// Points that an item loses.
package struct Deduction: Sendable {
  package var kind: DeductionKind
  /// Points for each.
  package var points: ExactNumber

  package init(kind: DeductionKind, points: ExactNumber) {
    self.kind = kind
    self.points = points
  }
}

/// One item of a county's evaluation.
package struct ItemDefinition: Sendable {
  /// `G11a`.
  package var id: String
  package var group: String
  package var name: String
  /// Other names by which a county may state it.
  package var aliases: [String]
  package var kind: ItemKind
  package var unit: String
  /// Decimals that the form prints.
  package var digits: Int
  /// Over the county: false means that the item does not apply; nil: always does.
  package var condition: CheckedFormula?
  package var years: YearRange
  /// Points of a scored item; nil where nothing is scored.
  package var points: ExactNumber?
  package var deductions: [Deduction]
  package var examples: [ItemExample]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, group: String, name: String, aliases: [String] = [], kind: ItemKind,
    unit: String, digits: Int, condition: CheckedFormula?, years: YearRange, points: ExactNumber?,
    deductions: [Deduction],
    examples: [ItemExample], source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.group = group
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.unit = unit
    self.digits = digits
    self.condition = condition
    self.years = years
    self.points = points
    self.deductions = deductions
    self.examples = examples
    self.source = source
    self.place = place
  }
}

/// Where counties state items that rest on documents: form and fields.
package struct DeclaredItemsDefinition: Hashable, Sendable {
  package var form: String
  /// The item's id, its name, or both one after the other.
  package var itemField: String
  /// A second column with the name beside the id; nil: the form has none.
  package var nameField: String?
  package var answerField: String
  /// The figure stated, where there is one; nil: the form has none.
  package var valueField: String?
  package var evidenceField: String?
  package var noteField: String?
  /// Answers that meet no item, such as 较差; any other word that is not accepted decides nothing.
  package var refused: [String]
  package var source: DefinitionSource

  package init(
    form: String, itemField: String, nameField: String?, answerField: String, valueField: String?,
    evidenceField: String?, noteField: String?, refused: [String], source: DefinitionSource
  ) {
    self.refused = refused
    self.form = form
    self.itemField = itemField
    self.nameField = nameField
    self.answerField = answerField
    self.valueField = valueField
    self.evidenceField = evidenceField
    self.noteField = noteField
    self.source = source
  }
}

/// All that `items.yaml` declares.
package struct CountyItems: Sendable {
  package var groups: [ItemGroup]
  package var values: [CountyValueDefinition]
  package var items: [ItemDefinition]
  package var declared: DeclaredItemsDefinition?
  package var ledgers: [LedgerDefinition]

  package init(
    groups: [ItemGroup] = [], values: [CountyValueDefinition] = [], items: [ItemDefinition] = [],
    declared: DeclaredItemsDefinition? = nil, ledgers: [LedgerDefinition] = []
  ) {
    self.ledgers = ledgers
    self.groups = groups
    self.values = values
    self.items = items
    self.declared = declared
  }

  package var isEmpty: Bool { items.isEmpty }
}
