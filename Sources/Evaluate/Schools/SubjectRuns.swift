// SPDX-License-Identifier: Apache-2.0
// SubjectRuns: the rows of a table in runs that say the same of their school and county.

import DataModel
import Definitions

/// What a row says of whose it is; "" = not said.
struct RowSubject: Hashable, Sendable {
  var code: String
  var name: String
  /// The row's own county columns.
  var county: CountyHint

  /// Ten digits; the rules look at their meaning.
  var hasWellFormedCode: Bool {
    SchoolCodeRule.fault(in: code, classes: nil, provinces: nil) == nil
  }

  /// Code and name of 示例小学（2199000001）, where one cell says both; itself for any other name.
  var separated: RowSubject {
    let digits: [Substring] = name.split { !($0.isASCII && $0.isNumber) }
    let runs = digits.filter { $0.count >= 10 }
    guard let run = runs.first, runs.count == 1, run.count == 10 else { return self }
    let isMark = { (character: Character) in "()（）[]【】:：_-—/、, 　".contains(character) }
    let head = name[..<run.startIndex]
    let tail = name[run.endIndex...]
    let before = head[
      ..<(head.lastIndex { !isMark($0) }.map(head.index(after:)) ?? head.startIndex)]
    let after = tail.drop(while: isMark)
    // Only one of the two sides holds the name: what stands on both is no name with its code.
    guard before.isEmpty || after.isEmpty, !(before.isEmpty && after.isEmpty) else { return self }
    return RowSubject(
      code: String(run), name: before.isEmpty ? String(after) : String(before), county: county)
  }
}

/// Neighbouring rows of equal subject; most lists hold one school's rows one after another.
struct SubjectRuns: Sequence, IteratorProtocol {
  private let columns: [[FieldValue]?]
  private let rowCount: Int
  private var start = 0

  init(_ run: RunTables, _ table: FormTable, _ fields: SubjectFields) {
    columns = [fields.code, fields.name, fields.countyCode, fields.countyName].map {
      run.column(table, $0)?.values
    }
    rowCount = table.rowCount
  }

  mutating func next() -> (rows: Range<Int>, subject: RowSubject)? {
    guard start < rowCount else { return nil }
    let first = start
    start += 1
    while start < rowCount, columns.allSatisfy({ $0.map { $0[start] == $0[first] } ?? true }) {
      start += 1
    }
    // Whose a row is stands in every output; a person's number among it is shown in none.
    func text(_ column: Int) -> String {
      Masking.redact(columns[column]?[first].outputText ?? "")
    }
    let place = columns[2]?[first].outputText ?? ""
    let county = CountyHint(code: CountyHint.code(place), name: text(3))
    let subject = RowSubject(code: text(0), name: text(1), county: county)
    return (first..<start, subject.code.isEmpty ? subject.separated : subject)
  }
}
