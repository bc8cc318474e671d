// SPDX-License-Identifier: Apache-2.0
// IngestLimits: how much one file may make the reader hold.

import DataModel
package import FileFormats

/// Upper bounds for one file; whatever exceeds one ends in `IngestError.Kind.overLimit`.
///
/// Far above any honest return of a school or county, and low enough for a hostile file to end
/// before the machine does. `IngestLimit` gives each its name and its sentence.
package struct IngestLimits: Hashable, Sendable {
  package static let `default` = IngestLimits()
  /// Excel takes 65,490 formats of cells.
  static let styles = 1_000_000

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
  /// Bytes of the text of one cell; Excel takes 32,767 characters.
  package var cellTextBytes = 32 << 20
  /// Bytes of text that any file may show, each use of a shared string counted.
  package var shownTextOfSmallFile = 128 << 20
  /// Bytes of shown text beyond that for each byte of the file.
  package var shownTextPerByte = 16
  /// Entries of the shared string table.
  package var sharedStrings = 8_000_000
  /// Entries that any file may have, however small.
  package var sharedStringsOfSmallFile = 1_000_000
  /// Entries beyond that for each byte of the file; honest texts need more than a byte each.
  package var sharedStringsPerByte = 1
  /// Bytes of all texts together.
  package var textBytes = 1 << 30
  /// The most of them that any file may have, however small.
  package var textBytesOfSmallFile = 128 << 20
  /// Bytes of text beyond that for each byte of the file, up to `textBytes`.
  package var textBytesPerByte = 16
  /// Rows of a text file; a worksheet has at most 1,048,576 anyway.
  package var textRows = 2_000_000
  package var zip = ZipReader.Limits()
  package var xml = XMLReader.Limits()
  package var csv = CSVReader.Limits()
  /// Files of an archive of submissions, all archives inside it included.
  package var archiveFiles = 100_000
  /// Bytes of all files of an archive of submissions.
  package var archiveBytes = 8 << 30
  /// Bytes of the archives inside an archive, which are held in memory during the run.
  package var nestedArchiveBytes = 1 << 30
  /// Archives inside each other; one level is usual, a folder of schools packed once more.
  package var archiveDepth = 1
  /// Whether a large sheet may be decompressed on a second thread; of use where a core is idle.
  package var readsAhead = false

  package init() {}

  /// The limits for a file of this size: what compresses to almost nothing may not be without end.
  ///
  /// Who sets the cap on shared strings means it, whatever the size of the file.
  func scaled(toFileOf bytes: Int) -> IngestLimits {
    var limits = self
    if sharedStrings == IngestLimits.default.sharedStrings {
      limits.sharedStrings = min(
        sharedStrings, max(sharedStringsOfSmallFile, sharedStringsPerByte * bytes))
    }
    if textBytes == IngestLimits.default.textBytes {
      limits.textBytes = min(textBytes, max(textBytesOfSmallFile, textBytesPerByte * bytes))
    }
    return limits
  }

  /// The value of a cap by its name; what the format itself limits cannot be set.
  package subscript(limit: IngestLimit) -> Int {
    get { Self.place(of: limit).map { self[keyPath: $0] } ?? Self.fixed(limit) }
    set {
      guard let place = Self.place(of: limit) else { return }
      self[keyPath: place] = newValue
      // The reader of text files has a cap of its own on the same thing.
      if limit == .cellTextBytes { csv.fieldBytes = newValue }
    }
  }

  private static func fixed(_ limit: IngestLimit) -> Int {
    switch limit {
    case .columns: CellReference.lastColumn
    case .styles: styles
    default: CellReference.lastRow
    }
  }

  private static func place(of limit: IngestLimit) -> WritableKeyPath<IngestLimits, Int>? {
    switch limit {
    case .fileBytes: \.fileBytes
    case .sheets: \.sheets
    case .cells: \.cells
    case .smallFileCells: \.cellsOfSmallFile
    case .cellTextBytes: \.cellTextBytes
    case .textBytes: \.textBytes
    case .shownTextBytes: \.shownTextOfSmallFile
    case .sharedStrings: \.sharedStrings
    case .textRows: \.textRows
    case .parts: \.zip.members
    case .partBytes: \.zip.partBytes
    case .totalBytes: \.zip.totalBytes
    case .compressionRatio: \.zip.ratio
    case .nesting: \.xml.depth
    case .tagBytes: \.xml.tagBytes
    case .sectionBytes: \.xml.textBytes
    case .archiveFiles: \.archiveFiles
    case .archiveBytes: \.archiveBytes
    case .nestedArchiveBytes: \.nestedArchiveBytes
    case .archiveDepth: \.archiveDepth
    case .rows, .columns, .styles: nil
    }
  }
}
