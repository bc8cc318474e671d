// SPDX-License-Identifier: Apache-2.0
// CSVSource: opens a separated text file as one sheet of texts.

package import DataModel
package import FileFormats

/// A text file with separators; its one sheet has no name, and every field is text.
package struct CSVSource: SheetSource {
  package let formatName: String
  package let encoding: String?
  package let sheets = [SheetInfo(name: "")]
  /// Bad bytes are found as the rows are read, and told there.
  package let warnings: [String] = []

  private let text: TextContent
  private let separator: UInt8
  private let limits: IngestLimits

  /// Opens a text; the file name only breaks a tie in favour of tabs.
  package init(_ text: TextContent, fileName: String, limits: IngestLimits) {
    self.text = text
    self.limits = limits
    let name = fileName.lowercased()
    separator = SeparatorDetection.separator(
      of: text.head(SeparatorDetection.sampleSize + 1),
      prefersTab: name.hasSuffix(".tsv") || name.hasSuffix(".tab"))
    formatName = separator == UInt8(ascii: "\t") ? "tsv" : "csv"
    encoding = text.encoding.rawValue
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard index == 0 else { throw IngestError(.corrupt, detail: "there is no sheet \(index)") }
    return CSVRows(text, separator: separator, limits: limits)
  }

  package func groups(of index: Int) throws(IngestError) -> any GroupReader {
    guard index == 0 else { throw IngestError(.corrupt, detail: "there is no sheet \(index)") }
    return CSVGroups(text, separator: separator, limits: limits)
  }
}
