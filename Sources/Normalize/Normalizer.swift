// SPDX-License-Identifier: Apache-2.0
// Normalizer: turns the cells of one file into records, with an account of every cell.

package import DataModel
package import Definitions

/// Reads workbooks as the forms of a pipeline.
///
/// Made once for a run and used for many files at a time: it never changes.
package struct Normalizer: Sendable {
  private let catalog: FormCatalog
  private let rosterCatalog: FormCatalog
  let tools: ReadingTools
  let definitions: DefinitionSet

  package init(definitions: DefinitionSet) {
    tools = ReadingTools(definitions)
    self.definitions = definitions
    catalog = FormCatalog(
      forms: definitions.forms, vocabulary: definitions.vocabulary, units: tools.units,
      overrides: definitions.headerOverrides, tools: tools)
    rosterCatalog = FormCatalog(
      forms: [definitions.rosterForm], vocabulary: definitions.vocabulary, units: tools.units,
      overrides: definitions.headerOverrides, tools: tools)
  }

  /// The records of a submission.
  ///
  /// Where the run's year is given, titles and names of other years are findings.
  package func normalize(
    _ workbook: Workbook, fileName: String = "", year: Int? = nil
  ) -> NormalizedWorkbook {
    normalize(workbook, as: catalog, context(workbook, fileName: fileName, year: year))
  }

  /// The same, with what was decided on the way and why; costs more time.
  package func report(
    on workbook: Workbook, fileName: String = "", year: Int? = nil
  ) -> (workbook: NormalizedWorkbook, report: NormalizationReport) {
    var report: NormalizationReport? = NormalizationReport()
    let result = normalize(
      workbook, as: catalog, context(workbook, fileName: fileName, year: year), report: &report)
    return (result, report ?? NormalizationReport())
  }

  /// The records of a roster of schools.
  package func normalizeRoster(_ workbook: Workbook) -> NormalizedWorkbook {
    normalize(workbook, as: rosterCatalog, FileContext())
  }

  private func context(_ workbook: Workbook, fileName: String, year: Int?) -> FileContext {
    let areLists = workbook.sheets.map { ReturnList.header(in: $0.rows) != nil }
    var filled = 0
    var named = 0
    for index in workbook.sheets.indices where !areLists[index] {
      guard !workbook.sheets[index].rows.isEmpty,
        workbook.sheets[index].info.visibility == .visible
      else { continue }
      filled += 1
      let name = workbook.sheets[index].info.name
      if tools.places.isSchool(name) || tools.places.isTown(name) { named += 1 }
    }
    let name = fileName.split(separator: "/").last.map(String.init) ?? ""
    return FileContext(
      name: String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]), year: year,
      namesOneSheet: filled == 1, hasSheetPerSchool: named >= 2, areReturnLists: areLists)
  }

  private func normalize(
    _ workbook: Workbook, as catalog: FormCatalog, _ context: FileContext
  ) -> NormalizedWorkbook {
    var report: NormalizationReport?
    return normalize(workbook, as: catalog, context, report: &report)
  }

  private func normalize(
    _ workbook: Workbook, as catalog: FormCatalog, _ context: FileContext,
    report: inout NormalizationReport?
  ) -> NormalizedWorkbook {
    var result = NormalizedWorkbook(sheetNames: workbook.sheets.map(\.info.name))
    var accounting = CellAccounting()
    let isText = ["csv", "tsv"].contains(workbook.format)
    for index in workbook.sheets.indices {
      let sheet = isText ? TextFormula.shown(workbook.sheets[index]) : workbook.sheets[index]
      let before = report == nil ? CellAccount() : accounting.account
      let firstTable = result.tables.count
      accounting.begin(sheet)
      let isList = context.areReturnLists?[index] ?? (ReturnList.header(in: sheet.rows) != nil)
      guard !isList else {
        // What was given back and comes in again brings its list of problems along.
        accounting.ignore(sheet.nonEmptyCellCount, rule: ReturnList.ignoringRule)
        report?.sheets.append(SheetReport(account: accounting.account.since(before)))
        continue
      }
      let isWithin = SheetLimits.isWithin(sheet)
      let state = SheetState(
        sheet: isWithin ? sheet : SheetLimits.within(sheet), index: index,
        catalog: catalog.forSheet { SheetState.titles(of: sheet) }, tools: tools,
        accounting: accounting, context: context)
      if report != nil { state.trace = SheetTrace() }
      if !isWithin { SheetLimits.account(for: sheet, in: state) }
      guard index <= Int(UInt16.max) else {
        state.accounting.quarantine(state.sheet.nonEmptyCellCount)
        accounting = state.accounting
        report?.sheets.append(SheetReport(account: accounting.account.since(before)))
        continue
      }
      result.tables += SheetReader(state).read()
      result.findings += state.log.findings
      accounting = state.accounting
      if let trace = state.trace {
        report?.sheets.append(
          trace.finished(account: accounting.account.since(before), firstTable: firstTable))
      }
    }
    result.account = accounting.account
    return result
  }
}

/// Cells beyond an Excel sheet's edge cannot be addressed; they are set aside before reading.
enum SheetLimits {
  static func isWithin(_ sheet: Sheet) -> Bool {
    sheet.rows.withUnsafeBufferPointer { rows in
      for index in rows.indices {
        guard (1...Int(UInt32.max)).contains(rows[index].number),
          rows[index].cells.last?.column ?? 1 <= CellReference.lastColumn,
          rows[index].cells.first?.column ?? 1 >= 1
        else { return false }
      }
      return true
    }
  }

  /// The cells of a sheet that can be addressed.
  static func within(_ sheet: Sheet) -> Sheet {
    var rest = sheet
    rest.rows = sheet.rows.filter { (1...Int(UInt32.max)).contains($0.number) }.map { row in
      SheetRow(
        number: row.number,
        cells: row.cells.filter { (1...CellReference.lastColumn).contains($0.column) })
    }
    return rest
  }

  static func account(for sheet: Sheet, in state: SheetState) {
    let count = sheet.nonEmptyCellCount - state.sheet.nonEmptyCellCount
    guard count > 0 else { return }
    state.accounting.quarantine(count)
    state.log.add(
      "cells-belong-to-a-table", .mustExplain, range: nil, facts: ["count": String(count)])
  }
}
