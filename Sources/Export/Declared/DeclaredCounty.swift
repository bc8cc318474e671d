// SPDX-License-Identifier: Apache-2.0
// DeclaredCounty: what declared outputs ask of a county again and again, looked up once.

import DataModel
import Definitions

/// A county's values and items by their place in the definitions, and the records of its schools.
///
/// A class, so that each formula is handed one reference; what it remembers belongs to one writer.
final class DeclaredCounty {
  let context: ExportContext
  let county: Int
  let values: [CountyValueResult?]
  let items: [CountyItemResult?]
  private let placeOfItem: [String: Int]
  /// Details of an item by the code of the school, for items that were asked for.
  private var details: [Int: [String: [Int]]] = [:]
  /// Forms are filled school by school: the columns of the last one, by slot.
  private var columns: [Int: [FieldValue]] = [:]
  private var school: Int?

  init(_ context: ExportContext, county: Int) {
    self.context = context
    self.county = county
    let evaluation = context.evaluation
    let definitions = context.definitions.items
    let values = Dictionary(
      evaluation.countyValues.filter { $0.county == county }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let items = Dictionary(
      evaluation.countyItems.filter { $0.county == county }.map { ($0.item, $0) },
      uniquingKeysWith: { first, _ in first })
    self.values = definitions.values.map { values[$0.id] }
    self.items = definitions.items.map { items[$0.id] }
    placeOfItem = Dictionary(
      definitions.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Index of an item's definition.
  func place(of item: String) -> Int? { placeOfItem[item] }

  func item(_ id: String) -> CountyItemResult? { place(of: id).flatMap { items[$0] } }

  // MARK: - Schools

  /// What an item says of the subjects of a school.
  func details(of item: Int, school: SchoolResult) -> [ItemDetail] {
    let all = items[item]?.details ?? []
    if details[item] == nil {
      details[item] = Dictionary(grouping: all.indices) { all[$0].schoolCode }
    }
    let own = details[item]?[school.code] ?? []
    return own.map { all[$0] }.filter { $0.schoolName == school.name }
  }

  /// Values of a field over the records of a school that count.
  func column(_ slot: Int, of school: Int) -> [FieldValue] {
    if school != self.school {
      self.school = school
      columns.removeAll(keepingCapacity: true)
    }
    if let known = columns[slot] { return known }
    let values = readColumn(FieldSlot(number: slot), of: school)
    columns[slot] = values
    return values
  }

  private func readColumn(_ slot: FieldSlot, of school: Int) -> [FieldValue] {
    let forms = context.definitions.forms
    let all = context.evaluation.records
    guard forms.indices.contains(slot.form), all.indices.contains(slot.form) else {
      return [.missing(.notSubmitted)]
    }
    let records = all[slot.form][school].filter(\.counts)
    guard !records.isEmpty else { return [.missing(.notSubmitted)] }
    // A form that came in twice would be counted twice.
    guard !forms[slot.form].isOnePerSchool || records.count == 1 else {
      return [.missing(.undefined)]
    }
    return values(of: forms[slot.form].fields[slot.field].id, in: records)
  }

  /// Records come table by table, so each table's column is looked up once.
  private func values(of field: String, in records: [RecordReference]) -> [FieldValue] {
    var column: [FieldValue]?
    var last: (submission: Int32, table: Int32) = (-1, -1)
    return records.map { record in
      if last != (record.submission, record.table) {
        last = (record.submission, record.table)
        let tables = context.evaluation.submissions[Int(record.submission)].workbook.tables
        column = tables[Int(record.table)].column(field)?.values
      }
      return column?[Int(record.row)] ?? .missing(.notOnForm)
    }
  }
}
