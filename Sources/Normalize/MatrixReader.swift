// SPDX-License-Identifier: Apache-2.0
// MatrixReader: reads the statistics tables of a sheet as one record of each form they belong to.

import DataModel
import Definitions

/// Reads a sheet that is a national statistics form.
struct MatrixReader {
  /// Rows at the top of a sheet that may say which form it is.
  private static let titleRows = 12
  /// A row of more cells is no title.
  private static let titleWidth = 8

  /// A table of the sheet and the forms it was found to be.
  private struct Found {
    var block: MatrixBlock
    var table: MatrixTable
    var rows: [[MatrixRow]]
    var findings: [MatrixFinding]
  }

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  private var catalog: MatrixCatalog { state.catalog.matrices }

  /// True where the sheet's name or a line at its top is the title of a statistics form.
  var isTitled: Bool { !catalog.isEmpty && topContains(catalog.isTitle) }

  private func topContains(_ isWanted: (String) -> Bool) -> Bool {
    state.topKeys.contains(where: isWanted)
  }

  /// The sheet's name and the texts of the short rows at its top, folded, that may hold a title.
  static func topKeys(of sheet: Sheet, in catalog: MatrixCatalog) -> [String] {
    guard !catalog.isEmpty else { return [] }
    var keys: [String] = []
    let add = { (text: String) in
      guard catalog.mayHoldTitle(text) else { return }
      let key = TextFolding.key(text)
      if catalog.holdsTitleWord(key) { keys.append(key) }
    }
    add(sheet.info.name)
    for row in sheet.rows.prefix(titleRows) where row.fill.count <= titleWidth {
      row.cells.withUnsafeBufferPointer { cells in
        for place in cells.indices {
          guard case .text(let text) = cells[place].value, text.utf8.count <= 300 else { continue }
          add(text)
        }
      }
    }
    return keys
  }

  /// The records of the sheet with all its cells accounted for; nil where it is no statistics form.
  ///
  /// `titled`: only forms whose title stands there; else only one whose words leave no doubt.
  func read(titled: Bool, with detector: inout LayoutDetector) -> [RecordTable]? {
    guard !catalog.isEmpty else { return nil }
    var found: [Found] = []
    var above: [String] = []
    for block in MatrixBlockFinder(state).blocks(with: &detector) {
      let table = MatrixTable(state, block: block, with: &detector)
      var rows: [[MatrixRow]] = []
      for side in table.sides {
        var reader = MatrixRowReader(state, side: side)
        rows.append(reader.rows(block.data, with: &detector))
      }
      // A table without a title of its own goes on with the form above it: 续表.
      let own = titles(above: block)
      if own.contains(where: catalog.isTitle) || above.isEmpty { above = own }
      let findings = findings(above, table, rows, titled: titled)
      found.append(Found(block: block, table: table, rows: rows, findings: findings))
    }
    guard found.contains(where: { !$0.findings.isEmpty }) else { return nil }
    guard state.sheet.info.visibility == .visible else {
      setAside(found.lazy.flatMap(\.findings).first?.form ?? 0)
      return []
    }
    return records(found, with: &detector)
  }

  /// Leaves out a national form that no declaration asks for; false for any other sheet.
  ///
  /// Its rows have words of other forms: read as labels with values they would say what they do not mean.
  func leaveOut(with detector: inout LayoutDetector) -> Bool {
    guard !catalog.isEmpty, state.sheet.info.visibility == .visible,
      topContains(catalog.isNumbered), !topContains(catalog.isOtherTitle)
    else { return false }
    let isTable = MatrixBlockFinder(state).blocks(with: &detector).contains { block in
      let table = MatrixTable(state, block: block, with: &detector)
      return table.sides.contains { $0.values.count >= 2 }
    }
    guard isTable else { return false }
    let cells = state.sheet.nonEmptyCellCount
    state.accounting.ignore(cells, rule: "statistics_form_not_asked")
    state.log.add(
      "statistics-form-is-asked", .note, range: nil, value: state.sheet.info.name,
      facts: ["count": String(cells)])
    return true
  }

  // MARK: - Which forms

  /// The forms of a table; a cell belongs to one of them.
  private func findings(
    _ titles: [String], _ table: MatrixTable, _ rows: [[MatrixRow]], titled: Bool
  ) -> [MatrixFinding] {
    var candidates: [(points: Int, finding: MatrixFinding)] = []
    let rowWords = MatrixRowWords(rows, in: catalog.words)
    for form in forms(titles) where (form.points > 0) == titled {
      let matcher = MatrixMatcher(
        state: state, form: form.form, rows: rows, rowWords: rowWords, table: table)
      let finding = matcher.finding()
      let isFound = !finding.cells.isEmpty || !finding.doubts.isEmpty
      guard titled ? isFound || hasWords(of: form.form, table, rows) : isPlain(finding) else {
        continue
      }
      candidates.append((form.points, finding))
    }
    candidates.sort { ($0.points, $0.finding.cells.count) > ($1.points, $1.finding.cells.count) }
    if !titled, candidates.count != 1 { return [] }
    return withoutRivals(candidates.map(\.finding))
  }

  private func withoutRivals(_ findings: [MatrixFinding]) -> [MatrixFinding] {
    guard findings.count > 1 else { return findings }
    var taken: Set<CellReference> = []
    var kept: [MatrixFinding] = []
    for finding in findings {
      let isEmpty = finding.cells.isEmpty && finding.doubts.isEmpty
      let own = finding.cells.map { $0.place(in: state) }
      guard isEmpty ? kept.isEmpty : taken.isDisjoint(with: own) else { continue }
      taken.formUnion(own)
      kept.append(finding)
    }
    return kept
  }

  /// The sheet's name and the lines above a table.
  private func titles(above block: MatrixBlock) -> [String] {
    var titles = [TextFolding.key(state.sheet.info.name)]
    for index in block.titles.suffix(Self.titleRows) {
      for cell in state.rows[index].cells.prefix(32) {
        guard let text = cell.textValue, text.utf8.count <= 300 else { continue }
        titles.append(TextFolding.key(text))
      }
    }
    return titles
  }

  /// Every form with the points of its titles; without those that a title rules out by another stage's word.
  private func forms(_ titles: [String]) -> [(form: MatrixForm, points: Int)] {
    let forms = catalog.forms
    var points = [Int](all: 0, count: forms.count)
    var isExcluded = [Bool](all: false, count: forms.count)
    for title in titles {
      let found = catalog.titlePoints(title)
      // Only a title of the form can exclude it.
      for place in forms.indices where found[place] > 0 {
        points[place] = max(points[place], found[place])
        if forms[place].isExcluded(by: title) { isExcluded[place] = true }
      }
    }
    return forms.indices.filter { !isExcluded[$0] }.map { (forms[$0], points[$0]) }
  }

  /// A title and a word of the form are enough to say that its total row is missing.
  private func hasWords(
    of form: MatrixForm, _ table: MatrixTable, _ rows: [[MatrixRow]]
  ) -> Bool {
    guard state.catalog.forms[form.form].fields.contains(where: \.needsColumn) else { return false }
    let columns = table.sides.flatMap(\.values)
    return columns.contains { $0.texts.contains(where: form.columnLeaves.contains) }
      || rows.contains { $0.contains { form.rowLeaves.contains($0.leaf.word) } }
  }

  /// Enough words for a form without its title.
  private func isPlain(_ finding: MatrixFinding) -> Bool {
    let fields = state.catalog.forms[finding.form].fields
    let found = Set(finding.cells.map(\.field))
    return finding.strongCount >= 3 && finding.doubts.isEmpty
      && fields.indices.allSatisfy { !fields[$0].needsColumn || found.contains($0) }
  }

  // MARK: - Records

  /// One record of each form, of all tables of the sheet that are its.
  private func records(_ found: [Found], with detector: inout LayoutDetector) -> [RecordTable] {
    var order: [Int] = []
    for form in found.flatMap(\.findings).map(\.form) where !order.contains(form) {
      order.append(form)
    }
    for part in found {
      for index in part.block.titles { _ = state.takeUnitNote(state.rows[index]) }
    }
    var used: Set<CellReference> = []
    var named: Set<Int> = []
    var tables: [RecordTable] = []
    for form in order {
      var record = MatrixRecord(state, form: form)
      for part in found {
        guard let finding = part.findings.first(where: { $0.form == form }) else { continue }
        record.add(finding, rows: part.rows, hasFigures: hasFigures(part))
      }
      record.addPreamble(found.map(\.block.titles), with: &detector)
      tables.append(record.table(with: &detector))
      used.formUnion(record.used)
      named.formUnion(record.preambleRows)
    }
    var account = MatrixAccount(state, used: used, preambleRows: named)
    for part in found {
      account.enter(
        part.block, part.table, part.rows, isKnown: !part.findings.isEmpty, with: &detector)
    }
    account.finish(from: found.last?.block.data.upperBound ?? 0)
    return tables
  }

  /// Anything under the header of a column of values.
  private func hasFigures(_ part: Found) -> Bool {
    let columns = part.table.sides.flatMap(\.values).map(\.column)
    return part.block.data.contains { index in
      columns.contains { !(state.rows[index].cell(column: $0)?.value.isEmpty ?? true) }
    }
  }

  /// A hidden sheet is not read; that it holds data is said.
  private func setAside(_ form: Int) {
    let cells = state.sheet.nonEmptyCellCount
    state.accounting.quarantine(cells)
    let definition = state.catalog.forms[form]
    state.log.add(
      "hidden-sheet-holds-no-data", .mustExplain, form: definition.id, range: nil,
      value: state.sheet.info.name,
      facts: ["count": String(cells), "actual": definition.name])
  }
}
