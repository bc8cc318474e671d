// SPDX-License-Identifier: Apache-2.0
// MatrixCheck: a statistics form's places: that they are there, name something and lead to one field.

import DataModel

/// Checks the layout `matrix` of one form.
struct MatrixCheck {
  let form: FormDefinition
  let set: DefinitionSet
  let issues: DefinitionIssues

  func run() {
    guard form.layouts.contains(.matrix) else {
      for field in form.fields where !field.places.isEmpty {
        issues.add(
          field.place, "\(field.name)：本表的版式没有 matrix",
          "\(field.id): the form has not the layout matrix")
      }
      return
    }
    if !form.isOnePerSchool {
      issues.add(
        form.place, "版式 matrix 要求 one_per_school: true",
        "the layout matrix needs one_per_school: true")
    }
    if form.fields.allSatisfy(\.places.isEmpty) {
      issues.add(
        form.place, "版式为 matrix，但没有字段写明 matrix", "no field says where it stands (matrix)")
    }
    for field in form.fields { check(field) }
    checkUnique()
  }

  private func check(_ field: FieldDefinition) {
    for place in field.places {
      if field.isIgnored || field.derivation != nil {
        issues.add(
          place.place, "\(field.name)：不读取的字段不能有 matrix",
          "\(field.id): a field that is not read has no place")
      }
      if (place.rows + place.columns).contains(where: \.isEmpty) {
        issues.add(place.place, "\(field.name)：路径为空", "\(field.id): a path is empty")
      }
      checkWords(place, of: field)
    }
  }

  /// 合计 names nothing where there is but one column of values.
  private func checkWords(_ place: MatrixPlace, of field: FieldDefinition) {
    guard place.columns.isEmpty else { return }
    let weak = Set(set.vocabulary.weakHeaders.map { LabelFold.fold($0) })
    for row in place.rows where row.allSatisfy({ weak.contains(LabelFold.fold($0)) }) {
      let name = row.joined(separator: "›")
      issues.add(
        place.place, "\(field.name)：“\(name)”不能单独作为位置",
        "\(field.id): “\(name)” alone names no place")
    }
  }

  /// A row path with a column path leads to one field.
  private func checkUnique() {
    var seen: [String: FieldDefinition] = [:]
    for field in form.fields {
      for place in field.places {
        let columns = place.columns.isEmpty ? [[]] : place.columns
        for row in place.rows {
          for column in columns {
            let key = Self.key(row) + "×" + Self.key(column) + "×\(place.ordinal ?? 0)"
            guard let other = seen.updateValue(field, forKey: key), other.id != field.id else {
              continue
            }
            let name = (row + ["×"] + column).joined(separator: " ")
            issues.add(
              place.place, "“\(name)”同时是 \(other.name) 和 \(field.name) 的位置",
              "“\(name)” is the place of both \(other.id) and \(field.id)")
          }
        }
      }
    }
  }

  private static func key(_ path: [String]) -> String {
    path.map { LabelFold.fold($0) }.joined(separator: "›")
  }
}
