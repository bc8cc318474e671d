// SPDX-License-Identifier: Apache-2.0
// PlatformTemplate: fills the platform's own file with a county's declared sheets.

import DataModel
package import Definitions

/// A template with all its anchors found.
package struct PlatformTemplate: Sendable {
  /// A declared sheet and the cells it goes to.
  private struct Target: Sendable {
    var declared: OutputSheet
    var sheet: OutputTemplateSheet
    /// First cell of each block's rows.
    var anchors: [String: CellReference]
    var cells: [CellReference]
    /// Places in the declared columns.
    var columns: [Int]
  }

  private let package: TemplatePackage
  private let targets: [Target]

  /// Finds every anchor and fills the template on trial, so that a wrong one is known before any data is read.
  ///
  /// Nil where no template is declared or none was given.
  package init?(_ definitions: DefinitionSet) throws(TemplateRefusal) {
    guard let template = definitions.outputs.template, let content = template.content else {
      return nil
    }
    let package = try TemplatePackage(content)
    var targets: [Target] = []
    for sheet in template.sheets {
      guard let declared = definitions.outputs.sheets.first(where: { $0.id == sheet.id }) else {
        continue
      }
      var anchors: [String: CellReference] = [:]
      for row in sheet.rows { anchors[row.block] = try package.cell(row.anchor, on: sheet.tab) }
      var cells: [CellReference] = []
      for cell in sheet.cells { cells.append(try package.cell(cell.anchor, on: sheet.tab)) }
      let columns =
        sheet.columns.isEmpty
        ? Array(declared.columns.indices)
        : sheet.columns.compactMap { id in declared.columns.firstIndex { $0.id == id } }
      targets.append(
        Target(
          declared: declared, sheet: sheet, anchors: anchors, cells: cells, columns: columns))
    }
    self.package = package
    self.targets = targets
    _ = try package.filled(targets.map { Self.trial($0) })
  }

  /// Two rows in each block.
  private static func trial(_ target: Target) -> FilledSheet {
    // Values that would not be seen are refused; blanks are not.
    let cells = target.cells.map { ($0, FilledValue.text("—")) }
    let row = target.columns.map { _ in FilledValue.blank }
    let blocks = target.anchors.sorted { $0.value < $1.value }.map { _, anchor in
      FilledRows(
        sampleRow: anchor.row, columns: Self.columns(target, from: anchor), rows: [row, row])
    }
    return FilledSheet(
      name: target.sheet.tab, cells: Dictionary(cells, uniquingKeysWith: { first, _ in first }),
      blocks: target.declared.rows.areRepeated ? blocks : [])
  }

  private static func columns(_ target: Target, from anchor: CellReference) -> [Int] {
    target.columns.indices.map { anchor.column + $0 }
  }

  // MARK: A county

  /// What is written for a county.
  func sheets(_ context: ExportContext, county: Int) -> [FilledSheet] {
    let layout = PartLayout(context, county: county)
    let declared = DeclaredSheets(context, layout, county: county)
    return targets.map { target in
      var cells: [CellReference: FilledValue] = [:]
      for (place, cell) in zip(target.cells, target.sheet.cells) {
        cells[place] = Self.value(declared.sentence(cell.text))
      }
      var blocks: [FilledRows] = []
      for block in declared.table(of: target.declared).sections.flatMap(\.blocks) {
        let name = block.id.isEmpty ? OutputTemplateSheet.all : block.id
        guard let anchor = target.anchors[name] else { continue }
        let rows = block.rows.map { row in target.columns.map { Self.value(row[$0]) } }
        if target.declared.rows.areRepeated {
          blocks.append(
            FilledRows(
              sampleRow: anchor.row, columns: Self.columns(target, from: anchor), rows: rows))
        } else {
          for (index, row) in rows.enumerated() {
            for (offset, value) in row.enumerated() {
              let place = CellReference(
                row: anchor.row + index, column: anchor.column + offset)
              cells[place] = value
            }
          }
        }
      }
      return FilledSheet(name: target.sheet.tab, cells: cells, blocks: blocks)
    }
  }

  /// A real number with the form's decimals, or a text.
  private static func value(_ cell: DeclaredCell) -> FilledValue {
    switch cell.value {
    case .number(let number):
      .number((cell.digits.map { number.rounded(digits: $0) } ?? number).doubleValue)
    case .missing: .blank
    case .text, .date, .yesNo: .text(cell.text)
    }
  }

  /// The tasks that write each county's file.
  package func tasks(_ context: ExportContext) -> [OutputTask] {
    let paths = FileNames.countyPaths(context.evaluation.counties)
    return context.evaluation.counties.indices.map { county in
      let path = paths[county].replacing("counties/", with: "platform/", maxReplacements: 1)
      return OutputTask(
        path: path,
        write: { folder in
          let sheets = sheets(context, county: county)
          let bytes = try package.filled(sheets)
          let rows = sheets.flatMap(\.blocks).reduce(0) { $0 + $1.rows.count }
          return try OutputFolder(folder).write(bytes, to: path, rows: rows)
        },
        expected: {
          sheets(context, county: county).map { sheet in
            WrittenSheet(name: sheet.name, cells: sheet.written.mapValues(\.cellValue))
          }
        })
    }
  }
}
