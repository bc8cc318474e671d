// SPDX-License-Identifier: Apache-2.0
// TextReaderTests: names, identity numbers and codes as text.

import DataModel
import Normalize
import Testing

struct TextReaderTests {
  @Test func `a person's name has no spaces`() {
    #expect(Reading.teacher("姓名", "张　三").values("teachers", "name") == ["张三"])
    #expect(Reading.teacher("姓名", "张　三").steps("teachers", "name") == [["spaces"]])
  }

  @Test(arguments: [
    ("99012119800915001x", "99012119800915001X"), ("９９０１２１１９８００９１５００１１", "990121198009150011"),
    ("990121198009150011_", "990121198009150011"), ("990121 19800915 0011", "990121198009150011"),
    ("990121-19800915-0011", "990121198009150011"),
    ("9901-211980091500-11", "9901-211980091500-11"),
    ("990121800915001", "990121800915001"), ("=990121800915001", "990121800915001"), ("123", "123"),
  ])
  func `an identity number is kept as text`(_ written: String, _ number: String) {
    let reading = Reading.teacher("身份证件号", written)
    #expect(reading.values("teachers", "id_no") == [number])
    #expect(reading.findings == [])
  }

  @Test(arguments: ["=990121198009150000", "9.90121E+17"])
  func `an identity number that lost its end is a finding, masked`(_ written: String) {
    let reading = Reading.teacher("身份证件号", written)
    #expect(reading.values("teachers", "id_no") == ["?unreadable"])
    #expect(reading.findings == ["digits-are-complete@A2"])
    #expect(reading.result.findings.first?.value.contains("*") == true)
  }

  @Test(arguments: [
    // Excel's 15 digits and three zeros; 18 digits that another program wrote; zeros that fit.
    ("=990121198009150000", "校验码不符，末位数字确已丢失"), ("=990121198009150011", "校验码不符，末位数字确已丢失"),
    ("=990121198009158000", "校验码虽相符，其后的数字仍不可信"), ("=9901211980091500", "其后的数字不可信"),
  ])
  func `the check digit proves the loss, and never the contrary`(written: String, reason: String) {
    let reading = Reading.teacher("身份证件号", written)
    #expect(reading.values("teachers", "id_no") == ["?unreadable"])
    #expect(reading.result.findings.map { $0.facts["reason"] } == [reason])
  }

  @Test func `a school code of too many digits is no code`() {
    let reading = Reading(
      "学校代码|年级|班号|学生数\n=1000000000000000|一年级|1班|=40\n=999999999999999|一年级|2班|=40")
    #expect(reading.values("classes", "school_code") == ["?unreadable", "999999999999999"])
    #expect(reading.findings.contains("digits-are-complete@A2"))
  }

  @Test(arguments: [
    ("_2199000001_", "2199000001", ["spaces"]), ("２１９９０００００１", "2199000001", ["width"]),
    ("2199 00 0001", "2199000001", ["spaces"]),
    ("　2199000001", "2199000001", ["spaces", "width"]),
    ("_２１99000001", "2199000001", ["spaces", "width"]), ("A19_9", "A199", ["spaces"]),
    ("a199", "A199", ["letter_case"]),
  ])
  func `spaces and wide digits of a school code go`(
    _ written: String, _ code: String, _ steps: [String]
  ) {
    let reading = Reading("学校代码|年级|班号|学生数\n\(written)|一年级|1班|=40")
    #expect(reading.values("classes", "school_code") == [code])
    #expect(reading.steps("classes", "school_code") == [steps])
  }

  @Test func `a school code may be a number`() {
    let reading = Reading("学校代码|年级|班号|学生数\n=2199000001|一年级|1班|=40\n2199000001.0|一年级|2班|=40")
    #expect(reading.values("classes", "school_code") == ["2199000001", "2199000001"])
  }

  @Test func `inner spaces of a text stay, outer ones go`() {
    let reading = Reading("年级|班号|学生数\n一年级|_1 班　|=40")
    #expect(reading.values("classes", "class") == ["1 班"])
    #expect(reading.steps("classes", "class") == [["spaces"]])
  }

  @Test func `a free text quoted in a finding shows no identity number`() {
    let reading = Reading.room("使用面积", "见990121198009150011号文")
    #expect(reading.result.findings.first?.value.contains("990121198009150011") == false)
  }
}
