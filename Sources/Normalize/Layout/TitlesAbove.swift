// SPDX-License-Identifier: Apache-2.0
// TitlesAbove: what the words above a row say of the table below them.

import DataModel
import Definitions

/// What was asked for last; most sheets ask for one or two.
struct TitlesRoom: Sendable {
  fileprivate var rows: [TitlesAbove.Row] = []
  fileprivate var known: [TitlesAbove.Title] = []

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
  }
}

/// The points that each form has for the words above a row; those of the last few rows are kept.
struct TitlesAbove {
  /// A row's texts as a part of a title.
  fileprivate struct Row: Sendable {
    var index: Int
    var texts = 0
    /// The texts folded, one after the other; folding takes the spaces between them away.
    var key = ""
  }

  /// What was found above a row.
  struct Title: Sendable {
    fileprivate let start: Int
    /// The first of the rows that were looked at; all their texts, and the sheet's name, count.
    let top: Int
    let points: [Int]

    /// False where no word of another form's title has so many characters, in no text by itself either.
    func mayName(besides form: Int, words length: Int) -> Bool {
      points.indices.contains { $0 != form && points[$0] >= FormCatalog.pointsOfTitle + length }
    }
  }

  /// Bytes of a text of which nothing is left out.
  static let longestText = 120
  private static let kept = 16
  private static let farthest = 10
  private static let mostRows = 5
  private static let mostTexts = 4

  private let state: SheetState
  private let sheetKey: String
  private var rows: [Row]
  private var known: [Title]

  init(_ state: SheetState, in room: TitlesRoom) {
    self.state = state
    (rows, known) = (room.rows, room.known)
    sheetKey = TextFolding.word(state.sheet.info.name)
  }

  /// Leaves its arrays; nothing is asked of it any more.
  mutating func leave() -> TitlesRoom {
    var room = TitlesRoom()
    swap(&room.rows, &rows)
    swap(&room.known, &known)
    return room
  }

  mutating func points(above start: Int) -> [Int] {
    if let title = known(above: start) { return title.points }
    let (text, top) = title(above: start)
    let points = state.catalog.titlePoints(folded: text)
    if known.count == Self.kept { known.removeAll(keepingCapacity: true) }
    known.append(Title(start: start, top: top, points: points))
    return points
  }

  /// What was found already.
  func known(above start: Int) -> Title? {
    for place in known.indices where known[place].start == start { return known[place] }
    return nil
  }

  /// The sheet's name and the short rows above, which may say what the table is, folded; and the first
  /// of these rows.
  private mutating func title(above start: Int) -> (text: String, top: Int) {
    var title = sheetKey
    var taken = 0
    var index = start - 1
    while index >= 0, taken < Self.mostRows, start - index <= Self.farthest {
      let place = place(of: index)
      if rows[place].texts > 0 {
        taken += 1
        guard rows[place].texts <= Self.mostTexts else { break }
        title += rows[place].key
      }
      index -= 1
    }
    return (title, index + 1)
  }

  private mutating func place(of index: Int) -> Int {
    for place in rows.indices where rows[place].index == index { return place }
    if rows.count == Self.kept { rows.removeAll(keepingCapacity: true) }
    rows.append(row(index))
    return rows.count - 1
  }

  private func row(_ index: Int) -> Row {
    let own = row(index, state.rows[index])
    return own.texts > 0 || !state.isBand ? own : row(index, state.titleRows[index])
  }

  private func row(_ index: Int, _ own: SheetRow) -> Row {
    var row = Row(index: index)
    row.texts = own.textCount
    guard row.texts > 0, row.texts <= Self.mostTexts else { return row }
    for cell in own.cells {
      guard let text = cell.textValue else { continue }
      row.key += TextFolding.word(Self.head(text))
    }
    return row
  }

  /// As much of a text as a title has.
  private static func head(_ text: String) -> String {
    text.utf8.count <= longestText ? text : String(text.prefix(longestText))
  }
}
