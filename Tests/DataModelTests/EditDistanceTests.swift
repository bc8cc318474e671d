// SPDX-License-Identifier: Apache-2.0
// EditDistanceTests: words that are nearly equal.

import DataModel
import Testing

struct EditDistanceTests {
  @Test(arguments: [
    ("学校识别马", "学校识别码", 1), ("学校代码", "学校代码", 0), ("代学校码", "代校学码", 1), ("年级", "年级班", 1), ("", "a", 1),
  ])
  func `the distance counts single changes`(_ left: String, _ right: String, _ distance: Int) {
    #expect(EditDistance.between(left, right, limit: 3) == distance)
  }

  @Test func `words beyond the limit have no distance`() {
    #expect(EditDistance.between("身份证号", "培训学时", limit: 2) == nil)
    #expect(EditDistance.between(String(repeating: "长", count: 65), "长", limit: 99) == nil)
  }
}
