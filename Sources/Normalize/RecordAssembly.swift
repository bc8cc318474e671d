// SPDX-License-Identifier: Apache-2.0
// RecordAssembly: makes the record table of the columns that were read and of those derived from them.

import DataModel
import Definitions

/// Puts the columns of one table together.
struct RecordAssembly {
  private let state: SheetState
  private let formIndex: Int
  private let builders: [ColumnBuilder]
  private let rowCount: Int
  /// Columns whose one value holds for every record.
  private let constants: [ColumnBuilder]

  init(
    _ state: SheetState, form: Int, builders: [ColumnBuilder], rowCount: Int,
    constants: [ColumnBuilder] = []
  ) {
    self.constants = constants
    self.state = state
    formIndex = form
    self.builders = builders
    self.rowCount = rowCount
  }

  private var form: FormDefinition { state.catalog.forms[formIndex] }

  /// The table: columns in the order of the form's fields.
  func table() -> RecordTable {
    let columns =
      state.catalog.fieldFacts[formIndex].hasDerived ? columnsWithDerived() : columnsRead()
    let table = RecordTable(
      form: form.id, sheet: state.index, columns: columns, rowCount: rowCount)
    table.checkInvariants()
    return table
  }

  private func columnsRead() -> [RecordColumn] {
    // Places among the builders, and behind these among the constants, by field.
    var places = [Int](all: -1, count: form.fields.count)
    for index in builders.indices { places[builders[index].fieldIndex] = index }
    for index in constants.indices {
      places[constants[index].fieldIndex] = builders.count + index
    }
    var columns: [RecordColumn] = []
    columns.reserveCapacity(builders.count + constants.count)
    for place in places where place >= 0 {
      columns.append(
        place < builders.count
          ? builders[place].finish() : spread(constants[place - builders.count].finish()))
    }
    return columns
  }

  private func columnsWithDerived() -> [RecordColumn] {
    var columns = [RecordColumn?](all: nil, count: form.fields.count)
    for builder in builders { columns[builder.fieldIndex] = builder.finish() }
    for builder in constants { columns[builder.fieldIndex] = spread(builder.finish()) }
    for index in form.fields.indices {
      guard let derivation = form.fields[index].derivation,
        let source = form.fieldIndex(derivation.field), let base = columns[source],
        case .code(let list) = form.fields[source].kind
      else { continue }
      columns[index] = derived(
        form.fields[index], from: base, attribute: derivation.attribute, list: list,
        written: columns[index])
    }
    return columns.compactMap { $0 }
  }

  private func spread(_ column: RecordColumn) -> RecordColumn {
    guard let value = column.values.first, let origin = column.origins.first,
      let steps = column.steps.first
    else { return RecordColumn(field: column.field) }
    return RecordColumn(
      field: column.field, values: Array(all: value, count: rowCount),
      origins: CellOrigins(repeating: origin, count: rowCount),
      steps: Array(all: steps, count: rowCount), readUnit: column.readUnit,
      rawTexts: column.rawTexts[0].map { RawTexts(repeating: $0, count: rowCount) } ?? RawTexts())
  }

  /// The attribute of each code; where the code is missing, what the sheet itself says, if anything.
  private func derived(
    _ field: FieldDefinition, from base: RecordColumn, attribute: String, list: String,
    written: RecordColumn?
  ) -> RecordColumn {
    let codes = state.tools.codes[list]
    var memory = TextMap<FieldValue>()
    var column = RecordColumn(field: field.id, origins: base.origins)
    column.values.reserveCapacity(rowCount)
    column.steps = Array(all: .none, count: rowCount)
    var taken: [Int] = []
    for row in 0..<rowCount {
      var value = FieldValue.missing(.blank)
      if case .text(let name) = base.values[row] {
        if let known = memory[name] {
          value = known
        } else {
          value = Self.value(codes?.attribute(attribute, of: name), of: field)
          memory[name] = value
        }
      } else {
        value = base.values[row]
      }
      if value.isMissing, let written, !written.values[row].isMissing {
        value = written.values[row]
        taken.append(row)
        column.steps[row] = written.steps[row]
      }
      column.values.append(value)
    }
    if let written, !taken.isEmpty {
      column.origins = base.origins.replacing(at: taken, from: written.origins)
    }
    return column
  }

  private static func value(_ attribute: String?, of field: FieldDefinition) -> FieldValue {
    guard let attribute, !attribute.isEmpty else { return .missing(.notApplicable) }
    switch field.kind {
    case .integer, .number:
      return ExactNumber(decimal: attribute).map(FieldValue.number) ?? .missing(.unreadable)
    case .text, .personName, .code, .date, .month, .yesNo, .identityNumber, .schoolCode:
      return .text(attribute)
    }
  }
}
