// SPDX-License-Identifier: Apache-2.0
// GradePromotionsTests: grade-to-grade rates against published ones, and grades that come and go.

import DataModel
import Evaluate
import Testing

@Suite struct GradePromotionsTests {
  private static let order = GradeOrder([
    ("一年级", "小学"), ("二年级", "小学"), ("三年级", "小学"), ("四年级", "小学"), ("五年级", "小学"),
    ("六年级", "小学"), ("七年级", "初中"), ("八年级", "初中"), ("九年级", "初中"), ("初四", "初中"),
  ])

  private static func grade(
    _ grade: String, _ pupils: Int?, stage: String = "小学", school: String = "2199000001"
  ) -> GradeCount {
    GradeCount(
      countyCode: "990121", schoolCode: school, schoolName: "学校01", stage: stage, grade: grade,
      classes: pupils.map { _ in 1 }, pupils: pupils)
  }

  private func promotions(_ now: [GradeCount], _ before: [GradeCount]) -> [GradePromotion] {
    GradePromotions.evaluate(now, previous: before, previousYear: 2024, order: Self.order)
  }

  /// Oracle O7: one school's grade-to-grade rates over three years, some above 100.
  @Test(arguments: [
    (498, 506, "101.61"), (615, 619, "100.65"), (615, 663, "107.8"), (724, 758, "104.7"),
    (787, 783, "99.49"), (489, 529, "108.18"), (506, 571, "112.85"), (619, 699, "112.92"),
    (663, 701, "105.73"), (758, 755, "99.6"), (529, 551, "104.16"), (529, 563, "106.43"),
    (571, 595, "104.2"), (699, 730, "104.43"), (701, 708, "101"),
  ])
  func `the published rates are met to the second decimal`(
    before: Int, now: Int, published: String
  ) {
    let rate = GradePromotions.rate(pupils: now, of: before)
    #expect(rate?.rounded(digits: 2).text == published)
    let rows = promotions([Self.grade("二年级", now)], [Self.grade("一年级", before)])
    #expect(rows.map(\.remark) == [now > before ? .above : .none])
  }

  @Test func `a grade is compared with the one below it in the same stage and school`() {
    let rows = promotions(
      [
        Self.grade("一年级", 40), Self.grade("二年级", 39), Self.grade("七年级", 90, stage: "初中"),
        Self.grade("八年级", 88, stage: "初中"),
      ],
      [
        Self.grade("一年级", 40), Self.grade("六年级", 80), Self.grade("七年级", 88, stage: "初中"),
        Self.grade("一年级", 7, school: "2199000002"),
      ])
    #expect(rows.map(\.grade) == ["二年级", "八年级"])
    #expect(rows.map(\.previousGrade) == ["一年级", "七年级"])
    #expect(rows.map { $0.rate?.text } == ["97.5", "100"])
  }

  @Test func `a number that is not known gives no rate and says which`() {
    let rows = promotions(
      [Self.grade("二年级", nil), Self.grade("三年级", 30), Self.grade("四年级", 30)],
      [Self.grade("一年级", 40), Self.grade("二年级", nil)])
    #expect(rows.map(\.remark) == [.missingNow, .missingBefore, .missingBefore])
    #expect(rows.allSatisfy { $0.rate == nil })
  }

  @Test func `nobody a year ago is no division by zero`() {
    let rows = promotions([Self.grade("二年级", 3)], [Self.grade("一年级", 0)])
    #expect(rows.map(\.remark) == [.noneBefore])
    #expect(rows[0].rate == nil)
  }

  @Test func `a grade the school had and has no more is told`() {
    let rows = promotions([], [Self.grade("一年级", 40), Self.grade("二年级", 41)])
    #expect(rows.map(\.grade) == ["二年级"])
    #expect(rows.map(\.remark) == [.missingNow])
  }

  @Test func `the last grade of a school promotes nobody`() {
    #expect(promotions([], [Self.grade("九年级", 40, stage: "初中")]).isEmpty)
    #expect(promotions([], [Self.grade("四年级", 9)]).isEmpty)
  }
}
