// SPDX-License-Identifier: Apache-2.0
// OutputTemplate: where the declared sheets go in an official template file.

/// An official template file and its anchors.
package struct OutputTemplate: Sendable {
  /// Beside the pipeline's declarations; nil: it is given with the run.
  package var file: String?
  package var sheets: [OutputTemplateSheet]
  package var source: DefinitionSource
  package var place: DefinitionPlace
  /// The file, once it was read.
  package var content: [UInt8]?

  package init(
    file: String?, sheets: [OutputTemplateSheet], source: DefinitionSource, place: DefinitionPlace
  ) {
    self.file = file
    self.sheets = sheets
    self.source = source
    self.place = place
  }
}

/// One sheet of a template.
package struct OutputTemplateSheet: Sendable {
  /// The declared sheet's id.
  package var id: String
  /// The sheet's name in the template.
  package var tab: String
  /// The anchor of the first row of each block, a cell or a name of the workbook; `all` where the declared
  /// sheet has no blocks.
  package var rows: [(block: String, anchor: String)]
  /// Ids of the columns that are written from the anchor to the right; empty: all.
  package var columns: [String]
  /// Sentences for single cells, by anchor.
  package var cells: [(anchor: String, text: OutputSentence)]
  package var place: DefinitionPlace

  /// The name of the one block of a sheet that declares none.
  package static let all = "all"

  package init(
    id: String, tab: String, rows: [(block: String, anchor: String)], columns: [String],
    cells: [(anchor: String, text: OutputSentence)], place: DefinitionPlace
  ) {
    self.id = id
    self.tab = tab
    self.rows = rows
    self.columns = columns
    self.cells = cells
    self.place = place
  }
}

extension OutputRows {
  /// Whether a template has one sample row for them that is repeated; other rows it has already.
  package var areRepeated: Bool { self == .parts || self == .items }
}
