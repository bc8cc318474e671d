// SPDX-License-Identifier: Apache-2.0
// HeaderRefinement: lets the values below a header decide what its words leave open.

import DataModel
import Definitions

/// Settles columns that the words of a header name too little or twice.
struct HeaderRefinement {
  private let state: SheetState
  private let fields: [FieldDefinition]
  private let samples: ColumnSamples
  private let match: HeaderMatch

  init(_ state: SheetState, match: HeaderMatch, until end: Int) {
    self.state = state
    self.match = match
    fields = state.catalog.forms[match.form].fields
    samples = ColumnSamples(state, match: match, until: end)
  }

  /// The match with columns taken over that only one field can mean, and with the better of two columns.
  func refined() -> HeaderMatch {
    // A serial number takes the place of a needed column alone.
    let mayAdopt = match.requiredShare < 1 || !match.unknown.isEmpty
    guard mayAdopt || !match.rivals.isEmpty else { return match }
    var result = match.matched
    swapRivals(&result)
    adopt(&result)
    adoptSchools(&result)
    adoptSerials(&result)
    return HeaderMatch(result, instead: match)
  }

  /// Of two columns with words equally good, the one whose cells are what the field holds.
  private func swapRivals(_ match: inout MatchedColumns) {
    guard !match.rivals.isEmpty else { return }
    for (index, rival) in match.rivals.enumerated() {
      guard
        let winner = match.fields.firstIndex(where: {
          $0.field == rival.field && $0.path.column == rival.winner.column
        }),
        match.rivals.count(where: { $0.field == rival.field }) == 1,
        rival.evidence == match.fields[winner].evidence,
        samples.contradict(column: match.fields[winner].path.column, field: rival.field),
        samples.agree(column: rival.path.column, field: rival.field)
      else { continue }
      let loser = match.fields[winner].path
      match.fields[winner].path = rival.path
      match.rivals[index] = RivalColumn(
        path: loser, field: rival.field, winner: rival.path, evidence: rival.evidence)
    }
    match.fields.sort { $0.path.column < $1.path.column }
  }

  /// A word such as 号码 is part of one missing field's words, and its cells can be no other's.
  private func adopt(_ match: inout MatchedColumns) {
    guard !match.unknown.isEmpty else { return }
    for (field, definition) in fields.enumerated() where definition.needsColumn {
      guard !match.fields.contains(where: { $0.field == field }),
        !match.rivals.contains(where: { $0.field == field }), isTelling(definition.kind),
        let path = samples.standIn(for: field), samples.isPart(path.leaf.word, of: field),
        let index = match.unknown.firstIndex(where: { $0.column == path.column })
      else { continue }
      match.unknown.remove(at: index)
      match.fields.append(ColumnMatch(path: path, field: field, evidence: Evidence.weak))
    }
    match.fields.sort { $0.path.column < $1.path.column }
  }

  /// 单位 over names of schools is the school of each row, where no other column is.
  private func adoptSchools(_ match: inout MatchedColumns) {
    guard !match.unknown.isEmpty, let field = state.catalog.fieldFacts[self.match.form].schoolName,
      !match.fields.contains(where: { $0.field == field }),
      !match.rivals.contains(where: { $0.field == field })
    else { return }
    let found = match.unknown.indices.filter { index in
      let path = match.unknown[index]
      return samples.isPart(path.leaf.word, of: field) && samples.areSchools(column: path.column)
    }
    guard found.count == 1 else { return }
    let path = match.unknown.remove(at: found[0])
    match.fields.append(ColumnMatch(path: path, field: field, evidence: Evidence.weak))
    match.fields.sort { $0.path.column < $1.path.column }
  }

  /// 编号 over … is no serial number: it is the one missing number of the records.
  private func adoptSerials(_ match: inout MatchedColumns) {
    let serials =
      match.fields.filter { fields[$0.field].isIgnored }.map(\.path)
      + match.rivals.filter { fields[$0.field].isIgnored }.map(\.path)
    for path in serials where samples.areOwnNumbers(column: path.column) {
      let own = fields.indices.filter { field in
        fields[field].needsColumn && !match.fields.contains { $0.field == field }
          && (fields[field].kind == .text || fields[field].kind == .schoolCode)
          && samples.endsWord(path.leaf.word, of: field)
      }
      guard own.count == 1 else { continue }
      match.fields.removeAll { $0.path.column == path.column }
      match.rivals.removeAll { $0.path.column == path.column }
      match.fields.append(ColumnMatch(path: path, field: own[0], evidence: Evidence.weak))
      match.fields.sort { $0.path.column < $1.path.column }
      return
    }
  }

  /// Kinds whose values nothing else looks like.
  private func isTelling(_ kind: FieldKind) -> Bool {
    switch kind {
    case .identityNumber, .schoolCode, .code: true
    case .text, .personName, .integer, .number, .date, .month, .yesNo: false
    }
  }
}
