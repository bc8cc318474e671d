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
        let columns = group.columns.map { list.head(ofColumn: $0.number) }
        let rows = CellRows(group)
        for slot in group.rowNumbers.indices {
          let row = Array(String(group.rowNumbers[slot]).utf8)
          for place in rows.cells(of: slot) {
            let content = ListedContent(
              rows.tags[place], rows.payloads[place], group, sheet.values)
            guard let content else { continue }
            list.append(content, at: columns[Int(rows.columns[place])], row, to: &buffer)
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

  /// What stands before the row number of each cell of a column.
  func head(ofColumn column: Int) -> [UInt8] {
    let letters = CellReference.letters(ofColumn: column).utf8
    switch format {
    case .jsonLines: return Array("{\"sheet\":".utf8) + escapedName + ",\"ref\":\"".utf8 + letters
    case .csv: return escapedName + ",".utf8 + letters
    }
  }

  func append(
    _ content: ListedContent, at head: [UInt8], _ row: [UInt8], to buffer: inout [UInt8]
  ) {
    buffer += head
    buffer += row
    switch format {
    case .jsonLines:
      buffer += content.jsonType
      switch content {
      case .number(let text): buffer += text
      case .boolean(let flag): buffer += (flag ? "true" : "false").utf8
      case .text(let text), .date(let text), .error(let text):
        JSONText.append(text, to: &buffer)
      }
      buffer += "}\n".utf8
    case .csv:
      buffer += content.csvType
      switch content {
      case .boolean(let flag): buffer += (flag ? "TRUE" : "FALSE").utf8
      case .number(let text), .text(let text), .date(let text), .error(let text):
        CSVWriter.append(text, to: &buffer)
      }
      buffer += "\r\n".utf8
    }
  }
}

/// A cell as it is listed: its type, and its content as bytes wherever they are.
private enum ListedContent {
  case number(ArraySlice<UInt8>)
  case text(ArraySlice<UInt8>)
  case boolean(Bool)
  case date(ArraySlice<UInt8>)
  case error(ArraySlice<UInt8>)

  /// Nil for a cell that is not listed: one without content.
  init?(_ tag: CellTag, _ payload: UInt64, _ group: CellGroup, _ values: CellValues) {
    switch tag.kind {
    case .absent, .missingResult: return nil
    case .number: self = .number(Self.decimal(Double(bitPattern: payload)))
    case .boolean: self = .boolean(payload != 0)
    case .error: self = .error(group.texts.utf8(Int(payload)))
    case .text, .sharedText:
      let isShared = tag.kind == .sharedText
      let text = isShared ? values.shared.utf8(Int(payload)) : group.texts.utf8(Int(payload))
      guard !text.isEmpty else { return nil }
      self = .text(text)
    default: self = .date(Array(values.value(tag, payload, in: group).rawText.utf8)[...])
    }
  }

  private static func decimal(_ number: Double) -> ArraySlice<UInt8> {
    Array((number.isFinite ? DecimalText.shortest(number) : "null").utf8)[...]
  }

  /// From behind the row number to the value.
  var jsonType: [UInt8] {
    switch self {
    case .number: Self.numberType
    case .text: Self.textType
    case .boolean: Self.booleanType
    case .date: Self.dateType
    case .error: Self.errorType
    }
  }

  var csvType: [UInt8] {
    switch self {
    case .number: Array(",number,".utf8)
    case .text: Array(",text,".utf8)
    case .boolean: Array(",bool,".utf8)
    case .date: Array(",date,".utf8)
    case .error: Array(",error,".utf8)
    }
  }

  private static let numberType = Array("\",\"type\":\"number\",\"value\":".utf8)
  private static let textType = Array("\",\"type\":\"text\",\"value\":".utf8)
  private static let booleanType = Array("\",\"type\":\"bool\",\"value\":".utf8)
  private static let dateType = Array("\",\"type\":\"date\",\"value\":".utf8)
  private static let errorType = Array("\",\"type\":\"error\",\"value\":".utf8)
}

/// Strings as JSON.
enum JSONText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends the text in quotes; quotes, backslashes and control characters are escaped.
  static func append(_ text: String, to buffer: inout [UInt8]) {
    append(Array(text.utf8)[...], to: &buffer)
  }

  /// The same for a text in UTF-8.
  static func append(_ text: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
    buffer.append(UInt8(ascii: "\""))
    var rest = text
    while let mark = rest.firstIndex(where: isEscaped) {
      buffer += rest[..<mark]
      appendEscaped(rest[mark], to: &buffer)
      rest = rest[(mark + 1)...]
    }
    buffer += rest
    buffer.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private static func appendEscaped(_ byte: UInt8, to buffer: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      buffer.append(UInt8(ascii: "\\"))
      buffer.append(byte)
    case 0x0A: buffer += "\\n".utf8
    case 0x0D: buffer += "\\r".utf8
    case 0x09: buffer += "\\t".utf8
    default:
      buffer += "\\u00".utf8
      buffer.append(hexadecimal[Int(byte >> 4)])
      buffer.append(hexadecimal[Int(byte & 15)])
    }
  }
}
