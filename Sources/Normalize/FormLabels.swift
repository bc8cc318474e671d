// SPDX-License-Identifier: Apache-2.0
// FormLabels: finds the labels of a label/value form, wherever in a cell they stand.

import DataModel
import Definitions

/// A cell, or a part of one, that names a field of some form.
///
/// A class: each form that knows the word asks for the label, its parts are copied for none of them.
final class FormLabel: Sendable {
  /// Index of the row.
  let row: Int
  let place: CellReference
  let cell: Cell
  let text: String
  let label: HeaderLabel
  let meanings: [WordMeaning]
  /// The value behind the colon of the same cell: `学校名称：示例小学`.
  let inside: String?

  init(
    row: Int, number: Int, cell: Cell, text: String, label: HeaderLabel, meanings: [WordMeaning],
    inside: String? = nil
  ) {
    self.row = row
    place = CellReference(row: number, column: cell.column)
    self.cell = cell
    self.text = text
    self.label = label
    self.meanings = meanings
    self.inside = inside
  }
}

/// Collects what may be labels of a form.
struct FormLabels {
  /// A form does not go on beyond this many rows.
  static let longestForm = 400
  static let widestForm = 64
  /// Longer texts are neither labels nor sentences to fill in.
  private static let longestText = 1_500

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  func collect(
    until end: Int, with detector: inout LayoutDetector
  ) -> (labels: [FormLabel], unnamed: [UnnamedBlank]) {
    var found: [FormLabel] = []
    var unnamed: [UnnamedBlank] = []
    for index in state.rows.indices.prefix(min(end, Self.longestForm)) {
      for cell in state.rows[index].cells.prefix(Self.widestForm) {
        guard let text = cell.textValue, text.utf8.count <= Self.longestText,
          state.catalog.knowsFigures || !HeaderBlockReader.isFigure(text)
        else { continue }
        if text.utf8.count <= 200, let label = labelCell(text, cell, row: index, with: &detector) {
          found.append(label)
          continue
        }
        guard state.tools.rowWords.mark(text) == nil else { continue }
        let place = CellReference(row: state.rows[index].number, column: cell.column)
        let several = pieces(text, cell, row: index, with: &detector)
        found += several.labels
        unnamed += several.unnamed.map { UnnamedBlank(place: place, text: $0) }
        guard several.labels.isEmpty else { continue }
        let sentence = SentenceLabels(state).read(text, with: &detector)
        found += sentence.named.map {
          FormLabel(
            row: index, number: place.row, cell: cell, text: $0.text, label: $0.label,
            meanings: $0.meanings, inside: $0.value)
        }
        unnamed += sentence.unnamed.map { UnnamedBlank(place: place, text: $0) }
      }
    }
    return (found, unnamed)
  }

  /// False where the texts before `end` are too few for three labels, as above a list they mostly are.
  func mayHoldThree(until end: Int, with detector: inout LayoutDetector) -> Bool {
    var first: String?
    var second: String?
    for row in state.rows.prefix(min(end, Self.longestForm)) {
      for cell in row.cells.prefix(Self.widestForm) {
        guard let text = cell.textValue, text.utf8.count <= Self.longestText else { continue }
        if second != nil { return true }
        if first != nil { second = text } else { first = text }
      }
    }
    guard let first else { return false }
    // The numbers in a title are too few, as a rule.
    guard Self.mostLabels(first) + (second.map(Self.mostLabels) ?? 0) >= 3 else { return false }
    var count = labelCount(first, with: &detector)
    if let second, count < 3 { count += labelCount(second, with: &detector) }
    return count >= 3
  }

  private static func mostLabels(_ text: String) -> Int {
    let blanks = FillInSentence.mostBlanks(text)
    return blanks >= 3 ? blanks : max(1, blanks, LabelledPieces.several(text).count)
  }

  /// The numbers in a title are blanks of no sentence, since no words name them.
  private func labelCount(_ text: String, with detector: inout LayoutDetector) -> Int {
    let pieces = LabelledPieces.several(text).count
    guard pieces < 3 else { return pieces }
    let sentence = SentenceLabels(state).read(text, with: &detector)
    return max(1, pieces, sentence.named.count + sentence.unnamed.count)
  }

  /// Several labels with their values in one cell, and the pieces whose label nobody knows.
  private func pieces(
    _ text: String, _ cell: Cell, row: Int, with detector: inout LayoutDetector
  ) -> (labels: [FormLabel], unnamed: [String]) {
    var found: [FormLabel] = []
    var unnamed: [String] = []
    for piece in LabelledPieces.several(text) {
      let facts = detector.facts(piece.label)
      let meanings = state.catalog.meaningsAlone(of: facts)
      if !meanings.isEmpty {
        found.append(
          FormLabel(
            row: row, number: state.rows[row].number, cell: cell, text: piece.label,
            label: facts.label, meanings: meanings, inside: piece.value))
      } else if !piece.value.isEmpty, state.tools.rowWords.mark(piece.label + "：") == nil,
        state.tools.rowWords.unitNote(piece.label + "：" + piece.value).isEmpty
      {
        unnamed.append(piece.label + "：" + piece.value)
      }
    }
    return found.isEmpty ? ([], []) : (found, unnamed)
  }

  private func labelCell(
    _ text: String, _ cell: Cell, row: Int, with detector: inout LayoutDetector
  ) -> FormLabel? {
    let facts = detector.facts(text)
    if !facts.meanings.isEmpty {
      return FormLabel(
        row: row, number: state.rows[row].number, cell: cell, text: text, label: facts.label,
        meanings: facts.meanings)
    }
    guard let (name, tail) = text.partsAroundColon, LabelledPieces.several(text).isEmpty else {
      return nil
    }
    let inside = TextFolding.trimmed(tail)
    guard !inside.isEmpty else { return nil }
    let head = detector.facts(name)
    guard !head.label.isEmpty else { return nil }
    let meanings = state.catalog.meaningsAlone(of: head)
    guard !meanings.isEmpty,
      state.catalog.memory.blanks(text).isEmpty || isOneValue(inside, of: meanings)
    else { return nil }
    return FormLabel(
      row: row, number: state.rows[row].number, cell: cell, text: text, label: head.label,
      meanings: meanings, inside: inside)
  }

  /// 示例县01第1小学 and 小学（211） behind a colon are a value, whatever numbers are in them; a sentence with
  /// blanks drawn in it, or of several parts, is none.
  private func isOneValue(_ text: String, of meanings: [WordMeaning]) -> Bool {
    guard text.utf8.count <= 90, !text.hasColon,
      !text.unicodeScalars.contains(where: { "_＿,，、。;；".unicodeScalars.contains($0) })
    else { return NumberReader.isNumberAlone(text) }
    return meanings.contains { meaning in
      let field = state.catalog.forms[meaning.form].fields[meaning.field]
      switch field.kind {
      case .text, .code, .schoolCode, .personName, .date, .month: return true
      case .integer, .number, .yesNo, .identityNumber: return NumberReader.isNumberAlone(text)
      }
    }
  }
}
