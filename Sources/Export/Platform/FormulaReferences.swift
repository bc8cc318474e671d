// SPDX-License-Identifier: Apache-2.0
// FormulaReferences: the cell references in a formula's text, found and replaced.

import DataModel

/// A formula's text with its references to one sheet moved.
struct FormulaMove {
  /// A formula that cannot be moved safely.
  struct Refusal: Error {}

  /// The sheet whose rows move.
  let sheet: String
  let insertions: RowInsertions
  /// Whether references without a sheet's name are to this sheet.
  let isOwnSheet: Bool
  /// The row that the formula is written for.
  ///
  /// In a sample row `SUM(D4:F4)` is about that row alone, and goes down with it.
  var ownRow: Int?

  /// The formula as it stands after the move.
  func moved(_ formula: String) throws -> String {
    try FormulaReferences.rewritten(formula) { reference in
      let name = reference.sheet
      // `甲:丙!A1` speaks of all sheets between two.
      let isOfMany = name?.contains(":") == true
      let isMeant = name.map { $0.lowercased() == sheet.lowercased() } ?? isOwnSheet
      guard isMeant || isOfMany else { return nil }
      let (first, last) = moved(reference)
      let rows = [first.row, last?.row].compactMap { $0 }
      guard rows.allSatisfy({ $0 <= CellReference.lastRow }) else { throw Refusal() }
      let stays = first == reference.first && last == reference.last
      guard !isOfMany || stays else { throw Refusal() }
      return (first, last)
    }
  }

  private func moved(
    _ reference: FormulaReferences.Reference
  ) -> (FormulaReferences.Corner, FormulaReferences.Corner?) {
    var (first, last) = (reference.first, reference.last)
    first.row = first.row.map { insertions.row($0) }
    if let end = last, let row = end.row {
      let isOwnRow = row == ownRow && !end.isRowFixed
      last?.row = isOwnRow ? insertions.row(row) : insertions.end(row)
    }
    return (first, last)
  }

  /// Whether the formula may speak of the sheet's cells.
  func concerns(_ formula: String) -> Bool {
    let isOfMany = formula.contains(":") && formula.contains("!")
    return isOwnSheet || isOfMany
      || formula.lowercased().contains(sheet.lowercased().replacing("'", with: "''"))
  }

  /// A formula of one row as it reads some rows further down.
  static func copied(_ formula: String, down rows: Int, right columns: Int = 0) throws -> String {
    try FormulaReferences.rewritten(formula) { reference in
      func shifted(_ corner: FormulaReferences.Corner) throws -> FormulaReferences.Corner {
        var corner = corner
        if let row = corner.row, !corner.isRowFixed { corner.row = row + rows }
        if let column = corner.column, !corner.isColumnFixed { corner.column = column + columns }
        guard corner.row.map({ (1...CellReference.lastRow).contains($0) }) ?? true,
          corner.column.map({ (1...CellReference.lastColumn).contains($0) }) ?? true
        else { throw Refusal() }
        return corner
      }
      return (try shifted(reference.first), try reference.last.map(shifted))
    }
  }
}

/// Finds cell references in a formula's text.
enum FormulaReferences {
  struct Corner: Hashable {
    var column: Int?
    var row: Int?
    var isColumnFixed = false
    var isRowFixed = false

    var text: String {
      (column.map { (isColumnFixed ? "$" : "") + CellReference.letters(ofColumn: $0) } ?? "")
        + (row.map { (isRowFixed ? "$" : "") + String($0) } ?? "")
    }
  }

  struct Reference {
    /// nil: the formula's own sheet.
    var sheet: String?
    var first: Corner
    /// nil: a single cell.
    var last: Corner?
  }

  /// The text with each reference replaced by what `change` makes of it; nil leaves it.
  static func rewritten(
    _ formula: String, _ change: (Reference) throws -> (Corner, Corner?)?
  ) throws -> String {
    let text = Array(formula)
    var result = ""
    var index = 0
    var sheet: String?
    while index < text.count {
      let piece = try piece(text, index)
      index = piece.end
      if let name = piece.sheet {
        // The first sheet of `甲:丙!A1` has been passed over as a word.
        sheet = result.hasSuffix(":") ? ":" + name : name
        result += piece.text
        continue
      }
      if let first = piece.first,
        let (new, last) = try change(Reference(sheet: sheet, first: first, last: piece.last))
      {
        result += new.text + (last.map { ":" + $0.text } ?? "")
      } else {
        result += piece.text
      }
      sheet = nil
    }
    return result
  }

  /// What stands next: a quoted text, a sheet's name with its mark, a reference, a word or a sign.
  private struct Piece {
    var text: String
    var end: Int
    var sheet: String?
    var first: Corner?
    var last: Corner?
  }

  private static func piece(_ text: [Character], _ start: Int) throws -> Piece {
    let character = text[start]
    // `[1]表!A1` is of another workbook, `表1[人数]` a column of a table.
    if character == "[" { return try bracketed(text, start) }
    let isQuoted = character == "\"" || character == "'"
    guard isQuoted || isWord(character) else {
      return Piece(text: String(character), end: start + 1)
    }
    var end = isQuoted ? quoteEnd(text, start) : start
    if !isQuoted { while end < text.count, isWord(text[end]) { end += 1 } }
    let word = String(text[start..<end])
    if end < text.count, text[end] == "!", character != "\"" {
      let name = isQuoted ? String(word.dropFirst().dropLast()) : word
      return Piece(text: word + "!", end: end + 1, sheet: name.replacing("''", with: "'"))
    }
    let isCall = end < text.count && text[end] == "("
    guard !isQuoted, !isCall, let first = corner(word) else { return Piece(text: word, end: end) }
    let (last, next) = secondCorner(text, end, like: first)
    // A bare number or word of letters is a reference only as part of a range.
    guard last != nil || (first.row != nil && first.column != nil) else {
      return Piece(text: word, end: end)
    }
    return Piece(text: String(text[start..<next]), end: next, first: first, last: last)
  }

  /// What stands in brackets, with the name of a sheet behind them.
  ///
  /// An apostrophe takes the next character as it is.
  private static func bracketed(_ text: [Character], _ start: Int) throws -> Piece {
    var end = start
    var depth = 0
    repeat {
      guard end < text.count else { throw FormulaMove.Refusal() }
      switch text[end] {
      case "[": depth += 1
      case "]": depth -= 1
      case "'": end += 1
      default: break
      }
      end += 1
    } while depth > 0
    var mark = end
    while mark < text.count, isWord(text[mark]) { mark += 1 }
    guard mark < text.count, text[mark] == "!" else {
      return Piece(text: String(text[start..<min(end, text.count)]), end: end)
    }
    let name = String(text[start..<mark])
    return Piece(text: name + "!", end: mark + 1, sheet: name)
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.$\\?".contains(character)
  }

  private static func quoteEnd(_ text: [Character], _ start: Int) -> Int {
    var index = start + 1
    while index < text.count {
      if text[index] == text[start] {
        guard index + 1 < text.count, text[index + 1] == text[start] else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return text.count
  }

  private static func secondCorner(
    _ text: [Character], _ colon: Int, like first: Corner
  ) -> (Corner?, Int) {
    guard colon < text.count, text[colon] == ":" else { return (nil, colon) }
    var end = colon + 1
    while end < text.count, isWord(text[end]) { end += 1 }
    guard let last = corner(String(text[(colon + 1)..<end])),
      (last.row == nil) == (first.row == nil), (last.column == nil) == (first.column == nil)
    else { return (nil, colon) }
    return (last, end)
  }

  /// `$B$7`, `B7`, `$7`, `B`; nil for any other word.
  private static func corner(_ word: String) -> Corner? {
    var rest = Substring(word)
    var corner = Corner()
    var isFixed = false
    if rest.first == "$" {
      isFixed = true
      rest = rest.dropFirst()
    }
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(letters.count)
    if !letters.isEmpty {
      guard letters.count <= 3, let place = CellReference(letters.uppercased() + "1") else {
        return nil
      }
      corner.column = place.column
      corner.isColumnFixed = isFixed
      isFixed = false
      if rest.first == "$" {
        isFixed = true
        rest = rest.dropFirst()
      }
    }
    if !rest.isEmpty {
      guard rest.allSatisfy({ $0.isASCII && $0.isNumber }), let row = Int(rest),
        (1...CellReference.lastRow).contains(row)
      else { return nil }
      corner.row = row
      corner.isRowFixed = isFixed
    } else if isFixed {
      return nil
    }
    return corner.row == nil && corner.column == nil ? nil : corner
  }
}
