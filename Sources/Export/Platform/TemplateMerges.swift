// SPDX-License-Identifier: Apache-2.0
// TemplateMerges: the merged cells of a template's sheet, which grow or are repeated with its rows.

import DataModel
import FileFormats

/// Merged cells of one sheet.
struct TemplateMerges {
  private var ranges: [CellRange] = []

  init(_ bytes: [UInt8]) throws {
    var walk = try XMLWalk(bytes)
    while true {
      switch try walk.next() {
      case .start:
        if walk.reader.depth == 3, walk.reader.nameIs("mergeCell"),
          let range = walk.reader.attribute("ref").flatMap({ CellRange($0) })
        {
          ranges.append(range)
        }
        if walk.reader.depth == 2, walk.reader.nameIs("sheetData") { _ = try walk.skipElement() }
      case .finished: return
      case .end, .text: continue
      }
    }
  }

  /// Whether the cell lies in merged cells of several rows.
  func growing(at place: CellReference) -> Bool {
    ranges.contains { $0.contains(place) && $0.first.row < $0.last.row }
  }

  /// Why a value would not be seen; nil where all are.
  ///
  /// Merged cells within a sample row are repeated, those that reach beyond it grow: nothing can
  /// be written into the cells below their first.
  func hidden(in sheet: FilledSheet) -> BilingualText? {
    for (place, value) in sheet.cells.sorted(by: { $0.key < $1.key }) where value != .blank {
      if let range = ranges.first(where: { $0.contains(place) && $0.first != place }) {
        return BilingualText(
          chinese: "的 \(place) 在合并单元格 \(range) 之内，填写后看不见",
          english: "has \(place) within the merged cells \(range), where no value is seen")
      }
    }
    for block in sheet.blocks {
      for column in block.columns {
        let place = CellReference(row: block.sampleRow, column: column)
        guard let range = ranges.first(where: { $0.contains(place) }),
          range.first.row < range.last.row || range.first != place
        else { continue }
        return BilingualText(
          chinese: "的样行含合并单元格 \(range)，\(place) 填写后看不见",
          english: "has merged cells \(range) in a sample row, where \(place) is not seen")
      }
    }
    return nil
  }
}

/// Merged cells as rows come in.
extension TemplateMerges {
  /// The block in whose sample row alone the merged cells lie.
  func block(repeating range: CellRange, in sheet: FilledSheet) -> FilledRows? {
    guard range.first.row == range.last.row else { return nil }
    return sheet.blocks.first { $0.sampleRow == range.first.row }
  }

  /// How many more merged cells there are than in the template.
  func repeats(in sheet: FilledSheet) -> Int {
    ranges.reduce(0) { $0 + max(0, (block(repeating: $1, in: sheet)?.rows.count ?? 1) - 1) }
  }

  /// Where merged cells go; those that end with a sample row and begin above take the new rows in.
  func moved(_ range: CellRange, in sheet: FilledSheet) -> CellRange? {
    range.first.row == range.last.row
      ? sheet.insertions.whole(range) : sheet.insertions.range(range)
  }
}
