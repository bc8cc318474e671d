// SPDX-License-Identifier: Apache-2.0
// YesNoReaderTests: yes and no in any way.

import Normalize
import Testing

struct YesNoReaderTests {
  @Test(arguments: [
    ("是", "是"), ("√", "是"), ("Y", "是"), ("ｙ", "是"), ("=1", "是"), ("=TRUE", "是"), ("有", "是"),
    ("否", "否"),
    ("n", "否"), ("×", "否"), ("=0", "否"), ("=FALSE", "否"), ("无", "否"), ("", "否"),
  ])
  func `an answer is read`(_ written: String, _ answer: String) {
    let reading = Reading.teacher("是否骨干", written)
    #expect(reading.values("teachers", "backbone") == [answer])
    #expect(reading.findings == [])
  }

  @Test func `a blank that means no says so`() {
    #expect(Reading.teacher("是否骨干", "").steps("teachers", "backbone") == [["blank_means"]])
  }

  @Test(arguments: [
    ("1.是", "是"), ("2.否", "否"), ("1是", "是"), ("2否", "否"), ("（2）否", "否"), ("A、是", "是"), ("B否", "否"),
    ("0否", "否"), ("①是", "是"),
  ])
  func `an answer may have the number of its option`(_ written: String, _ answer: String) {
    let reading = Reading.teacher("是否骨干", written)
    #expect(reading.values("teachers", "backbone") == [answer])
    #expect(reading.findings == [])
  }

  @Test(arguments: ["/", "—", "－－"])
  func `a dash says what a blank says`(_ written: String) {
    let reading = Reading.teacher("是否骨干", written)
    #expect(reading.values("teachers", "backbone") == ["否"])
    #expect(reading.findings == [])
  }

  @Test(arguments: [
    ("是（县级）", "是"), ("有(2间)", "是"), ("否（已退出）", "否"), ("☑是 □否", "是"), ("□是 ☑否", "否"), ("是√否□", "是"),
    ("√是　□否", "是"), ("無", "否"),
    ("骨干", "是"), ("是骨干", "是"), ("非骨干", "否"), ("不是骨干", "否"), ("未骨干", "否"),
  ])
  func `the word of the question is an answer`(_ written: String, _ answer: String) {
    let reading = Reading.teacher("是否骨干", written)
    #expect(reading.values("teachers", "backbone") == [answer])
    #expect(reading.findings == [])
  }

  @Test(arguments: ["=2", "也许", "省级", "是/否", "□是 □否", "☑是 ☑否", "是（否）", "是否", "0是", "1否"])
  func `anything else is a finding`(_ written: String) {
    let reading = Reading.teacher("是否骨干", written)
    #expect(reading.values("teachers", "backbone") == ["?notInCodeList"])
    #expect(reading.findings == ["value-is-yes-or-no@A2"])
  }
}
