// SPDX-License-Identifier: Apache-2.0
// SheetSource: the seam that every spreadsheet format fills.

package import DataModel

/// A file opened in one format: its sheets, and their rows as streams.
package protocol SheetSource {
  /// The short name used in reports: `xlsx`, `csv`.
  var formatName: String { get }
  /// The text encoding where the format does not fix it.
  var encoding: String? { get }
  /// In the order of the tabs. Merged ranges are known only to the row reader.
  var sheets: [SheetInfo] { get }
  /// What was odd about the file as a whole.
  var warnings: [String] { get }

  /// A fresh stream over the rows of the sheet at `index` of `sheets`.
  func rows(of index: Int) throws(IngestError) -> any RowReader
  /// The same rows in groups.
  func groups(of index: Int) throws(IngestError) -> any GroupReader
}

/// The rows of one sheet, in the order of the file.
///
/// Most files keep row order; the same row may come twice. `Sheet(collecting:)` puts that right.
package protocol RowReader {
  /// The next row that has cells; nil at the end.
  mutating func next() throws(IngestError) -> SheetRow?
  /// Complete once `next()` has returned nil: formats keep them after the rows.
  var merges: [CellRange] { get }
  /// What was odd, complete once `next()` has returned nil.
  var warnings: [String] { get }
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
