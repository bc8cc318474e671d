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

  /// Columns of a planned sheet by field id, and the one that says whether a record counts.
  func columns(of form: Int) -> (fields: [String: Int], counts: Int) {
    let shown = Self.shownFields(context.definitions.forms[form])
    let filled = filledFields(form, shown)
    let fields = shown.map(\.id).filter(filled.contains)
    // Code and name of the school stand in front.
    let columns = fields.enumerated().map { ($1, 3 + $0) }
    return (
      Dictionary(columns, uniquingKeysWith: { first, _ in first }), 3 + fields.count
    )
  }

  func records(_ form: Int, _ school: Int) -> [RecordReference] {
    let all = context.evaluation.records
    guard all.indices.contains(form), all[form].indices.contains(school) else { return [] }
    return all[form][school]
  }

  /// Writes one planned sheet; gives the number of records on it.
  func write(
    _ plan: RecordSheetPlan, _ file: XlsxFile, _ styles: SheetStyles, header: String
  ) throws -> Int {
    let form = context.definitions.forms[plan.form]
    let shown = Self.shownFields(form)
    let filled = filledFields(plan.form, shown)
    let fields = shown.filter { filled.contains($0.id) }
    let looks = try fields.map { try file.style(Self.style(of: $0)) }
    var sheet = try SheetWriter(file, styles, name: plan.name)
    sheet.keepTogether(columns: (fields.count + 4)...(fields.count + 6))
    try sheet.title(form.name)
    try sheet.note("规范化后的明细；敏感信息已遮盖；“否（重复）”的记录不计入合计。", column: 3)
    try sheet.header(
      ["学校标识码", "学校名称"] + fields.map(Self.title) + ["是否计入", "来源文件", "来源工作表", "来源行"])
    let around = [styles.text, styles.text]
    let origin = [styles.centered, styles.text, styles.text, styles.count]
    try writeRows(plan, &sheet, RecordReader(context, fields), RowPlan(around + looks + origin))
    let empty = shown.filter { !filled.contains($0.id) }
    if !empty.isEmpty {
      let names = empty.map(\.name).joined(separator: "、")
      try sheet.remark("注：以下 \(empty.count) 列全县均未填报，未列出：\(names)。")
    }
    try sheet.finish(frozenColumns: 2, header: header, essentialColumns: fields.count + 3)
    return plan.records.count
  }

  private func writeRows(
    _ plan: RecordSheetPlan, _ sheet: inout SheetWriter, _ reader: RecordReader,
    _ columns: RowPlan
  ) throws {
    var reader = reader
    var position = 0
    for school in schools {
      let all = records(plan.form, school)
      defer { position += all.count }
      guard position < plan.records.upperBound, position + all.count > plan.records.lowerBound
      else { continue }
      let subject = context.evaluation.schools[school]
      let (code, name) = (ReadyText(subject.code), ReadyText(subject.name))
      for (offset, record) in all.enumerated() where plan.records.contains(position + offset) {
        try sheet.appendRow(columns) { row in
          row.text(code)
          row.text(name)
          reader.write(record, to: &row)
        }
      }
    }
  }

  /// Fields with a value in some record of the county: the others would be empty columns.
  private func filledFields(_ form: Int, _ fields: [FieldDefinition]) -> Set<String> {
    var open = fields.map(\.id)
    var seen: Set<RecordReader.Table> = []
    var last: RecordReader.Table?
    for school in schools {
      for record in records(form, school) {
        let place = RecordReader.Table(record)
        guard place != last else { continue }
        last = place
        guard seen.insert(place).inserted else { continue }
        let submission = context.evaluation.submissions[place.submission]
        let table = submission.workbook.tables[place.table]
        open.removeAll { field in
          table.column(field)?.values.contains { !$0.isMissing } ?? false
        }
      }
    }
    return Set(fields.map(\.id)).subtracting(open)
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
  /// One table of one submission.
  struct Table: Hashable {
    let submission: Int
    let table: Int

    init(_ record: RecordReference) {
      submission = Int(record.submission)
      table = Int(record.table)
    }
  }

  private static let counted = ReadyText("是")
  private static let repeated = ReadyText("否（重复）")

  private let context: ExportContext
  private let fields: [String]
  private let isSensitive: [Bool]
  /// Records come table by table, so the columns of the last one are kept.
  private var table: Table?
  private var values: [[FieldValue]] = []
  private var origins: [CellOrigins] = []
  private var file = ReadyText("")
  private var sheet = ReadyText("")

  init(_ context: ExportContext, _ fields: [FieldDefinition]) {
    self.context = context
    self.fields = fields.map(\.id)
    isSensitive = fields.map(\.isSensitive)
  }

  mutating func write(_ record: RecordReference, to row: inout RowWriter) {
    let place = Table(record)
    if place != table { open(place) }
    let number = Int(record.row)
    for index in isSensitive.indices {
      if values[index].isEmpty {
        row.blank()
      } else {
        Self.write(values[index][number], isSensitive[index], to: &row)
      }
    }
    row.text(record.counts ? Self.counted : Self.repeated)
    row.text(file)
    row.text(sheet)
    if let origin = origin(number) { row.number(Double(origin.row)) } else { row.blank() }
  }

  /// Where the first value of the record stands that stands somewhere.
  private func origin(_ row: Int) -> CellOrigin? {
    for column in origins where row < column.count {
      if let origin = column[row] { return origin }
    }
    return nil
  }

  private mutating func open(_ place: Table) {
    table = place
    let submission = context.evaluation.submissions[place.submission]
    let content = submission.workbook.tables[place.table]
    let columns = fields.map { content.column($0) }
    values = columns.map { $0?.values ?? [] }
    origins = (content.columns.first.map { [$0.origins] } ?? []) + columns.compactMap(\.?.origins)
    file = ReadyText(submission.file.path)
    let sheets = submission.workbook.sheetNames
    sheet = ReadyText(sheets.indices.contains(content.sheet) ? sheets[content.sheet] : "")
  }

  private static func write(_ value: FieldValue, _ isSensitive: Bool, to row: inout RowWriter) {
    if isSensitive { return row.text(Masking.mask(value.outputText)) }
    switch value {
    case .date(let date):
      // Excel's calendar has an extra day in 1900: earlier dates stay text.
      let serial = date.daysSince1970 + 25_569
      if serial > 60 { row.number(Double(serial)) } else { row.text(date.description) }
    case .text(let text): row.text(Masking.redact(text))
    case .number(let number): row.number(number.doubleValue)
    case .yesNo(let value): row.text(value ? "是" : "否")
    case .missing: row.blank()
    }
  }
}
