// SPDX-License-Identifier: Apache-2.0
// TemplateWorkbook: one blank workbook: how to fill it in, a sheet for each form, the choices.

package import DataModel
package import Definitions

/// What all blank workbooks of one command have in common.
package struct TemplateSet: Sendable {
  package var definitions: DefinitionSet
  /// Ids of the forms that are wanted, in any order; empty: all.
  package var forms: [String]
  /// Who gets the filled-in workbook; "" where nobody said.
  package var returnTo: String
  /// Language of hints and instructions; names are those of the forms.
  package var language: Language

  package init(
    definitions: DefinitionSet, forms: [String] = [], returnTo: String = "",
    language: Language = .chinese
  ) {
    self.definitions = definitions
    self.forms = forms
    self.returnTo = returnTo
    self.language = language
  }

  /// Whose forms are wanted.
  package var levels: Set<FormLevel> {
    Set(indices.map { definitions.forms[$0].level })
  }

  /// The forms wanted, those that must be handed in first.
  private var indices: [Int] {
    let wanted = definitions.forms.indices.filter {
      forms.isEmpty || forms.contains(definitions.forms[$0].id)
    }
    return wanted.filter { definitions.forms[$0].isRequired }
      + wanted.filter { !definitions.forms[$0].isRequired }
  }

  /// The sheets of a workbook.
  func sheets(_ level: FormLevel) -> [TemplateForm] {
    var names = SheetNames(taken: [TemplateGuide.sheet, TemplateLists.sheet])
    return indices.filter { definitions.forms[$0].level == level }.map { index in
      TemplateForm(
        definitions, index: index, sheet: names.claim(definitions.forms[index].name))
    }
  }

  /// By form and field: the cell to fill in, in a list that of the first record.
  package func cells(
    _ level: FormLevel
  ) -> [(form: String, cells: [String: CellReference])] {
    sheets(level).map { form in
      var cells: [String: CellReference] = [:]
      for slot in form.slots { cells[form.definition(slot).id] = slot.range.first }
      return (form.form.id, cells)
    }
  }

  /// Writes the workbook of one school, one county or anybody.
  package func write(_ owner: TemplateOwner, to folder: String) throws -> OutputFile {
    let place = OutputFolder(folder)
    try place.prepare(owner.path)
    let title = [owner.name, definitions.name.chinese].filter { !$0.isEmpty }
      .joined(separator: " ")
    let file = try XlsxFile(
      path: place.absolute(owner.path),
      properties: XlsxProperties(
        title: title, subject: owner.code, keywords: definitions.id,
        comments: "\(definitions.id) \(definitions.version)", created: Self.created),
      keepsRows: true)
    let book = try TemplateBook(self, owner: owner, file: file)
    try book.write()
    try file.close()
    return try place.describe(owner.path, rows: book.forms.count)
  }

  /// A fixed day, 1 September 2024, so that the same declarations give the same bytes.
  private static let created = 1_725_148_800
}

/// One blank workbook being written.
struct TemplateBook {
  let owner: TemplateOwner
  let file: XlsxFile
  let forms: [TemplateForm]
  let styles: TemplateStyles
  let texts: TemplateTexts
  let lists: TemplateLists
  let totals: TemplateTotals
  let set: TemplateSet

  init(_ set: TemplateSet, owner: TemplateOwner, file: XlsxFile) throws {
    self.set = set
    self.owner = owner
    self.file = file
    forms = set.sheets(owner.level)
    let rules = TemplateRules(set.definitions)
    styles = try TemplateStyles(file)
    texts = TemplateTexts(definitions: set.definitions, language: set.language, rules: rules)
    lists = TemplateLists(set.definitions, forms: forms)
    totals = TemplateTotals(rules, forms: forms)
  }

  func write() throws {
    try TemplateGuide(book: self).write()
    for form in forms { try TemplateSheet(self, form).write() }
    try lists.write(file, styles.sheet)
  }

  /// The cell of an earlier sheet in which whose form it is has been filled in already.
  func firstIdentity(_ field: String, before form: TemplateForm) -> String? {
    guard let first = forms.first, first.index != form.index,
      let label = first.identity.first(where: { first.form.fields[$0.field].id == field })
    else { return nil }
    return SheetNames.reference(first.sheet, label.value.first.description)
  }
}
