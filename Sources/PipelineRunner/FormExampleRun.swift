// SPDX-License-Identifier: Apache-2.0
// FormExampleRun: reads the example tables of forms and compares what comes out.

import DataModel
import Definitions
import Normalize

/// Runs the examples of all forms of a pipeline.
struct FormExampleRun {
  private let definitions: DefinitionSet
  private let normalizer: Normalizer
  private(set) var errors: [DefinitionError] = []
  private(set) var count = 0
  /// Names of the forms that carry no example.
  private(set) var formsWithout: [String] = []

  init(_ definitions: DefinitionSet) {
    self.definitions = definitions
    normalizer = Normalizer(definitions: definitions)
    for form in definitions.forms + [definitions.rosterForm] {
      if form.examples.isEmpty { formsWithout.append(form.name) }
      for example in form.examples {
        count += 1
        run(example, of: form)
      }
    }
  }

  private mutating func report(_ place: DefinitionPlace, _ chinese: String, _ english: String) {
    errors.append(DefinitionError(at: place, chinese: chinese, english: english))
  }

  private mutating func run(_ example: FormExample, of form: FormDefinition) {
    let workbook = Workbook(format: "xlsx", sheets: [Self.sheet(example)])
    let result =
      form.id == definitions.rosterForm.id
      ? normalizer.normalizeRoster(workbook) : normalizer.normalize(workbook)
    for table in result.tables where table.form != form.id {
      report(
        example.place, "\(form.name) 的示例被读成了表 \(table.form)",
        "the example of \(form.id) is read as the form \(table.form)")
    }
    let tables = result.tables.filter { $0.form == form.id }
    let records = tables.flatMap { table in (0..<table.rowCount).map { (table, $0) } }
    if records.count != example.records.count {
      report(
        example.place, "\(form.name) 的示例应得 \(example.records.count) 条记录，实得 \(records.count)",
        "the example of \(form.id) should give \(example.records.count) records"
          + " and gives \(records.count)")
    }
    for (record, expected) in zip(records, example.records) {
      for value in expected { compare(value, with: record.0, row: record.1, of: form) }
    }
    compare(result, with: example, of: form)
  }

  private mutating func compare(
    _ expected: ExpectedValue, with table: RecordTable, row: Int, of form: FormDefinition
  ) {
    guard
      let field = form.fields.first(where: {
        $0.name == expected.field || $0.id == expected.field
      })
    else {
      report(
        expected.place, "表 \(form.name) 没有字段 \(expected.field)",
        "the form \(form.id) has no field \(expected.field)")
      return
    }
    let actual = table.column(field.id).map { $0.values[row].outputText } ?? ""
    guard actual != expected.text else { return }
    report(
      expected.place, "示例第 \(row + 1) 条的 \(field.name) 应为“\(expected.text)”，实为“\(actual)”",
      "\(field.id) of example record \(row + 1) should be “\(expected.text)” and is “\(actual)”")
  }

  /// No finding but those declared may bind the school, and no cell may be set aside without one.
  private mutating func compare(
    _ result: NormalizedWorkbook, with example: FormExample, of form: FormDefinition
  ) {
    let binding = Set(result.findings.filter { $0.severity != .note }.map(\.rule))
    for rule in example.findings where !result.findings.contains(where: { $0.rule == rule }) {
      report(
        example.place, "\(form.name) 的示例应有问题 \(rule)，实际没有",
        "the example of \(form.id) should give the finding \(rule) and does not")
    }
    for rule in binding.subtracting(example.findings).sorted() {
      report(
        example.place, "\(form.name) 的示例不应有问题 \(rule)",
        "the example of \(form.id) gives the finding \(rule)")
    }
    if result.account.quarantined > 0, example.findings.isEmpty {
      report(
        example.place, "\(form.name) 的示例有 \(result.account.quarantined) 格未能读懂",
        "\(result.account.quarantined) cells of the example of \(form.id) are not understood")
    }
  }

  /// The example as a sheet, merges included.
  private static func sheet(_ example: FormExample) -> Sheet {
    var info = SheetInfo(name: example.sheet)
    var rows: [SheetRow] = []
    var anchors: [CellReference: CellReference] = [:]
    var ranges: [CellReference: CellRange] = [:]
    for (rowIndex, cells) in example.rows.enumerated() {
      var filled: [Cell] = []
      for (columnIndex, cell) in cells.enumerated() {
        let place = CellReference(row: rowIndex + 1, column: columnIndex + 1)
        var anchor = place
        switch cell {
        case .blank: break
        case .text(let text): filled.append(Cell(column: place.column, value: .text(text)))
        case .number(let number):
          filled.append(Cell(column: place.column, value: .number(number)))
        case .mergedLeft:
          anchor = anchors[CellReference(row: place.row, column: place.column - 1)] ?? place
        case .mergedUp:
          anchor = anchors[CellReference(row: place.row - 1, column: place.column)] ?? place
        }
        anchors[place] = anchor
        if anchor != place {
          let known = ranges[anchor]?.last ?? anchor
          ranges[anchor] = CellRange(
            first: anchor,
            last: CellReference(
              row: max(known.row, place.row), column: max(known.column, place.column)))
        }
      }
      if !filled.isEmpty { rows.append(SheetRow(number: rowIndex + 1, cells: filled)) }
    }
    info.merges = ranges.values.sorted { $0.first < $1.first }
    return Sheet(info: info, rows: rows)
  }
}
