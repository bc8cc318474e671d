// SPDX-License-Identifier: Apache-2.0
// SchoolTallyTests: campuses of one code are one school.

import DataModel
import Testing

@Suite struct SchoolTallyTests {
  private static func school(_ code: String, _ campus: String = "", came: Bool) -> SchoolResult {
    var school = SchoolResult(
      county: 0, code: code, name: "示例小学", type: "小学", urbanRural: "镇区", sponsor: "",
      submissions: came ? [0] : [])
    school.campus = campus
    return school
  }

  @Test func `campuses of one code are one school, handed in when one of them is`() {
    let east = Self.school("1", "东校区", came: false)
    let west = Self.school("1", "西校区", came: true)
    let other = Self.school("2", came: false)
    for schools in [[east, west, other], [west, east, other], [other, west, east]] {
      let tally = SchoolTally(schools)
      #expect((tally.all, tally.handedIn, tally.missing) == (2, 1, 1))
    }
  }

  @Test func `schools without a code are counted each for itself`() {
    let tally = SchoolTally([
      Self.school("", came: true), Self.school("", came: true), Self.school("", came: false),
    ])
    #expect((tally.all, tally.handedIn, tally.missing) == (3, 2, 1))
    #expect(SchoolTally([]).all == 0)
  }
}
