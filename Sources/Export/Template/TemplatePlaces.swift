// SPDX-License-Identifier: Apache-2.0
// TemplatePlaces: lays the fields of a form out as a list, as labels with values, or as a matrix.

import DataModel
import Definitions

/// Finds a place for every field of a form that is to be filled in.
struct TemplatePlaces {
  private static let titleRows = 1

  private let form: FormDefinition
  private let lists: [String: CodeList]

  init(_ definitions: DefinitionSet, form: FormDefinition) {
    self.form = form
    lists = definitions.codeLists
  }

  /// Fields to fill in, in the order of the form; schools of a county's list come first.
  ///
  /// Left out: serial numbers and whatever else is not kept, what follows from another field, and whose
  /// form it is, which stands above.
  private var fields: [Int] {
    let identity = TemplateOwner.identityFields(form.level)
    let asked = form.fields.indices.filter { index in
      let field = form.fields[index]
      return !field.isIgnored && field.derivation == nil && !identity.contains(field.id)
    }
    let schools = ["school_code", "school_name"]
    return asked.filter { schools.contains(form.fields[$0].id) }
      + asked.filter { !schools.contains(form.fields[$0].id) }
  }

  private var identityFields: [Int] {
    TemplateOwner.identityFields(form.level).compactMap(form.fieldIndex)
  }

  private func unit(_ field: Int) -> String? {
    form.fields[field].defaultUnit ?? form.fields[field].unit
  }

  // MARK: Lists

  func list() -> TemplatePlan {
    var widths = fields.map(width)
    let identity = identity(widths: &widths)
    let header = rowsAbove(identity) + 1
    // A single record has a single row.
    let rows = form.isOnePerSchool ? 1 : TemplateForm.listRows
    let last = form.isOnePerSchool ? header + 1 : TemplateForm.reach
    let slots = fields.enumerated().map { offset, field in
      TemplateSlot(
        field: field, range: Self.range(header + 1, offset + 1, last, offset + 1),
        unit: unit(field))
    }
    return TemplatePlan(
      slots: slots, identity: identity, headerRow: header, lastRow: header + rows, widths: widths)
  }

  /// A label and its value in each row: two labels in one row would look like a header.
  private func identity(widths: inout [Double]) -> [TemplateLabel] {
    var last = 2
    while widths.count < last { widths.append(10) }
    var room = widths[1]
    while room < 30 {
      last += 1
      if widths.count < last { widths.append(10) }
      room += widths[last - 1]
    }
    return identityFields.enumerated().map { offset, field in
      let row = Self.titleRows + 1 + offset
      return TemplateLabel(
        field: field, label: CellReference(row: row, column: 1),
        value: Self.range(row, 2, row, last))
    }
  }

  /// Title, whose form it is, and how to fill it in.
  private func rowsAbove(_ identity: [TemplateLabel]) -> Int {
    Self.titleRows + identity.count + 1
  }

  /// Wide enough for what is filled in, and for the header on not too many lines.
  private func width(_ field: Int) -> Double {
    let definition = form.fields[field]
    let own: Double =
      switch definition.kind {
      case .text: definition.id == "note" ? 20 : 16
      case .personName: 10
      case .integer, .number: 11
      case .code(let list):
        min(22, Double(lists[list]?.entries.map { SheetWriter.width(of: $0.name) }.max() ?? 8) + 4)
      case .date: 13
      case .month: 11
      case .yesNo: 9
      case .identityNumber: 22
      case .schoolCode: 14
      }
    let header = SheetWriter.width(of: TemplateTexts.header(definition))
    return max(10, own, Double(min(header + 2, 12)), Double(header) / 3 + 2)
  }

  // MARK: Labels and values

  /// 序号 | 填报项目 | 计量单位 | 填报值 | 填报说明.
  func labels() -> TemplatePlan {
    let header = Self.titleRows + 2
    var row = header
    let identity = identityFields.map { field in
      row += 1
      return TemplateLabel(
        field: field, label: CellReference(row: row, column: 2), value: Self.range(row, 4, row, 4))
    }
    let slots = fields.map { field in
      row += 1
      return TemplateSlot(field: field, range: Self.range(row, 4, row, 4), unit: unit(field))
    }
    return TemplatePlan(
      slots: slots, identity: identity, headerRow: header, lastRow: row,
      widths: [6, 34, 10, 26, 50])
  }

  // MARK: Matrices

  func matrix(_ definitions: DefinitionSet) -> TemplatePlan {
    let grid = TemplateGrid(form, fields: fields, vocabulary: definitions.vocabulary)
    var widths = Array(repeating: grid.depth == 1 ? 34.0 : 20.0, count: grid.depth)
    widths.append(10)
    widths += grid.columns.map { path in
      max(12, Double(path.map { SheetWriter.width(of: $0) }.max() ?? 0) + 2)
    }
    let identity = identity(widths: &widths)
    let header = rowsAbove(identity) + grid.height
    var slots: [TemplateSlot] = []
    for cell in grid.cells {
      let row = header + 1 + cell.row
      let column = grid.depth + 2 + cell.column
      slots.append(
        TemplateSlot(
          field: cell.field, range: Self.range(row, column, row, column), unit: unit(cell.field)))
    }
    return TemplatePlan(
      slots: slots, identity: identity, headerRow: header, lastRow: header + grid.rows.count,
      widths: widths, grid: grid)
  }

  private static func range(_ top: Int, _ left: Int, _ bottom: Int, _ right: Int) -> CellRange {
    CellRange(
      first: CellReference(row: top, column: left), last: CellReference(row: bottom, column: right))
  }
}
