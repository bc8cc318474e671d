// SPDX-License-Identifier: Apache-2.0
// TemplateAnchors: the cells that drawings and drawn comments of a template hang on.

import DataModel
import FileFormats

extension XMLWalk {
  /// The whole number in the element that has just begun, and where it stands.
  mutating func number() throws -> (value: Int, range: Range<Int>)? {
    let (text, range) = try content()
    let trimmed = text.filter { !$0.isWhitespace }
    guard let value = Int(trimmed), abs(value) <= Int(Int32.max) else { return nil }
    return (value, range)
  }

  /// The text of the element that has just begun, and where it stands.
  mutating func content() throws -> (text: String, range: Range<Int>) {
    let depth = reader.depth
    let start = end
    var text: [UInt8] = []
    while true {
      let token = try next()
      if token == .text { appendText(to: &text) }
      if token == .finished || (token == .end && reader.depth == depth) {
        return (String(decoding: text, as: UTF8.self), start..<self.start)
      }
    }
  }
}

/// An anchor of a drawing, as far as it has been read; rows are counted from 0.
struct DrawingAnchor {
  private struct Corner {
    var row: (value: Int, range: Range<Int>)?
    var offset = 0
  }

  private enum Part { case from, to }

  private var depth: Int?
  private var moves = "twoCell"
  private var part: Part?
  private var from = Corner()
  private var to = Corner()

  /// Takes what begins at the walk's place.
  mutating func enter(_ walk: inout XMLWalk) throws {
    let reader = walk.reader
    if reader.nameIs("twoCellAnchor") || reader.nameIs("oneCellAnchor") {
      self = DrawingAnchor()
      depth = reader.depth
      moves = reader.attribute("editAs") ?? "twoCell"
    }
    guard let depth else { return }
    if reader.depth == depth + 1 {
      part = reader.nameIs("from") ? .from : reader.nameIs("to") ? .to : nil
    } else if reader.depth == depth + 2, let part, !reader.owesEndToken {
      let isRow = reader.nameIs("row")
      guard isRow || reader.nameIs("rowOff"), let found = try walk.number() else { return }
      switch part {
      case .from: if isRow { from.row = found } else { from.offset = found.value }
      case .to: if isRow { to.row = found } else { to.offset = found.value }
      }
    }
  }

  /// The changes of an anchor that ends at the walk's place.
  mutating func leave(
    _ walk: borrowing XMLWalk, _ insertions: RowInsertions
  ) -> [(range: Range<Int>, row: Int)]? {
    guard let depth, walk.reader.depth == depth else { return nil }
    let anchor = self
    self = DrawingAnchor()
    guard anchor.moves != "absolute", let first = anchor.from.row,
      (0..<CellReference.lastRow).contains(first.value)
    else { return [] }
    let start = insertions.row(first.value + 1) - 1
    var changes = [(first.range, start)]
    if let last = anchor.to.row, (0..<CellReference.lastRow).contains(last.value) {
      // What ends at the upper edge of a row does not reach into it.
      let endsAbove = anchor.to.offset == 0 && last.value > first.value
      let end =
        endsAbove ? insertions.row(last.value) : insertions.row(last.value + 1) - 1
      changes.append(
        (last.range, anchor.moves == "oneCell" ? last.value + start - first.value : end))
    }
    return changes
  }
}

/// A shape of the old kind that hangs on cells: a comment, or a control.
struct DrawnNote {
  let kind: String
  private var row: (value: Int, range: Range<Int>)?
  private var anchor: (text: String, range: Range<Int>)?

  init(kind: String) { self.kind = kind }

  mutating func read(_ walk: inout XMLWalk) throws {
    guard !walk.reader.owesEndToken else { return }
    if walk.reader.nameIs("Row") { row = try walk.number() }
    if walk.reader.nameIs("Anchor") { anchor = try walk.content() }
  }

  /// What changes when the comment's cell moves; nil where something else than a comment would move.
  func changes(_ insertions: RowInsertions) -> [(range: Range<Int>, text: String)]? {
    var places =
      anchor?.text.split(separator: ",", omittingEmptySubsequences: false)
      .map { Int($0.filter { !$0.isWhitespace }) } ?? []
    guard kind == "Note" else {
      let last = places.count > 6 ? places[6] ?? 0 : 0
      return insertions.isEmpty || insertions.insertions[0].row > last ? [] : nil
    }
    guard let row, (0..<CellReference.lastRow).contains(row.value) else { return [] }
    let moved = insertions.row(row.value + 1) - 1
    var changes = [(row.range, String(moved))]
    if let anchor, places.count == 8 {
      for index in [2, 6] {
        guard let old = places[index], (0..<CellReference.lastRow).contains(old) else {
          return changes
        }
        places[index] = old + moved - row.value
      }
      let text = places.map { $0.map(String.init) ?? "0" }.joined(separator: ", ")
      changes.append((anchor.range, text))
    }
    return changes
  }
}
