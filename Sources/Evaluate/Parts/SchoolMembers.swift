// SPDX-License-Identifier: Apache-2.0
// SchoolMembers: a school with the places that are counted with it: their stages and inputs added up.

import DataModel
import Definitions

/// The records of a school and of its places that are no schools of their own.
///
/// Their pupils and resources are added before anything is split or divided. What one of them lacks is
/// missing in the sum: it is never taken for zero. Source: domain a.4.
struct SchoolMembers {
  private let records: [SchoolRecords]
  private let memberStages: [SchoolStages]
  let stages: SchoolStages

  /// The first of `records` is the school itself.
  init(_ records: [SchoolRecords]) {
    self.records = records
    memberStages = records.map { SchoolStages($0) }
    stages = SchoolStages(sumOf: memberStages, names: records.map(\.school.name))
  }

  var own: SchoolRecords { records[0] }

  /// An input of one stage: the sum over the members that have the stage.
  func input(_ input: Int, stage: String) -> InputResult {
    sum { member in
      let hasStage = memberStages[member].stages.contains { $0.stage.id == stage }
      guard hasStage else { return nil }
      return InputEvaluator(records: records[member]).evaluate(input, stage: stage)
    }
  }

  /// An input that is reported once for all stages.
  func whole(_ input: Int) -> InputResult {
    sum { member in
      // A school of one stage may have the formula ask for it.
      let stages = memberStages[member].stages
      let only = stages.count == 1 ? stages[0].stage.id : nil
      return InputEvaluator(records: records[member]).evaluate(input, stage: only)
    }
  }

  private func sum(_ value: (Int) -> InputResult?) -> InputResult {
    let names = records.map(\.school.name)
    let values = records.indices.map { (name: $0 == 0 ? "" : names[$0], result: value($0)) }
    return InputResult(sumOf: values.compactMap { pair in pair.result.map { (pair.name, $0) } })
  }
}

extension InputResult {
  /// The sum of several members' inputs, each with the name it is told by ("" for the school itself).
  init(sumOf members: [(name: String, result: InputResult)]) {
    guard members.count != 1 || !members[0].name.isEmpty else {
      self = members[0].result
      return
    }
    var total = ExactNumber.zero
    var missing: FieldValue?
    var reasons: [String] = []
    for (name, result) in members {
      if let number = result.value.number {
        total = total + number
      } else {
        missing = missing ?? (result.value.isMissing ? result.value : .missing(.unreadable))
        reasons.append(name.isEmpty ? result.reason : "\(name)：\(result.reason)")
      }
    }
    let value = missing ?? .number(total)
    self.init(
      value: value, schoolValue: value, lineage: members.flatMap(\.result.lineage),
      reason: reasons.joined(separator: "；"))
  }
}

extension SchoolStages {
  /// The stages of a school and its places, their pupils added up.
  init(sumOf members: [SchoolStages], names: [String]) {
    self = members[0]
    guard members.count > 1 else { return }
    isTypeKnown = members.allSatisfy(\.isTypeKnown)
    hasNoJudgedStage = members.allSatisfy(\.hasNoJudgedStage)
    foreignStages = []
    for stage in members.flatMap(\.foreignStages) where !foreignStages.contains(stage) {
      foreignStages.append(stage)
    }
    findings = members.flatMap(\.findings)
    stages = []
    pupilInputs = []
    let all = members.flatMap { $0.stages.map(\.stage) }
    // A stage weighs more the higher it is.
    for stage in Set(all).sorted(by: { $0.weight < $1.weight }) {
      var inputs: [(String, InputResult)] = []
      for (index, member) in members.enumerated() {
        for position in member.stages.indices where member.stages[position].stage == stage {
          inputs.append((index == 0 ? "" : names[index], member.pupilInputs[position]))
        }
      }
      let input = InputResult(sumOf: inputs)
      stages.append(StagePupils(stage: stage, pupils: input.value))
      pupilInputs.append(input)
    }
  }
}
