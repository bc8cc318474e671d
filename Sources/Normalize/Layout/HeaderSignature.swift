// SPDX-License-Identifier: Apache-2.0
// HeaderSignature: header rows as a key under which it is remembered what they are.

import DataModel

/// The bytes of header rows with their merges: equal ones are equal headers.
struct HeaderSignature {
  private(set) var key = ""
  private var bytes: [UInt8] = []

  /// nil for rows that hold anything but words, or too much of them.
  init?(_ rows: ArraySlice<SheetRow>, merges: MergeIndex, titlePoints: [Int]) {
    guard let first = rows.first else { return nil }
    bytes.reserveCapacity(768)
    for points in titlePoints { append(points) }
    append(merges.isEmpty ? 0 : 1)
    for row in rows {
      append(1 << 20)
      for cell in row.cells where !cell.value.isEmpty {
        guard let text = cell.textValue, text.utf8.count <= 120, bytes.count < 16_384 else {
          return nil
        }
        append(cell.column)
        append(merges.width(row: row.number, column: cell.column))
        append(text.utf8.count)
        bytes += text.utf8
      }
      for range in merges.coveredFromAbove(row: row.number, notAbove: first.number) {
        append(range.first.row - first.number)
        append(range.first.column)
        append(range.last.column)
      }
    }
    key = String(decoding: bytes, as: UTF8.self)
  }

  /// In bytes that are text by themselves.
  private mutating func append(_ number: Int) {
    bytes.append(UInt8(truncatingIfNeeded: number & 0x7F))
    bytes.append(UInt8(truncatingIfNeeded: number >> 7 & 0x7F))
    bytes.append(UInt8(truncatingIfNeeded: number >> 14 & 0x7F))
  }
}
