// SPDX-License-Identifier: Apache-2.0
// FieldPlan: what reads a field, prepared once for all columns that are that field.

import DataModel
import Definitions

/// A field with what depends on it alone.
///
/// A class, made once for a run: a school's workbook has some sixty columns of a few cells each, and
/// copying a definition with all its words costs more than reading these.
final class FieldPlan: Sendable {
  let field: FieldDefinition
  /// Whether the texts of its cells are kept beside the values.
  let keepsRaw: Bool
  /// The reader for a column of which nothing else is known than its field.
  let reader: any FieldReader
  /// The short way for the cells of such a column.
  let plain: PlainCells
  /// What a blank cell of such a column says.
  let blank: FieldReading

  init(_ field: FieldDefinition, tools: ReadingTools) {
    self.field = field
    keepsRaw = tools.explained.contains(field.id) && !field.isSensitive
    reader = tools.reader(of: field, column: ColumnFacts(), system: .from1900)
    plain = tools.plainCells(of: field, column: ColumnFacts())
    blank = Self.blank(of: field, reader)
  }

  /// What the form says that a blank means; else it means nothing.
  static func blank(of field: FieldDefinition, _ reader: any FieldReader) -> FieldReading {
    guard let meaning = field.blankMeans else { return FieldReading(.missing(.blank)) }
    var reading = reader.read(Cell(column: 1, value: .text(meaning)))
    reading.steps = .blankMeans
    reading.problem = nil
    return reading
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
  var isUsual: Bool { !isConverted && !asksForMonth }
}
