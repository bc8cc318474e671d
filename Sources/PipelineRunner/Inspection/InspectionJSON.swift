// SPDX-License-Identifier: Apache-2.0
// InspectionJSON: an inspected file as one JSON object with stable keys.

package import DataModel
import Definitions
import Export
import Normalize

/// Writes the keys that Documentation/Reference/Inspect.md lists.
package struct InspectionJSON {
  private let inspection: FileInspection
  private let language: Language

  package init(_ inspection: FileInspection, language: Language) {
    self.inspection = inspection
    self.language = language
  }

  /// The object, indented, with a final line end.
  package var document: String {
    let total = inspection.sheets.compactMap(\.account)
    return JSONValue.object([
      ("file", .string(inspection.file)), ("bytes", .integer(inspection.byteCount)),
      (
        "format",
        .object([
          ("name", .string(inspection.format)),
          ("reason", .string(inspection.formatReason.text(language))),
          ("misleading_ending", Self.optional(inspection.misleadingEnding)),
        ])
      ),
      ("encoding", encoding),
      ("pipeline", Self.optional(inspection.definitions?.id)),
      (
        "warnings", .array(inspection.warnings.map { .string($0.text(language)) })
      ),
      (
        "account",
        total.isEmpty ? .null : Self.account(total.reduce(CellAccount()) { $0.adding($1) })
      ),
      ("sheets", .array(inspection.sheets.map(sheet))),
    ]).document
  }

  private static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  private var encoding: JSONValue {
    guard let name = inspection.encoding else { return .null }
    return .object([
      ("name", .string(name)), ("evidence", Self.optional(inspection.encodingEvidence)),
      ("reason", Self.optional(inspection.encodingReason?.text(language))),
    ])
  }

  private static func account(_ account: CellAccount) -> JSONValue {
    .object([
      ("cells", .integer(account.cells)), ("used", .integer(account.used)),
      (
        "ignored",
        .object(account.ignored.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ),
      ("quarantined", .integer(account.quarantined)), ("balances", .boolean(account.balances)),
    ])
  }

  private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  private static func rows(_ range: ClosedRange<Int>?) -> JSONValue {
    optional(range.map { "\($0.lowerBound):\($0.upperBound)" })
  }

  // MARK: - Sheets

  private func sheet(_ sheet: InspectedSheet) -> JSONValue {
    .object([
      ("name", .string(sheet.name)), ("visibility", .string(sheet.visibility.rawValue)),
      ("rows", .integer(sheet.rowCount)), ("columns", .integer(sheet.columnCount)),
      ("cells", .integer(sheet.cells)), ("merges", .integer(sheet.merges)),
      (
        "hidden_rows",
        Self.texts(sheet.hiddenRows.map { "\($0.lowerBound):\($0.upperBound)" })
      ),
      ("hidden_columns", Self.texts(sheet.hiddenColumns.map(InspectionWords.columns))),
      ("comments", .integer(sheet.commentCount)),
      ("comment_cells", Self.texts(sheet.comments.map(\.description))),
      ("account", sheet.account.map(Self.account) ?? .null),
      ("quarantined", Self.texts(sheet.quarantined.map(\.description))),
      ("tables", .array(sheet.tables.map(table))), ("guesses", .array(sheet.guesses.map(guess))),
      ("findings", .array(sheet.findings.map(finding))),
    ])
  }

  /// Without values: what a cell holds is no business of this report.
  private func finding(_ finding: Finding) -> JSONValue {
    .object([
      ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
      ("form", .string(finding.form)), ("field", .string(finding.field)),
      ("cell", .string(finding.place.range?.description ?? "")),
      (
        "other_cells",
        Self.texts(finding.otherPlaces.map { $0.range?.description ?? "" })
      ),
    ])
  }

  private func table(_ table: InspectedTable) -> JSONValue {
    let report = table.report
    return .object([
      ("form", .string(report.form)),
      ("form_name", .string(inspection.definitions?.form(report.form)?.name ?? "")),
      ("layout", .string(report.layout)), ("range", .string(report.range.description)),
      ("header_rows", Self.rows(report.headerRows)), ("records", .integer(report.recordCount)),
      ("columns", .array(report.columns.map { column($0, form: report.form) })),
      ("missing", Self.texts(report.missing)), ("candidates", .array(report.ranks.map(rank))),
      ("preview", .array(table.preview.map { .array($0.map(value)) })),
    ])
  }

  private func rank(_ rank: FormRank) -> JSONValue {
    .object([
      ("form", .string(rank.form)), ("rank", .integer(rank.rank)),
      ("evidence", .integer(rank.evidence)), ("title_points", .integer(rank.titlePoints)),
      ("required_percent", .integer(Int(rank.requiredShare * 100))),
      ("columns", .integer(rank.columns)),
    ])
  }

  private func column(_ column: ColumnReport, form: String) -> JSONValue {
    let field = column.field.flatMap { id in
      inspection.definitions?.form(form)?.fields.first { $0.id == id }
    }
    let isKnown = column.fate != .unknown
    return .object([
      ("cell", .string(column.place.description)),
      ("header", .string(InspectedWords.header(column.text, isKnown: isKnown))),
      ("path", Self.texts(column.path.map { InspectedWords.header($0, isKnown: isKnown) })),
      ("fate", .string(column.fate.rawValue)), ("field", Self.optional(column.field)),
      ("field_name", Self.optional(field?.name)), ("score", .integer(column.score)),
      ("evidence", Self.optional(column.evidence?.rawValue)),
      ("unit", Self.optional(column.unit)),
      ("unit_origin", Self.optional(column.unitOrigin?.rawValue)),
      ("canonical_unit", Self.optional(field?.unit)), ("filled", .integer(column.filled)),
      ("suggestion", Self.optional(column.suggestion)),
      ("winner", Self.optional(column.winner?.description)),
    ])
  }

  private func value(_ value: InspectedValue) -> JSONValue {
    .object([
      ("field", .string(value.field)), ("field_name", .string(value.fieldName)),
      ("cell", Self.optional(value.cell?.description)), ("value", Self.optional(value.value)),
      ("missing", Self.optional(value.missing?.rawValue)), ("raw", Self.optional(value.raw)),
      ("steps", Self.texts(value.steps)),
    ])
  }

  private func guess(_ guess: GuessedTable) -> JSONValue {
    .object([
      ("layout", .string(guess.layout.rawValue)), ("range", .string(guess.range.description)),
      ("title", .string(InspectedWords.header(guess.title, isKnown: false))),
      ("header_rows", Self.rows(guess.headerRows)), ("data_rows", Self.rows(guess.dataRows)),
      (
        "columns",
        .array(
          guess.columns.map { column in
            .object([
              ("cell", .string(column.place.description)),
              (
                "path",
                Self.texts(column.words.map { InspectedWords.header($0, isKnown: false) })
              ),
              ("type", .string(column.type.rawValue)), ("unit", Self.optional(column.unit)),
              ("code_list", Self.optional(column.codeList)), ("filled", .integer(column.filled)),
            ])
          })
      ),
    ])
  }
}

extension CellAccount {
  /// Both accounts together.
  func adding(_ other: CellAccount) -> CellAccount {
    CellAccount(
      cells: cells + other.cells, used: used + other.used,
      ignored: ignored.merging(other.ignored) { $0 + $1 },
      quarantined: quarantined + other.quarantined)
  }
}
