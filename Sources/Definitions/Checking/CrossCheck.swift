// SPDX-License-Identifier: Apache-2.0
// CrossCheck: what one file says of another must be there: code lists, units, thresholds, fields.

import DataModel

/// Checks a loaded set for references that lead nowhere and for ids that are there twice.
struct CrossCheck {
  let set: DefinitionSet
  let issues: DefinitionIssues

  func run() {
    checkUnique(set.forms.map { ($0.id, $0.place) }, "表", "form")
    checkUnique(set.forms.map { ($0.name, $0.place) }, "表名", "form name")
    checkUnique(set.rules.map { ($0.id, $0.place) }, "规则", "rule")
    checkUnique(set.inputs.map { ($0.id, $0.place) }, "输入项", "input")
    checkUnique(set.inputs.map { ($0.name, $0.place) }, "输入项名", "input name")
    checkUnique(set.indicators.map { ($0.id, $0.place) }, "指标", "indicator")
    checkItems()
    OutputCheck(set: set, issues: issues).run()
    for form in set.forms + [set.rosterForm] {
      FormCheck(form: form, set: set, issues: issues).run()
    }
    for input in set.inputs { checkUnit(input.unit, at: input.place) }
    for indicator in set.indicators { checkUnit(indicator.numeratorUnit, at: indicator.place) }
    checkStandard()
    checkMessages()
  }

  private func checkUnique(
    _ items: [(name: String, place: DefinitionPlace)], _ chinese: String, _ english: String
  ) {
    var seen: [String: DefinitionPlace] = [:]
    for item in items {
      guard let first = seen[item.name] else {
        seen[item.name] = item.place
        continue
      }
      issues.add(
        item.place, "\(chinese) \(item.name) 与 \(first) 重复",
        "the \(english) \(item.name) is already declared at \(first)")
    }
  }

  private func checkUnit(_ unit: String, at place: DefinitionPlace) {
    guard set.units.unit(named: unit)?.canonical != unit else { return }
    let hint = NearestName.hint(unit, among: set.units.units.map(\.canonical))
    issues.add(
      place, "\(unit) 不是基准单位\(hint.chinese)", "\(unit) is no canonical unit\(hint.english)")
  }

  // MARK: - Standard

  private func checkStandard() {
    let standard = set.standard
    let place = DefinitionPlace(file: set.id + "/standard.yaml", line: 1, column: 1)
    let judged = standard.stages.filter(\.isJudged).map(\.id)
    checkUnique(standard.stages.map { ($0.id, place) }, "学段", "stage")
    for stage in standard.stages where stage.weight <= .zero {
      issues.add(place, "学段 \(stage.id) 的权重应大于 0", "the weight of \(stage.id) must be positive")
    }
    LimitsCheck(set: set, issues: issues, place: place).run()
    if !set.inputs.contains(where: { $0.id == standard.pupilsInput }) {
      issues.add(
        place, "pupils_input 所指的输入项 \(standard.pupilsInput) 不存在",
        "pupils_input names an unknown input: \(standard.pupilsInput)")
    }
    checkSchoolTypes(at: place)
    checkClassSize(judged: judged, at: place)
  }

  private func isStage(_ stage: String) -> Bool {
    set.standard.stages.contains { $0.id == stage }
  }

  /// The list exists, and its stages are those of the standard.
  private func checkSchoolTypes(at place: DefinitionPlace) {
    guard let list = set.codeLists[set.standard.schoolTypeList] else {
      issues.add(
        place, "没有代码表 \(set.standard.schoolTypeList)",
        "there is no code list \(set.standard.schoolTypeList)")
      return
    }
    for entry in list.entries {
      let stages = entry.attributes["stages"]?.split(separator: ";").map(String.init) ?? []
      for stage in stages where !isStage(stage) {
        issues.add(
          list.place, "\(entry.name) 的学段 \(stage) 不存在",
          "\(entry.name) names an unknown stage: \(stage)")
      }
    }
  }

  private func checkClassSize(judged: [String], at place: DefinitionPlace) {
    let size = set.standard.classSize
    guard let form = set.form(size.form) else {
      issues.add(place, "class_size：没有表 \(size.form)", "class_size: no form \(size.form)")
      return
    }
    for field in [size.gradeField, size.classField, size.pupilsField, size.stageField]
    where form.fieldIndex(field) == nil {
      issues.add(
        place, "class_size：表 \(form.name) 没有字段 \(field)",
        "class_size: the form \(form.id) has no field \(field)")
    }
    for stage in judged where size.limits[stage] == nil {
      issues.add(
        place, "class_size 缺少 \(stage) 的上限", "class_size: the limit for \(stage) is missing")
    }
    var next: Int? = size.bands.first?.first
    for band in size.bands {
      if band.first != next || band.last.map({ $0 < band.first }) ?? false {
        issues.add(
          place, "班额段 \(band.label) 与前一段不相接", "the band \(band.label) does not join the last")
      }
      next = band.last.map { $0 + 1 }
    }
    if size.bands.isEmpty || next != nil {
      issues.add(place, "最后一个班额段应不设上限", "the last band must be open")
    }
  }

  // MARK: - Items

  private func checkItems() {
    let items = set.items
    checkUnique(items.groups.map { ($0.id, $0.place) }, "项目组", "group")
    checkUnique(items.values.map { ($0.id, $0.place) }, "县域数据项", "county value")
    checkUnique(items.values.map { ($0.name, $0.place) }, "县域数据项名", "county value name")
    checkUnique(items.items.map { ($0.id, $0.place) }, "项目", "item")
    checkUnique(items.ledgers.map { ($0.id, $0.place) }, "台账", "ledger")
    for group in items.groups { check(group, items) }
    let isAnswered = items.items.contains { item in
      switch item.kind {
      case .declared: true
      case .each(let check): !check.accepted.isEmpty
      case .value: false
      }
    }
    let place = items.items.first?.place ?? DefinitionPlace(file: set.id, line: 1, column: 1)
    guard let declared = items.declared else {
      if isAnswered { issues.add(place, "缺少 declared（县级自评表）", "declared is missing") }
      return
    }
    guard let form = set.form(declared.form), form.level == .county else {
      issues.add(
        place, "declared：没有县级表 \(declared.form)",
        "declared: there is no form of counties \(declared.form)")
      return
    }
    let fields =
      [declared.itemField, declared.answerField]
      + [declared.nameField, declared.valueField, declared.evidenceField, declared.noteField]
      .compactMap { $0 }
    for field in fields where form.fieldIndex(field) == nil {
      issues.add(
        place, "declared：表 \(form.name) 没有字段 \(field)",
        "declared: the form \(form.id) has no field \(field)")
    }
  }

  /// A group belongs to one that is there and to no other, and its items' points are as many as it says.
  private func check(_ group: ItemGroup, _ items: CountyItems) {
    if let parent = group.parent,
      !items.groups.contains(where: { $0.id == parent && $0.parent == nil && $0.id != group.id })
    {
      issues.add(
        group.place, "项目组 \(group.id)：没有上级项目组 \(parent)",
        "the group \(group.id) belongs to no group \(parent)")
    }
    guard let total = group.total else { return }
    let sum = items.items.reduce(ExactNumber.zero) { sum, item in
      items.counts(item.group, for: group.id) ? sum + (item.points ?? .zero) : sum
    }
    if sum != total {
      issues.add(
        group.place, "项目组 \(group.id) 各项分值合计 \(sum.text)，应为 \(total.text)",
        "the points of the group \(group.id) add up to \(sum.text), not \(total.text)")
    }
  }

  // MARK: - Messages

  /// A rule's own message may only name facts that its finding carries: the fields of its formula.
  private func checkMessages() {
    for rule in set.rules {
      guard case .formula(let formula) = rule.kind else { continue }
      let names = MessageFacts.names(of: formula, in: set)
      for text in [rule.message.chinese, rule.message.english] {
        for name in MessageFacts.places(in: text) where !names.contains(name) {
          let hint = NearestName.hint(name, among: names.sorted())
          issues.add(
            rule.place, "规则 \(rule.id) 的文字中 {\(name)} 不在公式里\(hint.chinese)",
            "the message of \(rule.id) has {\(name)}, which its formula has not\(hint.english)")
        }
      }
    }
  }
}
