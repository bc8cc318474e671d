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
        add("阈值 \(indicator.id)", limits.source)
      }
    }
    add("学校综合判定", standard.schoolVerdict.source)
    add("差异系数限值", standard.variationLimits.source)
    add("班额", standard.classSize.source)
    add("学段权重", standard.splitSource)
    for exclusion in standard.exclusions {
      add("不纳入 \(exclusion.reason.chinese)", exclusion.source)
    }
    for group in self.items.groups { add("项目组 \(group.name)", group.source) }
    for value in self.items.values { add("县域数据项 \(value.name)", value.source) }
    for item in self.items.items {
      add("项目 \(item.id) \(item.name)", item.source)
      guard case .each(let check) = item.kind else { continue }
      for concession in check.concessions { add("放宽条款 \(concession.name)", concession.source) }
    }
    return items
  }
}
