// SPDX-License-Identifier: Apache-2.0
// ListBelow: tells that no list can begin in rows that a form seems to fill.

import DataModel

/// Asks what the words of rows may be at best, before any header is tried there.
///
/// Rows of a form have a value beside each label: most of their columns are no columns of a list,
/// whichever of them are taken together.
struct ListBelow {
  /// A cell as what it may be in a header.
  private struct Word {
    /// A bit for each column that it stands over.
    var columns: UInt64
    /// A bit for each list that its text means a column of by itself.
    var forms: UInt64 = 0
    var isInert = true
    /// It may mean anything.
    var isOpen = false
  }

  /// How many columns have been looked at, may be one of any list, or one of this list.
  private struct Tally {
    var all = 0
    var any = 0
    var own: [Int]
    var most = 0

    mutating func add(_ word: Word, over columns: UInt64) {
      let count = columns.nonzeroBitCount
      all += count
      if word.isOpen {
        any += count
        return
      }
      var forms = word.forms
      while forms != 0 {
        let form = forms.trailingZeroBitCount
        own[form] += count
        most = max(most, own[form])
        forms &= forms - 1
      }
    }

    /// Whether a list may have enough of the columns for a firm header.
    var mayBeFirm: Bool {
      any + most >= 3 && HeaderAssignment.isFirm(matched: any + most, of: all)
    }
  }

  private let state: SheetState
  /// A bit for each form that is a list and never a form with labels.
  private let lists: UInt64

  /// nil for more forms than there are bits.
  init?(_ state: SheetState) {
    let catalog = state.catalog
    guard catalog.isList.count <= UInt64.bitWidth else { return nil }
    self.state = state
    var lists: UInt64 = 0
    for form in catalog.isList.indices where catalog.isList[form] && !catalog.isForm[form] {
      lists |= 1 << UInt64(form)
    }
    self.lists = lists
  }

  /// False where no header whose last row looks like one within these rows can be a list's and firm.
  func mayBegin(in rows: Range<Int>, with detector: inout LayoutDetector) -> Bool {
    let end = min(state.rows.count, rows.upperBound + LayoutDetector.tallestHeader - 1)
    var known = [[Word]?](all: nil, count: max(0, end - rows.lowerBound))
    var likeHeader: Int?
    for index in rows.lowerBound..<max(end, rows.lowerBound) {
      if index < rows.upperBound, detector.mayBeHeader(index) { likeHeader = index }
      let top = max(rows.lowerBound, index - LayoutDetector.tallestHeader + 1)
      // A header goes on below the row that looks like one with words or merges.
      guard let likeHeader, likeHeader >= top,
        likeHeader == index || detector.mayHoldWords(index) || isSpanned(index, from: top)
      else { continue }
      for row in top...index where known[row - rows.lowerBound] == nil {
        guard let words = words(row, from: rows.lowerBound, with: &detector) else { return true }
        known[row - rows.lowerBound] = words
      }
      if mayEnd(known[(top - rows.lowerBound)...(index - rows.lowerBound)]) { return true }
    }
    return false
  }

  /// Whether a cell of the rows above is merged over this row.
  private func isSpanned(_ index: Int, from top: Int) -> Bool {
    guard !state.merges.isEmpty else { return false }
    let number = state.rows[index].number
    return (top..<index).contains { above in
      let row = state.rows[above]
      return row.cells.contains {
        state.merges.lastRow(row: row.number, column: $0.column) >= number
      }
    }
  }

  /// Whether a header may be firm that ends in the last of these rows and begins in any.
  private func mayEnd(_ rows: ArraySlice<[Word]?>) -> Bool {
    var tally = Tally(own: [Int](all: 0, count: state.catalog.isList.count))
    var covered: UInt64 = 0
    for place in rows.indices.reversed() {
      // Of words over one column the last one is its leaf.
      for var word in (rows[place] ?? []).reversed() {
        let columns = word.columns & ~covered
        guard columns != 0 else { continue }
        covered |= columns
        // A word that says something may mean anything below another that does.
        if !word.isInert, !word.isOpen {
          word.isOpen = rows[..<place].contains { Self.speaks($0 ?? [], over: word.columns) }
        }
        tally.add(word, over: columns)
      }
      if tally.mayBeFirm { return true }
    }
    return false
  }

  /// nil for cells further to the right than there are bits.
  private func words(
    _ index: Int, from first: Int, with detector: inout LayoutDetector
  ) -> [Word]? {
    let row = state.rows[index]
    guard row.cells.last?.column ?? 1 <= UInt64.bitWidth else { return nil }
    let tokens = detector.tokens(index)
    var words: [Word] = []
    words.reserveCapacity(row.cells.count)
    for cell in row.cells where cell.value.isFilled {
      let text = cell.textValue
      let width = text == nil ? 1 : state.merges.width(row: row.number, column: cell.column)
      guard let columns = Self.bits(cell.column, width) else { return nil }
      var word = Word(columns: columns)
      if let tokens, words.count < tokens.count, tokens[tokens.startIndex + words.count].isInert {
        words.append(word)
        continue
      }
      meet(&word, text, with: &detector)
      words.append(word)
    }
    // Words merged over these rows from above stand over their columns in each of them.
    for range in state.merges.coveredFromAbove(
      row: row.number, notAbove: state.rows[first].number)
    {
      let width = range.last.column - range.first.column + 1
      guard let columns = Self.bits(range.first.column, width) else { return nil }
      words.append(Word(columns: columns, isInert: false, isOpen: true))
    }
    return words
  }

  /// Enters what a text says, which may be anything where it is too long for a word.
  private func meet(_ word: inout Word, _ text: String?, with detector: inout LayoutDetector) {
    guard let text, text.utf8.count <= HeaderBlockReader.longestWord else {
      (word.isInert, word.isOpen) = (false, true)
      return
    }
    let facts = detector.facts(text)
    word.isInert = facts.isInert
    word.isOpen = !facts.isInert && !facts.label.parents.isEmpty
    for meaning in facts.meanings { word.forms |= 1 << UInt64(meaning.form) & lists }
  }

  /// Whether a word that says something stands over these columns, or spreads over them from the left.
  private static func speaks(_ row: [Word], over columns: UInt64) -> Bool {
    for place in row.indices where !row[place].isInert {
      let first = lowest(row[place].columns)
      let next = place + 1 < row.count ? lowest(row[place + 1].columns) : 0
      let spread = next > first ? next - first : ~(first - 1)
      if (spread | row[place].columns) & columns != 0 { return true }
    }
    return false
  }

  private static func lowest(_ bits: UInt64) -> UInt64 { bits & (0 &- bits) }

  private static func bits(_ column: Int, _ width: Int) -> UInt64? {
    let last = column + max(1, width) - 1
    guard column >= 1, last <= UInt64.bitWidth else { return nil }
    let ones = ~0 as UInt64 >> UInt64(UInt64.bitWidth - (last - column + 1))
    return ones << UInt64(column - 1)
  }
}
