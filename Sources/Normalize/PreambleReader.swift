// SPDX-License-Identifier: Apache-2.0
// PreambleReader: reads values that stand once above a list and hold for all its records.

import DataModel
import Definitions

/// Values such as `学校名称：示例小学` in the rows above a header that has no column for them.
struct PreambleReader {
  private let state: SheetState
  private let match: HeaderMatch
  private let fields: [FieldDefinition]

  init(_ state: SheetState, match: HeaderMatch) {
    self.state = state
    self.match = match
    fields = state.catalog.forms[match.form].fields
  }

  /// A value above the header that holds for all records.
  struct Given {
    /// Index of the field in its form.
    var field: Int
    var value: Cell
    /// Row number.
    var row: Int
  }

  /// One column of one value for each field that is named above the header.
  func columns(of given: [Given]) -> [ColumnBuilder] {
    var found = given.map { column($0.field, $0.value, row: $0.row) }
    guard state.context.hasSheetPerSchool else { return found }
    var taken = takenFields()
    for value in given { taken[value.field] = true }
    if let named = nameOfSheet(besides: taken) { found.append(named) }
    return found
  }

  /// Which fields have a column.
  private func takenFields() -> [Bool] {
    var taken = [Bool](all: false, count: fields.count)
    for index in match.columns.indices { taken[match.columns[index].field] = true }
    return taken
  }

  /// What is written above the header, each field once.
  func given(rows: [Int], with detector: inout LayoutDetector) -> [Given] {
    guard !rows.isEmpty else { return [] }
    var taken: [Bool]?
    var found: [Given] = []
    for index in rows.suffix(8) {
      let row = state.titleRows[index]
      for cell in row.cells.prefix(32) {
        guard let text = cell.textValue, text.utf8.count <= 400 else { continue }
        for (field, value) in values(text, cell, row: row, with: &detector) {
          var fields = taken ?? takenFields()
          if !fields[field], !isOffice(value, as: field) {
            fields[field] = true
            found.append(Given(field: field, value: value, row: row.number))
          }
          taken = fields
        }
      }
    }
    return found
  }

  /// 填报单位：示例县教育局 says who fills the table in, and is no school.
  private func isOffice(_ value: Cell, as field: Int) -> Bool {
    fields[field].id == "school_name"
      && value.textValue.map { TextFolding.trimmed($0).hasSuffix("局") } ?? false
  }

  /// The school or town that the sheet is named after, where each sheet of the file has its own.
  private func nameOfSheet(besides taken: [Bool]) -> ColumnBuilder? {
    let name = TextFolding.trimmed(state.sheet.info.name)
    let id = state.tools.places.isSchool(name) ? "school_name" : "town"
    guard id == "school_name" || state.tools.places.isTown(name),
      let field = state.catalog.forms[match.form].fieldIndex(id), !taken[field]
    else { return nil }
    return column(field, Cell(column: 1, value: .text(name)), row: nil)
  }

  /// Each label of the cell that has its value with it.
  private func values(
    _ text: String, _ cell: Cell, row: SheetRow, with detector: inout LayoutDetector
  ) -> [(field: Int, value: Cell)] {
    let pieces = LabelledPieces.several(text)
    guard pieces.count >= 2 else {
      return value(text, cell, row: row, with: &detector).map { [$0] } ?? []
    }
    var found: [(field: Int, value: Cell)] = []
    for piece in pieces where !piece.value.isEmpty {
      guard let field = field(detector.facts(Self.withoutSeal(piece.label))) else { continue }
      found.append((field, Cell(column: cell.column, value: .text(Self.own(piece.value)))))
    }
    return found
  }

  /// The value behind the colon, or in the next cell.
  private func value(
    _ text: String, _ cell: Cell, row: SheetRow, with detector: inout LayoutDetector
  ) -> (field: Int, value: Cell)? {
    if let (head, tail) = text.partsAroundColon {
      let inside = Self.own(TextFolding.trimmed(tail))
      guard let field = field(detector.facts(Self.withoutSeal(head))) else { return nil }
      if !inside.isEmpty { return (field, Cell(column: cell.column, value: .text(inside))) }
      return neighbour(of: cell, in: row).map { (field, $0) }
    }
    guard let value = neighbour(of: cell, in: row),
      let field = field(detector.facts(Self.withoutSeal(text)))
    else { return nil }
    return (field, value)
  }

  /// 填报单位 of 填报单位（盖章）: where the seal goes is no part of a label or a name.
  private static func withoutSeal(_ text: String) -> String {
    let word = TextFolding.trimmed(text)
    // The last bytes of the brackets: nearly no text ends so.
    guard let end = word.utf8.last, end == 0x29 || end == 0x89 || end == 0x91,
      let last = word.last, "）)】".contains(last),
      let open = word.lastIndex(where: { "（(【".contains($0) }), open > word.startIndex
    else { return text }
    let inside = word[word.index(after: open)...].dropLast()
    guard inside.last == "章" || inside.last == "印" else { return text }
    return TextFolding.trimmed(String(word[..<open]))
  }

  /// 示例小学 of `示例小学 填表人：张三`: the next label and its value are none of it.
  private static func own(_ value: String) -> String {
    guard let (head, _) = value.partsAroundColon,
      let space = head.lastIndex(where: { $0.unicodeScalars.allSatisfy(TextFolding.isSpace) })
    else { return withoutSeal(value) }
    return withoutSeal(TextFolding.trimmed(String(head[..<space])))
  }

  private func neighbour(of cell: Cell, in row: SheetRow) -> Cell? {
    let next = cell.column + state.merges.width(row: row.number, column: cell.column)
    guard let value = row.cell(column: next), !value.value.isEmpty else { return nil }
    return value
  }

  private func field(_ facts: WordFacts) -> Int? {
    // 单位：万元 says in what the table is counted, and 单位：示例小学 who fills it; no record has it.
    guard state.tools.captions.role(facts.label.word) != .unit else { return nil }
    return state.catalog.meaningsAlone(of: facts).first { meaning in
      let field = meaning.form == match.form ? fields[meaning.field] : nil
      return meaning.evidence > Evidence.weak && field?.isIgnored == false
        && field?.derivation == nil
    }?.field
  }

  /// A value that stands in no row is the sheet's name.
  private func column(_ field: Int, _ value: Cell, row: Int?) -> ColumnBuilder {
    let definition = fields[field]
    let builder = ColumnBuilder(
      state.catalog.plans[match.form][field], fieldIndex: field, column: value.column,
      in: state)
    guard let row else {
      builder.appendName(value)
      return builder
    }
    if let problem = builder.append(value, row: row) {
      state.log.add(
        problem, form: state.catalog.forms[match.form].id, field: definition,
        at: CellReference(row: row, column: value.column), raw: value.value.rawText)
    }
    return builder
  }
}
