// SPDX-License-Identifier: Apache-2.0
// UnconfirmedItems: walks every source of a pipeline and lists those not seen in the official text.

import DataModel

extension DefinitionSet {
  /// Every declaration whose clause is unconfirmed, in the order of the files; fields that rest on their
  /// form's source are not repeated.
  package var unconfirmed: [UnconfirmedItem] {
    var items: [UnconfirmedItem] = []
    func add(_ item: String, _ source: DefinitionSource) {
      guard !source.confirmed, !items.contains(where: { $0.item == item && $0.source == source })
      else { return }
      items.append(UnconfirmedItem(item: item, source: source))
    }
    add("流程 \(name.chinese)", source)
    if let source = units.source { add("计量单位", source) }
    for form in forms + [rosterForm] {
      add("表 \(form.name)", form.source)
      for field in form.fields where field.source != form.source {
        add("字段 \(form.name)[\(field.name)]", field.source)
      }
    }
    for id in codeLists.keys.sorted() {
      if let list = codeLists[id] { add("代码表 \(id)", list.source) }
    }
    for rule in rules { add("规则 \(rule.id)", rule.source) }
    for input in inputs { add("输入项 \(input.name)", input.source) }
    for indicator in indicators {
      add("指标 \(indicator.id) \(indicator.name)", indicator.source)
      if let limits = standard.thresholds[indicator.id] {
        for source in limits.sources { add("阈值 \(indicator.id)", source) }
      }
    }
    for (item, source) in standard.sources { add(item, source) }
    for group in self.items.groups { add("项目组 \(group.name)", group.source) }
    for value in self.items.values { add("县域数据项 \(value.name)", value.source) }
    for ledger in self.items.ledgers { add("台账 \(ledger.name)", ledger.source) }
    for item in self.items.items {
      add("项目 \(item.id) \(item.name)", item.source)
      guard case .each(let check) = item.kind else { continue }
      for concession in check.concessions { add("放宽条款 \(concession.name)", concession.source) }
    }
    for map in outputs.codes { add("输出代码 \(map.name)", map.source) }
    if let template = outputs.template { add("平台模板的填写位置", template.source) }
    for sheet in outputs.sheets {
      for (name, source) in sheet.sources { add(name, source) }
    }
    return items
  }
}

extension StageLimits {
  /// Of the numbers themselves, then of each variant.
  fileprivate var sources: [DefinitionSource] { [source] + variants.map(\.source) }
}

extension StandardDefinition {
  /// What the standard rests on, thresholds excepted.
  fileprivate var sources: [(item: String, source: DefinitionSource)] {
    var sources = ([schoolVerdict.source] + schoolVerdict.variants.map(\.source)).map {
      ("学校综合判定", $0)
    }
    sources.append(("差异系数限值", variation.source))
    sources += (variation.limits?.sources ?? []).map { ("差异系数限值", $0) }
    if let composite = variation.composite {
      sources.append((composite.name, composite.source))
      sources += (composite.limits?.sources ?? []).map { (composite.name, $0) }
    }
    sources.append(("班额", classSize.source))
    sources.append(("学段权重", splitSource))
    sources += exclusions.map { ("不纳入 \($0.reason.chinese)", $0.source) }
    sources += concessions.map { ("放宽 \($0.reason.chinese)", $0.source) }
    sources += attachedClasses.map { ("附设班 \($0.reason.chinese)", $0.source) }
    sources += campusSource.map { [("分校区", $0)] } ?? []
    return sources
  }
}
