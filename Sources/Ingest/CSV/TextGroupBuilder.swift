// SPDX-License-Identifier: Apache-2.0
// TextGroupBuilder: gathers rows of texts by column, whole rows at a time.

import DataModel
import FileFormats

/// Collects rows of a text file until there are enough of them for a `CellGroup`.
///
/// `CellGroupBuilder` takes cells of any type one by one. Here all are texts and a row comes whole,
/// so that a cell costs a copy of its bytes and two numbers. Not copyable, because it owns memory.
struct TextGroupBuilder: ~Copyable {
  /// Rows of a full group.
  private static let rowLimit = 1024
  /// Cells from one row to the next in a column; no power of two, or the columns of a row would
  /// push each other out of the cache.
  private static let height = rowLimit + 16
  /// Columns beyond this one are kept as a list.
  private static let columnLimit = 256
  private static let spillLimit = 65_536
  private static let textLimit = 4 << 20
  /// Texts of up to so many bytes are copied as two whole words; the reader's buffer and ours
  /// have room behind the last one.
  private static let shortText = 16

  private var rowNumbers: [UInt32] = []
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 0
  private var byteCount = 0
  private var ends: UnsafeMutablePointer<UInt32>
  private var endCapacity = 0
  private var textCount = 0
  /// The numbers of the texts, column by column.
  private var matrix: UnsafeMutablePointer<UInt32>
  private var width = 0
  private var spill: [(column: Int, cell: SparseCell)] = []

  init() {
    bytes = .allocate(capacity: 1)
    ends = .allocate(capacity: 1)
    matrix = .allocate(capacity: 1)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
    matrix.deallocate()
  }

  /// True when the group should be taken before another row is added.
  var isFull: Bool {
    rowNumbers.count >= Self.rowLimit || byteCount >= Self.textLimit
      || spill.count >= Self.spillLimit
  }

  /// Adds a row; one without any text is forgotten.
  mutating func add(
    row number: Int, _ base: UnsafePointer<UInt8>, _ fields: UnsafeBufferPointer<CSVField>
  ) {
    guard let first = fields.first, let last = fields.last else { return }
    reserve(bytes: Int(last.end - first.start), texts: fields.count)
    let slot = rowNumbers.count
    var target = bytes + byteCount
    var text = textCount
    for column in 0..<fields.count {
      let field = fields[column]
      let count = Int(field.end &- field.start)
      guard count > 0 else { continue }
      let source = base + Int(field.start)
      if count <= Self.shortText {
        let words = UnsafeRawPointer(source).loadUnaligned(as: SIMD2<UInt64>.self)
        UnsafeMutableRawPointer(target).storeBytes(of: words, as: SIMD2<UInt64>.self)
      } else {
        target.update(from: source, count: count)
      }
      target += count
      ends[text] = UInt32(truncatingIfNeeded: target - bytes)
      if column < Self.columnLimit {
        matrix[column &* Self.height &+ slot] = UInt32(truncatingIfNeeded: text)
      } else {
        spill.append(
          (
            column + 1,
            SparseCell(
              slot: UInt32(truncatingIfNeeded: slot), tag: .text,
              payload: UInt64(truncatingIfNeeded: text))
          ))
      }
      text += 1
    }
    guard text > textCount else { return }
    textCount = text
    byteCount = target - bytes
    rowNumbers.append(UInt32(truncatingIfNeeded: number))
  }

  // MARK: Memory

  /// Makes room for a row, however its texts are divided.
  private mutating func reserve(bytes more: Int, texts: Int) {
    if byteCount + more + Self.shortText > byteCapacity {
      byteCapacity = max(2 * byteCapacity, byteCount + more + Self.shortText, 4096)
      bytes = Self.grown(bytes, byteCount, to: byteCapacity)
    }
    if textCount + texts > endCapacity {
      endCapacity = max(2 * endCapacity, textCount + texts, 1024)
      ends = Self.grown(ends, textCount, to: endCapacity)
    }
    let columns = min(texts, Self.columnLimit)
    if columns > width {
      let old = width * Self.height
      let new = columns * Self.height
      matrix = Self.grown(matrix, old, to: new)
      (matrix + old).initialize(repeating: CellGroup.noText, count: new - old)
      width = columns
    }
  }

  private static func grown<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.update(from: old, count: count)
    old.deallocate()
    return new
  }

  // MARK: Groups

  /// The rows gathered so far; nil when there are none.
  ///
  /// The builder is empty afterwards.
  mutating func take() -> CellGroup? {
    guard !rowNumbers.isEmpty else { return nil }
    var columns: [CellColumn] = []
    columns.reserveCapacity(width)
    for column in 0..<width {
      let texts = UnsafeBufferPointer(
        start: matrix + column * Self.height, count: rowNumbers.count)
      guard texts.contains(where: { $0 != CellGroup.noText }) else { continue }
      columns.append(CellColumn(number: column + 1, content: .texts(.text, Array(texts))))
    }
    appendSpill(to: &columns)
    let arena = TextArena(
      bytes: Array(UnsafeBufferPointer(start: bytes, count: byteCount)),
      ends: Array(UnsafeBufferPointer(start: ends, count: textCount)))
    let group = CellGroup(
      rowNumbers: rowNumbers, columns: columns, texts: arena, cellCount: textCount)
    clear()
    return group
  }

  private mutating func clear() {
    for column in 0..<width {
      (matrix + column * Self.height).update(
        repeating: CellGroup.noText, count: rowNumbers.count)
    }
    rowNumbers.removeAll(keepingCapacity: true)
    spill.removeAll(keepingCapacity: true)
    byteCount = 0
    textCount = 0
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
