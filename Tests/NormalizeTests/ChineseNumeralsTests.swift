// SPDX-License-Identifier: Apache-2.0
// ChineseNumeralsTests: whole numbers in Chinese characters.

import Normalize
import Testing

struct ChineseNumeralsTests {
  @Test(arguments: [
    ("十", 10), ("十二", 12), ("二十", 20), ("一百二十", 120), ("一百零五", 105), ("一百二", 120), ("两千零五", 2005),
    ("一万二", 12_000), ("一万零二", 10_002), ("三亿五千万", 350_000_000), ("二〇二四", 2024), ("零", 0), ("〇", 0),
    ("廿五", 25), ("廿", 20), ("卅一", 31), ("壹佰贰拾", 120), ("贰仟零伍", 2005), ("二〇〇五", 2005),
  ])
  func `well-formed numerals have a value`(_ text: String, _ number: Int) {
    #expect(ChineseNumerals.number(text) == number)
  }

  @Test(arguments: ["三五十", "百百", "万", "十百", "若干", "三百多", "", "一百二十人", "零十", "廿十", "廿五六", "廿〇"])
  func `ill-formed numerals have none`(_ text: String) {
    #expect(ChineseNumerals.number(text) == nil)
  }

  @Test func `numerals too long for a number have none`() {
    #expect(ChineseNumerals.number(String(repeating: "九", count: 60)) == nil)
    #expect(ChineseNumerals.number("九亿亿亿亿") == nil)
  }
}
