// SPDX-License-Identifier: Apache-2.0
// SheetTrace: notes down what is decided about a sheet, for whoever asks why.

import DataModel
import Definitions

/// The decisions about one sheet; there is none unless somebody asked for a report.
final class SheetTrace {
  var report = SheetReport(account: CellAccount())
  var quarantine = QuarantineMap()

  /// How many forms are named beside the one that was taken.
  private static let mostRanks = 4

  /// The report on the whole sheet, whose first table is the file's `firstTable`th.
  func finished(account: CellAccount, firstTable: Int) -> SheetReport {
    var result = report
    result.account = account
    result.quarantined = quarantine.ranges
    for index in result.tables.indices { result.tables[index].table = firstTable + index }
    return result
  }

  // MARK: - Lists

  /// Takes down a list that has been read.
  func add(
    _ match: HeaderMatch, table: RecordTable, constants: [ColumnBuilder], in state: SheetState,
    with detector: inout LayoutDetector
  ) {
    let form = state.catalog.forms[match.form]
    let units = UnitRow.find(in: state, from: match.block.rows.upperBound, reader: &detector)
    let last = Self.lastRow(table) ?? Self.number(match.block.rows.upperBound - 1, state)
    let first = Self.number(match.block.rows.lowerBound, state)
    var columns = match.columns.map { column in
      self.column(column, of: form, unitRow: units, in: state)
    }
    for rival in match.rivals {
      var report = self.column(rival.path, .rival, in: state, until: last)
      report.field = form.fields[rival.field].id
      report.winner = CellReference(row: rival.winner.row, column: rival.winner.column)
      columns.append(report)
    }
    let matcher = HeaderMatcher(catalog: state.catalog)
    for path in match.unknown {
      var report = self.column(path, .unknown, in: state, until: last)
      report.suggestion = matcher.almost(path, in: match).map {
        form.fields[$0.field].name
      }
      columns.append(report)
    }
    columns.sort { $0.place.column < $1.place.column }
    columns = constants.map { above($0, table: table) } + columns
    let present = Set(columns.filter { $0.fate != .unknown }.compactMap(\.field))
    let columnRange = match.block.columns ?? 1...1
    report.tables.append(
      TableReport(
        form: form.id, layout: FormLayout.list.rawValue,
        range: CellRange(
          first: CellReference(row: first, column: columnRange.lowerBound),
          last: CellReference(row: last, column: columnRange.upperBound)),
        headerRows: first...max(first, Self.number(match.block.rows.upperBound - 1, state)),
        recordCount: table.rowCount, columns: columns,
        ranks: ranks(match, in: state, with: &detector),
        missing: form.fields.filter { $0.needsColumn && !present.contains($0.id) }.map(\.id),
        table: 0))
  }

  private static func number(_ index: Int, _ state: SheetState) -> Int {
    state.rows.indices.contains(index) ? state.rows[index].number : 1
  }

  private static func lastRow(_ table: RecordTable) -> Int? {
    table.columns.lazy.flatMap(\.origins).compactMap { $0.map { Int($0.row) } }.max()
  }

  private func column(
    _ match: ColumnMatch, of form: FormDefinition, unitRow: UnitRow?, in state: SheetState
  ) -> ColumnReport {
    let field = form.fields[match.field]
    var report = column(match.path, field.isIgnored ? .ignored : .field, in: state, until: 0)
    report.field = DeclaredHeaders.isLeftOut(field) ? nil : field.id
    report.score = match.evidence
    report.evidence =
      DeclaredHeaders.isLeftOut(field) ? .declaredOverride : Self.evidence(match.evidence)
    setUnit(
      &report, field, label: match.path.leaf, text: match.path.text,
      beside: unitRow?.unit(match.path.column), in: state)
    return report
  }

  /// Tells the unit as the reader of the column was told it.
  private func setUnit(
    _ report: inout ColumnReport, _ field: FieldDefinition, label: HeaderLabel, text: String,
    beside: UnitDefinition?, in state: SheetState
  ) {
    guard let own = field.unit else { return }
    var asked = label
    if asked.unit == nil { asked.unit = beside }
    let choice = state.tools.unitChoice(
      for: field, label: asked, labelText: text, notes: state.noteUnits)
    let written =
      asked.unit
      ?? asked.bare.flatMap {
        state.tools.units.measureTheSame($0.unit, own) ? $0.unit : nil
      }
    let read = choice.readUnit.isEmpty ? nil : choice.readUnit
    report.unit = choice.conflict ?? read ?? written?.name ?? own
    let noted = state.tools.units.unit(own).flatMap { state.noteUnits[$0.canonical] }
    if label.unit != nil || (beside == nil && written != nil) {
      report.unitOrigin = .header
    } else if beside != nil {
      report.unitOrigin = .unitCell
    } else if let noted {
      report.unitOrigin = .note
      report.unit = noted.name
    } else {
      report.unitOrigin = field.defaultUnit == nil ? .canonical : .fieldDefault
    }
  }

  private func column(
    _ path: HeaderPath, _ fate: ColumnFate, in state: SheetState, until last: Int
  ) -> ColumnReport {
    var filled = 0
    if last > path.row {
      for row in state.rows where row.number > path.row && row.number <= last {
        if row.cell(column: path.column)?.value.isEmpty == false { filled += 1 }
      }
    }
    return ColumnReport(
      place: CellReference(row: path.row, column: path.column),
      path: path.parents + [path.leaf.word], text: path.text, fate: fate, filled: filled)
  }

  private func above(_ builder: ColumnBuilder, table: RecordTable) -> ColumnReport {
    let column = table.column(builder.field.id)
    let origin = column?.origins.first ?? nil
    return ColumnReport(
      place: origin?.reference ?? CellReference(row: 1, column: builder.column),
      path: [builder.field.name], text: builder.field.name, fate: .field,
      field: builder.field.id, evidence: .aboveTable)
  }

  private func ranks(
    _ match: HeaderMatch, in state: SheetState, with detector: inout LayoutDetector
  ) -> [FormRank] {
    let all = HeaderMatcher(catalog: state.catalog)
      .ranking(match.block, titlePoints: detector.points(above: match.block.rows.lowerBound))
      .filter { $0.form != match.form }
    return ([match] + all.prefix(Self.mostRanks)).map { match in
      FormRank(
        form: state.catalog.forms[match.form].id, rank: match.rank, evidence: match.evidence,
        titlePoints: match.titlePoints, requiredShare: match.requiredShare,
        columns: match.columns.count)
    }
  }

  /// The kind of evidence behind a score.
  static func evidence(_ score: Int) -> HeaderEvidence {
    switch score {
    case Evidence.declared...: .declaredOverride
    case (Evidence.path + 1)...: .path
    case Evidence.joinedPath: .joinedPath
    case Evidence.parentOfTotal: .groupAbove
    case Evidence.name: .name
    case Evidence.synonym: .synonym
    case Evidence.weak: .weakWord
    case Evidence.bareUnit..<Evidence.name, (Evidence.joinedPath - 6)..<Evidence.path:
      .wordWithUnit
    default: .other
    }
  }

  // MARK: - Forms

  /// Takes down a label/value form that has been read.
  func add(_ match: LabelValueMatch, in state: SheetState) {
    let form = state.catalog.forms[match.form]
    var columns = match.values.map { value in
      self.label(value, of: form, fate: nil, in: state)
    }
    for rival in match.rivals {
      var report = label(rival, of: form, fate: .rival, in: state)
      report.winner = match.values.first { $0.field == rival.field }?.place
      columns.append(report)
    }
    columns += unknownLabels(match, form: form, in: state)
    columns.sort { $0.place < $1.place }
    let places = (match.values + match.rivals).flatMap { [$0.place, $0.valuePlace] }
    let present = Set(match.values.map(\.field))
    report.tables.append(
      TableReport(
        form: form.id, layout: FormLayout.labelValue.rawValue,
        range: CellRange(
          first: CellReference(
            row: places.map(\.row).min() ?? 1, column: places.map(\.column).min() ?? 1),
          last: CellReference(
            row: places.map(\.row).max() ?? 1, column: places.map(\.column).max() ?? 1)),
        headerRows: nil, recordCount: 1, columns: columns,
        ranks: [
          FormRank(
            form: form.id, rank: match.values.reduce(0) { $0 + $1.evidence },
            evidence: match.values.reduce(0) { $0 + $1.evidence }, titlePoints: 0,
            requiredShare: Self.requiredShare(of: form, present: present),
            columns: match.values.count)
        ],
        missing: form.fields.indices
          .filter { form.fields[$0].needsColumn && !present.contains($0) }
          .map { form.fields[$0].id },
        table: 0))
  }

  private static func requiredShare(of form: FormDefinition, present: Set<Int>) -> Double {
    let required = form.fields.indices.filter { form.fields[$0].needsColumn }
    guard !required.isEmpty else { return 0 }
    return Double(required.count { present.contains($0) }) / Double(required.count)
  }

  private func label(
    _ value: LabelledValue, of form: FormDefinition, fate: ColumnFate?, in state: SheetState
  ) -> ColumnReport {
    let field = form.fields[value.field]
    var report = ColumnReport(
      place: value.place, path: value.label.parents + [value.label.word],
      text: value.inside == nil ? value.text : value.label.word,
      fate: fate ?? (field.isIgnored ? .ignored : .field),
      field: DeclaredHeaders.isLeftOut(field) ? nil : field.id, score: value.evidence,
      evidence: Self.evidence(value.evidence),
      filled: value.value?.value.isEmpty == false ? 1 : 0)
    let beside = value.unitPlace.flatMap { place -> UnitDefinition? in
      let row = state.rows.first { $0.number == place.row }
      return row?.cell(column: place.column)?.textValue.flatMap {
        state.catalog.units.unit(TextFolding.trimmed($0))
      }
    }
    setUnit(
      &report, field, label: value.label, text: value.text, beside: beside, in: state)
    return report
  }

  /// Labels of the form's rows that the log has called unknown.
  private func unknownLabels(
    _ match: LabelValueMatch, form: FormDefinition, in state: SheetState
  ) -> [ColumnReport] {
    state.log.findings.compactMap { finding in
      guard finding.form == form.id, let range = finding.place.range,
        finding.rule == "header-is-known" || finding.rule == "header-is-almost-known"
      else { return nil }
      return ColumnReport(
        place: range.first, path: [TextFolding.withoutSpaces(finding.value)],
        text: finding.value, fate: .unknown, filled: 1,
        suggestion: finding.suggestion.isEmpty ? nil : finding.suggestion)
    }
  }
}

extension LabelledValue {
  /// True where label and value share a cell.
  fileprivate var inside: CellReference? { place == valuePlace ? place : nil }
}

extension HeaderMatcher {
  /// All forms that have a word of the header, best first; for a report only.
  func ranking(_ block: HeaderBlock, titlePoints: [Int]) -> [HeaderMatch] {
    var byForm: [Int: [HeaderClaim]] = [:]
    for (index, path) in block.paths.enumerated() {
      for meaning in catalog.meanings(of: path) {
        byForm[meaning.form, default: []].append(
          HeaderClaim(evidence: meaning.evidence, path: index, field: meaning.field))
      }
    }
    var room: [Int] = []
    return byForm.keys.sorted().compactMap { form in
      byForm[form].map {
        HeaderAssignment(
          $0.sorted(), form: form, facts: catalog.fieldFacts[form], pathCount: block.paths.count,
          titlePoints: titlePoints[form], pathOfField: &room
        ).match(of: block)
      }
    }.sorted { ($1.rank, $0.form) < ($0.rank, $1.form) }
  }
}
