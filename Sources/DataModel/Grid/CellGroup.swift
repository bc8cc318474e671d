// SPDX-License-Identifier: Apache-2.0
// CellGroup: a run of rows of one sheet, its cells kept by column and by type.

/// The cells of one column in a run of rows, one slot a row.
package enum ColumnContent: Sendable {
  /// All cells have this tag and are `Double`s; a slot without a cell is `CellGroup.noNumber`.
  case numbers(CellTag, [Double])
  /// All cells have this tag and are numbers of texts; a slot without a cell is `CellGroup.noText`.
  case texts(CellTag, [UInt32])
  /// Any mix: a tag and eight bytes each.
  case mixed([UInt8], [UInt64])
  /// Any mix with few cells: the slot, the tag and eight bytes of each, in slot order.
  case sparse([SparseCell])
}

/// A lone cell of a column.
package struct SparseCell: Sendable {
  package var slot: UInt32
  package var tag: CellTag
  package var payload: UInt64

  package init(slot: UInt32, tag: CellTag, payload: UInt64) {
    self.slot = slot
    self.tag = tag
    self.payload = payload
  }
}

/// One column of a group.
package struct CellColumn: Sendable {
  /// 1-based.
  package let number: Int
  package let content: ColumnContent

  package init(number: Int, content: ColumnContent) {
    self.number = number
    self.content = content
  }
}

/// A run of rows of one sheet, in the order of the file.
///
/// This is how cells travel in bulk: 4 to 9 bytes a cell and no object for any of them. A group
/// has at most a few thousand rows. Its rows may be out of order or repeated, as the file has them.
package struct CellGroup: Sendable {
  /// Bits of a NaN that no file can bring in: readers make errors out of what is not finite.
  package static let noNumber: UInt64 = 0x7FF4_DEAD_0000_0000
  package static let noText = UInt32.max

  /// The 1-based number of each row.
  package let rowNumbers: [UInt32]
  /// Those with cells, from left to right.
  package let columns: [CellColumn]
  /// Texts that belong to this group alone.
  package let texts: TextArena
  /// How many cells there are, those without a stored result included.
  package let cellCount: Int

  package init(
    rowNumbers: [UInt32], columns: [CellColumn], texts: TextArena, cellCount: Int
  ) {
    self.rowNumbers = rowNumbers
    self.columns = columns
    self.texts = texts
    self.cellCount = cellCount
  }
}

/// What turns the slots of a group into values: the workbook's texts.
package struct CellValues: Sendable {
  package let shared: TextTable

  package init(shared: TextTable = TextTable()) { self.shared = shared }

  /// The value of a cell of `group`.
  package func value(_ tag: CellTag, _ payload: UInt64, in group: CellGroup) -> CellValue {
    switch tag.kind {
    case .number: .number(Double(bitPattern: payload))
    case .sharedText: .text(shared[Int(payload)])
    case .text: .text(group.texts[Int(payload)])
    case .boolean: .boolean(payload != 0)
    case .date: date(payload, .date, tag.dateSystem)
    case .dateTime: date(payload, .dateTime, tag.dateSystem)
    case .time: date(payload, .time, tag.dateSystem)
    case .error: .error(group.texts[Int(payload)])
    default: .blank
    }
  }

  private func date(
    _ payload: UInt64, _ kind: SpreadsheetDate.Kind, _ system: DateSystem
  ) -> CellValue {
    .date(SpreadsheetDate(serial: Double(bitPattern: payload), system: system, kind: kind))
  }

  /// A row with its cells in column order.
  package func row(_ slot: Int, of rows: CellRows, in group: CellGroup) -> SheetRow {
    row(slot, of: rows, in: group) { shared[$0] }
  }

  /// The same where `text` gives the shared texts: for callers that keep the Strings they made.
  package func row(
    _ slot: Int, of rows: CellRows, in group: CellGroup, text: (Int) -> String
  ) -> SheetRow {
    let places = rows.cells(of: slot)
    var cells: [Cell] = []
    cells.reserveCapacity(places.count)
    var fill = RowFill.Counter()
    for place in places {
      let tag = rows.tags[place]
      let payload = rows.payloads[place]
      let column = group.columns[Int(rows.columns[place])].number
      let value: CellValue
      // Most cells are one of these two.
      if tag.kind == .sharedText {
        let text = text(Int(payload))
        value = .text(text)
        let isFilled: UInt64 = text.utf8.isEmpty ? 0 : 1
        fill.add(column, isFilled: isFilled, isText: isFilled)
      } else if tag.kind == .number {
        value = .number(Double(bitPattern: payload))
        fill.add(column, isFilled: 1, isText: 0)
      } else {
        value = self.value(tag, payload, in: group)
        fill.add(column, value)
      }
      cells.append(
        Cell(
          column: column, value: value,
          formula: tag == .missingResult
            ? .uncached : tag.isFromFormula ? .cached : .constant))
    }
    return SheetRow(number: Int(group.rowNumbers[slot]), cells: cells, fill: fill)
  }
}
