// SPDX-License-Identifier: Apache-2.0
// TemplateLists: the choices of coded fields, in the cell's own rule or on a hidden sheet.

import DataModel
import Definitions

/// The choices that one workbook offers.
struct TemplateLists {
  /// The hidden sheet's name: one of those that are known to hold no data.
  static let sheet = "选项"

  /// Choices too long for a cell's own rule, each with the name it is defined under.
  private(set) var named: [(name: String, choices: [String])] = []
  private var names: [[String]: String] = [:]
  private let definitions: DefinitionSet

  init(_ definitions: DefinitionSet, forms: [TemplateForm]) {
    self.definitions = definitions
    for form in forms {
      for slot in form.slots {
        guard let choices = choices(slot, of: form), !Self.fitsInCell(choices),
          names[choices] == nil
        else { continue }
        let name = "options_\(named.count + 1)"
        names[choices] = name
        named.append((name, choices))
      }
    }
  }

  /// What may be chosen; nil where anything may be written.
  func choices(_ slot: TemplateSlot, of form: TemplateForm) -> [String]? {
    let field = form.definition(slot)
    switch field.kind {
    case .yesNo: return ["是", "否"]
    case .code(let id):
      guard let list = definitions.codeLists[id] else { return nil }
      // A code that has gone out of use is not handed out any more.
      let names = list.entries.filter { $0.attributes["until"] ?? "" == "" }.map(\.name)
      return names.isEmpty ? nil : names
    case .text: return items(field, of: form.form)
    case .personName, .integer, .number, .date, .month, .identityNumber, .schoolCode: return nil
    }
  }

  /// The items that a county states of itself.
  private func items(_ field: FieldDefinition, of form: FormDefinition) -> [String]? {
    guard let declared = definitions.items.declared, declared.form == form.id else { return nil }
    let items = definitions.items.items
    guard !items.isEmpty else { return nil }
    if field.id == declared.itemField { return items.map(\.id) }
    return field.id == declared.nameField ? items.map(\.name) : nil
  }

  func limit(_ choices: [String]) -> XlsxValidation.Limit {
    names[choices].map { .choicesNamed($0) } ?? .choices(choices)
  }

  /// A comma would part a choice in two.
  ///
  /// Excel allows 255 characters; the library has room for no more than as many bytes.
  private static func fitsInCell(_ choices: [String]) -> Bool {
    let length = choices.reduce(choices.count - 1) { $0 + $1.utf8.count }
    return length < XlsxValidation.longestList && !choices.contains { $0.contains(",") }
  }

  /// Writes the hidden sheet, if one is needed; a column for each list.
  func write(_ file: XlsxFile, _ styles: SheetStyles) throws {
    guard !named.isEmpty else { return }
    let sheet = try file.addSheet(Self.sheet)
    for (index, list) in named.enumerated() {
      let column = index + 1
      let top = CellReference(row: 1, column: column)
      try file.write(list.name, at: top, styles.header, on: sheet)
      for (offset, choice) in list.choices.enumerated() {
        let place = CellReference(row: offset + 2, column: column)
        try file.write(choice, at: place, styles.text, on: sheet)
      }
      let cells = CellRange(
        first: CellReference(row: 2, column: column),
        last: CellReference(row: list.choices.count + 1, column: column))
      try file.define(
        list.name,
        as: "=" + SheetNames.reference(Self.sheet, TemplateTotals.absolute(cells)))
    }
    file.protect(sheet)
    file.hide(sheet)
  }
}
