// SPDX-License-Identifier: Apache-2.0
// HandInChecksTests: schools that handed in nothing, and required forms that are not there.

import DataModel
import Evaluate
import Testing

@Suite struct HandInChecksTests {
  private static let roster = SampleTables.roster(
    """
    学校代码 | 学校名称 | 区县代码 | 办学类型
    2199000001 | 学校01 | 990121 | 小学
    2199000002 | 学校02 | 990122 | 小学
    """)

  @Test func `a school of the roster that handed in nothing is said without a place`() {
    let result = SampleTables.evaluate([SampleTables.school([])], roster: Self.roster)
    let found = result.findings("school-hands-in")
    #expect(found.map(\.schoolCode) == ["2199000002"])
    #expect(found.map(\.place) == [Place()])
    #expect(result.findings.last == found.first)
    let last = result.submissionResults.last
    #expect(last?.submission == nil)
    #expect(last?.countyCode == "990122")
    #expect(last?.status == .notSubmitted)
  }

  @Test func `a required form that is missing is said at the school's first file`() {
    let result = SampleTables.evaluate([SampleTables.school([])], roster: Self.roster)
    #expect(result.findings("form-is-handed-in").map(\.place) == [Place(submission: 0)])
    #expect(result.submissionResults[0].status == .returned)
  }
}
