// SPDX-License-Identifier: Apache-2.0
// SheetLayout: what a sheet says about its cells besides their values.

/// A remark that someone left at a cell; its author is not kept, for that is a person's name.
package struct CellComment: Hashable, Sendable {
  package var place: CellReference
  /// May hold anything, numbers of persons too: never to be printed unmasked.
  package var text: String

  package init(place: CellReference, text: String) {
    self.place = place
    self.text = text
  }
}

/// The comments of one sheet, as many as may be kept.
package struct CellComments: Hashable, Sendable {
  package static let mostKept = 10_000
  /// Bytes of all texts together.
  package static let mostBytes = 1 << 20
  /// With more than this nobody means them as comments: a reader may stop.
  package static let mostOmitted = 100_000

  package private(set) var kept: [CellComment] = []
  /// Comments that were too many or too long to be kept, or stand at no cell.
  package private(set) var omitted = 0
  private var bytes = 0

  package init() {}

  package var count: Int { kept.count + omitted }

  /// Leaves out what this program itself wrote into a workbook that it gave back.
  package mutating func add(_ text: String, at place: CellReference?) {
    guard !text.hasPrefix(ReturnList.commentMark) else { return }
    let size = text.utf8.count
    guard let place, kept.count < Self.mostKept, size <= Self.mostBytes - bytes else {
      omitted += 1
      return
    }
    bytes += size
    kept.append(CellComment(place: place, text: text))
  }
}

/// Merged ranges, hidden lines, comments, and what is formatted without holding anything.
package struct SheetLayout: Hashable, Sendable {
  package var merges: [CellRange]
  /// All that hold cells; of the empty ones those that the format tells.
  package var hiddenRows = LineRuns()
  package var hiddenColumns = LineRuns()
  package var comments = CellComments()
  /// Rows that the file has and that hold nothing but formats.
  package var emptyRowCount = 0
  /// Cells that the file has and that hold nothing but a format, in whatever row.
  package var emptyCellCount = 0

  package init(merges: [CellRange] = []) {
    self.merges = merges
  }
}
