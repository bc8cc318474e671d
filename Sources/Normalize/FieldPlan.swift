// SPDX-License-Identifier: Apache-2.0
// FieldPlan: what reads a field, prepared once for all columns that are that field.

import DataModel
import Definitions
import Synchronization

/// A field with what depends on it alone.
///
/// A class, made once for a run: a school's workbook has some sixty columns of a few cells each, and
/// copying a definition with all its words costs more than reading these.
final class FieldPlan: Sendable {
  let field: FieldDefinition
  /// Whether the texts of its cells are kept beside the values.
  let keepsRaw: Bool
  /// What its column is headed or counted in changes how its cells are read.
  let dependsOnHeader: Bool
  /// The reader for a column of which nothing else is known than its field.
  let reader: any FieldReader
  /// The short way for the cells of such a column.
  let plain: PlainCells
  /// What a blank cell of such a column says.
  let blank: FieldReading
  /// Whether equal cells give equal readings often enough for a memory of them to pay.
  let repeats: Bool
  /// Whether the value of a merged cell is that of each of its rows: words may stand once for several,
  /// a number is not the number of each.
  let takesMergedValue: Bool
  /// The code list of a field that has one.
  let list: CodeIndex?
  /// Whether plain numbers may be entries of that list: see `PlainNumbers`.
  let hasPlainNumbers: Bool
  /// Whether its values come from a list, even one that the definitions lack.
  let hasList: Bool
  /// Whether a row above its records may say it for all of them: see `GroupRows`.
  let isGroup: Bool
  /// Whether words without a digit stand in its columns.
  let mayBeWords: Bool
  /// Whether a text of the field may contradict it, or its values come from another field.
  let mayContradict: Bool
  /// The canonical unit of what is measured, where a column must say its unit; nil for any other field.
  let quantityToName: String?
  /// A number, and the unit that it is kept in.
  private let isMeasured: Bool
  private let ownUnit: UnitDefinition?
  /// How a column of numbers is read of which neither header nor note says a unit; nil for other kinds.
  let choiceWithoutUnit: ReadingTools.UnitChoice?
  private let readings = Mutex(ReadingMemory())

  init(_ field: FieldDefinition, tools: ReadingTools) {
    self.field = field
    dependsOnHeader =
      switch field.kind {
      case .integer, .number, .date, .month: true
      case .text, .personName, .code, .yesNo, .identityNumber, .schoolCode: false
      }
    takesMergedValue =
      switch field.kind {
      case .text, .code, .schoolCode, .yesNo: true
      case .integer, .number, .date, .month, .personName, .identityNumber: false
      }
    if case .code(let id) = field.kind {
      list = tools.codes[id]
      hasPlainNumbers = list?.hasPlainNumbers == true
      hasList = true
      isGroup = field.fillsDown
    } else {
      list = nil
      hasPlainNumbers = false
      hasList = false
      isGroup = false
    }
    mayBeWords =
      switch field.kind {
      case .integer, .number, .date, .month, .identityNumber, .schoolCode: false
      case .text, .personName, .code, .yesNo: true
      }
    mayContradict = ColumnDoubt.mayContradict(field.kind) || field.derivation != nil
    quantityToName =
      field.defaultUnit == nil ? field.unit.flatMap(tools.units.unit)?.canonical : nil
    ownUnit = field.unit.flatMap(tools.units.unit)
    isMeasured = field.kind == .integer || field.kind == .number
    choiceWithoutUnit =
      switch field.kind {
      case .integer, .number: tools.unitChoiceWithoutUnit(for: field)
      case .text, .personName, .code, .yesNo, .identityNumber, .schoolCode, .date, .month: nil
      }
    keepsRaw = tools.explained.contains(field.id) && !field.isSensitive
    reader = tools.reader(of: field, column: ColumnFacts(), system: .from1900)
    plain = tools.plainCells(of: field, column: ColumnFacts())
    blank = Self.blank(of: field, reader)
    repeats = reader.repeats
  }

  /// What the form says that a blank means; else it means nothing.
  static func blank(of field: FieldDefinition, _ reader: any FieldReader) -> FieldReading {
    guard let meaning = field.blankMeans else { return FieldReading(.missing(.blank)) }
    var reading = reader.read(Cell(column: 1, value: .text(meaning)))
    reading.steps = .blankMeans
    reading.problem = nil
    return reading
  }

  /// What the words of columns of which nothing else is known were read as so far.
  var memory: ReadingMemory { readings.withLock { $0 } }

  /// Adds a reading for all columns, unless there are too many; gives what they know then.
  func keep(_ reading: FieldReading, of text: String) -> ReadingMemory {
    readings.withLock { readings in
      readings.share(reading, of: text)
      return readings
    }
  }

  /// How a column is read that is counted in the field's own unit, or of which neither its label nor a
  /// note says in what; nil where there is more to find out.
  func usualChoice(
    _ label: HeaderLabel, notes: [String: UnitDefinition]
  ) -> ReadingTools.UnitChoice? {
    guard dependsOnHeader else { return ReadingTools.UnitChoice() }
    var unit = label.unit
    if unit == nil, let bare = label.bare?.unit, bare.canonical == ownUnit?.canonical {
      unit = bare
    }
    guard let unit else {
      guard let ownUnit, !notes.isEmpty, notes[ownUnit.canonical] != nil else {
        return choiceWithoutUnit
      }
      return nil
    }
    // Of a quantity's first unit nothing is converted.
    guard isMeasured, let ownUnit, unit.canonical == ownUnit.canonical, unit.factor == .one,
      ownUnit.factor == .one
    else { return nil }
    return ReadingTools.UnitChoice()
  }

  /// The reader for a column.
  func reader(
    _ column: ColumnFacts, system: DateSystem, tools: ReadingTools
  ) -> any FieldReader {
    column.isUsual && system == .from1900
      ? reader : tools.reader(of: field, column: column, system: system)
  }
}

extension ColumnFacts {
  /// The header says nothing that changes what its cells are.
  var isUsual: Bool { !isConverted && !asksForMonth && !hasPlainNumbers }
}
