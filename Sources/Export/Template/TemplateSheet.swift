// SPDX-License-Identifier: Apache-2.0
// TemplateSheet: writes the blank sheet of one form.

import DataModel
import Definitions

/// Writes one blank sheet.
struct TemplateSheet {
  let book: TemplateBook
  let form: TemplateForm
  let sheet: XlsxSheet
  private var file: XlsxFile { book.file }
  private var styles: TemplateStyles { book.styles }
  private var texts: TemplateTexts { book.texts }

  init(_ book: TemplateBook, _ form: TemplateForm) throws {
    self.book = book
    self.form = form
    sheet = try book.file.addSheet(form.sheet)
  }

  func write() throws {
    try setWidths()
    try writeTop()
    try writeIdentity()
    switch form.layout {
    case .list: try writeList()
    case .labelValue: try writeLabels()
    case .matrix: try writeMatrix()
    }
    try limitCells()
    try finish()
  }

  // MARK: The top

  private func setWidths() throws {
    for (index, width) in form.widths.enumerated() {
      let column = index + 1
      guard form.layout == .list,
        let slot = form.slots.first(where: { $0.range.first.column == column }),
        slot.range.first.row != slot.range.last.row
      else {
        try file.setWidth(width, ofColumn: column, on: sheet)
        continue
      }
      // Rows below the drawn ones can be filled in like them.
      let style = try styles.open(form.definition(slot).kind, isDrawn: false)
      try file.setWidth(width, ofColumn: column, cells: style, on: sheet)
    }
  }

  private var lastColumn: Int { max(form.widths.count, 2) }

  private func writeTop() throws {
    try file.setHeight(30, ofRow: 1, on: sheet)
    try file.merge(row(1, from: 1, to: shownColumns), form.title, styles.title, on: sheet)
    // No colon: what stands before one above a list is taken for a label.
    let lines = Double(SheetWriter.width(of: note)) / max(20, shownWidth - 4)
    try file.setHeight(14 * lines.rounded(.up) + 4, ofRow: form.noteRow, on: sheet)
    // Rows above the header are closed also where their columns are open.
    for line in 2...form.noteRow where form.layout == .list {
      for column in 1...lastColumn {
        let place = CellReference(row: line, column: column)
        try file.write("", at: place, styles.blank, on: sheet)
      }
    }
    try file.merge(
      row(form.noteRow, from: 1, to: shownColumns), note, styles.note, on: sheet)
  }

  private var note: String {
    var sentences = [texts.sentence("template-note")]
    if form.layout == .list, !form.form.isOnePerSchool {
      sentences.append(texts.sentence("template-note-list"))
    }
    return sentences.joined(separator: texts.language == .chinese ? "" : " ")
  }

  /// Columns that are seen at once: a title in the middle of forty is never seen.
  private var shownColumns: Int {
    var width = 0.0
    var count = 0
    for column in form.widths where width + column <= 130 || count < 2 {
      guard width + column <= 130 || count < 2 else { break }
      width += column
      count += 1
    }
    return max(1, count)
  }

  private var shownWidth: Double { form.widths.prefix(shownColumns).reduce(0, +) }

  private func row(_ number: Int, from first: Int, to last: Int) -> CellRange {
    CellRange(
      first: CellReference(row: number, column: first),
      last: CellReference(row: number, column: last))
  }

  // MARK: Whose form it is

  private func writeIdentity() throws {
    for label in form.identity {
      let field = form.form.fields[label.field]
      try file.write(field.name, at: label.label, styles.label, on: sheet)
      let known = book.owner.identity[field.id] ?? ""
      if !known.isEmpty {
        try file.merge(label.value, known, styles.known, on: sheet)
      } else if let first = book.firstIdentity(field.id, before: form) {
        try file.merge(label.value, "", styles.known, on: sheet)
        try file.writeFormula(
          "=IF(\(first)=\"\",\"\",\(first))", result: "", at: label.value.first, styles.known,
          on: sheet)
      } else {
        try file.merge(label.value, "", try styles.open(field.kind), on: sheet)
        try file.validate(
          CellRange(first: label.value.first, last: label.value.first),
          XlsxValidation(
            limit: field.kind == .schoolCode ? .textLength(10) : .anything, title: field.name,
            hint: texts.sentence(
              field.kind == .schoolCode ? "template-school-code" : "template-whose"),
            refusal: texts.sentence("template-school-code")), on: sheet)
      }
    }
  }

  // MARK: Lists

  private func writeList() throws {
    let header = form.headerRow
    let lines = form.slots.map { slot in
      let text = TemplateTexts.header(form.definition(slot))
      let room = max(4, form.widths[slot.range.first.column - 1] - 2)
      return (Double(SheetWriter.width(of: text)) / room).rounded(.up)
    }
    try file.setHeight((lines.max() ?? 1) * 14 + 10, ofRow: header, on: sheet)
    for slot in form.slots {
      let field = form.definition(slot)
      let column = slot.range.first.column
      try file.write(
        TemplateTexts.header(field), at: CellReference(row: header, column: column),
        book.totals.isNeeded(slot.field, of: form) ? styles.required : styles.header, on: sheet)
      for row in slot.range.first.row...form.lastRow {
        try writeOpen(slot, at: CellReference(row: row, column: column))
      }
    }
  }

  /// A cell to fill in, or the formula of a sum.
  private func writeOpen(_ slot: TemplateSlot, at place: CellReference) throws {
    if let formula = book.totals.formula(of: slot.field, in: form, row: place.row) {
      try file.writeFormula(formula, result: "", at: place, styles.total, on: sheet)
    } else {
      try file.write(
        "", at: place, try styles.open(form.definition(slot).kind), on: sheet)
    }
  }

  // MARK: Labels and values

  private func writeLabels() throws {
    let header = form.headerRow
    try file.setHeight(22, ofRow: header, on: sheet)
    for (index, caption) in ["序号", "填报项目", "计量单位", "填报值", "填报说明"].enumerated() {
      try file.write(
        caption, at: CellReference(row: header, column: index + 1), styles.header, on: sheet)
    }
    for label in form.identity {
      let row = label.label.row
      try writeLine(row, unit: "", remark: texts.sentence("template-whose"))
    }
    for slot in form.slots {
      let field = form.definition(slot)
      let row = slot.range.first.row
      try file.write(
        field.name, at: CellReference(row: row, column: 2),
        book.totals.isNeeded(slot.field, of: form) ? styles.requiredLabel : styles.label,
        on: sheet)
      try writeOpen(slot, at: slot.range.first)
      let remark = texts.hint(slot, of: form, book.lists, book.totals, isBrief: true)
      try writeLine(row, unit: slot.unit ?? "", remark: remark)
    }
  }

  /// What stands around a label and its value.
  private func writeLine(_ row: Int, unit: String, remark: String) throws {
    // Nine points: more characters than the column is counted wide.
    let lines = (Double(SheetWriter.width(of: remark)) / 56).rounded(.up)
    try file.setHeight(max(18, lines * 13 + 4), ofRow: row, on: sheet)
    try file.write(
      Double(row - form.headerRow), at: CellReference(row: row, column: 1), styles.number,
      on: sheet)
    try file.write(unit, at: CellReference(row: row, column: 3), styles.number, on: sheet)
    try file.write(remark, at: CellReference(row: row, column: 5), styles.remark, on: sheet)
  }

  // MARK: Matrices

  private func writeMatrix() throws {
    guard let grid = form.grid else { return }
    try TemplateMatrixLabels(
      form: form, grid: grid, totals: book.totals, file: file, styles: styles, sheet: sheet
    ).write()
    let taken = Set(form.slots.map(\.range.first))
    for row in (form.headerRow + 1)...form.lastRow {
      try file.setHeight(20, ofRow: row, on: sheet)
      for offset in grid.columns.indices {
        let place = CellReference(row: row, column: grid.depth + 2 + offset)
        if !taken.contains(place) { try file.write("", at: place, styles.closed, on: sheet) }
      }
    }
    var written: Set<CellReference> = []
    for slot in form.slots where written.insert(slot.range.first).inserted {
      try writeOpen(slot, at: slot.range.first)
    }
  }

  // MARK: Limits

  private func limitCells() throws {
    var limited: Set<CellReference> = []
    for slot in form.slots where limited.insert(slot.range.first).inserted {
      let validation = texts.validation(slot, of: form, book.lists, book.totals)
      try file.validate(slot.range, validation, on: sheet)
      if let usual = texts.usual(slot, of: form) { try color(slot.range, outside: usual) }
    }
  }

  /// What is to be explained is coloured, not refused.
  private func color(_ range: CellRange, outside usual: TemplateTexts.Bounds) throws {
    let cell = range.first.description
    let tests = [
      usual.minimum.map { "\(cell)<\($0.text)" }, usual.maximum.map { "\(cell)>\($0.text)" },
    ].compactMap { $0 }
    try file.add(
      XlsxColorRule(
        range: range, formula: "=AND(ISNUMBER(\(cell)),OR(\(tests.joined(separator: ","))))",
        colors: .middling), on: sheet)
  }

  // MARK: Finish

  private func finish() throws {
    let isList = form.layout == .list
    let frozen = isList && form.widths.count > 8 ? 1 : 0
    let widths = Array(form.widths.prefix(max(form.slots.count, isList ? 1 : form.widths.count)))
    var print = XlsxPrint(isLandscape: form.layout != .labelValue, header: book.owner.name)
    print.repeatedRows = form.headerRow
    if isList {
      print.pages = PagePlan(widths: widths, frozenColumns: frozen).pages
      print.repeatedColumns = frozen
    }
    try file.setPrint(sheet, print)
    file.freeze(at: CellReference(row: form.headerRow + 1, column: frozen + 1), on: sheet)
    if isList, let first = form.slots.first?.range.first, let last = form.slots.last?.range.last {
      try file.allowNumbersAsText(CellRange(first: first, last: last), on: sheet)
    }
    file.setTab(
      form.form.isRequired ? TemplateStyles.requiredTab : TemplateStyles.optionalTab, of: sheet)
    file.protect(sheet)
  }
}
