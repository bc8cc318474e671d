// SPDX-License-Identifier: Apache-2.0
// LineagePlaces: the rows of 数据来源 and of the detail sheets, known before they are written.

import DataModel
import Definitions

/// Where the sources of a county's inputs stand in its workbook.
struct LineagePlaces {
  /// Title, note and header come first, here and on the detail sheets.
  static let firstRow = 4

  /// First row of each input, by place of the part and index of the input.
  private var rows: [[Int]] = []
  private var details: [Source: String] = [:]

  /// Records of one school on one sheet of one submission, of one form.
  private struct Source: Hashable {
    var form: Int
    var school: Int
    var submission: Int
    var sheet: String
  }

  init(
    _ context: ExportContext, _ layout: PartLayout, county: Int, details plans: [RecordSheetPlan]
  ) {
    var row = Self.firstRow
    for index in layout.parts {
      let part = context.evaluation.parts[index]
      var own: [Int] = []
      for (input, _) in zip(part.inputs, context.definitions.inputs) {
        own.append(row)
        row += max(1, input.lineage.count)
      }
      rows.append(own)
    }
    for plan in plans { add(plan, context, county: county) }
  }

  /// Notes the first record of each school and sheet; records follow each other as they are written.
  private mutating func add(_ plan: RecordSheetPlan, _ context: ExportContext, county: Int) {
    var position = 0
    let all = context.evaluation.records
    for school in context.schoolsOfCounty[county] where all[plan.form].indices.contains(school) {
      var last: (submission: Int32, table: Int32) = (-1, -1)
      for record in all[plan.form][school] {
        defer { position += 1 }
        guard plan.records.contains(position), (record.submission, record.table) != last else {
          continue
        }
        last = (record.submission, record.table)
        let workbook = context.evaluation.submissions[Int(record.submission)].workbook
        let sheet = workbook.tables[Int(record.table)].sheet
        let names = workbook.sheetNames
        let source = Source(
          form: plan.form, school: school, submission: Int(record.submission),
          sheet: names.indices.contains(sheet) ? names[sheet] : "")
        let row = Self.firstRow + position - plan.records.lowerBound
        if details[source] == nil {
          details[source] = SheetNames.reference(plan.name, "A\(row)")
        }
      }
    }
  }

  /// The row of 数据来源 that an input's value leads to.
  func target(_ place: Int, _ input: Int) -> String? {
    guard rows.indices.contains(place), rows[place].indices.contains(input) else { return nil }
    return SheetNames.reference(SheetNames.lineage, "A\(rows[place][input])")
  }

  /// The first detail row that a source leads to; nil where the form has no detail sheet.
  func target(_ entry: LineageEntry, school: Int, form: Int?) -> String? {
    guard let form else { return nil }
    return details[
      Source(form: form, school: school, submission: entry.submission, sheet: entry.sheet)]
  }
}
