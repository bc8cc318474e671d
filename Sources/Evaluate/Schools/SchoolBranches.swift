// SPDX-License-Identifier: Apache-2.0
// SchoolBranches: places that are no schools of their own, and the schools they are counted with.

import DataModel
import Definitions

/// 是否计校数 = 0: such a place is counted with the school that the roster names for it.
///
/// Where the roster names none that can be found, the place stays a school of its own and somebody must
/// say whose it is: a parent is never guessed. Source: domain a.4.
struct SchoolBranches {
  /// For each school the one that its figures are added to; nil for one that counts itself.
  let parents: [Int?]
  let findings: [Finding]

  /// `entries` and `schools` in the same order.
  init(_ entries: [SchoolEntry], _ schools: [SchoolResult], _ plan: EvaluationPlan) {
    let places = entries.indices.filter { !entries[$0].isCounted }
    var parents = [Int?](repeating: nil, count: entries.count)
    var findings: [Finding] = []
    let byCode =
      places.isEmpty
      ? [:]
      : Dictionary(
        entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    for place in places {
      let parent = byCode[entries[place].parentCode]
      guard let fault = Self.fault(place, parent, entries, schools) else {
        parents[place] = parent
        continue
      }
      findings.append(Self.finding(entries[place], fault, plan))
    }
    self.parents = parents
    self.findings = findings
  }

  /// Why the named school cannot be the one; nil when it can.
  private static func fault(
    _ place: Int, _ parent: Int?, _ entries: [SchoolEntry], _ schools: [SchoolResult]
  ) -> String? {
    if entries[place].parentCode.isEmpty { return "没有填写上级学校标识码" }
    guard let parent else { return "名册和报送材料中没有上级学校 \(entries[place].parentCode)" }
    if parent == place { return "上级学校是它自己" }
    if !entries[parent].campus.isEmpty { return "上级学校分校区评估，不知属于哪个校区" }
    if !entries[parent].isCounted { return "上级学校也不计校数" }
    return schools[parent].county == schools[place].county ? nil : "上级学校不在同一县区"
  }

  private static func finding(
    _ entry: SchoolEntry, _ reason: String, _ plan: EvaluationPlan
  ) -> Finding {
    let form = plan.definitions.rosterForm
    return Finding(
      rule: "branch-names-its-school", severity: .mustExplain, form: form.id,
      field: plan.rosterSubject.parent.map { form.fields[$0].id } ?? "",
      schoolCode: entry.code, recordKey: entry.code, place: entry.rosterPlace,
      value: entry.parentCode, facts: ["school": entry.name, "reason": reason])
  }
}
