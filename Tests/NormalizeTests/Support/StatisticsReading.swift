// SPDX-License-Identifier: Apache-2.0
// StatisticsReading: reads a drawn statistics form with the shipped declarations.

import DataModel
import Normalize
import TestSupport
import Testing

/// What came of a drawing read with the pipeline 优质均衡.
struct StatisticsReading {
  private static let normalizer: Result<Normalizer, any Error> = Result {
    Normalizer(definitions: try LoadedPipelines.named("quality-balance-2017"))
  }

  let result: NormalizedWorkbook

  init(
    _ drawing: String, name: String = "Sheet1", visibility: SheetVisibility = .visible,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let sheet = Grid.sheet(drawing, name: name, visibility: visibility)
    try self.init(
      Workbook(format: "xlsx", sheets: [sheet]), sourceLocation: sourceLocation)
  }

  init(_ workbook: Workbook, sourceLocation: SourceLocation = #_sourceLocation) throws {
    result = try Self.normalizer.get().normalize(workbook)
    let cells = workbook.sheets.reduce(0) { $0 + $1.nonEmptyCellCount }
    #expect(result.account.cells == cells, sourceLocation: sourceLocation)
    #expect(result.account.balances, "\(result.account)", sourceLocation: sourceLocation)
    for table in result.tables { table.checkInvariants() }
  }

  var forms: [String] { result.tables.map(\.form) }

  /// The values of a field as outputs print them, with the cell of each.
  func values(_ form: String, _ field: String) -> [String] {
    result.tables.filter { $0.form == form }.flatMap { table -> [String] in
      guard let column = table.column(field) else { return [] }
      return zip(column.values, column.origins).map { value, origin in
        Reading.shown(value) + "@" + (origin?.reference.description ?? "")
      }
    }
  }

  func steps(_ form: String, _ field: String) -> [[String]] {
    result.tables.filter { $0.form == form }.compactMap { $0.column(field)?.steps.map(\.names) }
      .flatMap { $0 }
  }

  /// `rule@A1` of all but notes.
  var findings: [String] {
    result.findings.filter { $0.severity != .note }
      .map { "\($0.rule)@\($0.place.range?.description ?? "")" }
  }
}
