// SPDX-License-Identifier: Apache-2.0
// AttachedClasses: 附设班, the classes of a stage that a school has beyond its type.

import DataModel
import Definitions
import Formula

/// The attached classes that a school's forms tell of.
///
/// A class list with classes of a foreign stage does not make them attached: the school says so.
struct AttachedClasses {
  /// Stages that they add to the type's.
  private(set) var stages: [String] = []
  /// Classes without a weight, with their pupils: they are left out.
  private(set) var leftOut: [(definition: AttachedClassDefinition, pupils: ExactNumber)] = []
  /// The school's type as the formulas of inputs see it: a school with attached classes is none of
  /// a single stage, so that no total is taken for one stage's figure.
  private(set) var type: FieldValue

  init(_ records: SchoolRecords) {
    type = records.school.attribute(FieldSlot.typeField, stage: nil)
    let declared = SchoolStages.declaredStages(type: records.school.type, records.plan) ?? []
    var names: [String] = []
    for attached in records.plan.attachedClasses where records.hasHandedIn(attached.form) {
      guard let pupils = Self.pupils(attached, records), !pupils.isZero, !pupils.isNegative
      else { continue }
      guard let stage = attached.definition.stage else {
        leftOut.append((attached.definition, pupils))
        continue
      }
      guard !declared.contains(stage), !stages.contains(stage) else { continue }
      stages.append(stage)
      names.append("附设\(stage)班")
    }
    if !names.isEmpty {
      type = .text("\(records.school.type)（\(names.joined(separator: "、"))）")
    }
  }

  /// The columns are read as they are: the type in question must not decide of itself.
  private static func pupils(
    _ attached: EvaluationPlan.AttachedClass, _ records: SchoolRecords
  ) -> ExactNumber? {
    attached.pupils.value(in: ColumnContext(records: records)).number
  }
}

/// The school's columns and nothing else.
private struct ColumnContext: FormulaContext {
  let records: SchoolRecords

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    return field.form == FieldSlot.partScope
      ? records.school.attribute(field.field, stage: nil) : records.single(field)
  }

  func column(_ slot: Int) -> [FieldValue] {
    records.column(FieldSlot(number: slot)).values
  }
}
