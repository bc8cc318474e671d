// SPDX-License-Identifier: Apache-2.0
// WorkbookPart: the list of sheets and the date system (ECMA-376 Part 1, workbook).

import DataModel
import FileFormats

/// What the workbook part says of the sheets.
struct WorkbookPart {
  /// A tab: its name, state and the relationship to its part.
  struct SheetEntry {
    var name: String
    var visibility: SheetVisibility
    var relationshipID: String
  }

  private(set) var sheets: [SheetEntry] = []
  private(set) var dateSystem = DateSystem.from1900

  init(_ reader: consuming XMLReader, limits: IngestLimits) throws(XMLError) {
    var reader = reader
    while true {
      switch try reader.next() {
      case .start:
        if reader.depth == 1, !reader.nameIs("workbook") {
          throw .malformed("the root element is \(reader.name)")
        }
        if reader.depth == 2, reader.nameIs("workbookPr"),
          reader.booleanAttribute("date1904") == true
        {
          dateSystem = .from1904
        }
        if reader.depth == 3, reader.nameIs("sheet") {
          guard sheets.count < limits.sheets else { throw .limit("sheets", limits.sheets) }
          sheets.append(Self.entry(reader))
        }
      case .end, .text: continue
      case .finished: return
      }
    }
  }

  private static func entry(_ reader: borrowing XMLReader) -> SheetEntry {
    let visibility: SheetVisibility =
      switch reader.attribute("state")?.lowercased() {
      case "hidden": .hidden
      case "veryhidden": .veryHidden
      default: .visible
      }
    return SheetEntry(
      name: reader.attribute("name") ?? "", visibility: visibility,
      relationshipID: reader.attribute("id") ?? "")
  }
}
