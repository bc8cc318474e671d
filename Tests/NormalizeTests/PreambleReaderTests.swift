// SPDX-License-Identifier: Apache-2.0
// PreambleReaderTests: values that stand once above a list.

import DataModel
import Normalize
import Testing

struct PreambleReaderTests {
  @Test(arguments: [
    "学校名称：示例小学", "填报单位：_示例小学 | 填报日期：2025年9月", "学校名称 | 示例小学", "填报单位（盖章）：示例小学",
    "学校名称（公章）：示例小学", "学校名称：示例小学（盖章）", "学校名称:示例小学_填表人:张三",
  ])
  func `a value above the header holds for every record`(_ preamble: String) {
    let reading = Reading("\(preamble)\n年级|班号|学生数\n一年级|1班|=45\n一年级|2班|=44")
    #expect(reading.values("classes", "school_name") == ["示例小学", "示例小学"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `an office that fills a table in is no school`() {
    let reading = Reading("填报单位：示例县教育局\n年级|班号|学生数\n一年级|1班|=45")
    #expect(reading.values("classes", "school_name") == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test(arguments: [("示例县第一小学", true), ("示例县第四初级中学", true), ("河西镇中心小学", true), ("示例县农村小学", false)])
  func `单位 over names of schools is the school`(_ name: String, _ isSchool: Bool) throws {
    let book = try #require(RealWordsTests.normalizer).normalize(
      Grid.workbook("单位|年级|班号|学生数\n\(name)|一年级|1班|=45\n\(name)|一年级|2班|=44"))
    let names = book.tables.first?.column("school_name")?.values.map(Reading.shown)
    #expect(names == (isSchool ? [name, name] : nil))
  }

  @Test func `a column of the list outranks what stands above it`() {
    let reading = Reading("学校名称：示例小学\n学校名称|年级|班号|学生数\n乙校|一年级|1班|=45")
    #expect(reading.values("classes", "school_name") == ["乙校"])
  }
}
