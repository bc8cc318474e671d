// SPDX-License-Identifier: Apache-2.0
// MessageTableTests: sentences are filled with the facts of a finding.

import DataModel
import Definitions
import Testing

@Suite struct MessageTableTests {
  private let table = MessageTable(sentences: [
    "value-is-in-range": BilingualText(
      chinese: "“{field}”的值 {value} 超出 {min} 至 {max}",
      english: "{field}: {value} not in {min}–{max}"),
    "odd": BilingualText(chinese: "未闭合 {value", english: "{suggestion}?"),
  ])

  private func finding(
    _ rule: String, facts: [String: String] = [:], suggestion: String = ""
  ) -> Finding {
    Finding(
      rule: rule, severity: .mustCorrect, place: Place(), value: "-60", facts: facts,
      suggestion: suggestion)
  }

  private func sentence(
    _ finding: Finding, _ language: Language, template: BilingualText? = nil
  ) -> String {
    table.sentence(for: finding, template: template, fieldName: "使用面积", language: language)
  }

  @Test func `a sentence is filled with value, field and facts`() {
    let finding = finding("value-is-in-range", facts: ["min": "1", "max": "60000"])
    #expect(sentence(finding, .chinese) == "“使用面积”的值 -60 超出 1 至 60000")
    #expect(sentence(finding, .english) == "使用面积: -60 not in 1–60000")
  }

  @Test func `a place without a fact shows a dash`() {
    #expect(
      sentence(finding("value-is-in-range"), .english) == "使用面积: -60 not in —–—")
  }

  @Test func `a rule's own message comes first`() {
    let own = BilingualText(chinese: "男生 {男生数}", english: "boys {男生数}")
    let finding = finding("value-is-in-range", facts: ["男生数": "21"])
    #expect(sentence(finding, .english, template: own) == "boys 21")
  }

  @Test func `the suggestion can be part of the sentence`() {
    #expect(sentence(finding("odd", suggestion: "年级"), .english) == "年级?")
  }

  @Test func `an unclosed brace and an unknown code do no harm`() {
    #expect(sentence(finding("odd"), .chinese) == "未闭合 {value")
    #expect(sentence(finding("no-such-code"), .chinese) == "no-such-code")
  }
}
