// SPDX-License-Identifier: Apache-2.0
// TemplateGuide: 填报说明, the first sheet: what is asked, how to answer, and who gets the answers.

import DataModel
import Definitions

/// Writes the first sheet of a blank workbook.
struct TemplateGuide {
  /// Both the sheet's name and its first cell: by the two together it is known to hold no data.
  static let sheet = "填报说明"
  /// More choices are not printed one by one.
  private static let shownChoices = 40

  let book: TemplateBook
  private var texts: TemplateTexts { book.texts }
  private var definitions: DefinitionSet { book.set.definitions }

  func write() throws {
    var sheet = try SheetWriter(book.file, book.styles.sheet, name: Self.sheet)
    let heading = try book.file.style(
      CellStyle(face: .hei, size: 12, isBold: true, isBordered: false))
    try sheet.title(Self.sheet)
    try sheet.append([SheetCell(definitions.name.text(texts.language), heading)])
    sheet.skip()
    let label = try book.file.style(CellStyle(face: .hei, fill: 0xF2F2F2, wraps: true))
    let plain = try book.file.style(CellStyle(alignment: .left, wraps: true))
    for (index, width) in Self.widths.enumerated() { sheet.limit(column: index + 1, to: width) }
    for (name, value) in facts {
      try sheet.append([SheetCell(name, label), SheetCell(value, plain)])
    }
    sheet.skip()
    try sheet.append([SheetCell(texts.sentence("template-guide-how"), heading)])
    // Written over the whole width: nobody reads small print.
    let text = try book.file.style(CellStyle(size: 11, isBordered: false))
    let width = Self.widths.reduce(0, +) - 16
    for line in lines.flatMap({ SheetWriter.lines(of: $0, width: width) }) {
      try sheet.append([SheetCell(line, text)])
    }
    sheet.skip()
    try sheet.append([SheetCell(texts.sentence("template-guide-forms"), heading)])
    try writeForms(&sheet, label, plain)
    sheet.skip()
    try sheet.append([SheetCell(texts.sentence("template-guide-fields"), heading)])
    try writeFields(&sheet, label, plain)
    try finish(sheet)
  }

  private static let widths = [22, 30, 9, 9, 58, 42]

  private func finish(_ sheet: SheetWriter) throws {
    for (index, width) in Self.widths.enumerated() {
      try book.file.setWidth(Double(width), ofColumn: index + 1, on: sheet.sheet)
    }
    try book.file.setPrint(sheet.sheet, XlsxPrint(header: book.owner.name))
    book.file.protect(sheet.sheet)
  }

  // MARK: The beginning

  /// Whose workbook it is, what it rests on, who gets it back.
  private var facts: [(String, String)] {
    var facts: [(String, String)] = []
    let owner = [book.owner.name, book.owner.code].filter { !$0.isEmpty }.joined(separator: " ")
    if !owner.isEmpty { facts.append((texts.sentence("template-guide-owner"), owner)) }
    facts.append((texts.sentence("template-guide-source"), definitions.source.label))
    let version = "\(definitions.id) \(definitions.version)"
    facts.append((texts.sentence("template-guide-version"), version))
    facts.append((texts.sentence("template-guide-return"), returnTo))
    return facts
  }

  private var returnTo: String {
    if !book.set.returnTo.isEmpty { return book.set.returnTo }
    let county = book.owner.identity["county_name"] ?? ""
    switch book.owner.level {
    case .school where !county.isEmpty:
      return texts.sentence("template-return-to-county", ["county": county])
    case .school: return texts.sentence("template-return-to-any-county")
    case .county: return texts.sentence("template-return-to-province")
    }
  }

  private var lines: [String] {
    let ids = [
      "template-guide-missing", "template-guide-colours", "template-guide-choices",
      "template-guide-totals", "template-guide-lists", "template-guide-optional",
      "template-guide-structure", "template-guide-identifiers",
    ]
    return ids.enumerated().map { "\($0 + 1). " + texts.sentence($1) }
  }

  // MARK: Tables

  private func writeForms(
    _ sheet: inout SheetWriter, _ label: XlsxStyle, _ plain: XlsxStyle
  ) throws {
    try header(
      &sheet,
      [
        "template-column-form", "template-column-how", "template-column-needed",
        "template-column-records", "template-column-about", "template-column-source",
      ].map { texts.sentence($0) })
    for form in book.forms {
      try sheet.append([
        SheetCell(
          .link(SheetNames.reference(form.sheet, "A1"), form.form.name), book.styles.sheet.link),
        SheetCell(how(form), plain), SheetCell(needed(form.form.isRequired), plain),
        SheetCell(
          texts.sentence(
            form.form.isOnePerSchool ? "template-one-record" : "template-many-records"), plain),
        SheetCell(about(form), plain), SheetCell(form.form.source.label, plain),
      ])
    }
  }

  private func how(_ form: TemplateForm) -> String {
    switch form.layout {
    case .list: texts.sentence("template-how-list")
    case .labelValue: texts.sentence("template-how-labels")
    case .matrix: texts.sentence("template-how-matrix")
    }
  }

  private func needed(_ isNeeded: Bool) -> String {
    texts.sentence(isNeeded ? "template-needed" : "template-not-needed")
  }

  /// What tells one record from the next, and how much is asked.
  private func about(_ form: TemplateForm) -> String {
    let required = form.slots.filter { book.totals.isNeeded($0.field, of: form) }
      .map { form.definition($0).name }
    let key = form.form.key.compactMap { id in
      form.form.fields.first { $0.id == id && form.slot(form.form.fieldIndex(id) ?? -1) != nil }?
        .name
    }
    var sentences = [
      texts.sentence("template-about-count", ["count": String(form.slots.count)])
    ]
    if !required.isEmpty {
      sentences.append(
        texts.sentence("template-about-required", ["list": required.joined(separator: "、")]))
    }
    if !key.isEmpty {
      sentences.append(texts.sentence("template-about-key", ["list": key.joined(separator: "、")]))
    }
    return sentences.joined(separator: texts.language == .chinese ? "" : " ")
  }

  private func writeFields(
    _ sheet: inout SheetWriter, _ label: XlsxStyle, _ plain: XlsxStyle
  ) throws {
    try header(
      &sheet,
      [
        "template-column-form", "template-column-field", "template-column-unit",
        "template-column-needed", "template-column-demand", "template-column-source",
      ].map { texts.sentence($0) })
    for form in book.forms {
      for slot in form.slots {
        let field = form.definition(slot)
        try sheet.append([
          SheetCell(form.form.name, plain), SheetCell(field.name, label),
          SheetCell(slot.unit ?? "", plain),
          SheetCell(needed(book.totals.isNeeded(slot.field, of: form)), plain),
          SheetCell(demand(slot, of: form), plain), SheetCell(field.source.label, plain),
        ])
      }
    }
  }

  /// The hint, and for a coded field its choices.
  private func demand(_ slot: TemplateSlot, of form: TemplateForm) -> String {
    let hint = texts.hint(slot, of: form, book.lists, book.totals, isBrief: true)
    guard let choices = book.lists.choices(slot, of: form) else { return hint }
    let shown = choices.prefix(Self.shownChoices).joined(separator: "、")
    let rest = choices.count - Self.shownChoices
    let more =
      rest > 0 ? texts.sentence("template-more-choices", ["count": String(rest)]) : ""
    return texts.sentence("template-choices", ["list": shown + more, "hint": hint])
  }

  private func header(_ sheet: inout SheetWriter, _ names: [String]) throws {
    try sheet.append(names.map { SheetCell($0, book.styles.header) })
  }
}
