// SPDX-License-Identifier: Apache-2.0
// ReasonTables: what a school's inputs are made of, and what it adds to its county's disparity.

import DataModel
import Definitions

/// Tables that say why a figure is what it is.
enum ReasonTables {
  static func terms(_ context: ExportContext) -> DataTable {
    let columns = [
      SchoolTables.part[0], SchoolTables.part[2], DataColumn("field", .string, "输入项"),
      DataColumn("number", .integer, "序号"), DataColumn("term", .string, "组成"),
      DataColumn("sign", .string, "加减"), DataColumn("value", .number, "值"),
      DataColumn("unit", .string, "单位"), SchoolTables.campus,
    ]
    return DataTable(
      path: "data/input_terms.csv", title: "输入项组成", columns: columns,
      key: SchoolTables.key(["school_code", "stage", "field", "number"], context)
    ) { emit in
      for part in context.evaluation.parts {
        let school = context.evaluation.schools[part.school]
        for (input, definition) in zip(part.inputs, context.definitions.inputs) {
          for (number, term) in input.terms.enumerated() {
            emit([
              school.code, part.stage, definition.id, String(number + 1), term.name,
              term.isSubtracted ? "-" : "+", term.value.text, definition.unit,
              school.campus,
            ])
          }
        }
      }
    }
  }

  static func contributions(_ context: ExportContext) -> DataTable {
    let columns = [
      SchoolTables.county[0], DataColumn("stage", .string, "学段"),
      DataColumn("indicator", .string, "指标"), SchoolTables.part[0], SchoolTables.part[1],
      DataColumn("pupils", .number, "在校生数", unit: "人"), DataColumn("value", .number, "指标值"),
      DataColumn("mean", .number, "县平均值"), DataColumn("variance_share", .number, "方差占比"),
      DataColumn("cv", .number, "差异系数"),
      DataColumn("cv_if_threshold", .number, "仅本校达标时的差异系数"),
      DataColumn("rank", .integer, "影响位次"), SchoolTables.campus,
    ]
    return DataTable(
      path: "data/cv_contributions.csv", title: "差异系数构成", columns: columns,
      key: SchoolTables.key(["stage", "indicator", "school_code"], context)
    ) { emit in
      for entry in context.evaluation.contributions {
        let part = context.evaluation.parts[entry.part]
        let school = context.evaluation.schools[part.school]
        let result = part.indicators[entry.indicator]
        emit([
          context.county(of: part.school)?.code ?? "", part.stage, result.indicator, school.code,
          school.name, result.denominator.outputText, result.value.outputText,
          DecimalText.shortest(entry.mean), number(entry.share), number(entry.variation),
          number(entry.variationIfThreshold), entry.rank.map { String($0) } ?? "",
          school.campus,
        ])
      }
    }
  }

  private static func number(_ value: Double?) -> String {
    value.map { DecimalText.shortest($0) } ?? ""
  }
}
