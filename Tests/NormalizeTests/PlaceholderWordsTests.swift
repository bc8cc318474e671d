// SPDX-License-Identifier: Apache-2.0
// PlaceholderWordsTests: zero, not applicable and unknown are three things.

import DataModel
import Normalize
import Testing

struct PlaceholderWordsTests {
  @Test(arguments: [
    ("无", "0"), ("無", "0"), ("没有", "0"), ("零", "0"), ("=0", "0"), ("0", "0"), ("_无_", "0"),
    ("-1", "?notApplicable"), ("=-1", "?notApplicable"), ("－１", "?notApplicable"),
    ("*", "?notApplicable"), ("/", "?notApplicable"), ("——", "?notApplicable"), ("", "?blank"),
  ])
  func `a field's own words mean what it declares`(_ written: String, _ value: String) {
    let reading = Reading.room("座位数", written)
    #expect(reading.values("rooms", "seats") == [value])
    #expect(reading.findings.filter { $0.hasPrefix("value-") } == [])
  }

  @Test(arguments: ["未统计", "未統計", "999", "=999", "不详", "待核"])
  func `a word for unknown is a finding and no value`(_ written: String) {
    let reading = Reading.room("座位数", written)
    #expect(reading.values("rooms", "seats") == ["?unreadable"])
    #expect(reading.findings.filter { $0.hasPrefix("value-") } == ["value-is-a-number@D3"])
  }

  @Test func `a word that means zero is recorded`() {
    #expect(
      Reading.room("座位数", "无").steps("rooms", "seats") == [["text_to_value", "zero_word"]])
    #expect(Reading.room("座位数", "=0").steps("rooms", "seats") == [[]])
  }

  @Test func `another field keeps the vocabulary's meaning`() {
    #expect(Reading.room("造价", "=-1").values("rooms", "cost") == ["-1"])
    #expect(Reading.room("造价", "无").values("rooms", "cost") == ["?notApplicable"])
  }
}
