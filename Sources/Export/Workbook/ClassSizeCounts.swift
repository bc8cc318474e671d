// SPDX-License-Identifier: Apache-2.0
// ClassSizeCounts: how many classes of each stage fall into each band, counted over the detail sheet.

import DataModel
import Definitions

/// Classes of a county by band and stage.
struct ClassSizeCounts {
  let bands: [ClassSizeBand]
  /// Judged stages with a class.
  let stages: [String]
  /// By band and stage.
  private var counts: [[Int]]
  /// Ranges on the detail sheet; nil where it cannot be counted there.
  private let source: Source?

  private struct Source {
    var stage: String
    var pupils: String
    var counts: String
  }

  init(_ context: ExportContext, county: Int, plans: [RecordSheetPlan]) {
    let definition = context.definitions.standard.classSize
    bands = definition.bands
    guard let form = context.definitions.formIndex(definition.form) else {
      (stages, counts, source) = ([], [], nil)
      return
    }
    let sheets = RecordSheets(context, county: county)
    var found: [String: [Int]] = [:]
    for school in context.schoolsOfCounty[county] {
      for record in sheets.records(form, school) where record.counts {
        let workbook = context.evaluation.submissions[Int(record.submission)].workbook
        let table = workbook.tables[Int(record.table)]
        let row = Int(record.row)
        guard let pupils = table.column(definition.pupilsField)?.values[row].number,
          let stage = table.column(definition.stageField)?.values[row].text,
          let band = definition.bands.firstIndex(where: { band in
            pupils >= ExactNumber(band.first)
              && (band.last.map { pupils <= ExactNumber($0) } ?? true)
          })
        else { continue }
        found[stage, default: [Int](repeating: 0, count: definition.bands.count)][band] += 1
      }
    }
    let present = context.definitions.standard.stages.map(\.id).filter { found[$0] != nil }
    stages = present
    counts = definition.bands.indices.map { band in present.map { found[$0]?[band] ?? 0 } }
    source = Self.source(form, definition, sheets, plans.filter { $0.form == form })
  }

  private static func source(
    _ form: Int, _ definition: ClassSizeDefinition, _ sheets: RecordSheets,
    _ plans: [RecordSheetPlan]
  ) -> Source? {
    guard let plan = plans.first, plans.count == 1, !plan.records.isEmpty else { return nil }
    let columns = sheets.columns(of: form)
    guard let stage = columns.fields[definition.stageField],
      let pupils = columns.fields[definition.pupilsField]
    else { return nil }
    let rows = LineagePlaces.firstRow...(LineagePlaces.firstRow + plan.records.count - 1)
    func range(_ column: Int) -> String {
      Address.range(plan.name, column: column, rows: rows)
    }
    return Source(stage: range(stage), pupils: range(pupils), counts: range(columns.counts))
  }

  func value(_ band: Int, _ stage: Int) -> SheetValue {
    let count = Double(counts[band][stage])
    guard let source else { return .number(count) }
    let own = bands[band]
    let most = own.last.map { ",\(source.pupils),\"<=\($0)\"" } ?? ""
    return .formula(
      "=COUNTIFS(\(source.stage),\"\(stages[stage])\",\(source.counts),\"是\","
        + "\(source.pupils),\">=\(own.first)\"\(most))", count, isArray: false)
  }
}
