// SPDX-License-Identifier: Apache-2.0
// GradeCount: classes and pupils of one grade of one school, and what became of the grade in a year.

/// One grade of one school by its class list.
package struct GradeCount: Hashable, Sendable {
  package var countyCode: String
  package var schoolCode: String
  package var schoolName: String
  package var stage: String
  package var grade: String
  /// nil where the class list cannot tell: handed in twice, or a class without its grade.
  package var classes: Int?
  /// nil too where a class of the grade has no number.
  package var pupils: Int?
  /// As in `SchoolResult`.
  package var campus = ""

  package init(
    countyCode: String, schoolCode: String, schoolName: String, stage: String, grade: String,
    classes: Int?, pupils: Int?
  ) {
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.stage = stage
    self.grade = grade
    self.classes = classes
    self.pupils = pupils
  }
}

/// One grade this year beside the grade below it in the year before.
package struct GradePromotion: Hashable, Sendable {
  package enum Remark: String, Hashable, Sendable {
    case none = ""
    /// More pupils than there were: inflow, never clipped.
    case above = "over_100"
    /// The grade has no known number this year.
    case missingNow = "missing_now"
    /// The grade below had no known number in the year before.
    case missingBefore = "missing_before"
    /// There was nobody to be promoted.
    case noneBefore = "none_before"
  }

  package var countyCode: String
  package var schoolCode: String
  package var schoolName: String
  package var stage: String
  package var grade: String
  package var pupils: Int?
  package var previousYear: Int
  package var previousGrade: String
  package var previousPupils: Int?
  /// In percent, unrounded; nil where one of the numbers is.
  package var rate: ExactNumber?
  package var remark: Remark
  /// As in `SchoolResult`.
  package var campus = ""

  package init(
    countyCode: String, schoolCode: String, schoolName: String, stage: String, grade: String,
    pupils: Int?, previousYear: Int, previousGrade: String, previousPupils: Int?,
    rate: ExactNumber?, remark: Remark
  ) {
    self.countyCode = countyCode
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.stage = stage
    self.grade = grade
    self.pupils = pupils
    self.previousYear = previousYear
    self.previousGrade = previousGrade
    self.previousPupils = previousPupils
    self.rate = rate
    self.remark = remark
  }
}
