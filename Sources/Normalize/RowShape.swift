// SPDX-License-Identifier: Apache-2.0
// RowShape: counts in one pass what fills a row of a list.

package import DataModel

/// What a column of the sheet is to the table.
package enum ColumnRole: UInt8, Sendable, CaseIterable {
  case stray
  case field
  case serial
  case leftOut
  case unknown
  /// As `field`, `serial` and `leftOut`, where a text without a digit is looked for.
  case probedField
  case probedSerial
  case probedLeftOut

  var probed: ColumnRole {
    switch self {
    case .field: .probedField
    case .serial: .probedSerial
    case .leftOut: .probedLeftOut
    case .stray, .unknown, .probedField, .probedSerial, .probedLeftOut: self
    }
  }
}

/// What counts a cell of a column, as bits: nothing is decided for each cell.
package struct RowRoles {
  fileprivate static let field: UInt8 = 1
  private static let serial: UInt8 = 2
  private static let leftOut: UInt8 = 4
  fileprivate static let probed: UInt8 = 8

  /// Of the columns from `firstColumn` on.
  fileprivate let bits: [UInt8]
  fileprivate let firstColumn: Int
  /// The columns of each role, as in `RowFill`; nil where some have no bit there.
  let columns: Columns?

  /// Columns by role.
  struct Columns {
    fileprivate var field: UInt64 = 0
    fileprivate var serial: UInt64 = 0
    fileprivate var leftOut: UInt64 = 0
    fileprivate var probed: UInt64 = 0

    /// `bits` are those of the columns from `firstColumn` on.
    fileprivate init?(_ bits: [UInt8], firstColumn: Int) {
      guard firstColumn >= 1, firstColumn + bits.count - 1 <= RowFill.widest else { return nil }
      for (offset, role) in bits.enumerated() {
        let bit: UInt64 = 1 << UInt64(firstColumn + offset - 1)
        if role & RowRoles.field != 0 { field |= bit }
        if role & RowRoles.serial != 0 { serial |= bit }
        if role & RowRoles.leftOut != 0 { leftOut |= bit }
        if role & RowRoles.probed != 0 { probed |= bit }
      }
    }
  }

  package init(_ roles: [ColumnRole], firstColumn: Int) {
    self.firstColumn = firstColumn
    let bits: [UInt8] = roles.map { role in
      switch role {
      case .field: Self.field
      case .serial: Self.serial
      case .leftOut: Self.leftOut
      case .stray, .unknown: 0
      case .probedField: Self.field | Self.probed
      case .probedSerial: Self.serial | Self.probed
      case .probedLeftOut: Self.leftOut | Self.probed
      }
    }
    self.bits = bits
    columns = Columns(bits, firstColumn: firstColumn)
  }
}

/// How many cells of a row stand in columns of each role.
package struct RowShape: Equatable {
  /// No more columns are probed.
  static let mostProbed = 3

  package private(set) var filled = 0
  package private(set) var mapped = 0
  package private(set) var serial = 0
  package private(set) var leftOut = 0
  /// In columns that are unread, or beside the table.
  package private(set) var other = 0
  private var firstPlace: Int32 = -1
  private var lastMappedPlace: Int32 = -1
  /// Places of texts without a digit in columns that are probed for one; the rest is -1.
  private var words = SIMD4<Int32>(repeating: -1)

  /// Places among the row's cells: of the first that is filled, and of the last in a column of a field.
  package var first: Int? { firstPlace < 0 ? nil : Int(firstPlace) }
  package var lastMapped: Int? { lastMappedPlace < 0 ? nil : Int(lastMappedPlace) }

  /// `fill` is that of the row.
  package init(_ row: SheetRow, _ fill: RowFill, _ roles: RowRoles) {
    self = row.cells.withUnsafeBufferPointer { RowShape($0, fill, roles) }
  }

  /// The same for the cells of the row.
  init(_ cells: UnsafeBufferPointer<Cell>, _ fill: RowFill, _ roles: RowRoles) {
    if fill.isNarrow, let columns = roles.columns {
      self.init(cells, fill, columns)
      return
    }
    self.init()
    roles.bits.withUnsafeBufferPointer { bits in
      count(cells, bits, firstColumn: roles.firstColumn)
    }
  }

  private init() {}

  /// The same for a row of which every cell has a bit.
  @inline(__always)
  init(_ cells: UnsafeBufferPointer<Cell>, _ fill: RowFill, _ columns: RowRoles.Columns) {
    filled = fill.count
    guard filled > 0 else { return }
    let fields = fill.filled & columns.field
    mapped = fields.nonzeroBitCount
    serial = (fill.filled & columns.serial).nonzeroBitCount
    leftOut = (fill.filled & columns.leftOut).nonzeroBitCount
    other = filled - mapped - serial - leftOut
    firstPlace = Int32(fill.place(ofBit: fill.filled & (0 &- fill.filled)))
    if fields != 0 {
      lastMappedPlace = Int32(fill.place(ofBit: 1 << UInt64(63 - fields.leadingZeroBitCount)))
    }
    var probed = fill.texts & columns.probed
    var wordCount = 0
    while probed != 0, wordCount < Self.mostProbed {
      let place = fill.place(ofBit: probed & (0 &- probed))
      probed &= probed &- 1
      guard Self.isWord(cells[place].value) else { continue }
      words[wordCount] = Int32(truncatingIfNeeded: place)
      wordCount += 1
    }
  }

  @inline(__always)
  private mutating func count(
    _ cells: UnsafeBufferPointer<Cell>, _ bits: UnsafeBufferPointer<UInt8>, firstColumn: Int
  ) {
    var (filled, mapped, serial, leftOut) = (0, 0, 0, 0)
    var (first, last, wordCount) = (-1, -1, 0)
    for place in cells.indices where cells[place].value.isFilled {
      if filled == 0 { first = place }
      filled &+= 1
      let offset = cells[place].column &- firstColumn
      guard offset >= 0, offset < bits.count else { continue }
      let role = bits[offset]
      mapped &+= Int(role & RowRoles.field)
      serial &+= Int(role >> 1 & 1)
      leftOut &+= Int(role >> 2 & 1)
      if role & RowRoles.field != 0 { last = place }
      if role >= RowRoles.probed, wordCount < Self.mostProbed, Self.isWord(cells[place].value) {
        words[wordCount] = Int32(truncatingIfNeeded: place)
        wordCount += 1
      }
    }
    (self.filled, self.mapped, self.serial, self.leftOut) = (filled, mapped, serial, leftOut)
    other = filled - mapped - serial - leftOut
    (firstPlace, lastMappedPlace) = (Int32(first), Int32(last))
  }

  /// Whether one of the texts without a digit is like this.
  func containsWord(where isLike: (Int) -> Bool) -> Bool {
    for index in 0..<Self.mostProbed where words[index] >= 0 && isLike(Int(words[index])) {
      return true
    }
    return false
  }

  @inline(__always)
  private static func isWord(_ value: CellValue) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.withBytes { bytes in
      for byte in bytes where (0x30...0x39).contains(byte) { return false }
      return true
    }
  }
}
