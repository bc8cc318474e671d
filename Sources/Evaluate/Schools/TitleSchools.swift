// SPDX-License-Identifier: Apache-2.0
// TitleSchools: titles that name another school than the one whose records stand below them.

import DataModel
import Definitions

extension SchoolRegisterBuilder {
  /// `title-names-its-school`: a school handed in a table of its neighbour, or did not change the title.
  ///
  /// Whose the records are stays as it is; a person must look.
  mutating func compareTitles(_ run: RunTables) {
    var known: [String: [Int]] = [:]
    for table in run.tables {
      let titles = run.submissions[table.submission].workbook.tables[table.table].titles
      guard !titles.isEmpty, let first = table.schools.first, let school = first,
        table.schools.allSatisfy({ $0 == school })
      else { continue }
      for title in titles {
        guard let other = other(title, than: school, &known) else { continue }
        let (own, named) = (directory.entries[school], directory.entries[other])
        var place = run.place(table)
        place.range = title.place.map { CellRange(first: $0, last: $0) }
        findings.append(
          Finding(
            rule: "title-names-its-school", severity: .mustExplain,
            form: plan.definitions.forms[table.form].id, schoolCode: own.code, place: place,
            value: title.text, facts: ["expected": own.name, "actual": named.name]))
        break
      }
    }
  }

  /// The other school of the county that the title names, where it does not name the own one.
  private func other(
    _ title: TableTitle, than school: Int, _ known: inout [String: [Int]]
  ) -> Int? {
    let own = directory.entries[school]
    let text = SubmissionPath.folded(title.text)
    guard !own.name.isEmpty, !text.contains(SubmissionPath.folded(own.name)) else { return nil }
    let key = "\(own.county.code)/\(own.county.name)/\(text)"
    let named = known[key] ?? schools(named: text, in: own.county)
    known[key] = named
    // Named twice or more, the title is of a group of schools.
    return named.count == 1 && named[0] != school ? named[0] : nil
  }

  private func schools(named text: String, in county: CountyHint) -> [Int] {
    directory.schools(namedIn: text).filter { index in
      let entry = directory.entries[index]
      return entry.county.relation(to: county) == .same
        && PathNames.isWhole(SubmissionPath.folded(entry.name), in: text, of: county)
    }
  }
}
