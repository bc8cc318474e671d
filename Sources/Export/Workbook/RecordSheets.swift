// SPDX-License-Identifier: Apache-2.0
// RecordSheets: one sheet for each form with every school's records, normalised and masked.

import DataModel
import Definitions

/// A sheet of records to come: its name is known before it is written, for the cover's directory.
struct RecordSheetPlan {
  var form: Int
  var name: String
  /// Records of the form and county that go on this sheet, counted over all schools in order.
  var records: Range<Int>
}

/// Writes the consolidated detail of a county.
struct RecordSheets {
  /// Records on one sheet; a form with more goes on to the next one.
  static let rowsPerSheet = 1_000_000

  let context: ExportContext
  let county: Int
  private var schools: [Int] { context.schoolsOfCounty[county] }

  init(_ context: ExportContext, county: Int) {
    self.context = context
    self.county = county
  }

  /// Sheets for the forms that have records, in the order of the definitions.
  func plans(_ names: inout SheetNames, rowsPerSheet: Int = Self.rowsPerSheet) -> [RecordSheetPlan]
  {
    var plans: [RecordSheetPlan] = []
    for (form, definition) in context.definitions.forms.enumerated() {
      let total = schools.reduce(0) { $0 + records(form, $1).count }
      var first = 0
      while first < total {
        let last = min(total, first + rowsPerSheet)
        plans.append(
          RecordSheetPlan(form: form, name: names.claim(definition.name), records: first..<last))
        first = last
      }
    }
    return plans
  }

  private func records(_ form: Int, _ school: Int) -> [RecordReference] {
    let all = context.evaluation.records
    guard all.indices.contains(form), all[form].indices.contains(school) else { return [] }
    return all[form][school]
  }

  /// Writes one planned sheet; gives the number of records on it.
  func write(
    _ plan: RecordSheetPlan, _ file: XlsxFile, _ styles: SheetStyles, header: String
  ) throws -> Int {
    let form = context.definitions.forms[plan.form]
    let fields = Self.shownFields(form)
    let looks = try fields.map { try file.style(Self.style(of: $0)) }
    var sheet = try SheetWriter(file, styles, name: plan.name)
    sheet.limit(column: 2, to: 28)
    sheet.limit(column: fields.count + 4, to: 40)
    try sheet.title(form.name)
    try sheet.note("规范化后的明细；敏感信息已遮盖；“否（重复）”的记录不计入合计。")
    try sheet.header(
      ["学校标识码", "学校名称"] + fields.map(Self.title) + ["是否计入", "来源文件", "来源工作表", "来源行"])
    var position = 0
    for school in schools {
      let all = records(plan.form, school)
      defer { position += all.count }
      guard position < plan.records.upperBound, position + all.count > plan.records.lowerBound
      else { continue }
      let reader = RecordReader(context, fields: fields)
      for (offset, record) in all.enumerated() where plan.records.contains(position + offset) {
        let cells = reader.cells(of: record, looks, styles)
        let subject = context.evaluation.schools[school]
        try sheet.append(
          [SheetCell(subject.code, styles.text), SheetCell(subject.name, styles.text)] + cells)
      }
    }
    try sheet.finish(frozenColumns: 2, header: header)
    return plan.records.count
  }

  /// The form's own fields: who the school is stands in front anyway.
  private static func shownFields(_ form: FormDefinition) -> [FieldDefinition] {
    let subject = ["school_code", "school_name", "county_code", "county_name"]
    return form.fields.filter { !$0.isIgnored && !subject.contains($0.id) }
  }

  private static func title(_ field: FieldDefinition) -> String {
    field.unit.map { "\(field.name)（\($0)）" } ?? field.name
  }

  private static func style(of field: FieldDefinition) -> CellStyle {
    if field.isSensitive { return .text }
    switch field.kind {
    case .integer: return .count
    case .number:
      let hasDecimals = field.unit.map { ["㎡", "元", "万元"].contains($0) } ?? false
      return hasDecimals ? .number(digits: 2) : .plainNumber
    case .date: return .date
    case .month: return .month
    case .yesNo: return .centered
    case .text, .personName, .code, .identityNumber, .schoolCode: return .text
    }
  }
}

/// Reads records of one form out of the submissions' tables.
private struct RecordReader {
  let context: ExportContext
  let fields: [FieldDefinition]

  init(_ context: ExportContext, fields: [FieldDefinition]) {
    self.context = context
    self.fields = fields
  }

  func cells(
    of record: RecordReference, _ looks: [XlsxStyle], _ styles: SheetStyles
  ) -> [SheetCell] {
    let submissions = context.evaluation.submissions
    let submission = submissions[Int(record.submission)]
    let table = submission.workbook.tables[Int(record.table)]
    let row = Int(record.row)
    var cells: [SheetCell] = []
    var origin: CellOrigin?
    for (field, look) in zip(fields, looks) {
      let column = table.column(field.id)
      let value = column?.values[row] ?? .missing(.notOnForm)
      if origin == nil { origin = column?.origins[row] }
      cells.append(SheetCell(Self.shown(value, field), look))
    }
    let sheets = submission.workbook.sheetNames
    let sheet = sheets.indices.contains(table.sheet) ? sheets[table.sheet] : ""
    return cells + [
      SheetCell(record.counts ? "是" : "否（重复）", styles.centered),
      SheetCell(submission.file.path, styles.text), SheetCell(sheet, styles.text),
      SheetCell(.optional(origin.map { Double($0.row) }), styles.count),
    ]
  }

  private static func shown(_ value: FieldValue, _ field: FieldDefinition) -> SheetValue {
    if field.isSensitive { return .text(Masking.mask(value.outputText)) }
    switch value {
    case .date(let date):
      // Excel's calendar has an extra day in 1900: earlier dates stay text.
      let serial = date.daysSince1970 + 25_569
      return serial > 60 ? .number(Double(serial)) : .text(date.description)
    case .text(let text): return .text(Masking.redact(text))
    case .number, .yesNo, .missing: return .field(value)
    }
  }
}
