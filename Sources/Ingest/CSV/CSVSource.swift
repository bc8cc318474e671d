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
}

/// The rows of a text file; empty lines count, empty fields are no cells.
struct CSVRows: RowReader {
  static let openQuote = "a quotation mark is never closed, or closed only many lines later"

  let merges: [CellRange] = []
  private var reader: CSVReader
  private let encoding: TextEncoding
  private let limits: IngestLimits

  init(_ text: TextContent, separator: UInt8, limits: IngestLimits) {
    reader = CSVReader(text.stream(), separator: separator, limits: limits.csv)
    encoding = text.encoding
    self.limits = limits
  }

  var warnings: [String] {
    var list = WarningList()
    for row in reader.longQuotes {
      list.add(Self.openQuote, at: "row \(row)")
    }
    let count = reader.replacements
    let badBytes =
      count == 0 ? [] : ["\(count) byte sequences are not \(encoding.rawValue), now U+FFFD."]
    return badBytes + list.sentences(sheet: "")
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    do throws(CSVError) {
      while try reader.advance() {
        guard reader.rowNumber <= limits.textRows else {
          throw .limit("rows", limits.textRows)
        }
        var cells: [Cell] = []
        cells.reserveCapacity(reader.fieldCount)
        reader.withRow { base, fields in
          for (index, field) in fields.enumerated() where !field.isEmpty {
            cells.append(Cell(column: index + 1, value: .text(CSVReader.text(field, base))))
          }
        }
        if !cells.isEmpty { return SheetRow(number: reader.rowNumber, cells: cells) }
      }
      return nil
    } catch {
      switch error {
      case .limit(let what, let value): throw IngestError(.overLimit(what, value))
      }
    }
  }
}
