// SPDX-License-Identifier: Apache-2.0
// RepeatAdvice: where the first of two equal values stands, and which of the records it does not fit.

import DataModel
import Definitions

/// Advice on a value that may occur once only.
enum RepeatAdvice {
  private static let mostNamed = 4

  /// Ends in a full stop; names places, fields and schools, never the value.
  static func words(
    _ table: FormTable, _ row: Int, _ first: FormTable, _ firstRow: Int, _ field: Int?,
    _ state: ScreeningState
  ) -> String {
    let differing = differing(table, row, first, firstRow, state)
    let head = "与\(place(table, first, firstRow, field, state))重复"
    guard !differing.isEmpty else { return "\(head)，两条记录相同。" }
    if let reason = misfit(table, row, first, firstRow, field, state) {
      return "\(head)；\(reason)。"
    }
    let names = differing.prefix(mostNamed).joined(separator: "、")
    return "\(head)，但\(names)\(differing.count > mostNamed ? "等" : "")不同，像是其中一处填错。"
  }

  private static func place(
    _ table: FormTable, _ first: FormTable, _ row: Int, _ field: Int?, _ state: ScreeningState
  ) -> String {
    let place = state.run.place(first, row, field)
    var words: [String] = []
    if let school = first.schools[row], school != table.schools.first ?? nil {
      words.append("学校“\(state.register.schools[school].name)”")
    }
    if first.submission != table.submission {
      words.append("文件 \(state.run.submissions[first.submission].file.path)")
    }
    let cell = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
    return "\(words.joined(separator: " ")) \(cell.joined(separator: "!")) "
  }

  /// Fields of the records themselves; whose records they are is said already.
  private static func differing(
    _ table: FormTable, _ row: Int, _ first: FormTable, _ firstRow: Int, _ state: ScreeningState
  ) -> [String] {
    let fields = state.plan.definitions.forms[table.form].fields
    let subject = state.plan.subjects[table.form]
    let others = [subject.code, subject.name, subject.countyCode, subject.countyName]
    return fields.indices.filter { index in
      !others.contains(index)
        && state.run.value(table, row, index) != state.run.value(first, firstRow, index)
    }.map { fields[$0].name }
  }

  /// An identity number tells the birth date, which fits one record and not the other.
  private static func misfit(
    _ table: FormTable, _ row: Int, _ first: FormTable, _ firstRow: Int, _ field: Int?,
    _ state: ScreeningState
  ) -> String? {
    guard let field,
      state.plan.definitions.forms[table.form].fields[field].kind == .identityNumber,
      case .text(let number) = state.run.value(table, row, field),
      let birth = IdentityNumberRule.birthDate(in: number)
    else { return nil }
    let fitsHere = state.run.dates(table, row).contains(birth)
    let fitsThere = state.run.dates(first, firstRow).contains(birth)
    if fitsThere, !fitsHere { return "号码中的出生日期与那一条相符、与本条不符，像是把那一条的号码误抄到了本条" }
    if fitsHere, !fitsThere { return "号码中的出生日期与本条相符、与那一条不符，像是把本条的号码误抄到了那一条" }
    return nil
  }
}
