// SPDX-License-Identifier: Apache-2.0
// ReadingTools: what the definitions give to read any sheet, prepared once and shared by all files.

import DataModel
import Definitions

/// Lookups made from a definition set; a class, because every sheet and column holds it.
final class ReadingTools: Sendable {
  let units: UnitIndex
  let rowWords: RowWords
  let placeholders: PlaceholderWords
  let codes: [String: CodeIndex]
  let captions: CaptionIndex
  let places: PlaceNames
  /// Words of fill-in sentences around what they ask for.
  let sentenceWords: [WordPart]
  /// What each yes/no field asks for, by the field's name.
  private let subjects: [String: Set<String>]
  /// Field ids by form id: what the indicators are made of.
  let indicatorFields: [String: Set<String>]
  /// Ids of the fields whose raw texts are kept.
  let explained: Set<String>

  init(_ definitions: DefinitionSet) {
    units = UnitIndex(definitions.units)
    rowWords = RowWords(definitions.vocabulary, units: units)
    placeholders = PlaceholderWords(definitions.vocabulary)
    let asking = (definitions.forms + [definitions.rosterForm]).flatMap(\.fields)
      .filter { $0.kind == .yesNo }
    subjects = Dictionary(
      asking.map { ($0.name, YesNoReader.subjects(of: $0)) }, uniquingKeysWith: { $0.union($1) })
    indicatorFields = definitions.indicatorFields
    explained = Set(definitions.indicatorFields.values.joined())
    captions = CaptionIndex(definitions.vocabulary.captions)
    places = PlaceNames(definitions.vocabulary.parts)
    sentenceWords = definitions.vocabulary.parts.sentenceWords.map(WordPart.init)
    codes = definitions.codeLists.mapValues(CodeIndex.init)
  }

  /// The reader of a field in a column.
  func reader(of field: FieldDefinition, column: ColumnFacts, system: DateSystem) -> any FieldReader
  {
    let placeholders = placeholders.extended(by: field.placeholders)
    return switch field.kind {
    case .integer, .number:
      NumberReader(field: field, column: column, units: units, words: placeholders)
    case .date, .month:
      DateReader(field: field, column: column, system: system, words: placeholders)
    case .yesNo:
      YesNoReader(field: field, words: placeholders, subjects: subjects[field.name] ?? [])
    case .code(let list):
      CodeReader(
        field: field, list: codes[list] ?? CodeIndex.none, words: placeholders, column: column)
    case .text, .personName, .identityNumber, .schoolCode:
      TextReader(field: field, words: placeholders)
    }
  }

  /// The short way for the cells of a field in a column.
  func plainCells(of field: FieldDefinition, column: ColumnFacts) -> PlainCells {
    PlainCells(field, column: column, words: placeholders.extended(by: field.placeholders))
  }

  private static let month = Array("年月".utf8)
  private static let day = Array("年月日".utf8)

  /// How the cells of a column are converted, and from which unit.
  struct UnitChoice {
    var facts = ColumnFacts()
    /// As in `RecordColumn`.
    var readUnit = ""
    /// The name of a unit that cannot be the field's; its column has no values.
    var conflict: String?
  }

  /// The unit of cells that name none: header or label, then the sheet's note, then the declared default.
  func unitChoice(
    for field: FieldDefinition, label: HeaderLabel, labelText: String,
    notes: [String: UnitDefinition]
  ) -> UnitChoice {
    var choice = UnitChoice()
    switch field.kind {
    case .integer, .number: break
    case .date, .month:
      choice.facts.asksForMonth =
        labelText.containsBytes(of: Self.month) && !labelText.containsBytes(of: Self.day)
      return choice
    case .text, .personName, .code, .yesNo, .identityNumber, .schoolCode: return choice
    }
    var unit = label.unit
    if unit == nil, let bare = label.bare?.unit, units.measureTheSame(bare, field.unit) {
      unit = bare
    }
    if unit == nil, let own = field.unit.flatMap(units.unit) { unit = notes[own.canonical] }
    return convert(unit, of: field, into: choice)
  }

  /// The unit of cells of which neither header nor note says one; nil where that cannot be the field's.
  func unitChoiceWithoutUnit(for field: FieldDefinition) -> UnitChoice? {
    let choice = convert(nil, of: field, into: UnitChoice())
    return choice.conflict == nil ? choice : nil
  }

  private func convert(
    _ unit: UnitDefinition?, of field: FieldDefinition, into choice: UnitChoice
  ) -> UnitChoice {
    guard let unit = unit ?? field.defaultUnit.flatMap(units.unit) else { return choice }
    var choice = choice
    switch units.conversion(from: unit, to: field.unit, isCount: field.kind == .integer) {
    case .conflict: choice.conflict = unit.name
    case .factor(let factor):
      choice.facts.factor = factor
      choice.facts.isConverted = factor != .one
      if factor != .one { choice.readUnit = unit.name }
    }
    return choice
  }
}

extension CodeIndex {
  /// For a field whose list the definitions lack: nothing is in it.
  static let none = CodeIndex(
    CodeList(
      id: "", entries: [],
      source: DefinitionSource(document: "", clause: "", confirmed: false),
      place: DefinitionPlace(file: "", line: 0, column: 0)))
}
