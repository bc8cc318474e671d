// SPDX-License-Identifier: Apache-2.0
// GradeCounts: classes and pupils of every grade, from the class lists.

import DataModel
import Definitions

/// Counts the grades of schools.
struct GradeCounts {
  private let list: ClassListFields?
  private let order: GradeOrder

  init(_ plan: EvaluationPlan) {
    list = plan.classList
    order = GradeOrder(plan)
  }

  /// The grades of a school in the order of the code list.
  ///
  /// A class without a number leaves its grade without one; a class without a grade may belong to any,
  /// and a class list that came in twice tells nothing: then no grade of the school has a number.
  func grades(of records: SchoolRecords, county: String) -> [GradeCount] {
    guard let list else { return [] }
    return Self.grades(records, list, county: county).sorted { left, right in
      (order.place(left.grade), left.grade, left.stage)
        < (order.place(right.grade), right.grade, right.stage)
    }
  }

  private static func grades(
    _ records: SchoolRecords, _ list: ClassListFields, county: String
  ) -> [GradeCount] {
    guard records.hasHandedIn(list.form) else { return [] }
    var grades: [GradeCount] = []
    var isCertain = !records.isRepeated[list.form]
    var seen: Set<[String]> = []
    for reference in records.references[list.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run) else { continue }
      func value(_ field: Int) -> FieldValue {
        records.run.value(table, Int(reference.row), field)
      }
      let grade = value(list.grade).outputText
      let stage = value(list.stage).outputText
      guard !grade.isEmpty else {
        isCertain = false
        continue
      }
      let className = value(list.className).outputText
      guard className.isEmpty || seen.insert([grade, className]).inserted else { continue }
      let pupils = value(list.pupils).number?.wholeNumber
      if let index = grades.firstIndex(where: { $0.grade == grade && $0.stage == stage }) {
        grades[index].classes = grades[index].classes.map { $0 + 1 }
        grades[index].pupils = grades[index].pupils.flatMap { sum in pupils.map { sum + $0 } }
      } else {
        var count = GradeCount(
          countyCode: county, schoolCode: records.school.code, schoolName: records.school.name,
          stage: stage, grade: grade, classes: 1, pupils: pupils)
        count.campus = records.school.campus
        grades.append(count)
      }
    }
    guard !isCertain else { return grades }
    return grades.map { grade in
      var grade = grade
      (grade.classes, grade.pupils) = (nil, nil)
      return grade
    }
  }
}

/// Which grade follows which, by the code list of the class list's grade field.
package struct GradeOrder: Sendable {
  private let places: [String: Int]
  private let below: [String: String]

  init(_ plan: EvaluationPlan) {
    var entries: [CodeEntry] = []
    if let list = plan.classList {
      let field = plan.definitions.forms[list.form].fields[list.grade]
      if case .code(let id) = field.kind { entries = plan.definitions.codeLists[id]?.entries ?? [] }
    }
    self.init(entries.map { ($0.name, $0.attributes["stage"] ?? "") })
  }

  /// Grades from the lowest to the highest, each with its stage.
  package init(_ grades: [(grade: String, stage: String)]) {
    places = Dictionary(
      grades.enumerated().map { ($1.grade, $0) }, uniquingKeysWith: { first, _ in first })
    var below: [String: String] = [:]
    for (lower, upper) in zip(grades, grades.dropFirst())
    where lower.stage == upper.stage && !upper.stage.isEmpty {
      below[upper.grade] = lower.grade
    }
    self.below = below
  }

  /// Unknown grades come last.
  func place(_ grade: String) -> Int { places[grade] ?? places.count }

  /// The grade of the same stage that its pupils were in a year ago; nil for the first of a stage.
  func below(_ grade: String) -> String? { below[grade] }

  /// The grade of the same stage that follows; nil for the last.
  func above(_ grade: String) -> String? { below.first { $0.value == grade }?.key }
}
