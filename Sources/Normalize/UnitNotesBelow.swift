// SPDX-License-Identifier: Apache-2.0
// UnitNotesBelow: tells which table a note such as 注：金额单位为万元 below one is about.

import DataModel
import Definitions

/// Rows between two tables that belong to the upper one.
struct FootnoteRows {
  /// The first row behind those that follow the table above without a gap.
  private var end = 0
  /// The title of the table below.
  private var title = 0

  init() {}

  /// `rows`: indices of the rows between the tables; without a gap among them the title parts them.
  init(_ between: [Int], title: Int?, in rows: [SheetRow]) {
    self.title = title ?? 0
    guard let first = between.first, first > 0 else { return }
    end = first
    for index in between where index == end && index != title {
      guard rows[index].number == rows[index - 1].number + 1, !rows[index].isBlank else { break }
      end += 1
    }
    // Nothing tells what leads to a table without a title from what follows the other one.
    if title == nil, let last = between.last, end > last { end = 0 }
  }

  /// 注：… before the title is about the table above, however far below it.
  func contain(_ index: Int, isNote: (Int) -> Bool) -> Bool {
    index < end || index < title && isNote(index)
  }
}

/// Notes below a table that say in what it is counted.
struct UnitNotesBelow {
  private let state: SheetState
  private let match: HeaderMatch
  /// Rows from the sheet's end in which a note is about the sheet's one table.
  private static let atEnd = 6
  /// Rows of a further table that are looked through for its notes.
  private static let farthest = 4_096

  init(_ state: SheetState, match: HeaderMatch) {
    self.state = state
    self.match = match
  }

  /// Takes over the units that notes below the table declare, where none above it does.
  ///
  /// Below the last of several tables nobody knows which of them such a note is about.
  func take(isFirst: Bool, with detector: inout LayoutDetector) {
    let check = TitleCheck(state)
    var found: [(index: Int, units: [UnitDefinition])] = []
    var title: Int?
    let start = match.block.rows.upperBound
    for index in state.rows.indices[start...].prefix(isFirst ? .max : Self.farthest)
    where mayBeNote(index) {
      guard let text = state.leadingText(index) else { continue }
      if state.rows[index].fill.count <= 1, check.isTitle(text) {
        title = index
        break
      }
      guard state.tools.rowWords.mark(text) != nil else { continue }
      let units = state.tools.rowWords.unitNote(text)
      if !units.isEmpty { found.append((index, units)) }
    }
    if title == nil, !isFirst { return }
    found.removeAll { !isBelow($0.index, title: title) }
    guard let first = found.first, !hasOtherHeader(until: first.index, with: &detector) else {
      return
    }
    for (index, units) in found {
      state.takenNotes.insert(index)
      for unit in units where state.noteUnits[unit.canonical] == nil {
        state.noteUnits[unit.canonical] = unit
      }
    }
  }

  /// Most rows are records of more cells.
  private func mayBeNote(_ index: Int) -> Bool {
    state.rows[index].fill.count <= 1 || index >= state.rows.count - Self.atEnd
  }

  private func isBelow(_ index: Int, title: Int?) -> Bool {
    guard title != nil else { return index >= state.rows.count - Self.atEnd }
    if state.leadingText(index).flatMap(state.tools.rowWords.mark) == .note { return true }
    return state.rows[index].number == state.rows[index - 1].number + 1
      && !state.rows[index - 1].isBlank
  }

  /// Whether the header of another table stands between this one's and the row.
  private func hasOtherHeader(until end: Int, with detector: inout LayoutDetector) -> Bool {
    var start = match.block.rows.upperBound
    while let next = detector.nextHeader(from: start, floor: start, until: end) {
      let row = state.rows[next.rows.lowerBound]
      guard detector.repeats(row, headerRows: match.block.rows) else { return true }
      start = next.rows.upperBound
    }
    return false
  }

  /// Notes the quantities of columns of which nothing says the unit.
  func noteColumns() {
    let plans = state.catalog.plans[match.form]
    for index in match.columns.indices {
      guard let quantity = plans[match.columns[index].field].quantityToName,
        !match.columns[index].path.saysUnit,
        !state.quantitiesWithoutUnit.contains(where: { ByteKey($0) == ByteKey(quantity) }),
        state.noteUnits.isEmpty || state.noteUnits[quantity] == nil
      else { continue }
      state.quantitiesWithoutUnit.append(quantity)
    }
  }
}
