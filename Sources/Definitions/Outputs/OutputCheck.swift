// SPDX-License-Identifier: Apache-2.0
// OutputCheck: what declared outputs name must be there, and every sheet must be one that can be written.

import DataModel
import Formula

/// Checks the declared outputs of a set.
struct OutputCheck {
  let set: DefinitionSet
  let issues: DefinitionIssues

  /// UTF-16 units that a sheet's name may have, and the signs that it may not.
  private static let longestName = 31
  private static let refusedInNames = #"[]:*?/\"#

  func run() {
    unique(set.outputs.codes.map { ($0.id, $0.place) }, "输出代码", "code map")
    unique(set.outputs.sheets.map { ($0.id, $0.place) }, "输出表", "output sheet")
    unique(
      set.outputs.sheets.map { ($0.name.lowercased(), $0.place) }, "输出表名", "output sheet name")
    for map in set.outputs.codes { check(map) }
    for sheet in set.outputs.sheets {
      checkName(sheet)
      checkRows(sheet)
      for column in sheet.columns { check(column, of: sheet) }
      for line in sheet.lines { check(line, of: sheet) }
      checkSentences(sheet)
      checkPrivacy(sheet)
    }
    for sheet in set.outputs.template?.sheets ?? [] { check(sheet) }
  }

  private func check(_ sheet: OutputTemplateSheet) {
    let sheets = set.outputs.sheets
    guard let declared = sheets.first(where: { $0.id == sheet.id }) else {
      return unknown(sheet.id, among: sheets.map(\.id), "输出表", "output sheet", at: sheet.place)
    }
    if declared.isForEachPart {
      issues.add(
        sheet.place, "输出表 \(sheet.id) 每校一表，不能填入模板",
        "the sheet \(sheet.id) comes once for each school and goes into no template")
    }
    let blocks = declared.blocks.isEmpty ? [OutputTemplateSheet.all] : declared.blocks.map(\.id)
    for row in sheet.rows { unknown(row.block, among: blocks, "分块", "block", at: sheet.place) }
    for column in sheet.columns {
      unknown(column, among: declared.columns.map(\.id), "列", "column", at: sheet.place)
    }
  }

  private func unique(
    _ items: [(name: String, place: DefinitionPlace)], _ chinese: String, _ english: String
  ) {
    var seen: Set<String> = []
    for item in items where !seen.insert(item.name).inserted {
      issues.add(
        item.place, "\(chinese) \(item.name) 重复", "the \(english) \(item.name) is there twice")
    }
  }

  private func unknown(
    _ name: String, among names: [String], _ chinese: String, _ english: String,
    at place: DefinitionPlace
  ) {
    guard !names.contains(name) else { return }
    let hint = NearestName.hint(name, among: names)
    issues.add(
      place, "没有\(chinese) \(name)\(hint.chinese)", "there is no \(english) \(name)\(hint.english)")
  }

  private func check(_ map: OutputCodeMap) {
    guard let list = set.codeLists[map.list] else {
      return unknown(
        map.list, among: set.codeLists.keys.sorted(), "代码表", "code list", at: map.place)
    }
    for word in map.codes.keys.sorted() where list.entry(named: word)?.name != word {
      issues.add(
        map.place, "代码表 \(map.list) 没有 \(word)", "the code list \(map.list) has no \(word)")
    }
  }

  // MARK: - Sheets

  private func checkName(_ sheet: OutputSheet) {
    let name = sheet.name
    let isBad =
      name.isEmpty || name.utf16.count > Self.longestName
      || name.contains { Self.refusedInNames.contains($0) } || name.hasPrefix("'")
      || name.hasSuffix("'") || name.lowercased() == "history"
    guard isBad else { return }
    issues.add(
      sheet.place, "表名“\(name)”不能作工作表名（1 至 31 字，不含 []:*?/\\）",
      "\(name) is no name for a sheet (1 to 31 characters, none of []:*?/\\)")
  }

  private func checkRows(_ sheet: OutputSheet) {
    unique(sheet.columns.map { ($0.id, $0.place) }, "列", "column")
    unique(
      sheet.columns.map { ($0.path.joined(separator: "›"), $0.place) }, "列标题", "column header")
    unique(sheet.blocks.map { ($0.id, sheet.place) }, "分块", "block")
    unique(sheet.lines.map { ($0.id, $0.place) }, "行", "line")
    let stages = set.standard.stages.map(\.id)
    for block in sheet.blocks {
      unknown(block.stage, among: stages, "学段", "stage", at: sheet.place)
    }
    let groups = set.items.groups.map(\.id)
    for group in sheet.groups {
      unknown(group, among: groups, "项目组", "group of items", at: sheet.place)
    }
    if sheet.columns.isEmpty { missing("columns", sheet) }
    switch sheet.rows {
    case .county: break
    case .parts: if sheet.blocks.isEmpty { missing("blocks", sheet) }
    case .stages:
      if sheet.blocks.isEmpty { missing("blocks", sheet) }
      if sheet.lines.isEmpty { missing("lines", sheet) }
    case .lines: if sheet.lines.isEmpty { missing("lines", sheet) }
    case .items: if sheet.groups.isEmpty { missing("groups", sheet) }
    }
    if sheet.isForEachPart, sheet.rows != .lines {
      issues.add(sheet.place, "each 只用于 rows: lines", "each goes with rows: lines only")
    }
    if sheet.isForEachPart, sheet.blocks.isEmpty { missing("blocks", sheet) }
  }

  private func missing(_ key: String, _ sheet: OutputSheet) {
    issues.add(sheet.place, "输出表 \(sheet.id) 缺少 \(key)", "the sheet \(sheet.id) lacks \(key)")
  }

  private func check(_ column: OutputColumn, of sheet: OutputSheet) {
    if let codes = column.codes {
      unknown(
        codes, among: set.outputs.codes.map(\.id), "输出代码", "code map", at: column.place)
    }
    switch column.content {
    case .formulas: break
    case .indicator(let id, let facet):
      unknown(id, among: set.indicators.map(\.id), "指标", "indicator", at: column.place)
      let facets = facet.map { [$0] } ?? sheet.lines.compactMap(\.facet)
      let fits =
        sheet.rows == .parts
        ? facet?.isOfStage == false : sheet.rows == .stages && facets.allSatisfy(\.isOfStage)
      if !fits || facets.isEmpty { misplaced("show", column, sheet) }
    case .shown(let show):
      if !Self.rows(of: show).contains(sheet.rows) { misplaced(show.rawValue, column, sheet) }
    }
  }

  private func misplaced(_ what: String, _ column: OutputColumn, _ sheet: OutputSheet) {
    issues.add(
      column.place, "列 \(column.id) 的 \(what) 不适用于 rows: \(sheet.rows.rawValue)",
      "\(what) of the column \(column.id) does not go with rows: \(sheet.rows.rawValue)")
  }

  /// On what rows a column may show it.
  private static func rows(of show: OutputShow) -> [OutputRows] {
    switch show {
    case .serial, .byHand, .note: OutputRows.allCases
    case .stage: [.parts, .stages]
    case .verdict: [.parts, .stages]
    case .line, .lineGroup: [.lines, .stages]
    case .lineText, .lineStatus, .lineCell: [.lines]
    case .itemGroup, .itemName, .itemThreshold, .itemValue, .itemStatus, .itemPoints, .itemScore,
      .itemReason, .itemEvidence:
      [.items]
    }
  }

  private func check(_ line: OutputLine, of sheet: OutputSheet) {
    for item in line.items {
      unknown(item, among: set.items.items.map(\.id), "项目", "item", at: line.place)
    }
    if let indicator = line.indicator {
      unknown(indicator, among: set.indicators.map(\.id), "指标", "indicator", at: line.place)
      if !sheet.isForEachPart {
        issues.add(
          line.place, "indicator 只用于 each: parts 的表",
          "a line has an indicator only on a sheet for each part")
      }
    }
    if sheet.rows == .stages, line.facet?.isOfStage != true {
      issues.add(
        line.place, "行 \(line.id) 缺少 show（met_count、mean 等）",
        "the line \(line.id) lacks show (met_count, mean, …)")
    }
    for column in line.cells.keys.sorted() {
      unknown(column, among: sheet.columns.map(\.id), "列", "column", at: line.place)
    }
  }

  // MARK: - Formulas

  /// Nothing that is sensitive leaves by a form.
  private func checkPrivacy(_ sheet: OutputSheet) {
    var formulas: [CheckedFormula] = []
    for column in sheet.columns {
      if case .formulas(let own) = column.content { formulas += own }
      formulas += [column.condition].compactMap { $0 }
    }
    for line in sheet.lines { formulas += line.cells.values + [line.condition].compactMap { $0 } }
    let sentences = [sheet.title] + sheet.notes + sheet.footer + sheet.lines.map(\.text)
    for case .formula(let formula, _) in sentences.flatMap(\.pieces) { formulas.append(formula) }
    for slot in formulas.flatMap(\.columnSlots).map({ FieldSlot(number: $0) })
    where set.forms.indices.contains(slot.form)
      && set.forms[slot.form].fields[slot.field].isSensitive
    {
      let form = set.forms[slot.form]
      let name = "\(form.name)[\(form.fields[slot.field].name)]"
      issues.add(
        sheet.place, "输出表 \(sheet.id) 不能含敏感字段 \(name)",
        "the sheet \(sheet.id) must not show the sensitive \(name)")
    }
  }

  private func checkSentences(_ sheet: OutputSheet) {
    let sentences = [sheet.title] + sheet.notes + sheet.footer + sheet.lines.map(\.text)
    for case .item(let item) in sentences.flatMap(\.pieces) {
      unknown(item, among: set.items.items.map(\.id), "项目", "item", at: sheet.place)
    }
    for case .count(let block, let column, _) in sentences.flatMap(\.pieces) {
      unknown(block, among: sheet.blocks.map(\.id), "分块", "block", at: sheet.place)
      guard let column else { continue }
      unknown(column, among: sheet.columns.map(\.id), "列", "column", at: sheet.place)
    }
  }
}
