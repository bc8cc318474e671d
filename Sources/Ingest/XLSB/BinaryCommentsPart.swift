// SPDX-License-Identifier: Apache-2.0
// BinaryCommentsPart: the comments of a worksheet of a binary workbook.

import DataModel

/// Places and texts ([MS-XLSB] 2.1.7.7, Comments).
enum BinaryCommentsPart {
  static func read(_ reader: consuming BinaryRecordReader) throws(IngestError) -> CellComments {
    var reader = reader
    var comments = CellComments()
    var place: CellReference?
    var damaged = 0
    while comments.omitted < CellComments.mostOmitted, try reader.next() {
      switch reader.type {
      case BinaryRecordType.beginComment:
        try reader.load()
        let row = try reader.number32(at: 4) + 1
        let column = try reader.number32(at: 12) + 1
        let exists = row <= CellReference.lastRow && column <= CellReference.lastColumn
        place = exists ? CellReference(row: row, column: column) : nil
      case BinaryRecordType.commentText:
        try reader.load()
        comments.add(try reader.richText(at: 0, damaged: &damaged), at: place)
        place = nil
      default: continue
      }
    }
    return comments
  }
}
