// SPDX-License-Identifier: Apache-2.0
// RetentionOracleTests: published 巩固率 by both formulas, and from grade to grade (O6, O7).

import DataModel
import Testing

@Suite("Published retention") struct RetentionOracleTests {
  /// Of the declaration form: graduates ÷ (entrants + in − out − deaths).
  private static let byGraduates = "毕业 / (入学 + 转入 - 转出 - 死亡) * 100"
  /// Of one platform: (graduates − in + out) ÷ (pupils three years before − deaths).
  private static let byEntrants = "(毕业 - 转入 + 转出) / (入学 - 死亡) * 100"

  /// O6 (360docs.net 3719094076): entrants, graduates, subtotal in, subtotal out, net; all retained.
  @Test(arguments: [
    (76, 119, 45, 2, 43), (268, 262, 7, 13, -6), (270, 413, 145, 2, 143), (326, 348, 39, 17, 22),
    (275, 374, 110, 11, 99), (82, 80, 1, 3, -2),
  ]) func `both formulas give the published 100 percent`(
    entering: Int, graduates: Int, arrived: Int, left: Int, net: Int
  ) throws {
    let sheet = OracleSheet([
      "入学": "\(entering)", "毕业": "\(graduates)", "转入": "\(arrived)", "转出": "\(left)",
      "死亡": "0", "净增": "\(net)",
    ])
    #expect(try sheet(Self.byGraduates) == .printed("100"))
    #expect(try sheet(Self.byEntrants) == .printed("100"))
    #expect(try sheet("转入 - 转出 = 净增") == .yesNo(true))
  }

  /// O6: the parts of the subtotals (转进, 借读, 其它; 转出, 休学).
  @Test(arguments: [
    (["37", "8", "0"], "45"), (["139", "6", "0"], "145"), (["37", "2", "0"], "39"),
    (["94", "16", "0"], "110"), (["4", "7", "0"], "11"),
  ]) func `subtotals are the sums of their parts`(parts: [String], subtotal: String) throws {
    let sheet = OracleSheet(["甲": parts[0], "乙": parts[1], "丙": parts[2], "小计": subtotal])
    #expect(try sheet("甲 + 乙 + 丙 = 小计") == .yesNo(true))
  }

  @Test func `the formulas differ as soon as somebody is lost`() throws {
    let sheet = OracleSheet(["入学": "100", "毕业": "110", "转入": "20", "转出": "5", "死亡": "0"])
    #expect(try sheet("ROUND(\(Self.byGraduates), 2)") == .printed("95.65"))
    #expect(try sheet(Self.byEntrants) == .printed("95"))
  }

  @Test func `a school whose entrants are blank has no rate`() throws {
    let sheet = OracleSheet(["入学": "", "毕业": "15", "转入": "13", "转出": "", "死亡": "0"])
    #expect(try sheet(Self.byGraduates).isMissing)
    #expect(try sheet(Self.byEntrants).isMissing)
  }

  /// O7 (360docs.net 5c13339143): pupils in spring, in the next grade in autumn, and the rate.
  @Test(arguments: [
    (498, 506, "101.61"), (615, 619, "100.65"), (615, 663, "107.80"), (724, 758, "104.70"),
    (787, 783, "99.49"), (489, 529, "108.18"), (506, 571, "112.85"), (619, 699, "112.92"),
    (663, 701, "105.73"), (758, 755, "99.60"), (529, 551, "104.16"), (529, 563, "106.43"),
    (571, 595, "104.20"), (699, 730, "104.43"), (701, 708, "101.00"),
  ]) func `from grade to grade the published rate comes out, and over 100 is plain to see`(
    spring: Int, autumn: Int, published: String
  ) throws {
    let sheet = OracleSheet(["春季": "\(spring)", "秋季": "\(autumn)"])
    #expect(try sheet("ROUND(秋季 / 春季 * 100, 2)") == .printed(published))
    #expect(try sheet("秋季 / 春季 * 100 <= 100") == .yesNo(autumn <= spring))
  }
}
