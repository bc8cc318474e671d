// SPDX-License-Identifier: Apache-2.0
// InspectionText: the report on an inspected file for a person, in aligned columns.

package import DataModel
import Definitions
import Normalize

/// Writes the report.
package struct InspectionText {
  private let inspection: FileInspection
  private let words: InspectionWords
  private let language: Language
  private var lines: [String] = []

  package init(_ inspection: FileInspection, language: Language) {
    self.inspection = inspection
    self.language = language
    words = InspectionWords(language: language)
  }

  /// The whole report, with a final line end.
  package static func text(_ inspection: FileInspection, language: Language) -> String {
    var report = Self(inspection, language: language)
    report.write()
    return report.lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
  }

  private func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  // MARK: - The file

  private mutating func write() {
    fact(say("文件", "file"), Masking.redact(inspection.file))
    var format = inspection.format + "  " + inspection.formatReason.text(language)
    if let ending = inspection.misleadingEnding {
      format += say("；文件名却是 \(ending)", "; yet it is named \(ending)")
    }
    fact(say("格式", "format"), format)
    if let encoding = inspection.encoding {
      let reason = inspection.encodingReason.map { "  " + $0.text(language) } ?? ""
      fact(say("编码", "encoding"), encoding + reason)
    }
    fact(say("大小", "size"), say("\(inspection.byteCount) 字节", "\(inspection.byteCount) bytes"))
    if let set = inspection.definitions {
      fact(say("流程", "pipeline"), set.id + "  " + set.name.text(language))
    } else {
      fact(say("流程", "pipeline"), say("未指定，只按形状推测", "none: only shapes are guessed"))
    }
    for warning in inspection.warnings { fact(say("注意", "note"), warning.text(language)) }
    for (index, sheet) in inspection.sheets.enumerated() { write(sheet, number: index + 1) }
  }

  private mutating func fact(_ name: String, _ text: String, indent: Int = 0) {
    let width = language == .chinese ? 10 : 12
    lines.append(
      String(repeating: " ", count: indent) + DisplayWidth.padded(name, to: width) + text)
  }

  // MARK: - Sheets

  private mutating func write(_ sheet: InspectedSheet, number: Int) {
    lines.append("")
    let name = sheet.name.isEmpty ? say("（无名）", "(no name)") : "“\(sheet.name)”"
    lines.append(
      say("工作表 \(number) ", "sheet \(number) ") + name + "  " + words.visibility(sheet.visibility)
        + say(
          "  \(sheet.rowCount) 行 × \(sheet.columnCount) 列，非空单元格 \(sheet.cells)",
          "  \(sheet.rowCount) rows × \(sheet.columnCount) columns, \(sheet.cells) cells filled"))
    let layout = layoutFacts(sheet)
    if !layout.isEmpty { fact(say("版面", "layout"), layout, indent: 2) }
    if let account = sheet.account { fact(say("账目", "account"), text(account), indent: 2) }
    if !sheet.quarantined.isEmpty {
      let isAll = sheet.account?.quarantined == sheet.cells
      let places =
        isAll ? say("整张工作表", "the whole sheet") : Self.list(sheet.quarantined.map(\.description))
      fact(say("隔离", "set aside"), places, indent: 2)
    }
    for group in sheet.findings.groups {
      fact(
        say("问题", "finding"),
        sentence(group.first) + "  × \(group.places.count)  "
          + Self.list(group.places.filter { !$0.isEmpty }),
        indent: 2)
    }
    for (index, table) in sheet.tables.enumerated() { write(table, number: index + 1) }
    for (index, guess) in sheet.guesses.enumerated() { write(guess, number: index + 1) }
    if sheet.tables.isEmpty, sheet.guesses.isEmpty, sheet.cells > 0 {
      fact(say("表格", "tables"), say("没有找到", "none found"), indent: 2)
    }
  }

  /// What a finding claims, without the values in it.
  private func sentence(_ finding: Finding) -> String {
    guard let definitions = inspection.definitions else { return finding.rule }
    var plain = finding
    plain.value = "…"
    let field = definitions.form(finding.form)?.fields.first { $0.id == finding.field }
    let text = definitions.messages.sentence(
      for: plain, fieldName: field?.name ?? finding.field, language: language)
    return String(text.prefix { $0 != "。" && $0 != ";" }) + " [\(finding.rule)]"
  }

  private static func list(_ items: [String]) -> String {
    let shown = items.prefix(6).joined(separator: " ")
    return items.count > 6 ? shown + " …(\(items.count))" : shown
  }

  private func layoutFacts(_ sheet: InspectedSheet) -> String {
    var facts: [String] = []
    if sheet.merges > 0 { facts.append(say("合并 \(sheet.merges) 处", "\(sheet.merges) merges")) }
    if !sheet.hiddenRows.isEmpty {
      let rows = Self.list(
        sheet.hiddenRows.map {
          $0.count == 1 ? String($0.lowerBound) : "\($0.lowerBound):\($0.upperBound)"
        })
      facts.append(say("隐藏行 ", "hidden rows ") + rows)
    }
    if !sheet.hiddenColumns.isEmpty {
      facts.append(
        say("隐藏列 ", "hidden columns ")
          + Self.list(sheet.hiddenColumns.map(InspectionWords.columns)))
    }
    if sheet.commentCount > 0 {
      facts.append(
        say("批注 \(sheet.commentCount) 条 ", "\(sheet.commentCount) comments ")
          + Self.list(sheet.comments.map(\.description)))
    }
    return facts.joined(separator: say("；", "; "))
  }

  private func text(_ account: CellAccount) -> String {
    let rules = account.ignored.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { words.rule($0.key) + " \($0.value)" }
    let ignored =
      say("忽略 \(account.ignoredCount)", "ignored \(account.ignoredCount)")
      + (rules.isEmpty
        ? ""
        : say("（", " (") + rules.joined(separator: say("，", ", ")) + say("）", ")"))
    return "\(account.cells) = "
      + [
        say("采用 \(account.used)", "used \(account.used)"), ignored,
        say("隔离 \(account.quarantined)", "quarantined \(account.quarantined)"),
      ].joined(separator: " + ")
      + (account.balances ? say("  平", "  balanced") : say("  不平！", "  DOES NOT BALANCE"))
  }

  // MARK: - Tables

  private mutating func write(_ table: InspectedTable, number: Int) {
    let report = table.report
    let form = inspection.definitions?.form(report.form)
    let name = (form?.name ?? report.form) + " (\(report.form))"
    lines.append("")
    var head =
      say("  表 \(number) ", "  table \(number) ") + "\(report.range)  " + name + "  "
      + words.layout(report.layout)
    if let rows = report.headerRows {
      head += say(
        "  表头第 \(Self.rows(rows)) 行，记录 \(report.recordCount) 行",
        "  header in row \(Self.rows(rows)), \(report.recordCount) records")
    }
    lines.append(head)
    fact(say("认表依据", "why"), why(report), indent: 4)
    writeColumns(report, form)
    if !report.missing.isEmpty {
      let names = report.missing.map { id in
        form?.fields.first { $0.id == id }?.name ?? id
      }
      fact(say("缺列", "missing"), names.joined(separator: say("、", ", ")), indent: 4)
    }
    for (index, record) in table.preview.enumerated() { write(record, number: index + 1) }
  }

  private static func rows(_ rows: ClosedRange<Int>) -> String {
    rows.count == 1 ? String(rows.lowerBound) : "\(rows.lowerBound)–\(rows.upperBound)"
  }

  private func why(_ report: TableReport) -> String {
    guard let first = report.ranks.first else { return "" }
    var parts = [
      say("列 \(first.columns) 个 \(first.evidence) 分", "\(first.columns) columns \(first.evidence)"),
      say("标题 \(first.titlePoints) 分", "title \(first.titlePoints)"),
      say(
        "必填列 \(Int(first.requiredShare * 100))%",
        "required columns \(Int(first.requiredShare * 100))%"),
    ]
    let others = report.ranks.dropFirst().map { rank in
      (inspection.definitions?.form(rank.form)?.name ?? rank.form) + " \(rank.rank)"
    }
    parts.append(say("共 \(first.rank) 分", "in all \(first.rank)"))
    let end =
      others.isEmpty
      ? "" : say("；其次：", "; then: ") + others.joined(separator: say("，", ", "))
    return parts.joined(separator: say("，", ", ")) + end
  }

  private mutating func writeColumns(_ report: TableReport, _ form: FormDefinition?) {
    var rows = [
      [
        say("位置", "cell"), say("表头", "header"), say("字段", "field"), say("依据", "evidence"),
        say("单位", "unit"),
      ]
    ]
    rows += report.columns.map { column in
      let field = column.field.flatMap { id in form?.fields.first { $0.id == id } }
      return [
        column.place.description, header(column), fieldText(column, field), evidence(column),
        unit(column, field),
      ]
    }
    lines += TextColumns(rows, widths: [8, 34, 34, 24]).lines.map { "    " + $0 }
  }

  private func header(_ column: ColumnReport) -> String {
    let isKnown = column.fate != .unknown
    let leaf = InspectedWords.header(column.text, isKnown: isKnown)
    let parents = column.path.dropLast().map { InspectedWords.header($0, isKnown: isKnown) }
    return (parents + [leaf]).joined(separator: "›")
  }

  private func fieldText(_ column: ColumnReport, _ field: FieldDefinition?) -> String {
    let name = field.map { "\($0.name) (\($0.id))" } ?? ""
    switch column.fate {
    case .field: return name
    case .ignored: return say("不采用 ", "left out ") + name
    case .rival:
      let place = column.winner?.description ?? ""
      return say("✗ \(name) 已取自 \(place)", "✗ \(name) is taken from \(place)")
    case .unknown:
      let data =
        column.filled == 0
        ? say("，无内容", ", empty") : say("，有 \(column.filled) 格", ", \(column.filled) cells")
      let hint = column.suggestion.map { say("；近似 \($0)", "; close to \($0)") } ?? ""
      return say("？未识别", "? unknown") + data + hint
    }
  }

  private func evidence(_ column: ColumnReport) -> String {
    guard let evidence = column.evidence else { return "" }
    return words.evidence(evidence) + (column.score > 0 ? " \(column.score)" : "")
  }

  private func unit(_ column: ColumnReport, _ field: FieldDefinition?) -> String {
    guard let unit = column.unit, let origin = column.unitOrigin else { return "" }
    let own = field?.unit
    let change = own.map { $0 == unit ? unit : "\(unit)→\($0)" } ?? unit
    return change + say("（", " (") + words.origin(origin) + say("）", ")")
  }

  private mutating func write(_ record: [InspectedValue], number: Int) {
    let values = record.filter { $0.value != nil || $0.raw != nil }.map { value in
      var text = value.fieldName + "="
      text += value.value ?? value.missing.map { "〔\(words.missing($0))〕" } ?? ""
      var notes = value.raw.map { [say("原 ", "was ") + "“\($0)”"] } ?? []
      notes += value.steps.map(words.step)
      if !notes.isEmpty {
        text += say("（", " (") + notes.joined(separator: say("，", ", ")) + say("）", ")")
      }
      return text
    }
    fact(
      say("记录 \(number)", "record \(number)"),
      TextColumns.wrapped(values, separator: say("；", "; "), width: 100, indent: 14), indent: 4)
  }

  // MARK: - Guesses

  private mutating func write(_ guess: GuessedTable, number: Int) {
    lines.append("")
    var head =
      say("  推测表 \(number) ", "  likely table \(number) ")
      + "\(guess.range)  " + words.layout(guess.layout.rawValue)
    if let header = guess.headerRows, let data = guess.dataRows {
      head += say(
        "  表头第 \(Self.rows(header)) 行，数据第 \(Self.rows(data)) 行",
        "  header in row \(Self.rows(header)), data in rows \(Self.rows(data))")
    }
    lines.append(head)
    let title = InspectedWords.header(guess.title, isKnown: false)
    if !title.isEmpty { fact(say("标题", "title"), title, indent: 4) }
    var rows = [
      [
        say("位置", "cell"), say("表头", "header"), say("类型", "type"), say("单位", "unit"),
        say("有内容", "filled"),
      ]
    ]
    rows += guess.columns.map { column in
      [
        column.place.description,
        column.words.map { InspectedWords.header($0, isKnown: false) }.joined(separator: "›"),
        words.type(column.type) + (column.codeList.map { "：" + $0 } ?? ""), column.unit ?? "",
        String(column.filled),
      ]
    }
    lines += TextColumns(rows, widths: [8, 40, 24, 10]).lines.map { "    " + $0 }
  }
}
