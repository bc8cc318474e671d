// SPDX-License-Identifier: Apache-2.0
// OutputDefinition: the forms a pipeline hands on: sheets, their columns, rows and sentences.

package import Formula

/// All that `outputs.yaml` declares.
package struct OutputDefinitions: Sendable {
  package var sheets: [OutputSheet]
  package var codes: [OutputCodeMap]
  /// How the platform's own file is filled; nil: not declared.
  package var template: OutputTemplate?

  package init(
    sheets: [OutputSheet] = [], codes: [OutputCodeMap] = [], template: OutputTemplate? = nil
  ) {
    self.sheets = sheets
    self.codes = codes
    self.template = template
  }
}

/// How a form writes words of ours, such as the sponsor codes 1–10.
package struct OutputCodeMap: Sendable {
  package var id: String
  package var name: String
  /// The code list whose words it maps.
  package var list: String
  /// Our word → the form's code.
  package var codes: [String: String]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, list: String, codes: [String: String], source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.list = list
    self.codes = codes
    self.source = source
    self.place = place
  }
}

/// What the rows of a sheet are.
package enum OutputRows: String, Hashable, Sendable, CaseIterable {
  /// The county, in one row.
  case county
  /// The school parts in scope of a block's stage.
  case parts
  /// For each block's stage the lines of the sheet.
  case stages
  /// The lines of the sheet.
  case lines
  /// The items of the groups that the sheet names.
  case items
}

/// One sheet.
package struct OutputSheet: Sendable {
  package var id: String
  /// On the sheet's tab.
  package var name: String
  package var title: OutputSentence
  /// Lines between title and table.
  package var notes: [OutputSentence]
  package var rows: OutputRows
  /// The table comes once for each school part, on a page of its own.
  package var isForEachPart: Bool
  package var isLandscape: Bool
  package var columns: [OutputColumn]
  package var blocks: [OutputBlock]
  package var lines: [OutputLine]
  /// Of items: the groups whose items are listed.
  package var groups: [String]
  /// Lines below the table.
  package var footer: [OutputSentence]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, title: OutputSentence, notes: [OutputSentence], rows: OutputRows,
    isForEachPart: Bool, isLandscape: Bool, columns: [OutputColumn], blocks: [OutputBlock],
    lines: [OutputLine], groups: [String], footer: [OutputSentence], source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.notes = notes
    self.rows = rows
    self.isForEachPart = isForEachPart
    self.isLandscape = isLandscape
    self.columns = columns
    self.blocks = blocks
    self.lines = lines
    self.groups = groups
    self.footer = footer
    self.source = source
    self.place = place
  }

  /// What must be known to say what is unconfirmed.
  package var sources: [(name: String, source: DefinitionSource)] {
    [("输出表 \(name)", source)]
      + columns.compactMap { column in
        column.source.map { ("输出表 \(name)[\(column.title)]", $0) }
      }
      + lines.compactMap { line in line.source.map { ("输出表 \(name)“\(line.name)”", $0) } }
  }
}

/// One column.
package struct OutputColumn: Sendable {
  package var id: String
  /// Header words from the top down; equal ones side by side are one merged cell.
  package var path: [String]
  /// In the row of numbers: `L7`; "" where the form prints none.
  package var number: String
  package var content: OutputContent
  /// False: the form has `/` here.
  package var condition: CheckedFormula?
  /// Decimals; nil: as the value is.
  package var digits: Int?
  package var unit: String
  /// A code map's id.
  package var codes: String?
  /// In characters.
  package var width: Double
  /// What the form writes for a verdict, by `pass`, `fail`, `undecided`.
  package var words: [String: String]
  /// A row below the rows adds them up.
  package var isTotalled: Bool
  /// nil: the sheet's.
  package var source: DefinitionSource?
  package var place: DefinitionPlace

  package init(
    id: String, path: [String], number: String, content: OutputContent, condition: CheckedFormula?,
    digits: Int?, unit: String, codes: String?, width: Double, words: [String: String] = [:],
    isTotalled: Bool = false, source: DefinitionSource?, place: DefinitionPlace
  ) {
    self.words = words
    self.isTotalled = isTotalled
    self.id = id
    self.path = path
    self.number = number
    self.content = content
    self.condition = condition
    self.digits = digits
    self.unit = unit
    self.codes = codes
    self.width = width
    self.source = source
    self.place = place
  }

  /// The lowest header word; the column's id where it has none.
  package var title: String { path.last ?? id }
}

/// What the cells of a column hold.
package enum OutputContent: Sendable {
  /// The first of these formulas that has a value.
  case formulas([CheckedFormula])
  /// An indicator of the row: by its id; nil facet: the line says which.
  case indicator(String, OutputFacet?)
  case shown(OutputShow)
}

/// What of an indicator is shown.
package enum OutputFacet: String, Hashable, Sendable, CaseIterable {
  /// Of a school part.
  case value, threshold, floor, status
  /// Of a stage of the county.
  case metCount = "met_count"
  case metShare = "met_share"
  case mean, variation, limit

  /// Whether it is a figure of a stage rather than of a school part.
  package var isOfStage: Bool {
    switch self {
    case .value, .threshold, .floor, .status: false
    case .metCount, .metShare, .mean, .variation, .limit: true
    }
  }
}

/// What a column shows that is no formula.
package enum OutputShow: String, Hashable, Sendable, CaseIterable {
  /// Numbered from 1 in each block.
  case serial
  case stage
  /// Whether the row as a whole passes; of a stage: what stands for all indicators together.
  case verdict
  /// Which indicators reach their thresholds, and why cells are blank.
  case note
  /// Name, group and sentence of a line, and whether its items are met.
  case line
  case lineGroup = "line_group"
  case lineText = "line_text"
  case lineStatus = "line_status"
  /// A formula that each line gives under `cells`.
  case lineCell = "line_cell"
  /// Parts of an item.
  case itemGroup = "item_group"
  case itemName = "item_name"
  case itemThreshold = "item_threshold"
  case itemValue = "item_value"
  case itemStatus = "item_status"
  case itemPoints = "item_points"
  case itemScore = "item_score"
  case itemReason = "item_reason"
  case itemEvidence = "item_evidence"
  /// Left to be filled in by hand.
  case byHand = "by_hand"
}

/// Rows of one stage.
package struct OutputBlock: Hashable, Sendable {
  package var id: String
  package var stage: String
  /// A line above the rows; "": none.
  package var heading: String

  package init(id: String, stage: String, heading: String) {
    self.id = id
    self.stage = stage
    self.heading = heading
  }
}

/// A declared row.
package struct OutputLine: Sendable {
  package var id: String
  package var name: String
  package var group: String
  package var text: OutputSentence
  /// What columns of indicators show on this line.
  package var facet: OutputFacet?
  package var digits: Int?
  /// The line is met where this indicator is.
  package var indicator: String?
  /// The line is met where all these items are.
  package var items: [String]
  /// False: the line does not apply, and says `/`.
  package var condition: CheckedFormula?
  /// By column id.
  package var cells: [String: CheckedFormula]
  package var source: DefinitionSource?
  package var place: DefinitionPlace

  package init(
    id: String, name: String, group: String, text: OutputSentence, facet: OutputFacet?,
    digits: Int?, indicator: String?, items: [String], condition: CheckedFormula?,
    cells: [String: CheckedFormula], source: DefinitionSource?, place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.group = group
    self.text = text
    self.facet = facet
    self.digits = digits
    self.indicator = indicator
    self.items = items
    self.condition = condition
    self.cells = cells
    self.source = source
    self.place = place
  }
}

/// A sentence with blanks that the evaluation fills.
package struct OutputSentence: Sendable {
  package enum Piece: Sendable {
    case text(String)
    /// Decimals; nil: as the value is.
    case formula(CheckedFormula, digits: Int?)
    /// What was found for an item: `共12所学校；不符合1：…`.
    case item(String)
    /// Rows of a block, or those whose cell of a column holds a word.
    case count(block: String, column: String?, word: String)
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece]) { self.pieces = pieces }

  package init(_ text: String) { pieces = text.isEmpty ? [] : [.text(text)] }

  package var isEmpty: Bool { pieces.isEmpty }
}
