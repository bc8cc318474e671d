// SPDX-License-Identifier: Apache-2.0
// MatrixPreamble: whose statistics form a sheet is, as the lines above the table say.

import DataModel
import Definitions

/// Values such as `学校（机构）名称（章）：示例小学` above a table.
struct MatrixPreamble {
  /// A value with the cell it was read from.
  struct Value {
    var field: Int
    var cell: Cell
    var row: Int
  }

  private let state: SheetState
  private let form: MatrixForm

  init(_ state: SheetState, form: MatrixForm) {
    self.state = state
    self.form = form
  }

  /// The first value of each field that the rows name.
  func values(rows: Range<Int>, with detector: inout LayoutDetector) -> [Value] {
    var found: [Value] = []
    for index in rows {
      let row = state.rows[index]
      for cell in row.cells.prefix(64) {
        guard let text = cell.textValue, text.utf8.count <= 600 else { continue }
        for (label, inside) in Self.parts(text) {
          guard let field = field(label, with: &detector),
            !found.contains(where: { $0.field == field })
          else { continue }
          if !inside.isEmpty {
            let value = Cell(column: cell.column, value: .text(inside))
            found.append(Value(field: field, cell: value, row: row.number))
          } else if let value = neighbour(of: cell, in: row, with: &detector) {
            found.append(Value(field: field, cell: value, row: row.number))
          }
        }
      }
    }
    return found
  }

  /// `学校标识码：2199000001　　学校名称：示例小学` are two labels with their values.
  private static func parts(_ text: String) -> [(label: String, value: String)] {
    var parts: [(label: String, value: String)] = []
    for piece in pieces(text) {
      let scalars = piece.unicodeScalars
      if let colon = scalars.firstIndex(where: { $0 == "：" || $0 == ":" }) {
        let value = TextFolding.trimmed(String(piece[scalars.index(after: colon)...]))
        parts.append((String(piece[..<colon]), value))
      } else if let last = parts.last, last.value.isEmpty {
        parts[parts.count - 1].value = TextFolding.trimmed(String(piece))
      } else {
        parts.append((String(piece), ""))
      }
    }
    return parts
  }

  /// The text cut at runs of two spaces or one wide one.
  private static func pieces(_ text: String) -> [Substring] {
    guard TextFolding.mayHaveSpace(text) else { return text.isEmpty ? [] : [text[...]] }
    let scalars = text.unicodeScalars
    var pieces: [Substring] = []
    var start = scalars.startIndex
    var index = start
    while let first = scalars[index...].firstIndex(where: isWhite) {
      index = scalars[first...].firstIndex { !isWhite($0) } ?? scalars.endIndex
      let run = scalars[first..<index]
      if run.count >= 2 || run.contains(where: { $0 == "\u{3000}" || isNewline($0) }) {
        pieces.append(text[start..<first])
        start = index
      }
    }
    pieces.append(text[start...])
    return pieces.filter { !$0.unicodeScalars.allSatisfy(isWhite) }
  }

  private static func isWhite(_ scalar: Unicode.Scalar) -> Bool {
    // No space comes behind the wide one.
    scalar.value <= 0x3000 && scalar.properties.isWhitespace
  }

  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private func field(_ text: String, with detector: inout LayoutDetector) -> Int? {
    var word = detector.label(text).word
    if word.utf8.last == UInt8(ascii: ")") {
      for seal in ["(章)", "(盖章)", "(公章)", "(签章)"] where word.hasSuffix(seal) {
        word = String(word.dropLast(seal.count))
      }
    }
    guard !word.isEmpty, let field = form.preamble[word], state.tools.captions.role(word) != .unit
    else {
      return nil
    }
    return field
  }

  /// The value to the right of a label, unless another label stands there.
  private func neighbour(
    of cell: Cell, in row: SheetRow, with detector: inout LayoutDetector
  ) -> Cell? {
    let next = cell.column + state.merges.width(row: row.number, column: cell.column)
    let value = row.cells.first { $0.column >= next && !$0.value.isEmpty }
    guard let value, value.column <= next + 3 else { return nil }
    if let text = value.textValue {
      guard !text.contains("：") && !text.contains(":"), field(text, with: &detector) == nil else {
        return nil
      }
    }
    return value
  }
}
