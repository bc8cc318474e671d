// SPDX-License-Identifier: Apache-2.0
// SheetSource: the seam that every spreadsheet format fills.

package import DataModel

/// A file opened in one format: its sheets, and their rows as streams.
package protocol SheetSource {
  /// The short name used in reports: `xlsx`, `csv`.
  var formatName: String { get }
  /// The text encoding where the format does not fix it.
  var encoding: String? { get }
  /// In the order of the tabs; how they are laid out is known to `layout(of:)` and the row reader.
  var sheets: [SheetInfo] { get }
  /// What was odd about the file as a whole.
  var warnings: [String] { get }

  /// What can be told of the sheet at `index` before its rows: merged ranges at least.
  ///
  /// Costs a pass over the sheet that holds none of it.
  func layout(of index: Int) throws(IngestError) -> SheetLayout
  /// A fresh stream over the rows of the sheet at `index` of `sheets`.
  func rows(of index: Int) throws(IngestError) -> any RowReader
  /// The same rows in groups.
  func groups(of index: Int) throws(IngestError) -> any GroupReader
}

extension SheetSource {
  /// Reads the rows and forgets them, for formats that keep the layout among them.
  package func layout(of index: Int) throws(IngestError) -> SheetLayout {
    var rows = try rows(of: index)
    while try rows.next() != nil {}
    return rows.layout
  }
}

/// The rows of one sheet, in the order of the file.
///
/// Most files keep row order; the same row may come twice. `Sheet(collecting:)` puts that right.
package protocol RowReader {
  /// The next row that has cells; nil at the end.
  mutating func next() throws(IngestError) -> SheetRow?
  /// Complete once `next()` has returned nil: formats keep them after the rows.
  var merges: [CellRange] { get }
  /// The merged ranges and whatever else the format tells; complete when they are.
  var layout: SheetLayout { get }
  /// What was odd, complete once `next()` has returned nil.
  var warnings: [String] { get }
}

extension RowReader {
  /// For readers that know of nothing else.
  package var layout: SheetLayout { SheetLayout(merges: merges) }
}

/// Remembers the first few warnings of each kind and counts the rest.
struct WarningList {
  private static let kept = 5
  private var kinds: [String] = []
  private var examples: [String: [String]] = [:]
  private var counts: [String: Int] = [:]

  /// Adds an occurrence of `kind` at `place`.
  mutating func add(_ kind: String, at place: String) {
    if counts[kind] == nil { kinds.append(kind) }
    counts[kind, default: 0] += 1
    guard counts[kind, default: 0] <= Self.kept else { return }
    examples[kind, default: []].append(place)
  }

  /// One sentence a kind: what, where, and how many more.
  func sentences(sheet: String) -> [String] {
    kinds.map { kind in
      let places = examples[kind] ?? []
      let more = (counts[kind] ?? 0) - places.count
      let list = places.filter { !$0.isEmpty }.joined(separator: ", ")
      let name = sheet.isEmpty ? "" : "Sheet \"\(sheet)\": "
      return name + kind + (list.isEmpty ? "" : ": " + list)
        + (more > 0 ? " and \(more) more" : "") + "."
    }
  }
}
