// SPDX-License-Identifier: Apache-2.0
// Claims: what must hold of everything that is read, whatever the bytes.

import DataModel
import FileFormats
import Glibc
import Ingest

/// Ends the process where something that must hold does not.
func claim(_ holds: Bool, _ sentence: @autoclosure () -> String) {
  guard !holds else { return }
  let message = "claim broken: \(sentence())\n"
  write(STDERR_FILENO, message, message.utf8.count)
  abort()
}

extension IngestLimits {
  /// Low enough that small inputs reach them.
  static let low: IngestLimits = {
    var limits = IngestLimits()
    limits.sheets = 20
    limits.cells = 20_000
    limits.cellsOfSmallFile = 20_000
    limits.cellTextBytes = 64 << 10
    limits.shownTextOfSmallFile = 1 << 20
    limits.sharedStrings = 2_000
    limits.textBytes = 1 << 20
    limits.textRows = 5_000
    limits.zip.members = 200
    limits.zip.partBytes = 1 << 20
    limits.zip.totalBytes = 4 << 20
    limits.xml.depth = 64
    limits.csv.columns = 2_000
    limits.csv.fieldBytes = 16 << 10
    return limits
  }()
}

/// Opens and reads files as the pipeline does, and holds the result against the claims.
enum Reading {
  typealias Opening = () throws(IngestError) -> any SheetSource

  /// Reads to the end, by rows and in groups; costly claims take turns, by the size of the file.
  @discardableResult
  static func check(
    fileBytes: Int, limits: IngestLimits = .low, _ open: Opening
  ) -> Result<Workbook, IngestError> {
    let result = outcome(fileBytes, limits, open)
    switch result {
    case .success(let workbook): check(workbook, fileBytes: fileBytes, limits: limits)
    case .failure(let error):
      for language in [Language.chinese, .english] {
        claim(!error.message(language: language).isEmpty, "an error says what is wrong")
      }
    }
    checkGroups(fileBytes, limits, result, open)
    switch fileBytes % 4 {
    case 0: checkLayouts(result, open)
    case 1: checkWarnings(result)
    case 2:
      claim(outcome(fileBytes, limits, open) == result, "reading twice gives the same")
    default: break
    }
    return result
  }

  private static func checkWarnings(_ result: Result<Workbook, IngestError>) {
    guard case .success(let workbook) = result else { return }
    for warning in workbook.warnings.prefix(2) {
      claim(!ReadingRemarks.chinese(warning).isEmpty, "a warning says something")
    }
  }

  static func outcome(
    _ fileBytes: Int, _ limits: IngestLimits, _ open: Opening
  ) -> Result<Workbook, IngestError> {
    do throws(IngestError) {
      return .success(
        try WorkbookReader.read(open(), fileBytes: fileBytes, limits: limits))
    } catch {
      return .failure(error)
    }
  }

  // MARK: Groups

  private static func checkGroups(
    _ fileBytes: Int, _ limits: IngestLimits, _ result: Result<Workbook, IngestError>,
    _ open: Opening
  ) {
    do throws(IngestError) {
      let grouped = try GroupedWorkbook(open(), fileBytes: fileBytes, limits: limits)
      list(grouped, fileBytes % 2 == 0 ? .csv : .jsonLines)
      guard case .success(let workbook) = result else {
        return claim(isOverLimit(result), "what groups can hold rows can hold: \(result)")
      }
      for (sheet, other) in zip(workbook.sheets, grouped.sheets) { compare(sheet, other) }
      claim(workbook.sheets.count == grouped.sheets.count, "groups have the same sheets")
    } catch {
      if case .success = result {
        claim(isOverLimit(.failure(error)), "what rows can hold groups can hold: \(error)")
      }
    }
  }

  /// What is told of a sheet before its rows agrees with what is found among them.
  private static func checkLayouts(_ result: Result<Workbook, IngestError>, _ open: Opening) {
    guard case .success(let workbook) = result, let source = try? open() else { return }
    for (index, sheet) in workbook.sheets.enumerated() {
      guard let layout = try? source.layout(of: index) else { continue }
      claim(
        layout.merges == sheet.info.merges,
        "merged ranges are the same before the rows: \(layout.merges) and \(sheet.info.merges)")
    }
  }

  /// Texts are counted a little differently on both ways.
  private static func isOverLimit(_ result: Result<Workbook, IngestError>) -> Bool {
    guard case .failure(let error) = result, case .overLimit = error.kind else { return false }
    return true
  }

  private static func compare(_ sheet: Sheet, _ grouped: GroupedWorkbook.Sheet) {
    claim(
      sheet.info == grouped.info,
      "groups tell the same of a sheet: \(sheet.info) and \(grouped.info)")
    var rows: [SheetRow] = []
    for group in grouped.groups {
      var cells = 0
      let groupRows = CellRows(group)
      for slot in group.rowNumbers.indices {
        rows.append(grouped.values.row(slot, of: groupRows, in: group))
        cells += rows.last?.cells.count ?? 0
      }
      claim(cells == group.cellCount, "a group has as many cells as it says")
    }
    claim(rows == sheet.rows, "groups have the same cells: \(sheet.rows) and \(rows)")
  }

  /// Prints what was read, because dates and numbers are computed on the way.
  private static func list(_ workbook: GroupedWorkbook, _ format: CellsListing.Format) {
    CellsListing.write(workbook, format: format) { piece in
      claim(piece.last == 0x0A, "a listing consists of lines")
    }
  }

  // MARK: Claims

  private static func check(_ workbook: Workbook, fileBytes: Int, limits: IngestLimits) {
    claim(workbook.sheets.count <= limits.sheets, "no more sheets than allowed")
    let mostCells = min(
      limits.cells, max(limits.cellsOfSmallFile, limits.cellsPerByte * fileBytes))
    let mostText = max(limits.shownTextOfSmallFile, limits.shownTextPerByte * fileBytes)
    var cells = 0
    var text = 0
    for sheet in workbook.sheets {
      var lastRow = 0
      for row in sheet.rows {
        claim(row.number > lastRow, "rows ascend and none comes twice")
        lastRow = row.number
        cells += row.cells.count
        check(row, text: &text)
      }
      claim(lastRow <= CellReference.lastRow, "no row lies below the last one")
      for merge in sheet.info.merges { check(merge) }
    }
    claim(cells <= mostCells, "no more cells than allowed")
    claim(text <= mostText, "no more text than allowed")
  }

  private static func check(_ row: SheetRow, text: inout Int) {
    var last = 0
    for cell in row.cells {
      claim(cell.column > last, "cells ascend in their row and none comes twice")
      last = cell.column
      switch cell.value {
      case .text(let content): text += content.utf8.count
      case .number(let number): claim(number.isFinite, "a number is finite")
      case .date(let date): claim(date.serial.isFinite, "a date is finite")
      case .error(let name): claim(!name.isEmpty, "an error has a name")
      case .blank, .boolean: continue
      }
      claim(
        cell.formula != .uncached || cell.value == .blank, "without a result there is no value")
    }
    claim(last <= CellReference.lastColumn, "no cell lies right of the last column")
  }

  private static func check(_ merge: CellRange) {
    claim(merge.first.row >= 1 && merge.first.column >= 1, "a merge begins in the sheet")
    claim(
      merge.last.row <= CellReference.lastRow && merge.last.column <= CellReference.lastColumn,
      "a merge ends in the sheet")
  }
}
