// SPDX-License-Identifier: Apache-2.0
// SheetCursor: hands the reader of a document on from one sheet to the next.

import FileFormats

/// Reading the sheets of one XML document in their order takes one pass instead of one for each.
///
/// A class, because a source gives out readers without changing; a reader that has come to the end
/// of its sheet leaves its place here, and whoever asks for an earlier sheet begins anew.
final class SheetCursor {
  private let begin: () throws(IngestError) -> XMLReader
  private var kept: (sheet: Int, reader: XMLReader)?

  init(_ begin: @escaping () throws(IngestError) -> XMLReader) {
    self.begin = begin
  }

  /// A reader that has not yet come to `sheet`, and how many sheets lie behind it.
  func reader(before sheet: Int) throws(IngestError) -> (passed: Int, reader: XMLReader) {
    if let kept, kept.sheet <= sheet {
      self.kept = nil
      return (kept.sheet, kept.reader)
    }
    return (0, try begin())
  }

  /// Keeps a reader that has just passed the end of the sheet before `sheet`.
  func keep(_ reader: consuming XMLReader, before sheet: Int) {
    kept = (sheet, reader)
  }
}
