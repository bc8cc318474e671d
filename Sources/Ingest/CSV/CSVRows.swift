// SPDX-License-Identifier: Apache-2.0
// CSVRows: the rows of a separated text file, one by one or in groups.

import DataModel
import FileFormats

/// Rows of fields; empty lines count, and a row without any text is passed over.
struct CSVLines {
  static let openQuote = "a quotation mark is never closed, or closed only many lines later"

  private(set) var reader: CSVReader
  private let encoding: TextEncoding
  private let mostRows: Int

  init(_ text: TextContent, separator: UInt8, limits: IngestLimits) {
    reader = CSVReader(text.stream(), separator: separator, limits: limits.csv)
    encoding = text.encoding
    mostRows = limits.textRows
  }

  /// What was odd so far.
  var warnings: [String] {
    var list = WarningList()
    for row in reader.longQuotes { list.add(Self.openQuote, at: "row \(row)") }
    let count = reader.replacements
    let badBytes =
      count == 0 ? [] : ["\(count) byte sequences are not \(encoding.rawValue), now U+FFFD."]
    return badBytes + list.sentences(sheet: "")
  }

  /// Reads the next row; false at the end.
  mutating func advance() throws(IngestError) -> Bool {
    do throws(CSVError) {
      guard try reader.advance() else { return false }
      guard reader.rowNumber <= mostRows else { throw .limit("rows of text", mostRows) }
      return true
    } catch {
      switch error {
      case .limit(let what, let value): throw IngestError(counted: what, value)
      }
    }
  }

  /// Reads as many rows as a group takes.
  mutating func fill(_ builder: inout TextGroupBuilder) throws(IngestError) {
    while !builder.isFull, try advance() {
      let row = reader.rowNumber
      reader.withRow { base, fields in builder.add(row: row, base, fields) }
    }
  }
}

/// The rows of a text file one by one; empty fields are no cells.
struct CSVRows: RowReader {
  let merges: [CellRange] = []
  private var lines: CSVLines

  init(_ text: TextContent, separator: UInt8, limits: IngestLimits) {
    lines = CSVLines(text, separator: separator, limits: limits)
  }

  var warnings: [String] { lines.warnings }

  mutating func next() throws(IngestError) -> SheetRow? {
    while try lines.advance() {
      var cells: [Cell] = []
      cells.reserveCapacity(lines.reader.fieldCount)
      lines.reader.withRow { base, fields in
        for (index, field) in fields.enumerated() where !field.isEmpty {
          cells.append(Cell(column: index + 1, value: .text(CSVReader.text(field, base))))
        }
      }
      if !cells.isEmpty { return SheetRow(number: lines.reader.rowNumber, cells: cells) }
    }
    return nil
  }
}

/// The same rows in groups.
final class CSVGroups: GroupReader {
  let values = CellValues()
  let merges: [CellRange] = []
  private var lines: CSVLines
  private var builder = TextGroupBuilder()

  init(_ text: TextContent, separator: UInt8, limits: IngestLimits) {
    lines = CSVLines(text, separator: separator, limits: limits)
  }

  var warnings: [String] { lines.warnings }

  func nextGroup() throws(IngestError) -> CellGroup? {
    try lines.fill(&builder)
    return builder.take()
  }
}
