// SPDX-License-Identifier: Apache-2.0
// StandardLoader: reads `standard.yaml`: stages, scope, thresholds, verdicts, class sizes.

import DataModel
import Formula

/// Reads the standard.
struct StandardLoader {
  let context: DefinitionContext
  let inputs: [InputHeader]
  let forms: [FormDefinition]

  private static let keys: Set<String> = [
    "stages", "pupils_input", "school_type_list", "split_source", "exclusions", "thresholds",
    "school_verdict", "variation", "class_size", "concessions", "attached_classes",
    "campuses",
  ]

  private var limits: LimitsLoader {
    LimitsLoader(context: context, scope: .exclusion(inputs: inputs))
  }

  /// Nil when the file is no mapping or lacks a whole part.
  func standard(_ node: DefinitionNode) -> StandardDefinition? {
    guard let file = context.mapping(node, Self.keys) else { return nil }
    let stages = file.list("stages").compactMap(stage)
    if stages.isEmpty { file.reportMissing("stages") }
    let split = source(file, "split_source")
    let exclusions = file.list("exclusions").compactMap(exclusion)
    let thresholds = thresholds(file)
    let rules = VariationLoader(context: context, limits: limits)
    let verdict = part(
      file, "school_verdict", ["indicators", "required", "floor_share", "switches", "source"]
    ).map { rules.verdict($0) }
    let variation = part(
      file, "variation", ["indicators", "limits", "switches", "composite", "digits", "source"]
    ).map { rules.variation($0) }
    let classSize = classSize(file)
    let special = ConcessionLoader(
      context: context, inputs: inputs, forms: forms, limits: limits)
    let concessions = file.list("concessions").compactMap { special.concession($0) }
    let attached = file.list("attached_classes").compactMap { special.attached($0) }
    guard let split, let verdict, let variation, let classSize else { return nil }
    var standard = StandardDefinition(
      stages: stages, pupilsInput: file.requiredText("pupils_input"),
      schoolTypeList: file.requiredText("school_type_list"), exclusions: exclusions,
      thresholds: thresholds, schoolVerdict: verdict, variation: variation,
      classSize: classSize, splitSource: split, concessions: concessions,
      attachedClasses: attached)
    if file.node("campuses") != nil { standard.campusSource = source(file, "campuses") }
    return standard
  }

  /// The mapping under a key; an error when absent.
  private func part(
    _ file: DefinitionMapping, _ key: String, _ keys: Set<String>
  ) -> DefinitionMapping? {
    guard let node = file.node(key) else {
      file.reportMissing(key)
      return nil
    }
    return context.mapping(node, keys)
  }

  private func source(_ file: DefinitionMapping, _ key: String) -> DefinitionSource? {
    part(file, key, ["source"]).map { context.source(of: $0) }
  }

  private func stage(_ node: DefinitionNode) -> StageDefinition? {
    guard let item = context.mapping(node, ["id", "weight", "judged"]) else { return nil }
    if item.node("weight") == nil { item.reportMissing("weight") }
    return StageDefinition(
      id: item.requiredText("id"), weight: item.number("weight") ?? .one,
      isJudged: item.flag("judged", default: true))
  }

  private func exclusion(_ node: DefinitionNode) -> ScopeExclusion? {
    let keys: Set<String> = ["id", "condition", "reason", "from", "until", "source"]
    guard let item = context.mapping(node, keys) else { return nil }
    let scope = FormulaScope.exclusion(inputs: inputs)
    let id = item.requiredText("id")
    let reason = item.requiredBilingual("reason")
    let source = context.source(of: item)
    return FormulaReader(context: context)
      .formula("condition", of: item, scope: scope, expected: .yesNo)
      .map {
        ScopeExclusion(
          id: id, condition: $0, reason: reason, years: limits.years(item), source: source)
      }
  }

  private static let thresholdKeys: Set<String> = ["id", "by_stage", "switches", "source"]

  private func thresholds(_ file: DefinitionMapping) -> [String: StageLimits] {
    var result: [String: StageLimits] = [:]
    for node in file.list("thresholds") {
      guard let item = context.mapping(node, Self.thresholdKeys) else { continue }
      let id = item.requiredText("id")
      if result[id] != nil {
        context.issues.add(item.place, "阈值 \(id) 重复", "the threshold \(id) is there twice")
      }
      result[id] = limits.limits(
        "by_stage", of: item, source: context.source(of: item), isBySchool: true)
    }
    return result
  }

  private func classSize(_ file: DefinitionMapping) -> ClassSizeDefinition? {
    let keys: Set<String> = [
      "form", "grade_field", "class_field", "pupils_field", "stage_field", "limits", "bands",
      "source",
    ]
    guard let item = part(file, "class_size", keys) else { return nil }
    var limits: [String: Int] = [:]
    for (stage, limit) in item.numbers("limits") {
      guard let whole = limit.wholeNumber else {
        context.issues.add(
          item.place(of: "limits"), "班额上限应为整数", "a class size limit must be a whole number")
        continue
      }
      limits[stage] = whole
    }
    return ClassSizeDefinition(
      form: item.requiredText("form"), gradeField: item.requiredText("grade_field"),
      classField: item.requiredText("class_field"), pupilsField: item.requiredText("pupils_field"),
      stageField: item.requiredText("stage_field"), limits: limits,
      bands: item.list("bands").compactMap(band), source: context.source(of: item))
  }

  private func band(_ node: DefinitionNode) -> ClassSizeBand? {
    guard let item = context.mapping(node, ["label", "first", "last"]) else { return nil }
    return ClassSizeBand(
      label: item.requiredText("label"), first: item.requiredWhole("first"),
      last: item.whole("last"))
  }
}
