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

  @Test func `a column of the list outranks what stands above it`() {
    let reading = Reading("学校名称：示例小学\n学校名称|年级|班号|学生数\n乙校|一年级|1班|=45")
    #expect(reading.values("classes", "school_name") == ["乙校"])
  }
}
