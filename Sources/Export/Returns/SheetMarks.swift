// SPDX-License-Identifier: Apache-2.0
// SheetMarks: which cells of a sheet are to be marked, and how.

import DataModel

/// The cells of one sheet that have something to be corrected or explained.
struct SheetMarks {
  /// Rows of one range whose cells are coloured; of a longer one only the first cell is.
  private static let mostRows = 20_000
  /// Rows of all ranges together.
  private static let mostSpans = 400_000

  private struct Span {
    var columns: ClosedRange<Int>
    var severity: Severity
  }

  /// First cells of the places: they get a comment, and are made where the sheet has them not.
  private(set) var anchors: [CellReference: Severity] = [:]
  private var spans: [Int: [Span]] = [:]
  private var spanCount = 0

  var isEmpty: Bool { anchors.isEmpty }

  /// Rows with a mark, in order.
  var rows: [Int] { Set(anchors.keys.map(\.row)).union(spans.keys).sorted() }

  mutating func add(_ range: CellRange, _ severity: Severity) {
    let first = range.first
    anchors[first] = Self.worse(anchors[first], severity)
    guard range.last != first else { return }
    let rows = min(range.last.row, first.row + Self.mostRows) - first.row + 1
    guard rows + spanCount <= Self.mostSpans else { return }
    spanCount += rows
    let span = Span(columns: first.column...range.last.column, severity: severity)
    for row in first.row..<(first.row + rows) { spans[row, default: []].append(span) }
  }

  /// The mark of a cell; nil for a cell without a problem.
  func severity(of cell: CellReference) -> Severity? {
    var result = anchors[cell]
    for span in spans[cell.row] ?? [] where span.columns.contains(cell.column) {
      result = Self.worse(result, span.severity)
    }
    return result
  }

  static func worse(_ left: Severity?, _ right: Severity) -> Severity {
    left == .mustCorrect || right == .mustCorrect ? .mustCorrect : .mustExplain
  }
}
