// SPDX-License-Identifier: Apache-2.0
// ClassSizeOracleTests: published shares of oversize classes and one county's account of them (O4, O5, O15).

import DataModel
import Testing

@Suite("Published class sizes") struct ClassSizeOracleTests {
  /// The share of the classes of a kind among all, as it is printed.
  private static let share = "ROUND(班数 / 总班数 * 100, 位数)"

  /// O4: oversize is 56 pupils and more, or 56 to 65, as the source has it.
  ///
  /// Nation 2018 (qida100.com digest of the national bulletin): 56 and more. Primary schools 2020
  /// (deliwenku.com p-92914354): 56 to 65. 君山区 (365docx.com 278fab0a14): 56 and more.
  @Test(arguments: [
    ("3754900", "265000", "2", "7.06"), ("3754900", "18700", "1", "0.5"),
    ("2807800", "102200", "2", "3.64"), ("2807800", "6385", "2", "0.23"),
    ("359", "89", "1", "24.8"), ("359", "16", "1", "4.5"), ("371", "32", "1", "8.6"),
  ]) func `a share of classes is printed as published`(
    all: String, counted: String, digits: String, published: String
  ) throws {
    let sheet = OracleSheet(["总班数": all, "班数": counted, "位数": digits])
    #expect(try sheet(Self.share) == .printed(published))
  }

  /// O15: opening − eliminated + new = remaining, for the oversize classes and the largest among them.
  @Test(arguments: [("89", "58", "1", "32"), ("16", "16", "0", "0")])
  func `the ledger closes`(opening: String, gone: String, new: String, remaining: String) throws {
    let sheet = OracleSheet(["期初": opening, "消除": gone, "新增": new, "期末": remaining])
    #expect(try sheet("期初 - 消除 + 新增 = 期末") == .yesNo(true))
    #expect(try sheet("期初 - 消除 = 期末") == .yesNo(new == "0"))
  }

  /// O15: the shares before and after, and their difference in percentage points.
  @Test func `a share falls by percentage points, not by percent`() throws {
    let sheet = OracleSheet(["春班": "359", "春大": "89", "秋班": "371", "秋大": "32"])
    let fall = "ROUND((春大 / 春班 - 秋大 / 秋班) * 100, 1)"
    #expect(try sheet(fall) == .printed("16.2"))
    #expect(try sheet("ROUND((1 - 秋大 / 秋班 / (春大 / 春班)) * 100, 1)") == .printed("65.2"))
  }

  /// O5: growth against the year before, which is this year's figure less the change.
  @Test(arguments: [
    ("1638.85", "36.26", "2", "2.26"), ("4827.14", "174.55", "2", "3.75"),
    ("1454.09", "86.33", "2", "6.31"), ("26.5", "-10.3", "1", "-28.0"),
  ]) func `growth is against the year before`(
    current: String, change: String, digits: String, published: String
  ) throws {
    let sheet = OracleSheet(["今年": current, "增减": change, "位数": digits])
    #expect(try sheet("ROUND(增减 / (今年 - 增减) * 100, 位数)") == .printed(published))
  }

  /// O5, the one that its own inputs do not give: −6.7 of 8.57 is −78.18 %, printed −78.1 from unrounded counts.
  @Test func `a figure from rounded inputs agrees to its last digit only`() throws {
    let sheet = OracleSheet(["今年": "1.87", "增减": "-6.7"])
    #expect(try sheet("ROUND(增减 / (今年 - 增减) * 100, 2)") == .printed("-78.18"))
    #expect(
      try sheet("ABS(增减 / (今年 - 增减) * 100 - (-78.1)) < 0.1") == .yesNo(true))
  }

  /// O5: the change of a share, over the classes of both years.
  @Test(arguments: [("10.22", "-6.36", "-2.38"), ("0.6385", "-0.6444", "-0.24")])
  func `the change of a share is in percentage points`(
    current: String, change: String, published: String
  ) throws {
    let sheet = OracleSheet(["今年": current, "增减": change, "总数": "280.78", "总数增减": "5.39"])
    let points = "ROUND((今年 / 总数 - (今年 - 增减) / (总数 - 总数增减)) * 100, 2)"
    #expect(try sheet(points) == .printed(published))
  }
}
