// SPDX-License-Identifier: Apache-2.0
// CountyItemEvaluator: all items and groups of one county.

import DataModel
import Definitions
import Formula

/// What a county has to show beside its schools' resources.
struct CountyItemEvaluator {
  let county: Int
  let context: CountyContext
  let plan: EvaluationPlan
  private let judgement: ItemJudgement
  private let stated: StatedItems
  /// Rows of the county's own form that name no item.
  var findings: [Finding] { stated.findings }

  init(county: Int, context: CountyContext, plan: EvaluationPlan) {
    self.county = county
    self.context = context
    self.plan = plan
    judgement = ItemJudgement(plan.definitions)
    stated = StatedItems(context.own, judgement: judgement, plan: plan)
  }

  /// The items in the order declared; each may read those before it.
  ///
  /// `values`: already computed, for the reasons of what is missing.
  func items(_ values: [CountyValueResult]) -> [CountyItemResult] {
    plan.items.items.map { item in
      var result = evaluate(item, values)
      result.points = item.points
      context.items.append(result.value)
      return result
    }
  }

  private func evaluate(
    _ item: ItemDefinition, _ values: [CountyValueResult]
  ) -> CountyItemResult {
    let entry = stated.entry(of: item)
    var outcome = judgement.judge(item, context, year: context.year, stated: entry?.item)
    var reason = ""
    var details: [ItemDetail] = []
    if case .each(let check) = item.kind, outcome.status != .notApplicable {
      let each = EachItem(check, context: context, judgement: judgement, plan: plan)
      let own = outcome
      outcome = ItemOutcome(
        value: .number(ExactNumber(each.failing)), threshold: "全部符合", status: each.status)
      // How many fail is not known while a subject is open, and no score may rest on it.
      if each.undecided > 0 { outcome.value = .missing(.undefined) }
      reason = each.reason
      details = each.details
      if !check.accepted.isEmpty, !each.isJudged {
        outcome = own
        outcome.isStated = own.status != .undecided
        if each.subjects == 0, entry == nil { reason = self.reason(item, values) }
      }
    } else if outcome.status == .undecided {
      reason = self.reason(item, values)
    }
    if outcome.isStated { reason = "县级自评填报，未报送可核算的材料" }
    if let note = difference(item, outcome, entry) { reason = note }
    return CountyItemResult(
      county: county, item: item.id, group: item.group, value: outcome.value,
      threshold: outcome.threshold, status: outcome.status,
      score: judgement.score(item, outcome, context, stated: entry?.item),
      evidence: entry?.evidence ?? "", reason: reason, details: details)
  }

  /// What is missing of the values an item reads.
  private func reason(_ item: ItemDefinition, _ values: [CountyValueResult]) -> String {
    if stated.isRepeated(item) { return "自评表中重复填报，无法取值" }
    guard case .value(let formula, let limits) = item.kind else {
      return stated.entry(of: item) == nil ? "县级自评表未填报此项" : "自评结论为空或无法识别"
    }
    var reasons: [String] = []
    var said: Set<String> = []
    let formulas = [formula] + limits.map(\.formula)
    let slots = formulas.flatMap(\.fieldSlots)
    for slot in slots.map({ FieldSlot(number: $0) }) where slot.form == FieldSlot.valueScope {
      guard values.indices.contains(slot.field), values[slot.field].value.isMissing else {
        continue
      }
      let value = values[slot.field]
      guard said.insert(value.reason).inserted else { continue }
      reasons.append("\(plan.items.values[slot.field].definition.name)：\(value.reason)")
    }
    reasons += MissingFigures(context: context, plan: plan).reasons(formulas)
    return reasons.isEmpty ? "缺少数据，无法计算" : reasons.joined(separator: "；")
  }

  /// A stated figure that is not the one that comes out.
  private func difference(
    _ item: ItemDefinition, _ outcome: ItemOutcome, _ entry: StatedItems.Entry?
  ) -> String? {
    guard !outcome.isStated, let own = entry?.item.value.number, let value = outcome.value.number,
      own.rounded(digits: item.digits) != value.rounded(digits: item.digits)
    else { return nil }
    return "自评填报 \(own.text)，与按报送材料计算的不一致"
  }

  // MARK: - Groups

  func groups(_ items: [CountyItemResult]) -> [CountyGroupResult] {
    plan.items.groups.map { group in
      let members = items.filter { plan.definitions.items.counts($0.group, for: group.id) }
      return CountyGroups.judge(group, members, county: county, plan)
    }
  }
}
