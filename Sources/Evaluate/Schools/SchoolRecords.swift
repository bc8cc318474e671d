// SPDX-License-Identifier: Apache-2.0
// SchoolRecords: one school's records as the columns that formulas read, each built once.

import DataModel
import Definitions

/// One field over all counting records of a school.
struct SchoolColumn: Sendable {
  var values: [FieldValue]
  /// One entry for each table the values come from.
  var lineage: [LineageEntry]
}

/// The records of one school, or of a county's own forms; a class, since formulas ask for the same column again and again.
final class SchoolRecords {
  let index: Int
  let school: SchoolResult
  let run: RunTables
  let plan: EvaluationPlan
  /// By form (index in the definitions).
  let references: [[RecordReference]]
  /// True where nothing may be summed from the form: it came in twice, or rows of it may be missing.
  let isRepeated: [Bool]
  private let incomplete: [IncompleteForm?]
  /// Whether a campus (校区) of the school leaves its type to its classes.
  let inheritsType: Bool
  private var columns: [Int: SchoolColumn] = [:]
  /// 附设班 that the school says it has.
  private(set) lazy var attached = AttachedClasses(self)

  init(
    index: Int, register: SchoolRegister, run: RunTables, records: RecordIndex,
    plan: EvaluationPlan
  ) {
    self.index = index
    school = register.schools[index]
    inheritsType = register.inheritsType[index]
    self.run = run
    self.plan = plan
    references = records.records.map { $0[index] }
    let incomplete = plan.definitions.forms.indices.map { records.incomplete[$0]?[index] }
    self.incomplete = incomplete
    isRepeated = records.isRepeated.indices.map {
      records.isRepeated[$0][index] || incomplete[$0] != nil
    }
  }

  /// The county's own forms; `school` then bears the county's name and no code.
  init(
    county: Int, register: SchoolRegister, run: RunTables, records: CountyIndex,
    plan: EvaluationPlan
  ) {
    index = -1
    inheritsType = false
    school = SchoolResult(county: county, code: "", name: register.counties[county].name)
    self.run = run
    self.plan = plan
    references = records.records.map { $0[county] }
    incomplete = plan.definitions.forms.map { _ in nil }
    isRepeated = records.isRepeated.map { $0[county] }
  }

  /// True when at least one record of the form came in, be it one of an unknown campus.
  func hasHandedIn(_ form: Int) -> Bool {
    references.indices.contains(form)
      && (!references[form].isEmpty || incomplete[form]?.isCampusOpen == true)
  }

  /// Why nothing may be summed from these forms, in Chinese.
  func obstacle(_ forms: [Int]) -> String {
    func name(_ form: Int) -> String { plan.definitions.forms[form].name }
    let repeated = forms.filter { isRepeated[$0] && incomplete[$0] == nil }.map(name)
    var reasons = repeated.isEmpty ? [] : ["重复报送，无法取数：\(repeated.joined(separator: "、"))"]
    for form in forms {
      guard let rows = incomplete[form] else { continue }
      let cell = [rows.first.sheet, rows.first.range?.first.description ?? ""]
        .filter { !$0.isEmpty }.joined(separator: "!")
      guard !rows.isCampusOpen else {
        reasons.append("\(name(form))：\(rows.count) 行没有写明校区（首行 \(cell)），不能归到任何校区")
        continue
      }
      reasons.append("\(name(form))：\(rows.count) 行无法确定属于哪所学校（首行 \(cell)），数据可能不全")
    }
    return reasons.joined(separator: "；")
  }

  /// The values of a column slot; missing as a whole where nobody handed in the form.
  func column(_ slot: FieldSlot) -> SchoolColumn {
    if let known = columns[slot.number] { return known }
    let built = build(slot)
    columns[slot.number] = built
    return built
  }

  /// The value of a field of the school's one record of a form.
  func single(_ slot: FieldSlot) -> FieldValue {
    guard hasHandedIn(slot.form) else { return .missing(.notSubmitted) }
    let column = column(slot)
    return column.values.count == 1 ? column.values[0] : .missing(.undefined)
  }

  private func build(_ slot: FieldSlot) -> SchoolColumn {
    var result = SchoolColumn(values: [], lineage: [])
    guard hasHandedIn(slot.form) else {
      return SchoolColumn(values: [.missing(.notSubmitted)], lineage: [])
    }
    for group in tableGroups(slot.form) {
      guard let first = group.first, let table = RecordIndex.table(first, run) else { continue }
      append(group, of: table, slot.field, to: &result)
    }
    return result
  }

  private func append(
    _ group: ArraySlice<RecordReference>, of table: FormTable, _ field: Int,
    to result: inout SchoolColumn
  ) {
    guard let column = run.column(table, field) else {
      for reference in group where reference.counts {
        result.values.append(.missing(.notOnForm))
      }
      return
    }
    var steps: NormalizationSteps = []
    var range: CellRange?
    for reference in group where reference.counts {
      let row = Int(reference.row)
      result.values.append(column.values[row])
      steps.formUnion(column.steps[row])
      guard let cell = column.origins[row]?.reference else { continue }
      range = range.map { Self.union($0, cell) } ?? CellRange(first: cell, last: cell)
    }
    let raw = rawText(column, group, range, field: field, form: table.form)
    result.lineage.append(
      LineageEntry(
        submission: table.submission, sheet: run.sheetName(table), range: range,
        form: plan.definitions.forms[table.form].id, field: column.field, raw: raw, steps: steps))
  }

  /// The records of a form, table by table.
  func tableGroups(_ form: Int) -> [ArraySlice<RecordReference>] {
    let list = references[form]
    var groups: [ArraySlice<RecordReference>] = []
    var start = 0
    for position in list.indices {
      let isLast = position == list.count - 1
      let next = isLast ? list[position] : list[position + 1]
      let here = list[position]
      guard isLast || next.table != here.table || next.submission != here.submission else {
        continue
      }
      groups.append(list[start...position])
      start = position + 1
    }
    return groups
  }

  private static func union(_ range: CellRange, _ cell: CellReference) -> CellRange {
    CellRange(
      first: CellReference(
        row: min(range.first.row, cell.row), column: min(range.first.column, cell.column)),
      last: CellReference(
        row: max(range.last.row, cell.row), column: max(range.last.column, cell.column)))
  }

  /// The text of a single cell as the file has it.
  private func rawText(
    _ column: RecordColumn, _ group: ArraySlice<RecordReference>, _ range: CellRange?, field: Int,
    form: Int
  ) -> String {
    guard let range, range.first == range.last,
      let row = group.first(where: { $0.counts }).map({ Int($0.row) })
    else { return "" }
    let isChanged = !column.steps[row].isEmpty
    // A sensitive field's text is not kept, and its value is shown only where it is the text.
    guard !plan.definitions.forms[form].fields[field].isSensitive else {
      return isChanged
        ? "" : RecordNaming.shown(column.values[row], plan.definitions.forms[form].fields[field])
    }
    return Masking.redact(column.rawText(row: row))
  }
}
