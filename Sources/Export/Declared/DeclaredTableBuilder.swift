// SPDX-License-Identifier: Apache-2.0
// DeclaredTableBuilder: fills one declared sheet for one county.

import DataModel
import Definitions

/// Fills a declared sheet.
struct DeclaredTableBuilder {
  let county: DeclaredCounty
  let layout: PartLayout
  let places: DeclaredPlaces
  let sheet: OutputSheet

  private var context: ExportContext { county.context }
  private var parts: DeclaredParts {
    DeclaredParts(context: context, layout: layout, places: places)
  }

  func table() -> DeclaredTable {
    var sections: [DeclaredSection] = []
    if sheet.isForEachPart {
      var row = 1
      for block in sheet.blocks {
        for part in partsInScope(of: block.stage) {
          let section = section(part: part, from: row)
          sections.append(section)
          row = Self.end(of: section, sheet) + 1
        }
      }
    }
    if sections.isEmpty { sections = [section(part: nil, from: 1)] }
    return DeclaredTable(definition: sheet, sections: sections, footer: footer(sections))
  }

  /// The last row of a section.
  static func end(of section: DeclaredSection, _ sheet: OutputSheet) -> Int {
    guard let last = section.blocks.last else {
      return section.firstRow + section.notes.count + DeclaredHeader(sheet.columns).rowCount
    }
    return last.firstRow + last.rows.count - 1 + (last.total == nil ? 0 : 1)
      + section.footer.count
  }

  func partsInScope(of stage: String) -> [Int] {
    guard let block = layout.blocks.first(where: { $0.stage == stage }) else { return [] }
    return block.inScope.map { layout.parts[$0] }
  }

  private func formulas(_ part: Int?) -> DeclaredFormulas {
    DeclaredFormulas(facts: DeclaredFacts(county: county, part: part), places: places)
  }

  // MARK: - Sections

  private func section(part: Int?, from first: Int) -> DeclaredSection {
    let own = formulas(part)
    let notes = sheet.notes.map { own.sentence($0) }
    var row = first + 1 + notes.count + DeclaredHeader(sheet.columns).rowCount
    var blocks: [DeclaredBlock] = []
    for block in declaredBlocks {
      if !block.heading.isEmpty { row += 1 }
      var rows = self.rows(of: block, part)
      if rows.isEmpty { rows = [emptyRow(block)] }
      var made = DeclaredBlock(
        id: block.id, heading: block.heading, firstRow: row, rows: rows, total: nil)
      made.total = total(made)
      blocks.append(made)
      row += rows.count + (made.total == nil ? 0 : 1)
    }
    var section = DeclaredSection(
      title: own.sentence(sheet.title), notes: notes, firstRow: first, blocks: blocks)
    if sheet.isForEachPart {
      section.footer = gapNote([section])
    }
    return section
  }

  /// A sheet without declared blocks has one.
  private var declaredBlocks: [OutputBlock] {
    switch sheet.rows {
    case .parts, .stages: sheet.blocks
    case .county, .lines, .items: [OutputBlock(id: "", stage: "", heading: "")]
    }
  }

  private func emptyRow(_ block: OutputBlock) -> [DeclaredCell] {
    sheet.columns.map { column in
      if case .shown(.note) = column.content {
        return .text(block.stage.isEmpty ? "无" : "没有参评的\(block.stage)")
      }
      return .blank
    }
  }

  private func rows(of block: OutputBlock, _ part: Int?) -> [[DeclaredCell]] {
    switch sheet.rows {
    case .county: return [countyRow()]
    case .parts:
      return partsInScope(of: block.stage).enumerated().map { partRow($1, serial: $0 + 1) }
    case .stages: return sheet.lines.map { stageRow($0, block.stage) }
    case .lines:
      let lines = DeclaredLines(county: county, places: places, parts: parts, part: part)
      return sheet.lines.enumerated().map { lineRow($1, serial: $0 + 1, lines) }
    case .items:
      let lines = DeclaredLines(county: county, places: places, parts: parts, part: nil)
      let items = sheet.groups.flatMap { group in
        county.items.compactMap { $0 }.filter { $0.group == group }
      }
      return items.enumerated().map { itemRow($1, serial: $0 + 1, lines) }
    }
  }

  // MARK: - Rows

  private func countyRow() -> [DeclaredCell] {
    let own = formulas(nil)
    return sheet.columns.map { column in
      guard case .formulas(let formulas) = column.content else { return .blank }
      guard own.holds(column.condition) else { return .unused }
      return coded(own.cell(formulas, digits: column.digits), column)
    }
  }

  private func partRow(_ part: Int, serial: Int) -> [DeclaredCell] {
    let own = formulas(part)
    var cells = sheet.columns.map { column -> DeclaredCell? in
      guard own.holds(column.condition) else { return .unused }
      switch column.content {
      case .formulas(let formulas): return coded(own.cell(formulas, digits: column.digits), column)
      case .indicator(let id, let facet):
        return parts.indicator(id, facet ?? .value, part: part, digits: column.digits)
      case .shown(.serial): return DeclaredCell(.number(ExactNumber(serial)), digits: 0)
      case .shown(.stage): return .text(context.evaluation.parts[part].stage, isWord: true)
      case .shown(.verdict): return parts.verdict(part, words: column.words)
      case .shown: return nil
      }
    }
    let note = parts.note(part, sheet.columns, cells: cells)
    for (index, column) in sheet.columns.enumerated() {
      if case .shown(.note) = column.content { cells[index] = note }
    }
    return cells.map { $0 ?? .blank }
  }

  private func stageRow(_ line: OutputLine, _ stage: String) -> [DeclaredCell] {
    let stages = DeclaredStages(context: context, layout: layout, places: places)
    return sheet.columns.map { column in
      let digits = line.digits ?? column.digits
      switch column.content {
      case .indicator(let id, let facet):
        return stages.cell(id, facet ?? line.facet ?? .mean, stage: stage, digits: digits)
      case .shown(.stage): return .text(stage, isWord: true)
      case .shown(.line): return .text(line.name)
      case .shown(.verdict): return stages.composite(line.facet, stage: stage, digits: digits)
      case .formulas, .shown: return .blank
      }
    }
  }

  private func lineRow(
    _ line: OutputLine, serial: Int, _ lines: DeclaredLines
  ) -> [DeclaredCell] {
    let own = formulas(lines.part)
    return sheet.columns.map { column in
      switch column.content {
      case .formulas(let formulas): return coded(own.cell(formulas, digits: column.digits), column)
      case .shown(.serial): return DeclaredCell(.number(ExactNumber(serial)), digits: 0)
      case .shown(.line): return .text(line.name)
      case .shown(.lineGroup): return .text(line.group)
      case .shown(.lineText): return lines.text(line)
      case .shown(.lineStatus): return lines.status(line)
      case .shown(.lineCell): return lines.cell(line, column: column)
      case .indicator, .shown: return .blank
      }
    }
  }

  private func itemRow(
    _ result: CountyItemResult, serial: Int, _ lines: DeclaredLines
  ) -> [DeclaredCell] {
    sheet.columns.map { column in
      guard case .shown(let show) = column.content else { return .blank }
      return show == .serial
        ? DeclaredCell(.number(ExactNumber(serial)), digits: 0)
        : lines.item(show, result, digits: column.digits)
    }
  }

  /// A word in the form's own code; one without a code is left out and told.
  private func coded(_ cell: DeclaredCell, _ column: OutputColumn) -> DeclaredCell {
    guard let id = column.codes, let word = cell.value.text,
      let map = context.definitions.outputs.codes.first(where: { $0.id == id })
    else { return cell }
    guard let code = map.codes[word] else {
      return DeclaredCell(.missing(.notInCodeList), reason: "“\(word)”没有对应的\(map.name)代码")
    }
    return .text(code, isWord: true)
  }

  // MARK: - Sums and lines below

  private func total(_ block: DeclaredBlock) -> [DeclaredCell]? {
    guard sheet.columns.contains(where: \.isTotalled) else { return nil }
    return sheet.columns.enumerated().map { index, column in
      if index == 0 { return .text("合计", isWord: true) }
      guard column.isTotalled, let range = block.range(column: index + 1) else { return .blank }
      let numbers = block.rows.map { $0[index].value.number }
      let sum = numbers.contains(nil) ? nil : numbers.compactMap { $0 }.reduce(.zero, +)
      return DeclaredCell(
        sum.map { .number($0) } ?? .missing(.undefined),
        formula: "=IF(COUNTBLANK(\(range))>0,\"\",SUM(\(range)))", digits: column.digits)
    }
  }

  private func footer(_ sections: [DeclaredSection]) -> [DeclaredCell] {
    let blocks = sections.flatMap(\.blocks)
    let own = formulas(nil)
    var lines = sheet.footer.map { sentence in
      own.sentence(sentence) { count($0, column: $1, word: $2, blocks) }
    }
    if !sheet.isForEachPart { lines += gapNote(sections) }
    if let note = DeclaredNotes.unconfirmed(sheet) { lines.append(note) }
    return lines
  }

  private func count(
    _ id: String, column: String?, word: String, _ blocks: [DeclaredBlock]
  ) -> DeclaredCount {
    guard let block = blocks.first(where: { $0.id == id }),
      let declared = sheet.blocks.first(where: { $0.id == id })
    else { return DeclaredCount(value: 0, formula: nil) }
    let isEmpty = sheet.rows == .parts && partsInScope(of: declared.stage).isEmpty
    guard let column, let index = sheet.columns.firstIndex(where: { $0.id == column }) else {
      let range = block.range(column: 1).map { "ROWS(\($0))" }
      return DeclaredCount(value: isEmpty ? 0 : block.rows.count, formula: isEmpty ? nil : range)
    }
    let value = block.rows.count { $0[index].value.text == word }
    return DeclaredCount(
      value: value, formula: block.range(column: index + 1).map { "COUNTIF(\($0),\"\(word)\")" })
  }

  /// Why cells are blank, and the sheet where longer reasons stand in full.
  private func gapNote(_ sections: [DeclaredSection]) -> [DeclaredCell] {
    let listsItems = sheet.rows == .lines || sheet.rows == .items
    let hasItems = ItemSheet.isNeeded(context)
    let whole: String? =
      switch sheet.rows {
      case .lines, .items: hasItems ? SheetNames.items : nil
      case .parts: context.definitions.indicators.isEmpty ? nil : SheetNames.improvement
      case .county, .stages:
        CountyValueSheet(county: county).isNeeded ? SheetNames.countyValues : nil
      }
    return DeclaredNotes.gaps(
      gapPlaces(sections), whole: listsItems && sheet.isForEachPart ? nil : whole)
  }

  /// Blank cells of sheets that have no column to say why.
  private func gapPlaces(_ sections: [DeclaredSection]) -> [(name: String, reason: String)] {
    let hasNotes = sheet.columns.contains {
      switch $0.content {
      case .shown(.note), .shown(.itemReason): true
      case .shown, .formulas, .indicator: false
      }
    }
    guard !hasNotes else { return [] }
    let names = DeclaredNames(sheet: sheet, context: context)
    var places: [(String, String)] = []
    for block in sections.flatMap(\.blocks) {
      for (row, cells) in block.rows.enumerated() {
        for (column, cell) in zip(sheet.columns, cells) where !cell.reason.isEmpty {
          places.append((names.name(of: column, row: row, in: block), cell.reason))
          // A line is told once, whichever of its cells is blank.
          if sheet.rows == .lines { break }
        }
      }
    }
    return places
  }
}
