// SPDX-License-Identifier: Apache-2.0
// TemplateForm: where everything of one form stands on its blank sheet, before anything is written.

import DataModel
import Definitions

/// A cell or a column to fill in.
struct TemplateSlot {
  /// Index of the field in its form.
  var field: Int
  var range: CellRange
  /// The unit in which it is to be filled in; nil where it has none.
  var unit: String?
}

/// A label with the place of what it names: whose form it is.
struct TemplateLabel {
  var field: Int
  var label: CellReference
  var value: CellRange
}

/// One blank sheet: its form, its layout and the place of every field.
struct TemplateForm {
  /// Rows of a list that are drawn; those below can be filled in too.
  static let listRows = 300
  /// The last row of a list with limits and choices.
  static let reach = 5_000

  /// Index of the form in the pipeline.
  let index: Int
  let form: FormDefinition
  let layout: FormLayout
  let sheet: String
  let title: String
  let slots: [TemplateSlot]
  let identity: [TemplateLabel]
  /// The last row of the header, or of the captions.
  let headerRow: Int
  /// The last row that is drawn.
  let lastRow: Int
  /// By column, from 1.
  let widths: [Double]
  /// The labels of a form of layout `matrix`.
  let grid: TemplateGrid?

  init(_ definitions: DefinitionSet, index: Int, sheet: String) {
    let form = definitions.forms[index]
    let places = TemplatePlaces(definitions, form: form)
    self.index = index
    self.form = form
    self.sheet = sheet
    layout = Self.layout(of: form)
    title = Self.title(of: form)
    let plan =
      switch layout {
      case .list: places.list()
      case .labelValue: places.labels()
      case .matrix: places.matrix(definitions)
      }
    slots = plan.slots
    identity = plan.identity
    headerRow = plan.headerRow
    lastRow = plan.lastRow
    widths = plan.widths
    grid = plan.grid
  }

  /// How to fill the sheet in stands here, right above the header.
  var noteRow: Int { headerRow - (grid?.height ?? 1) }

  func slot(_ field: Int) -> TemplateSlot? { slots.first { $0.field == field } }

  func definition(_ slot: TemplateSlot) -> FieldDefinition { form.fields[slot.field] }

  /// A single record is asked for line by line, many in rows.
  private static func layout(of form: FormDefinition) -> FormLayout {
    if form.layouts.contains(.matrix) { return .matrix }
    if form.isOnePerSchool, form.layouts.contains(.labelValue) { return .labelValue }
    return form.layouts.contains(.list) ? .list : .labelValue
  }

  /// The form's name, and where that is no title by itself the first one that is.
  private static func title(of form: FormDefinition) -> String {
    guard !form.titles.contains(where: { form.name.contains($0) }), let first = form.titles.first
    else { return form.name }
    return "\(form.name)（\(first)）"
  }
}

/// Where everything stands, as one of the layouts has it.
struct TemplatePlan {
  var slots: [TemplateSlot]
  var identity: [TemplateLabel]
  var headerRow: Int
  var lastRow: Int
  var widths: [Double]
  var grid: TemplateGrid?
}
