// SPDX-License-Identifier: Apache-2.0
// FormCheck: one form's own consistency: ids, words, units, code lists, ranges, derivations.

import DataModel

/// Checks one form.
struct FormCheck {
  let form: FormDefinition
  let set: DefinitionSet
  let issues: DefinitionIssues

  func run() {
    checkIdentifiers()
    checkWords()
    MatrixCheck(form: form, set: set, issues: issues).run()
    for key in form.key where form.fieldIndex(key) == nil {
      let hint = NearestName.hint(key, among: form.fields.map(\.id))
      issues.add(
        form.place, "key 中没有字段 \(key)\(hint.chinese)",
        "key names an unknown field: \(key)\(hint.english)")
    }
    for field in form.fields { check(field) }
    if form.fields.count > 0xFFF {
      issues.add(form.place, "字段过多", "there are too many fields")
    }
  }

  private func checkIdentifiers() {
    var ids: Set<String> = []
    var names: Set<String> = []
    for field in form.fields {
      let isPlain = field.id.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
      if !isPlain {
        issues.add(
          field.place, "id \(field.id) 只能用小写字母、数字和下划线",
          "the id \(field.id) may hold small letters, digits and underscores only")
      }
      if !ids.insert(field.id).inserted {
        issues.add(
          field.place, "字段 \(field.id) 重复", "the field \(field.id) is declared twice")
      }
      if !names.insert(field.name).inserted {
        issues.add(
          field.place, "字段名 \(field.name) 重复", "the field name \(field.name) is there twice")
      }
    }
  }

  /// A header word leads to one field; so does a path.
  private func checkWords() {
    var seen: [String: Int] = [:]
    let units = LabelFold.UnitNames(set.units)
    for (index, field) in form.fields.enumerated() {
      let labels = Set(([field.name] + field.synonyms).map { LabelFold.fold($0, units: units) })
      let paths = Set(field.paths.map { $0.map { LabelFold.fold($0) }.joined(separator: "›") })
      for word in labels.union(paths).sorted() {
        guard let known = seen.updateValue(index, forKey: word), form.fields[known].id != field.id
        else { continue }
        let other = form.fields[known]
        issues.add(
          field.place, "“\(word)”同时是 \(other.name) 和 \(field.name) 的叫法",
          "“\(word)” names both \(other.id) and \(field.id)")
      }
      for word in field.synonyms where set.vocabulary.weakHeaders.contains(word) {
        issues.add(
          field.place, "“\(word)”不能单独作为叫法", "“\(word)” can never name a field alone")
      }
    }
  }

  private func check(_ field: FieldDefinition) {
    if case .code(let list) = field.kind, set.codeLists[list] == nil {
      let hint = NearestName.hint(list, among: set.codeLists.keys.sorted())
      issues.add(
        field.place, "没有代码表 \(list)\(hint.chinese)", "there is no code list \(list)\(hint.english)")
    }
    checkUnits(field)
    if let minimum = field.minimum, let maximum = field.maximum, maximum < minimum {
      issues.add(field.place, "\(field.name)：max 小于 min", "\(field.id): max is below min")
    }
    let isNumeric = field.kind == .integer || field.kind == .number
    if !isNumeric, field.minimum != nil || field.maximum != nil || field.unit != nil {
      issues.add(
        field.place, "\(field.name)：只有数值字段可有单位和范围",
        "\(field.id): only a numeric field has a unit or a range")
    }
    if let derivation = field.derivation { check(derivation, of: field) }
  }

  private func checkUnits(_ field: FieldDefinition) {
    if let unit = field.unit, set.units.unit(named: unit)?.canonical != unit {
      let hint = NearestName.hint(unit, among: set.units.units.map(\.canonical))
      issues.add(
        field.place, "\(field.name)：\(unit) 不是基准单位\(hint.chinese)",
        "\(field.id): \(unit) is no canonical unit\(hint.english)")
    }
    guard let unit = field.defaultUnit else { return }
    guard let known = set.units.unit(named: unit), known.canonical == field.unit else {
      issues.add(
        field.place, "\(field.name)：default_unit \(unit) 与单位不是同一种量",
        "\(field.id): default_unit \(unit) measures something else")
      return
    }
  }

  /// The attribute must be one that the other field's code list has.
  private func check(_ derivation: FieldDerivation, of field: FieldDefinition) {
    guard let index = form.fieldIndex(derivation.field),
      case .code(let list) = form.fields[index].kind
    else {
      issues.add(
        field.place, "\(field.name)：\(derivation.field) 不是本表的代码字段",
        "\(field.id): \(derivation.field) is no coded field of this form")
      return
    }
    let attributes = set.codeLists[list]?.entries.first?.attributes
    guard let attributes, attributes[derivation.attribute] == nil else { return }
    let hint = NearestName.hint(derivation.attribute, among: attributes.keys.sorted())
    issues.add(
      field.place, "代码表 \(list) 没有属性 \(derivation.attribute)\(hint.chinese)",
      "the code list \(list) has no attribute \(derivation.attribute)\(hint.english)")
  }
}
