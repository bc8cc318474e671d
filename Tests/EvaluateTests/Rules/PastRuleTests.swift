// SPDX-License-Identifier: Apache-2.0
// PastRuleTests: days and years that have not come yet are reported where they must have.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct PastRuleTests {
  private func findings(_ value: FieldValue, isPast: Bool = true) throws -> [Finding] {
    var set = SampleDefinitions.set
    let form = try #require(set.forms.firstIndex { $0.id == "rooms" })
    let field = try #require(set.forms[form].fields.firstIndex { $0.id == "area" })
    set.forms[form].fields[field].isPast = isPast
    var table = SampleTables.table("rooms", "房间号 | 使用面积\n101 | 1")
    table.columns[1].values = [value]
    return Evaluator(definitions: set).evaluate(
      submissions: [SampleTables.school([table])], roster: nil, year: 2025, previousLedger: nil
    ).findings("date-has-come")
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> FieldValue {
    CivilDate(year: year, month: month, day: day).map(FieldValue.date) ?? .missing(.blank)
  }

  @Test(arguments: [
    day(1980, 9, 15), day(2025, 12, 31), day(2026, 12, 31), .number(ExactNumber(2026)),
    .missing(.blank),
  ])
  func `a day up to the year behind the run's has come`(value: FieldValue) throws {
    #expect(try findings(value) == [])
  }

  @Test(arguments: [day(2027, 1, 1), .number(ExactNumber(2031))])
  func `a later day or year is reported with the run's year`(value: FieldValue) throws {
    let found = try findings(value)
    #expect(found.map(\.severity) == [.mustCorrect])
    #expect(found.first?.facts["year"] == "2025")
    #expect(found.first?.place.range?.description == "B2")
    #expect(try findings(value, isPast: false) == [])
  }
}
