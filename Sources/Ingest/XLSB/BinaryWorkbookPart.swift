// SPDX-License-Identifier: Apache-2.0
// BinaryWorkbookPart: the sheets of a workbook and its date system, from workbook.bin.

import DataModel

/// What the workbook part says of the sheets.
struct BinaryWorkbookPart {
  private(set) var sheets: [WorkbookPart.SheetEntry] = []
  private(set) var dateSystem = DateSystem.from1900

  init(_ reader: consuming BinaryRecordReader, limits: IngestLimits) throws(IngestError) {
    var reader = reader
    guard try reader.next(), reader.type == BinaryRecordType.beginBook else {
      throw reader.corrupt("it does not begin as a workbook")
    }
    while try reader.next() {
      switch reader.type {
      case BinaryRecordType.workbookProperties:
        try reader.load()
        if try reader.byte(at: 0) & 1 != 0 { dateSystem = .from1904 }
      case BinaryRecordType.sheet:
        guard sheets.count < limits.sheets else {
          throw IngestError(.overLimit(.sheets, limits.sheets), detail: reader.part)
        }
        try reader.load()
        sheets.append(try Self.entry(reader))
      default: continue
      }
    }
  }

  private static func entry(
    _ reader: borrowing BinaryRecordReader
  ) throws(IngestError) -> WorkbookPart.SheetEntry {
    let visibility: SheetVisibility =
      switch try reader.number32(at: 0) {
      case 1: .hidden
      case 2: .veryHidden
      default: .visible
      }
    var damaged = 0
    var offset = 8
    let link = try reader.text(at: &offset, damaged: &damaged)
    let name = try reader.text(at: &offset, damaged: &damaged)
    return WorkbookPart.SheetEntry(name: name, visibility: visibility, relationshipID: link)
  }
}
