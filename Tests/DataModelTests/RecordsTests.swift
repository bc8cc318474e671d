// SPDX-License-Identifier: Apache-2.0
// RecordsTests: masks hide what they must, accounts balance, steps print in order.

import DataModel
import Testing

@Suite("Masking")
struct MaskingTests {
  @Test(arguments: [
    ("99010119800101123X", "99********123X"), ("13800138000", "138****8000"), ("张三", "张*"),
    ("欧阳小明", "欧***"), ("", ""), ("王", "*"), ("王a", "王*"), ("12345", "1****5"),
    ("王234567890", "王****0"), ("1234567890王", "123****890王"), ("1234567890123", "123****0123"),
    ("12345678901234", "12********1234"), ("e\u{301}a", "e\u{301}*"), ("１２", "１*"),
    ("王\u{FE00}小明", "王\u{FE00}**"), ("ab\r\nc", "a***"),
  ])
  func `a mask keeps only the ends`(text: String, mask: String) {
    #expect(Masking.mask(text) == mask)
  }

  @Test(arguments: [
    ("身份证99010119800101123X，已核", "身份证99********123X，已核"),
    ("电话13800138000", "电话138****8000"), ("２２０１０１１９８００１０１１２３４", "２２********１２３４"),
    ("资产编号 2023000123", "资产编号 2023000123"), ("打138-0013-8000找", "打138****8000找"),
    ("(138)00138000", "(138****8000"), ("990101 19800101 123X", "99********123X"),
    ("2025-2026学年 第1至15周", "2025-2026学年 第1至15周"), ("1234567890123", "1234567890123"),
    ("12345678901", "12345678901"), ("2019-09-01至2020-07-01", "2019-09-01至2020-07-01"),
    ("990101800101123", "99********1123"),
    ("13800138000 13900139000", "138****8000 139****9000"),
    ("2025-09-01 13800138000", "2025-09-01 138****8000"),
    ("于2025-09-01（138-0013-8000）", "于2025-09-01（138****8000）"),
    ("+8613800138000", "+861****8000"), ("电话+86 138 0013 8000", "电话+861****8000"),
    ("99010119800101123x 13800138000", "99********123x 138****8000"),
    ("13800138000-99010119800101123X，", "138****8000-99********123X，"),
    ("2025-09-01 2025-10-01 至15", "2025-09-01 2025-10-01 至15"),
    ("1300 2400 3500 4600", "1300 2400 3500 4600"),
  ])
  func `identity and telephone numbers inside free text are masked`(text: String, shown: String) {
    #expect(Masking.redact(text) == shown)
  }

  /// Texts of ASCII go a shorter way.
  @Test(arguments: [
    "138-0013-8000", "(138)00138000", "990101 19800101 123X", "99010119800101123xx",
    "99010119800101123X990101198001011231", "13800138000 13800138000", "13800138000--", "--",
    "138--00138000", "138---00138000", "a13800138000b", "0-1-2-3-4-5-6-7-8-9-0-1-2-3-4",
    "SB2023-0001-000245-7 ", "(990101800101123) ", "1380013800", "13800138000X",
    "\r\n13800138000\r\n", "12345678901", "19-9 9(8)7 6-5-4-3", "8613800138000", "86-13800138000",
    "2025-09-01 13800138000", "13800138000 99010119800101123X 1", "1 2 3 99010119800101123x",
  ])
  func `numbers are masked alike beside ASCII and beside other characters`(text: String) {
    #expect(Masking.redact(text) + "、" == Masking.redact(text + "、"))
    #expect("\u{E9}" + Masking.redact(text) == Masking.redact("\u{E9}" + text))
  }

  /// Most digits with marks count as digits.
  @Test func `marks on digits hide no number`() {
    #expect(Masking.redact("1\u{FE0F}90101800101123") == "1\u{FE0F}9********1123")
    #expect(Masking.redact("1380013800０") == "138****800０")
  }
}

@Suite("Records")
struct RecordsTests {
  @Test func `an account balances when every cell has an end`() {
    var account = CellAccount(
      cells: 10, used: 6, ignored: ["total_row": 2, "note": 1], quarantined: 1)
    #expect(account.balances)
    account.used += 1
    #expect(!account.balances)
  }

  @Test func `steps print in a fixed order whatever order they were added in`() {
    let steps: NormalizationSteps = [.letterCase, .spaces, .unitConverted]
    #expect(steps.names == ["spaces", "unit_converted", "letter_case"])
  }

  @Test func `missing prints as nothing and zero as zero`() {
    #expect(FieldValue.missing(.blank).outputText == "")
    #expect(FieldValue.number(.zero).outputText == "0")
    #expect(FieldValue.yesNo(false).outputText == "否")
  }
}
