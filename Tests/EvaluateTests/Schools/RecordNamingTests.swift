// SPDX-License-Identifier: Apache-2.0
// RecordNamingTests: what findings call a record, without showing what is sensitive.

import DataModel
import Evaluate
import Testing

@Suite struct RecordNamingTests {
  @Test func `a record is called by its key fields`() {
    let result = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          三年级 | 2班 | 小学 | 900
          """)
      ])
    ])
    #expect(result.findings("value-is-in-range").map(\.recordKey) == ["三年级+2班"])
  }

  @Test func `a sensitive key and value are masked`() {
    let result = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "teachers",
          """
          身份证件号 | 任教学段
          990101198001011230 | 小学
          """)
      ])
    ])
    let finding = result.findings("identity-is-valid")
    #expect(finding.map(\.value) == ["99********1230"])
    #expect(finding.map(\.recordKey) == ["99********1230"])
  }
}
