// SPDX-License-Identifier: Apache-2.0
// GradePromotions: how many of last year's grade are in the next grade this year.

package import DataModel

/// Grade-to-grade rates within one stage of one school.
package enum GradePromotions {
  /// This year's pupils of a grade ÷ last year's of the grade below × 100, unrounded.
  ///
  /// Over 100 is only inflow and is marked, never clipped. Published figures: oracle O7.
  package static func rate(pupils: Int, of previous: Int) -> ExactNumber? {
    ExactNumber(pupils).divided(by: ExactNumber(previous)).map { $0 * ExactNumber(100) }
  }

  /// Every grade of this year with a grade below it, and every grade of the year before whose next grade
  /// the school had then and has no more; by school and grade.
  package static func evaluate(
    _ grades: [GradeCount], previous: [GradeCount], previousYear: Int, order: GradeOrder
  ) -> [GradePromotion] {
    var before: [Key: GradeCount] = [:]
    for grade in previous where before[Key(grade)] == nil { before[Key(grade)] = grade }
    var result: [GradePromotion] = []
    var used: Set<Key> = []
    for grade in grades {
      guard let below = order.below(grade.grade) else { continue }
      let key = Key(grade, in: below)
      used.insert(key)
      result.append(promotion(grade, pupils: grade.pupils, before[key], below, previousYear))
    }
    for grade in previous where !used.contains(Key(grade)) {
      // A school that ends with this grade promotes nobody: 教学点, and 九年级 where there is no 初四.
      guard let above = order.above(grade.grade),
        before[Key(grade, in: above)] != nil
      else { continue }
      var gone = grade
      gone.grade = above
      result.append(promotion(gone, pupils: nil, grade, grade.grade, previousYear))
    }
    return result.enumerated().sorted { left, right in
      let first = left.element
      let second = right.element
      return (first.countyCode, first.schoolCode, order.place(first.grade), left.offset)
        < (second.countyCode, second.schoolCode, order.place(second.grade), right.offset)
    }.map(\.element)
  }

  private struct Key: Hashable {
    let school: String
    let campus: String
    let stage: String
    let grade: String

    init(_ count: GradeCount, in grade: String) {
      school = count.schoolCode
      campus = CampusWords.key(count.campus)
      stage = count.stage
      self.grade = grade
    }

    init(_ count: GradeCount) {
      self.init(count, in: count.grade)
    }
  }

  private static func promotion(
    _ grade: GradeCount, pupils: Int?, _ previous: GradeCount?, _ below: String, _ year: Int
  ) -> GradePromotion {
    var result = GradePromotion(
      countyCode: grade.countyCode, schoolCode: grade.schoolCode, schoolName: grade.schoolName,
      stage: grade.stage, grade: grade.grade, pupils: pupils, previousYear: year,
      previousGrade: below, previousPupils: previous?.pupils, rate: nil, remark: .none)
    result.campus = grade.campus
    switch (pupils, previous?.pupils) {
    case (nil, _): result.remark = .missingNow
    case (_, nil): result.remark = .missingBefore
    case (let now?, let then?):
      result.rate = rate(pupils: now, of: then)
      result.remark = then == 0 ? .noneBefore : now > then ? .above : .none
    }
    return result
  }
}
