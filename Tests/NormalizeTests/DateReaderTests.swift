// SPDX-License-Identifier: Apache-2.0
// DateReaderTests: days and months in every shape.

import DataModel
import Normalize
import Testing

struct DateReaderTests {
  @Test(arguments: [
    "1980-09-15", "1980.9.15", "1980/9/15", "1980年9月15日", "1980 年 9 月 15 日", "19800915",
    "=19800915",
    "１９８０．９．１５", "1980-9-15 00:00:00", "1980-09-15T08:30:00", "一九八〇年九月十五日", "=29479", "1980年9月15号",
    "29479",
  ])
  func `a day is read from any shape`(_ written: String) {
    let reading = Reading.teacher("出生日期", written)
    #expect(reading.values("teachers", "birth") == ["1980-09-15"])
    #expect(reading.findings == [])
  }

  @Test(arguments: [
    "198009", "1980.9", "1980.09", "1980-09", "1980年9月", "1980/9", "=198009", "=1980.9", "1980年09月",
    "1980-09-15", "一九八〇年九月", "Sep-80", "Sep-1980", "September 1980", "１９８０年９月",
    "1980-09-01 00:00:00",
    "=29465", "29465", "19800901", "1980年9月1日", "1980年9月份", "一九八〇年九月份",
  ])
  func `a month is kept as its first day`(_ written: String) {
    let reading = Reading.teacher("参加工作时间", written)
    #expect(reading.values("teachers", "start") == ["1980-09-01"])
    #expect(reading.findings == [])
  }

  @Test(arguments: [
    ("2018年底前", "2018-12-01"), ("2018年末", "2018-12-01"), ("2018年上半年", "2018-06-01"),
    ("2018年6月底前", "2018-06-01"), ("2018年6月前", "2018-06-01"), ("2018年6月30日前", "2018-06-01"),
  ])
  func `a deadline is kept as its month`(_ written: String, _ month: String) {
    let reading = Reading.teacher("参加工作时间", written)
    #expect(reading.values("teachers", "start") == [month])
    #expect(reading.findings == [])
  }

  @Test(arguments: ["2018年前", "年底", "长期", "每年年底"])
  func `a deadline without a month of a year is none`(_ written: String) {
    #expect(Reading.teacher("参加工作时间", written).values("teachers", "start") != ["2018-12-01"])
    #expect(!Reading.teacher("参加工作时间", written).findings.isEmpty)
  }

  @Test(arguments: [
    ("80年9月15日", "1980-09-15"), ("30年1月2日", "1930-01-02"), ("05年9月1日", "2005-09-01"),
    ("29年12月31日", "2029-12-31"),
  ])
  func `two digits before 年 are a year of the nearer century`(_ written: String, _ day: String) {
    let reading = Reading.teacher("出生日期", written)
    #expect(reading.values("teachers", "birth") == [day])
    #expect(reading.findings == [])
  }

  @Test(arguments: [
    "80-9-15", "180年9月15日", "1980-02-30", "2019-13-05", "19801301", "198013", "不详", "若干", "80.9.1",
    "1980", "=1980",
    "9月15日", "0",
    "1980-9-15-3", "12345678901234567890", "=1980.1", "1980年9月15日上午",
  ])
  func `an impossible day is a finding`(_ written: String) {
    let reading = Reading.teacher("出生日期", written)
    #expect(reading.values("teachers", "birth") == ["?unreadable"])
    #expect(reading.findings == ["value-is-a-date@A2"])
  }

  @Test(arguments: [
    ("80.9", "1980-09"), ("80-9-15", "1980-09-15"), ("05.9", "2005-09"), ("Sep-05", ""),
    ("1980", ""),
  ])
  func `a year of two digits is refused with what it may mean`(_ written: String, _ near: String) {
    let reading = Reading.teacher("参加工作时间", written)
    #expect(reading.values("teachers", "start") == ["?unreadable"])
    #expect(reading.findings == ["value-is-a-date@A2"])
    #expect(reading.result.findings.first?.suggestion == near)
  }

  @Test(arguments: ["15-Sep-80", "15-Sep-1980", "Sep 15, 1980", "1980年9月15號"])
  func `a day with the name of its month is read`(_ written: String) {
    #expect(Reading.teacher("出生日期", written).values("teachers", "birth") == ["1980-09-15"])
  }

  @Test(arguments: ["30-Feb-80", "Sep-80-80-80", "Sep", "15-Sep", "Foo-80", "1980年2月30日"])
  func `what is no day of any month is refused`(_ written: String) {
    #expect(Reading.teacher("出生日期", written).values("teachers", "birth") == ["?unreadable"])
  }

  @Test func `a serial counts from the workbook's own first day`() {
    let reading = Reading.teacher("出生日期", "=29479", dateSystem: .from1904)
    #expect(reading.values("teachers", "birth") == ["1984-09-16"])
  }

  @Test func `a month in a day field must be explained unless the header asks for it`() {
    let day = Reading.teacher("出生日期", "1980.9")
    #expect(day.values("teachers", "birth") == ["1980-09-01"])
    #expect(day.findings == ["date-has-a-day@A2"])
    #expect(day.result.findings.first?.severity == .mustExplain)
    #expect(Reading.teacher("出生年月", "1980.9").findings == [])
  }

  @Test func `steps tell another shape from ISO`() {
    #expect(Reading.teacher("出生日期", "1980-09-15").steps("teachers", "birth") == [["text_to_value"]])
    #expect(
      Reading.teacher("出生日期", "19800915").steps("teachers", "birth")
        == [["text_to_value", "date_shape"]])
  }
}
