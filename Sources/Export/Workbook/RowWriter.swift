// SPDX-License-Identifier: Apache-2.0
// RowWriter: writes a row of many alike, cell by cell from the first column.

import DataModel

/// What is the same in each row: styles and columns, in the bytes that say them.
package struct RowPlan {
  fileprivate struct Column {
    /// `<c r="AB`.
    var start: ShortBytes
    /// `" s="12"`.
    var style: ShortBytes
    /// Characters that an indent takes.
    var padding: Int
  }

  fileprivate let columns: [Column]
  var count: Int { columns.count }

  /// Columns from A, each with the style of its cells.
  init(_ styles: [XlsxStyle]) {
    self.init(styles: styles.map(\.number), paddings: styles.map { $0.isIndented ? 1 : 0 })
  }

  /// The same from what cells say of their styles; texts of a column are `padding` characters wider.
  package init(styles: [Int], paddings: [Int]? = nil) {
    columns = styles.enumerated().map { index, style in
      Column(
        start: ShortBytes("<c r=\"" + CellReference.letters(ofColumn: index + 1)),
        style: ShortBytes("\" s=\"\(style)\""), padding: paddings?[index] ?? 0)
    }
  }
}

/// A text in the bytes that a cell of it ends with: for texts that many rows repeat.
struct ReadyText {
  fileprivate let bytes: [UInt8]
  fileprivate let width: Int
  fileprivate let isEmpty: Bool

  init(_ text: String) {
    var target = CellBytes(capacity: 256)
    defer { target.free() }
    target.appendText(text)
    bytes = Array(target.bytes)
    width = SheetWriter.width(of: text)
    isEmpty = text.isEmpty
  }
}

/// Writes the cells of one row in order; each call is one cell.
///
/// Columns behind the plan's last one are not written.
package struct RowWriter {
  private static let valueEnd = ShortBytes("</v></c>")
  private static let valueStart = ShortBytes("><v>")
  private static let blank = ShortBytes("/>")

  /// The sheet's bytes, for as long as the row takes.
  var target: CellBytes
  /// The digits of the row's number.
  private let row: ShortBytes
  private let columns: UnsafeBufferPointer<RowPlan.Column>
  private let valueStart: ShortBytes
  private let valueEnd: ShortBytes
  /// Characters that the widest cell of each column takes; nil where nobody asks any more.
  private let widths: UnsafeMutableBufferPointer<Int>?
  private(set) var column = 0

  fileprivate init(
    _ target: CellBytes, row: Int, _ columns: UnsafeBufferPointer<RowPlan.Column>,
    widths: UnsafeMutableBufferPointer<Int>?
  ) {
    self.target = target
    self.row = ShortBytes(row: row)
    self.columns = columns
    self.widths = widths
    valueStart = Self.valueStart
    valueEnd = Self.valueEnd
  }

  /// Lets `fill` write a row of the plan.
  static func write<Failure: Error>(
    _ target: inout CellBytes, row: Int, _ plan: RowPlan,
    widths: UnsafeMutableBufferPointer<Int>?,
    _ fill: (inout RowWriter) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    var failure: Failure?
    let count = plan.columns.withUnsafeBufferPointer { columns in
      var writer = RowWriter(target, row: row, columns, widths: widths)
      do throws(Failure) { try fill(&writer) } catch { failure = error }
      target = writer.target
      return writer.column
    }
    if let failure { throw failure }
    return count
  }

  @inline(__always)
  private mutating func begin() -> Bool {
    guard column < columns.count else { return false }
    target.reserve(96)
    target.put(columns[column].start)
    target.put(row)
    target.put(columns[column].style)
    column += 1
    return true
  }

  package mutating func blank() {
    guard begin() else { return }
    target.put(Self.blank)
  }

  package mutating func number(_ number: Double) {
    guard number.isFinite else { return notANumber() }
    guard begin() else { return }
    target.put(valueStart)
    target.append(number)
    target.reserve(16)
    target.put(valueEnd)
    if let widths { widen(widths, to: Self.width(of: number)) }
  }

  /// What Excel shows for a number that is none.
  private mutating func notANumber() {
    guard begin() else { return }
    target.appendNotANumber()
  }

  package mutating func text(_ text: String) {
    guard !text.isEmpty else { return blank() }
    guard begin() else { return }
    // No text is wider than it has bytes.
    if let widths, text.utf8.count + columns[column - 1].padding > widths[column - 1] {
      widen(widths, to: SheetWriter.width(of: text))
    }
    target.appendText(text)
  }

  /// Short text in UTF-8.
  package mutating func text(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard begin() else { return }
    target.appendText(utf8: text)
  }

  mutating func text(_ text: ReadyText) {
    guard !text.isEmpty else { return blank() }
    guard begin() else { return }
    if let widths { widen(widths, to: text.width) }
    target.append(text.bytes)
  }

  @inline(__always)
  private func widen(_ widths: UnsafeMutableBufferPointer<Int>, to width: Int) {
    widths[column - 1] = max(widths[column - 1], width + columns[column - 1].padding)
  }

  /// As `SheetValue.shown` makes it.
  private static func width(of number: Double) -> Int {
    let whole = Int(max(-1e15, min(1e15, number)))
    return CellBytes.digitCount(whole.magnitude) + (whole < 0 ? 1 : 0) + 3
  }
}

extension CellBytes {
  /// Texts of more bytes are looked at whole, as a cell might not hold them.
  private static let certainlyFits = 1_024

  /// The rest of a cell of text, behind its style.
  @inline(__always)
  mutating func appendText(_ text: String) {
    if text.utf8.count <= Self.certainlyFits {
      var text = text
      return text.withUTF8 { appendText(utf8: $0) }
    }
    var whole = CellText.cell(text)
    whole.withUTF8 { appendText(utf8: $0, isWhole: true) }
  }

  /// The same; `isWhole`: cut and escaped as `CellText` does it.
  @inline(__always)
  mutating func appendText(utf8 text: UnsafeBufferPointer<UInt8>, isWhole: Bool = false) {
    reserve(64)
    if Self.keepsItsSpaces(text) {
      put(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    } else {
      put(" t=\"inlineStr\"><is><t>")
    }
    append(escaping: text, isWhole: isWhole)
    reserve(16)
    put("</t></is></c>")
  }

  @inline(__always)
  static func keepsItsSpaces(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
    guard let first = text.first, let last = text.last else { return false }
    return isSpace(first) || isSpace(last)
  }

  mutating func appendNotANumber() { append(" t=\"e\"><v>#NUM!</v></c>") }
}
