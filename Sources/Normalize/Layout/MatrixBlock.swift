// SPDX-License-Identifier: Apache-2.0
// MatrixBlock: finds the header of a statistics table and the rows it stands over.

import DataModel
import Definitions

/// The rows of one statistics table; indices into the sheet's rows.
struct MatrixBlock: Sendable {
  /// Rows above the header since the last table.
  var titles: Range<Int>
  var header: Range<Int>
  /// The row `甲 乙 1 2 3`.
  var numbersRow: Int?
  var data: Range<Int>
}

/// Looks for statistics tables from top to bottom.
struct MatrixBlockFinder {
  private static let tallestHeader = 6
  /// A table's header begins within so many rows of the last table's end.
  private static let farthest = 60

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  /// All tables, none overlapping another.
  func blocks(with detector: inout LayoutDetector) -> [MatrixBlock] {
    var found: [MatrixBlock] = []
    var start = 0
    while start < state.rows.count, found.count < 64,
      var block = next(from: start, with: &detector)
    {
      let end = dataEnd(of: block, with: &detector)
      block.data = block.data.lowerBound..<end
      found.append(block)
      start = end
    }
    return found
  }

  // MARK: - Header

  private func next(
    from start: Int, with detector: inout LayoutDetector
  ) -> MatrixBlock? {
    for index in start..<min(state.rows.count, start + Self.farthest) {
      var header: Range<Int>?
      if hasCaption(index, with: &detector) {
        header = index..<bottom(from: index, with: &detector) + 1
      } else if index > start, isNumbers(index), isWordy(index - 1) {
        header = top(above: index - 1, floor: start)..<index
      } else if beginsData(index + 1, below: index, with: &detector) {
        header = top(above: index, floor: start)..<bottom(from: index, with: &detector) + 1
      }
      guard let header, header.upperBound < state.rows.count else { continue }
      let numbers = isNumbers(header.upperBound) ? header.upperBound : nil
      let first = header.upperBound + (numbers == nil ? 0 : 1)
      return MatrixBlock(
        titles: start..<header.lowerBound, header: header, numbersRow: numbers,
        data: first..<state.rows.count)
    }
    return nil
  }

  /// A caption such as 指标名称 with another word to its right.
  private func hasCaption(_ index: Int, with detector: inout LayoutDetector) -> Bool {
    var caption: Cell?
    for cell in state.rows[index].cells.prefix(64) {
      guard let text = cell.textValue, text.utf8.count <= 120 else { continue }
      if let caption {
        if cell.value != caption.value, isWord(text) { return true }
      } else if state.tools.captions.mayBeOfLabels(text),
        state.tools.captions.role(detector.label(text).word) == .label
      {
        caption = cell
      }
    }
    return false
  }

  /// A word of a column, over a row that begins with the word of a row.
  private func beginsData(
    _ index: Int, below header: Int, with detector: inout LayoutDetector
  ) -> Bool {
    guard index < state.rows.count, isWordy(header) else { return false }
    var label: Cell?
    var hasNumber = false
    for cell in state.rows[index].cells.prefix(64) where !cell.value.isEmpty {
      if let text = cell.textValue, label == nil, text.utf8.count <= 120,
        state.catalog.matrices.isRowWord(detector.label(text).word)
      {
        label = cell
      } else if label != nil, Self.isNumeric(cell) {
        hasNumber = true
      }
    }
    guard let label, hasNumber else { return false }
    for cell in state.rows[header].cells where cell.column > label.column {
      guard let text = cell.textValue, text.utf8.count <= 120 else { continue }
      if state.catalog.matrices.isLeaf(detector.label(text).word) { return true }
    }
    return false
  }

  private func isNumbers(_ index: Int) -> Bool {
    guard index < state.rows.count else { return false }
    let cells = state.rows[index].cells
    return RowWords.areColumnNumbers(cells) && cells.contains { Self.isLetter($0) }
      || RowWords.areColumnNumbers(cells) && state.rows[index].fill.count >= 4
  }

  /// 甲, 乙 or A, B: below it stand labels or codes.
  static func isLetter(_ cell: Cell) -> Bool {
    guard let text = cell.textValue else { return false }
    let key = TextFolding.key(text)
    return key.count == 1 && "甲乙丙丁戊己庚辛壬癸abcdefgh".contains(key)
  }

  /// Texts only, and at least one.
  private func isWordy(_ index: Int) -> Bool {
    state.rows[index].cells.withUnsafeBufferPointer { cells in
      var isFilled = false
      for place in cells.indices where cells[place].value.isFilled {
        guard case .text(let text) = cells[place].value, isWord(text) else { return false }
        isFilled = true
      }
      return isFilled
    }
  }

  private func isWord(_ text: String) -> Bool {
    guard text.utf8.count <= 300 else { return false }
    // The first character tells most words.
    if text.withBytes({ TextFolding.isCommon($0, at: 0) }) { return true }
    return text.unicodeScalars.contains {
      (0x4E00...0x9FA5).contains($0.value) || $0.properties.isAlphabetic
    }
  }

  /// The last row of a header that begins at `index`: merges and rows of group members belong to it.
  private func bottom(from index: Int, with detector: inout LayoutDetector) -> Int {
    var bottom = index
    var row = index
    while row <= bottom {
      for cell in state.rows[row].cells where !cell.value.isEmpty {
        let last = state.merges.lastRow(row: state.rows[row].number, column: cell.column)
        while bottom + 1 < state.rows.count, bottom - index < Self.tallestHeader,
          state.rows[bottom + 1].number <= last, !isNumbers(bottom + 1)
        {
          bottom += 1
        }
      }
      if row == bottom, bottom - index < Self.tallestHeader, continues(bottom + 1, header: index) {
        bottom += 1
      }
      row += 1
    }
    return bottom
  }

  /// A row of words below the header whose first column is blank.
  private func continues(_ index: Int, header: Int) -> Bool {
    guard index < state.rows.count, isWordy(index), !isNumbers(index),
      state.rows[index].number == state.rows[index - 1].number + 1,
      let first = state.rows[index].firstNonEmpty, let head = state.rows[header].firstNonEmpty
    else { return false }
    return first.column > head.column
  }

  /// The first row of a header whose last one is `index`.
  private func top(above index: Int, floor: Int) -> Int {
    var top = index
    while top > floor, index - top + 1 < Self.tallestHeader, isGroupRow(top - 1, over: index),
      state.rows[top].number == state.rows[top - 1].number + 1
    {
      top -= 1
    }
    return top
  }

  private func isGroupRow(_ index: Int, over bottom: Int) -> Bool {
    guard isWordy(index), let first = state.rows[index].firstNonEmpty,
      let leftmost = state.rows[bottom].firstNonEmpty
    else { return false }
    let texts = state.rows[index].cells.compactMap(\.textValue)
    guard !texts.contains(where: { isAboveHeader($0, isAlone: texts.count <= 2) }) else {
      return false
    }
    return texts.contains { $0 != texts[0] } || first.column > leftmost.column
  }

  /// What stands above a header and not in it: 学校名称：…, 表号：教基3112, 单位：万元.
  private func isAboveHeader(_ text: String, isAlone: Bool) -> Bool {
    if state.tools.rowWords.mark(text) != nil || !state.tools.rowWords.unitNote(text).isEmpty {
      return true
    }
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else {
      // The form's number beside its title; no group of a header has one.
      return isAlone && state.catalog.matrices.isNumbered(TextFolding.key(text))
    }
    let label = HeaderLabel.bare(String(text[..<colon]))
    return isAlone || state.catalog.matrices.isNumbered(TextFolding.key(text))
      || state.catalog.matrices.forms.contains { form in
        form.preamble.keys.contains { label.hasPrefix($0) }
      }
  }

  // MARK: - Data

  /// Where the next table's title or header begins.
  private func dataEnd(of block: MatrixBlock, with detector: inout LayoutDetector) -> Int {
    var index = block.data.lowerBound
    while index < state.rows.count {
      let isHeader =
        hasCaption(index, with: &detector) && !hasNumber(index)
        && !detector.repeats(state.rows[index], headerRows: block.header)
      if isHeader { return titleStart(above: index, floor: block.data.lowerBound) }
      index += 1
    }
    return state.rows.count
  }

  /// Short rows without a number above a header are its title, unless they are the last table's notes.
  private func titleStart(above index: Int, floor: Int) -> Int {
    var start = index
    while start > floor, index - start < 8, !hasNumber(start - 1) {
      let row = state.rows[start - 1]
      if let text = row.firstNonEmpty?.textValue, state.tools.rowWords.mark(text) != nil { break }
      start -= 1
    }
    return start
  }

  private func hasNumber(_ index: Int) -> Bool {
    state.rows[index].cells.contains { Self.isNumeric($0) }
  }

  /// A number, also one written as text.
  static func isNumeric(_ cell: Cell) -> Bool {
    switch cell.value {
    case .number: true
    case .text(let text):
      text.utf8.count <= 24 && Double(TextFolding.key(text)) != nil
    case .blank, .boolean, .date, .error: false
    }
  }
}
