// SPDX-License-Identifier: Apache-2.0
// CSVSource: opens a separated text file as one sheet of texts.

package import DataModel
package import FileFormats

/// A text file with separators; its one sheet has no name, and every field is text.
package struct CSVSource: SheetSource {
  package let formatName: String
  package let encoding: String?
  package let sheets = [SheetInfo(name: "")]
  package private(set) var warnings: [String] = []

  private let text: DecodedText
  private let separator: UInt8
  private let limits: IngestLimits

  /// Opens decoded text; the file name only breaks a tie in favour of tabs.
  package init(_ text: DecodedText, fileName: String, limits: IngestLimits) {
    self.text = text
    self.limits = limits
    let name = fileName.lowercased()
    separator = SeparatorDetection.separator(
      of: text.utf8, from: text.start,
      prefersTab: name.hasSuffix(".tsv") || name.hasSuffix(".tab"))
    formatName = separator == UInt8(ascii: "\t") ? "tsv" : "csv"
    encoding = text.encoding.rawValue
    if text.replacements > 0 {
      warnings.append(
        "\(text.replacements) byte sequences are not \(text.encoding.rawValue), now U+FFFD.")
    }
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
  private let limits: IngestLimits
  private var fields: [String] = []

  init(_ text: DecodedText, separator: UInt8, limits: IngestLimits) {
    reader = CSVReader(
      text.utf8, range: text.start..<text.utf8.count, separator: separator, limits: limits.csv)
    self.limits = limits
  }

  var warnings: [String] {
    var list = WarningList()
    for row in reader.longQuotes {
      list.add(Self.openQuote, at: "row \(row)")
    }
    return list.sentences(sheet: "")
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    do throws(CSVError) {
      while try reader.next(into: &fields) {
        guard reader.rowNumber <= limits.textRows else {
          throw .limit("rows of text", limits.textRows)
        }
        var cells: [Cell] = []
        cells.reserveCapacity(fields.count)
        for (index, field) in fields.enumerated() where !field.isEmpty {
          cells.append(Cell(column: index + 1, value: .text(field)))
        }
        if !cells.isEmpty { return SheetRow(number: reader.rowNumber, cells: cells) }
      }
      return nil
    } catch {
      switch error {
      case .limit(let what, let value): throw IngestError(counted: what, value)
      }
    }
  }
}
