// SPDX-License-Identifier: Apache-2.0
// Reading: reads a drawn sheet with the sample definitions and shows what came of it.

import DataModel
import Definitions
import Normalize
import Testing

/// The result of reading a drawing.
struct Reading {
  static let normalizer = Normalizer(definitions: SampleDefinitions.make())

  let result: NormalizedWorkbook

  init(
    _ drawing: String, name: String = "Sheet1",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.init(Grid.workbook(drawing, name: name), sourceLocation: sourceLocation)
  }

  init(_ workbook: Workbook, sourceLocation: SourceLocation = #_sourceLocation) {
    result = Self.normalizer.normalize(workbook)
    let cells = workbook.sheets.reduce(0) { $0 + $1.nonEmptyCellCount }
    #expect(result.account.cells == cells, sourceLocation: sourceLocation)
    #expect(result.account.balances, "\(result.account)", sourceLocation: sourceLocation)
    for table in result.tables { table.checkInvariants() }
  }

  /// The values of a column as outputs print them, over all tables of the form.
  func values(_ form: String, _ field: String) -> [String] {
    result.tables.filter { $0.form == form }.flatMap { table in
      table.column(field)?.values.map(Self.shown) ?? []
    }
  }

  static func shown(_ value: FieldValue) -> String {
    if case .missing(let reason) = value { return "?" + reason.rawValue }
    return value.outputText
  }

  func steps(_ form: String, _ field: String) -> [[String]] {
    result.tables.filter { $0.form == form }.flatMap { table in
      table.column(field)?.steps.map(\.names) ?? []
    }
  }

  /// `rule@A1`, in the order of the findings.
  var findings: [String] {
    result.findings.map { "\($0.rule)@\($0.place.range?.description ?? "")" }
  }
}
