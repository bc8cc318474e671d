// SPDX-License-Identifier: Apache-2.0
// FileInspection: what one file is, which tables it holds and how they were read.

package import DataModel
package import Definitions
import FileFormats
import Foundation
import Ingest
package import Normalize

/// A table that was read, with its first records.
package struct InspectedTable: Hashable, Sendable {
  package var report: TableReport
  /// The first records, each with its values.
  package var preview: [[InspectedValue]]
}

/// One sheet of an inspected file.
package struct InspectedSheet: Hashable, Sendable {
  /// As it may be shown.
  package var name: String
  package var visibility: SheetVisibility
  package var rowCount: Int
  package var columnCount: Int
  package var cells: Int
  package var merges: Int
  package var hiddenRows: [ClosedRange<Int>]
  package var hiddenColumns: [ClosedRange<Int>]
  package var comments: [CellReference]
  package var commentCount: Int
  /// nil without a pipeline.
  package var account: CellAccount?
  package var quarantined: [CellRange] = []
  package var tables: [InspectedTable] = []
  package var findings: [Finding] = []
  /// Tables that only their shape tells; empty where tables were read.
  package var guesses: [GuessedTable] = []

  /// No table was read, or less of the sheet than was set aside.
  fileprivate var isMostlyUnread: Bool {
    tables.isEmpty || (account.map { $0.quarantined > $0.used } ?? false)
  }
}

/// What `junheng inspect` says of a file.
package struct FileInspection: Sendable {
  /// As the user gave it.
  package var file: String
  package var byteCount: Int
  package var format: String
  package var formatReason: BilingualText
  /// The ending of the name where it promises another format.
  package var misleadingEnding: String?
  package var encoding: String?
  package var encodingEvidence: String?
  package var encodingReason: BilingualText?
  package var warnings: [BilingualText]
  package var definitions: DefinitionSet?
  package var sheets: [InspectedSheet]
  /// Records that are shown of each table.
  package static let previewRows = 3
}

extension FileInspection {
  /// Inspects a file; without definitions no form is looked for.
  ///
  /// Fails with `.unreadable` (65) when the file cannot be read.
  package init(
    file: String, definitions: DefinitionSet?, options: ReadingOptions = ReadingOptions()
  ) throws {
    let read = try Self.read(file, options)
    let workbook = read.workbook
    let name = (file as NSString).lastPathComponent
    self.init(
      file: file, byteCount: read.content.count, format: workbook.format,
      formatReason: FormatReason.sentence(format: workbook.format, read.content),
      misleadingEnding: FileNameCheck.finding(path: name, format: workbook.format)
        .map { _ in "." + (name as NSString).pathExtension },
      encoding: workbook.encoding, warnings: workbook.warnings.map(Self.warning),
      definitions: definitions, sheets: [])
    if let encoding = workbook.encoding {
      let reason = FormatReason.encoding(encoding, format: workbook.format, read.content)
      encodingEvidence = reason.id
      encodingReason = reason.sentence
    }
    sheets = workbook.sheets.map { Self.sheet($0) }
    if let definitions { readForms(of: workbook, definitions) }
    let guess = StructureGuess(definitions: definitions)
    for index in sheets.indices where sheets[index].isMostlyUnread {
      let read = sheets[index].tables.map(\.report.range)
      sheets[index].guesses = guess.tables(of: workbook.sheets[index]).filter { guess in
        !read.contains {
          $0.first.row <= guess.range.last.row && guess.range.first.row <= $0.last.row
        }
      }
    }
  }

  private static func read(
    _ file: String, _ options: ReadingOptions
  ) throws -> (workbook: Workbook, content: FileContent) {
    let content: FileContent
    do {
      content = try FileBytes.content(file.utf8, limit: options.limits.fileBytes)
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "不能打开“\(file)”：\(reason.chinese)",
        english: "cannot open “\(file)”: \(reason.english)")
    }
    do throws(IngestError) {
      let source = try WorkbookReader.open(
        content, fileName: (file as NSString).lastPathComponent, limits: options.limits,
        passwords: options.passwords)
      let workbook = try WorkbookReader.read(
        source, fileBytes: content.count, limits: options.limits)
      return (workbook, content)
    } catch {
      throw RunFailure(
        .unreadable, chinese: "“\(file)”：\(error.message(language: .chinese))",
        english: "“\(file)”: \(error.message(language: .english))")
    }
  }

  private static func warning(_ sentence: String) -> BilingualText {
    BilingualText(
      chinese: Masking.redact(ReadingRemarks.chinese(sentence)),
      english: Masking.redact(sentence))
  }

  private static func sheet(_ sheet: Sheet) -> InspectedSheet {
    let layout = sheet.info.layout
    return InspectedSheet(
      name: InspectedWords.sheet(sheet.info.name), visibility: sheet.info.visibility,
      rowCount: sheet.rows.last { row in row.cells.contains { !$0.value.isEmpty } }?.number ?? 0,
      columnCount: sheet.rows.lazy.flatMap { row in
        row.cells.lazy.filter { !$0.value.isEmpty }.map(\.column)
      }.max() ?? 0,
      cells: sheet.nonEmptyCellCount, merges: layout.merges.count,
      hiddenRows: layout.hiddenRows.runs, hiddenColumns: layout.hiddenColumns.runs,
      comments: layout.comments.kept.map(\.place), commentCount: layout.comments.count)
  }

  // MARK: - Forms

  private mutating func readForms(of workbook: Workbook, _ definitions: DefinitionSet) {
    var shown = workbook
    for index in shown.sheets.indices {
      shown.sheets[index].info.name = Masking.redact(shown.sheets[index].info.name)
    }
    let result = Normalizer(definitions: definitions).report(on: shown)
    for (index, report) in result.report.sheets.enumerated() where sheets.indices.contains(index) {
      sheets[index].account = report.account
      sheets[index].quarantined = report.quarantined
      let rows = RowLookup(workbook.sheets[index])
      sheets[index].tables = report.tables.map { table in
        InspectedTable(
          report: table,
          preview: result.workbook.tables.indices.contains(table.table)
            ? Self.preview(result.workbook.tables[table.table], definitions, rows) : [])
      }
      let name = shown.sheets[index].info.name
      sheets[index].findings = result.workbook.findings.filter { $0.place.sheet == name }
    }
  }

  private static func preview(
    _ table: RecordTable, _ definitions: DefinitionSet, _ rows: RowLookup
  ) -> [[InspectedValue]] {
    guard let form = definitions.form(table.form) else { return [] }
    return (0..<min(table.rowCount, previewRows)).map { row in
      table.columns.compactMap { column in
        guard let field = form.fields.first(where: { $0.id == column.field }) else { return nil }
        let written = column.origins[row].flatMap { rows.text($0.reference) }
        return InspectedValue(column, row: row, of: field, written: written)
      }
    }
  }
}

/// Finds the cells of a sheet by their place.
struct RowLookup {
  private let sheet: Sheet
  private let indices: [Int: Int]

  init(_ sheet: Sheet) {
    self.sheet = sheet
    indices = Dictionary(
      sheet.rows.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The text of a cell; nil where there is none.
  func text(_ place: CellReference) -> String? {
    indices[place.row].flatMap { index in
      sheet.rows[index].cells.first { $0.column == place.column }?.value.rawText
    }
  }
}
