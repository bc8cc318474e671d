// SPDX-License-Identifier: Apache-2.0
// CellGroupBuilder: gathers the cells of a run of rows by column.

import DataModel

/// The tags that scanners give, as bytes: asking `CellTag` in its module costs a call a cell.
enum TagByte {
  static var number: UInt8 { 1 }
  static var sharedText: UInt8 { 2 }
  static var text: UInt8 { 3 }
  static var boolean: UInt8 { 4 }
  static var missingResult: UInt8 { 9 }
  /// Added to the others where the value is the stored result of a formula.
  static var formula: UInt8 { 0x80 }
}

/// Collects rows until there are enough of them for a `CellGroup`.
///
/// Cells go into a matrix, column by column, that keeps its memory from group to group; columns
/// far to the right, where a matrix would be mostly empty, go into a list. Not copyable, because
/// it owns the matrix.
struct CellGroupBuilder: ~Copyable {
  /// Rows of a full group: few enough for the matrix of a usual sheet to stay in the cache.
  static let rowLimit = 1024
  /// Columns beyond this one are kept as a list.
  static let columnLimit = 256
  private static let spillLimit = 65_536
  private static let textLimit = 4 << 20

  /// The rows begun so far, the current one included.
  private(set) var rowNumbers: [UInt32] = []
  /// Cells of all rows of the group.
  private(set) var cellCount = 0
  /// Where the cells of the current row began to count.
  private var cellsBeforeRow = 0
  /// Texts of the group.
  var texts = TextBuffer()

  private var width = 0
  private var height = 0
  private var payloads: UnsafeMutablePointer<UInt64>
  private var tags: UnsafeMutablePointer<UInt8>
  /// The rightmost column in use.
  private var usedWidth = 0
  private var spill: [(column: Int, cell: SparseCell)] = []
  private var spilled = SpilledColumns()
  /// Another number for each row that was begun.
  private var rowStamp = 0

  init() {
    payloads = .allocate(capacity: 1)
    tags = .allocate(capacity: 1)
  }

  deinit {
    payloads.deallocate()
    tags.deallocate()
  }

  /// True when the group should be taken before another row is begun.
  var isFull: Bool {
    rowNumbers.count >= Self.rowLimit || spill.count >= Self.spillLimit
      || texts.byteCount >= Self.textLimit
  }

  // MARK: Rows

  /// Begins a row; the last one must have been ended.
  mutating func beginRow(_ number: Int) {
    rowNumbers.append(UInt32(truncatingIfNeeded: number))
    cellsBeforeRow = cellCount
    rowStamp += 1
    if rowNumbers.count > height { growHeight() }
  }

  /// Ends the current row; one without cells is forgotten, and false.
  @discardableResult
  mutating func endRow() -> Bool {
    if cellCount == cellsBeforeRow {
      rowNumbers.removeLast()
      return false
    }
    return true
  }

  /// The slot of the current row.
  private var slot: Int { rowNumbers.count - 1 }

  // MARK: Cells

  /// Puts a cell into the current row; false when it replaces one in the same column.
  @inline(__always)
  mutating func add(column: Int, tag: UInt8, payload: UInt64) -> Bool {
    guard column <= width else { return addBeyond(column: column, tag: tag, payload: payload) }
    let place = (column - 1) &* height &+ rowNumbers.count &- 1
    let isNew = tags[place] == 0
    tags[place] = tag
    payloads[place] = payload
    if column > usedWidth { usedWidth = column }
    cellCount &+= isNew ? 1 : 0
    return isNew
  }

  private mutating func addBeyond(column: Int, tag: UInt8, payload: UInt64) -> Bool {
    if column <= Self.columnLimit {
      growWidth(to: column)
      return add(column: column, tag: tag, payload: payload)
    }
    let cell = SparseCell(
      slot: UInt32(slot), tag: CellTag(rawValue: tag), payload: payload)
    if let place = spilled.place(of: column, inRow: rowStamp, orPut: spill.count) {
      spill[place].cell = cell
      return false
    }
    spill.append((column, cell))
    cellCount += 1
    return true
  }

  private mutating func keep(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { texts.append($0) }
  }

  /// Puts a value into the current row; false when it replaces one in the same column.
  mutating func add(_ cell: Cell) -> Bool {
    var tag: CellTag
    var payload: UInt64 = 0
    switch cell.value {
    case .blank: tag = .missingResult
    case .number(let number): (tag, payload) = (.number, number.bitPattern)
    case .text(let text): (tag, payload) = (.text, keep(text))
    case .boolean(let flag): (tag, payload) = (.boolean, flag ? 1 : 0)
    case .error(let text): (tag, payload) = (.error, keep(text))
    case .date(let date):
      payload = date.serial.bitPattern
      tag = CellTag(date)
    }
    if cell.formula == .uncached { tag = .missingResult }
    if cell.formula == .cached { tag = tag.fromFormula }
    return add(column: cell.column, tag: tag.rawValue, payload: payload)
  }

  // MARK: Matrix

  private mutating func growHeight() {
    // Groups are taken before they exceed the limit; only cells of other rows may come on top.
    resize(width: width, height: height < Self.rowLimit ? max(128, height * 4) : height * 2)
  }

  private mutating func growWidth(to column: Int) {
    resize(width: min(Self.columnLimit, max(column, width * 2, 32)), height: max(128, height))
  }

  private mutating func resize(width newWidth: Int, height newHeight: Int) {
    let size = max(1, newWidth * newHeight)
    let newPayloads = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let newTags = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    newTags.initialize(repeating: 0, count: size)
    let rows = min(height, rowNumbers.count)
    for column in 0..<min(width, usedWidth) {
      (newPayloads + column * newHeight).update(from: payloads + column * height, count: rows)
      (newTags + column * newHeight).update(from: tags + column * height, count: rows)
    }
    payloads.deallocate()
    tags.deallocate()
    payloads = newPayloads
    tags = newTags
    width = newWidth
    height = newHeight
  }

  // MARK: Groups

  /// The rows gathered so far, nil when there are none; the builder is empty afterwards.
  mutating func take() -> CellGroup? {
    guard !rowNumbers.isEmpty else { return nil }
    var columns: [CellColumn] = []
    columns.reserveCapacity(usedWidth)
    for column in 0..<usedWidth {
      if let content = content(of: column) {
        columns.append(CellColumn(number: column + 1, content: content))
      }
    }
    appendSpill(to: &columns)
    let group = CellGroup(
      rowNumbers: rowNumbers, columns: columns, texts: texts.take(), cellCount: cellCount)
    clear()
    return group
  }

  private mutating func clear() {
    for column in 0..<usedWidth {
      (tags + column * height).update(repeating: 0, count: rowNumbers.count)
    }
    rowNumbers.removeAll(keepingCapacity: true)
    spill.removeAll(keepingCapacity: true)
    usedWidth = 0
    cellCount = 0
    cellsBeforeRow = 0
  }

  /// A column in the tightest form that holds it; nil when it has no cells.
  private func content(of column: Int) -> ColumnContent? {
    let rows = rowNumbers.count
    let tags = UnsafeBufferPointer(start: self.tags + column * height, count: rows)
    let payloads = UnsafeBufferPointer(start: self.payloads + column * height, count: rows)
    var first: UInt8 = 0
    var mixed: UInt8 = 0
    var blanks = 0
    for tag in tags {
      first = first == 0 ? tag : first
      mixed |= tag == 0 ? 0 : tag ^ first
      blanks += tag == 0 ? 1 : 0
    }
    guard first != 0 else { return nil }
    if blanks * 4 > rows * 3, rows > 8 {
      return .sparse(
        tags.indices.filter { tags[$0] != 0 }.map {
          SparseCell(
            slot: UInt32($0), tag: CellTag(rawValue: tags[$0]), payload: payloads[$0])
        })
    }
    let tag = CellTag(rawValue: first)
    guard mixed == 0 else { return .mixed(Array(tags), packed(tags, payloads)) }
    if tag.holdsDouble { return .numbers(tag, numbers(tags, payloads)) }
    if tag.kind == .sharedText || tag.kind == .text {
      return .texts(tag, textNumbers(tags, payloads))
    }
    return .mixed(Array(tags), packed(tags, payloads))
  }

  /// The payloads, 0 where there is no cell.
  private func packed(
    _ tags: UnsafeBufferPointer<UInt8>, _ payloads: UnsafeBufferPointer<UInt64>
  ) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: tags.count) { target, count in
      count = tags.count
      for row in 0..<tags.count {
        (target.baseAddress.map { $0 + row })?.initialize(to: tags[row] == 0 ? 0 : payloads[row])
      }
    }
  }

  private func numbers(
    _ tags: UnsafeBufferPointer<UInt8>, _ payloads: UnsafeBufferPointer<UInt64>
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: tags.count) { target, count in
      count = tags.count
      guard let base = target.baseAddress else { return }
      for row in 0..<tags.count {
        (base + row).initialize(
          to: Double(bitPattern: tags[row] == 0 ? CellGroup.noNumber : payloads[row]))
      }
    }
  }

  private func textNumbers(
    _ tags: UnsafeBufferPointer<UInt8>, _ payloads: UnsafeBufferPointer<UInt64>
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: tags.count) { target, count in
      count = tags.count
      guard let base = target.baseAddress else { return }
      for row in 0..<tags.count {
        (base + row).initialize(
          to: tags[row] == 0 ? CellGroup.noText : UInt32(truncatingIfNeeded: payloads[row]))
      }
    }
  }

  private func appendSpill(to columns: inout [CellColumn]) {
    guard !spill.isEmpty else { return }
    let sorted = spill.sorted { ($0.column, $0.cell.slot) < ($1.column, $1.cell.slot) }
    var start = 0
    while start < sorted.count {
      let column = sorted[start].column
      let end = sorted[start...].firstIndex { $0.column != column } ?? sorted.count
      columns.append(
        CellColumn(number: column, content: .sparse(sorted[start..<end].map(\.cell))))
      start = end
    }
  }
}

/// Where in the list the last cell of each column far to the right stands.
private struct SpilledColumns {
  private var rows: [Int] = []
  private var places: [Int] = []

  /// The place of the column's cell in this row; nil where there is none yet, and it is put at `new`.
  mutating func place(of column: Int, inRow row: Int, orPut new: Int) -> Int? {
    if column >= rows.count {
      let more = max(CellReference.lastColumn, column) + 1 - rows.count
      rows += Array(repeating: 0, count: more)
      places += Array(repeating: 0, count: more)
    }
    if rows[column] == row { return places[column] }
    rows[column] = row
    places[column] = new
    return nil
  }
}
