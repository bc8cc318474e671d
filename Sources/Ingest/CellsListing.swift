// SPDX-License-Identifier: Apache-2.0
// CellsListing: prints the cells of a workbook as JSON lines or as CSV.

import DataModel
import FileFormats

/// The output of the `cells` command: every non-empty cell with its place and type.
package enum CellsListing {
  package enum Format: String, Hashable, Sendable, CaseIterable {
    case jsonLines = "jsonl"
    case csv
  }

  /// Output is handed over in pieces of about this size.
  private static let pieceSize = 64 * 1024

  /// Lists the workbook, or only the sheets called `sheetName`, piece by piece to `emit`.
  ///
  /// JSON lines begin with the warnings; CSV has no place for them.
  package static func write(
    _ workbook: GroupedWorkbook, format: Format, sheetName: String? = nil,
    emit: ([UInt8]) throws -> Void
  ) rethrows {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(pieceSize * 2)
    switch format {
    case .jsonLines:
      for warning in workbook.warnings {
        buffer += "{\"warning\":".utf8
        JSONText.append(warning, to: &buffer)
        buffer += "}\n".utf8
      }
    case .csv: buffer += "\u{FEFF}sheet,ref,type,value\r\n".utf8
    }
    for sheet in workbook.sheets where sheetName == nil || sheet.info.name == sheetName {
      let list = SheetListing(sheet.info, format: format)
      list.appendHeader(to: &buffer)
      for group in sheet.groups {
        for slot in group.rowNumbers.indices {
          for cell in sheet.values.row(slot, of: group).cells where !cell.value.isEmpty {
            list.append(cell, row: Int(group.rowNumbers[slot]), to: &buffer)
          }
          if buffer.count >= pieceSize {
            try emit(buffer)
            buffer.removeAll(keepingCapacity: true)
          }
        }
      }
    }
    if !buffer.isEmpty { try emit(buffer) }
  }
}

/// Lines of one sheet.
private struct SheetListing {
  private let format: CellsListing.Format
  private let info: SheetInfo
  /// The sheet's name, already escaped for the format.
  private var escapedName: [UInt8] = []

  init(_ info: SheetInfo, format: CellsListing.Format) {
    self.info = info
    self.format = format
    switch format {
    case .jsonLines: JSONText.append(info.name, to: &escapedName)
    case .csv: CSVWriter.append(info.name, to: &escapedName)
    }
  }

  func appendHeader(to buffer: inout [UInt8]) {
    guard format == .jsonLines else { return }
    buffer += "{\"sheet\":".utf8
    buffer += escapedName
    buffer += ",\"visible\":\(info.visibility == .visible),\"merged\":[".utf8
    for (index, range) in info.merges.enumerated() {
      buffer += (index == 0 ? "\"" : ",\"").utf8
      buffer += range.description.utf8
      buffer += "\"".utf8
    }
    buffer += "],\"date1904\":\(info.dateSystem == .from1904)}\n".utf8
  }

  func append(_ cell: Cell, row: Int, to buffer: inout [UInt8]) {
    let place = CellReference(row: row, column: cell.column).description
    switch format {
    case .jsonLines:
      buffer += "{\"sheet\":".utf8
      buffer += escapedName
      buffer += ",\"ref\":\"".utf8
      buffer += place.utf8
      buffer += "\",\"type\":\"".utf8
      buffer += Self.type(of: cell.value).utf8
      buffer += "\",\"value\":".utf8
      appendJSON(cell.value, to: &buffer)
      buffer += "}\n".utf8
    case .csv:
      buffer += escapedName
      buffer += ",\(place),\(Self.type(of: cell.value)),".utf8
      CSVWriter.append(cell.value.rawText, to: &buffer)
      buffer += "\r\n".utf8
    }
  }

  private static func type(of value: CellValue) -> String {
    switch value {
    case .number: "number"
    case .text, .blank: "text"
    case .boolean: "bool"
    case .date: "date"
    case .error: "error"
    }
  }

  private func appendJSON(_ value: CellValue, to buffer: inout [UInt8]) {
    switch value {
    case .number(let number):
      buffer += (number.isFinite ? DecimalText.shortest(number) : "null").utf8
    case .boolean(let flag): buffer += (flag ? "true" : "false").utf8
    case .text, .date, .error, .blank: JSONText.append(value.rawText, to: &buffer)
    }
  }
}

/// Strings as JSON.
enum JSONText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends the text in quotes; quotes, backslashes and control characters are escaped.
  static func append(_ text: String, to buffer: inout [UInt8]) {
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(byte)
      case 0x0A: buffer += "\\n".utf8
      case 0x0D: buffer += "\\r".utf8
      case 0x09: buffer += "\\t".utf8
      case 0..<0x20, 0x7F:
        buffer += "\\u00".utf8
        buffer.append(hexadecimal[Int(byte >> 4)])
        buffer.append(hexadecimal[Int(byte & 15)])
      default: buffer.append(byte)
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }
}
