// SPDX-License-Identifier: Apache-2.0
// IngestLimits: how much one file may make the reader hold.

package import FileFormats

/// Upper bounds for one file; whatever exceeds one ends in `IngestError.Kind.overLimit`.
///
/// Far above any honest return of a school or county, and low enough for a hostile file to end
/// before the machine does.
package struct IngestLimits: Hashable, Sendable {
  package static let `default` = IngestLimits()

  /// Bytes of the file itself.
  package var fileBytes = 1 << 30
  /// Worksheets.
  package var sheets = 1_000
  /// Cells that hold something, over all sheets.
  package var cells = 40_000_000
  /// Cells that any file may have, however small.
  package var cellsOfSmallFile = 2_000_000
  /// Cells beyond that for each byte of the file; honest files have less than one.
  package var cellsPerByte = 4
  /// Bytes of text that any file may show, each use of a shared string counted.
  package var shownTextOfSmallFile = 128 << 20
  /// Bytes of shown text beyond that for each byte of the file.
  package var shownTextPerByte = 16
  /// Entries of the shared string table.
  package var sharedStrings = 8_000_000
  /// Bytes of all texts together.
  package var textBytes = 1 << 30
  /// Rows of a text file; a worksheet has at most 1,048,576 anyway.
  package var textRows = 2_000_000
  package var zip = ZipReader.Limits()
  package var csv = CSVReader.Limits()
  /// Whether a large sheet may be decompressed on a second thread; of use where a core is idle.
  package var readsAhead = false

  package init() {}
}
