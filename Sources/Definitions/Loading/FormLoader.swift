// SPDX-License-Identifier: Apache-2.0
// FormLoader: reads `forms/*.yaml` and the subject fields that every form carries.

import DataModel

/// Reads one form after another.
struct FormLoader {
  let context: DefinitionContext
  /// Fields of `subject.yaml`: school and county, which every list may carry.
  let subject: [DefinitionNode]
  let subjectSource: DefinitionSource?
  /// Further words for the county on a county's own form, where they do not mean a school.
  private let countyWords: [String]

  init(context: DefinitionContext, subject node: DefinitionNode?) {
    self.context = context
    guard let node, let file = context.mapping(node, ["source", "county_words", "fields"]) else {
      subject = []
      subjectSource = nil
      countyWords = []
      return
    }
    subjectSource = context.source(of: file)
    subject = file.list("fields")
    countyWords = file.texts("county_words")
  }

  private static let keys: Set<String> = [
    "id", "name", "titles", "layouts", "level", "any_year", "one_per_school", "one_per_county",
    "required",
    "key", "matrix", "source", "fields", "examples",
  ]

  func form(_ node: DefinitionNode) -> FormDefinition? {
    guard let file = context.mapping(node, Self.keys) else { return nil }
    let source = context.source(of: file)
    var fields = file.list("fields").compactMap { field($0, inherited: source) }
    if fields.isEmpty { file.reportMissing("fields") }
    let level = file.choice("level", of: FormLevel.self) ?? .school
    append(subject: &fields, level: level)
    var form = FormDefinition(
      id: file.requiredText("id"), name: file.requiredText("name"), titles: file.texts("titles"),
      layouts: layouts(file), level: level, scope: MatrixPlaceLoader(context: context).scope(file),
      isOnePerSchool: file.flag(level == .school ? "one_per_school" : "one_per_county"),
      isRequired: file.flag("required"),
      key: file.texts("key"), fields: fields,
      examples: FormExampleReader(context: context).examples(file), source: source,
      place: file.place)
    form.isOfAnyYear = file.flag("any_year")
    return form
  }

  /// A form that declares a subject field itself keeps its declaration; it still comes at the end.
  ///
  /// A school in a county's form is a value like any other, not whose record it is.
  private func append(subject fields: inout [FieldDefinition], level: FormLevel) {
    for node in subject {
      guard var field = field(node, inherited: subjectSource) else { continue }
      if level == .county, ["school_code", "school_name"].contains(field.id) { continue }
      if level == .county, field.id == "county_name" { field.synonyms += countyWords }
      if let index = fields.firstIndex(where: { $0.id == field.id }) {
        fields.append(fields.remove(at: index))
      } else {
        fields.append(field)
      }
    }
  }

  private func layouts(_ file: DefinitionMapping) -> [FormLayout] {
    let layouts = file.texts("layouts").compactMap { text -> FormLayout? in
      guard let layout = FormLayout(rawValue: text) else {
        context.issues.add(
          file.place(of: "layouts"), "没有版式 \(text)", "there is no layout \(text)")
        return nil
      }
      return layout
    }
    if file.node("layouts") == nil { file.reportMissing("layouts") }
    return layouts
  }

  private static let fieldKeys: Set<String> = [
    "id", "name", "type", "list", "synonyms", "paths", "matrix", "unit", "default_unit", "min",
    "max",
    "required", "optional_column", "sensitive", "fill_down", "blank_means", "past", "ignored",
    "derived",
    "placeholders", "source",
  ]

  private func field(
    _ node: DefinitionNode, inherited: DefinitionSource?
  ) -> FieldDefinition? {
    guard let item = context.mapping(node, Self.fieldKeys) else { return nil }
    return FieldDefinition(
      id: item.requiredText("id"), name: item.requiredText("name"), kind: kind(item),
      synonyms: item.texts("synonyms"), paths: item.texts("paths").map(Self.path),
      places: MatrixPlaceLoader(context: context).places(item),
      unit: item.text("unit"), defaultUnit: item.text("default_unit"),
      minimum: item.number("min"), maximum: item.number("max"),
      isRequired: item.flag("required"), isOptionalColumn: item.flag("optional_column"),
      isSensitive: item.flag("sensitive"), fillsDown: item.flag("fill_down"),
      blankMeans: item.text("blank_means"), isPast: item.flag("past"),
      isIgnored: item.flag("ignored"),
      derivation: derivation(item), placeholders: placeholders(item),
      source: context.source(of: item, inherited: inherited),
      place: item.place)
  }

  static func path(_ text: String) -> [String] {
    text.split(separator: "›").map(String.init)
  }

  private enum KindName: String, CaseIterable {
    case text, integer, number, code, date, month
    case personName = "person_name"
    case yesNo = "yes_no"
    case identityNumber = "identity_number"
    case schoolCode = "school_code"
  }

  private func kind(_ item: DefinitionMapping) -> FieldKind {
    if item.node("type") == nil { item.reportMissing("type") }
    switch item.choice("type", of: KindName.self) {
    case .text: return .text
    case nil:
      // Already reported; a unit or a range must not be reported on top of it.
      let isNumeric = ["unit", "min", "max"].contains { item.node($0) != nil }
      return isNumeric ? .number : .text
    case .integer: return .integer
    case .number: return .number
    case .code: return .code(list: item.requiredText("list"))
    case .date: return .date
    case .month: return .month
    case .personName: return .personName
    case .yesNo: return .yesNo
    case .identityNumber: return .identityNumber
    case .schoolCode: return .schoolCode
    }
  }

  /// `zero` is for numbers only, and a word has one meaning.
  private func placeholders(_ item: DefinitionMapping) -> FieldPlaceholders {
    guard let node = item.node("placeholders"),
      let entry = context.mapping(node, ["zero", "not_applicable", "unknown"])
    else { return FieldPlaceholders() }
    let words = FieldPlaceholders(
      zero: entry.texts("zero"), notApplicable: entry.texts("not_applicable"),
      unknown: entry.texts("unknown"))
    if !words.zero.isEmpty, !["integer", "number"].contains(item.text("type")) {
      context.issues.add(
        entry.place(of: "zero"), "只有数值字段可以声明表示零的词", "only a number field has words for zero")
    }
    var seen: Set<String> = []
    for word in words.zero + words.notApplicable + words.unknown
    where !seen.insert(LabelFold.fold(word)).inserted {
      context.issues.add(
        entry.place, "“\(word)”有两种含义", "\(word) is given two meanings")
    }
    return words
  }

  private func derivation(_ item: DefinitionMapping) -> FieldDerivation? {
    guard let node = item.node("derived"),
      let entry = context.mapping(node, ["field", "attribute"])
    else { return nil }
    return FieldDerivation(
      field: entry.requiredText("field"), attribute: entry.requiredText("attribute"))
  }
}
