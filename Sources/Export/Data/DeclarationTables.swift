// SPDX-License-Identifier: Apache-2.0
// DeclarationTables: what the indicators and inputs of this run mean, so that results explain themselves.

import DataModel
import Definitions
import Formula

/// Tables of declarations.
enum DeclarationTables {
  private static let source = [
    DataColumn("document", .string, "文件"), DataColumn("clause", .string, "条款"),
    DataColumn("confirmed", .boolean, "条款是否证实"),
  ]

  static func indicators(_ context: ExportContext) -> DataTable {
    let columns =
      [
        DataColumn("indicator", .string, "指标"), DataColumn("stage", .string, "学段"),
        DataColumn("name", .string, "指标名称"), DataColumn("short_name", .string, "简称"),
        DataColumn("numerator", .string, "分子公式"), DataColumn("denominator", .string, "分母公式"),
        DataColumn("per", .integer, "乘数"), DataColumn("unit", .string, "单位"),
        DataColumn("numerator_unit", .string, "分子单位"),
        DataColumn("counts_whole", .boolean, "是否按整数计"),
        DataColumn("digits", .integer, "印出小数位"), DataColumn("inputs", .string, "所用输入项"),
        DataColumn("threshold", .number, "达标值"), DataColumn("floor", .number, "最低值"),
        DataColumn("cv_limit", .number, "差异系数限值"),
        DataColumn("cv_digits", .integer, "差异系数小数位"),
      ] + source + prefixed("threshold", "达标值") + prefixed("cv", "差异系数")
    return DataTable(
      path: "data/indicators.csv", title: "指标定义", columns: columns, key: ["indicator", "stage"]
    ) { emit in
      let standard = context.definitions.standard
      for stage in standard.stages where stage.isJudged {
        for indicator in context.definitions.indicators {
          emit(row(indicator, stage: stage.id, context))
        }
      }
    }
  }

  private static func prefixed(_ prefix: String, _ title: String) -> [DataColumn] {
    source.map { DataColumn("\(prefix)_\($0.name)", $0.kind, title + $0.title) }
  }

  private static func row(
    _ indicator: IndicatorDefinition, stage: String, _ context: ExportContext
  ) -> [String] {
    let standard = context.definitions.standard
    let limits = standard.thresholds[indicator.id]
    let threshold = limits?.byStage[stage]
    let floor = threshold.map { $0 * standard.schoolVerdict.floorShare }
    let limit = standard.variation.limits?.byStage[stage]
    return [
      indicator.id, stage, indicator.name, indicator.shortName, indicator.numerator.text,
      indicator.denominator.text, String(indicator.per), indicator.unit, indicator.numeratorUnit,
      SchoolTables.truth(indicator.countsWhole), String(indicator.digits),
      inputs(of: indicator, context).joined(separator: ";"), threshold?.text ?? "",
      floor?.text ?? "", limit?.text ?? "", String(standard.variation.digits),
    ] + cells(indicator.source) + cells(threshold == nil ? nil : limits?.source)
      + cells(limit == nil ? nil : standard.variation.limits?.source)
  }

  private static func cells(_ source: DefinitionSource?) -> [String] {
    guard let source else { return ["", "", ""] }
    let document = [source.document, source.edition].filter { !$0.isEmpty }
    return [
      document.joined(separator: " "), source.clause, SchoolTables.truth(source.confirmed),
    ]
  }

  /// Ids of the inputs that the formulas name, in their order.
  private static func inputs(
    of indicator: IndicatorDefinition, _ context: ExportContext
  ) -> [String] {
    let inputs = context.definitions.inputs
    var ids: [String] = []
    for number in indicator.numerator.fieldSlots + indicator.denominator.fieldSlots {
      let slot = FieldSlot(number: number)
      guard slot.form == FieldSlot.inputScope, inputs.indices.contains(slot.field),
        !ids.contains(inputs[slot.field].id)
      else { continue }
      ids.append(inputs[slot.field].id)
    }
    return ids
  }

  static func inputs(_ context: ExportContext) -> DataTable {
    let columns =
      [
        DataColumn("input", .string, "输入项"), DataColumn("name", .string, "名称"),
        DataColumn("unit", .string, "单位"), DataColumn("apportioned", .boolean, "是否按学段分摊"),
        DataColumn("ways", .string, "取数方式"),
      ] + source
    return DataTable(
      path: "data/inputs.csv", title: "输入项定义", columns: columns, key: ["input"]
    ) { emit in
      for input in context.definitions.inputs {
        emit(
          [input.id, input.name, input.unit, SchoolTables.truth(input.isApportioned)]
            + [ways(of: input, context)] + cells(input.source))
      }
    }
  }

  /// `班级台账：SUMIFS(…)`, way after way in the order in which they are tried.
  private static func ways(of input: InputDefinition, _ context: ExportContext) -> String {
    input.ways.map { way in
      let form = context.definitions.form(way.form)?.name ?? way.form
      let condition = way.condition.map { "（\($0.text)）" } ?? ""
      let formula = way.formula.text.split { $0.isNewline || $0 == " " }.joined(separator: " ")
      return "\(form)\(condition)：\(formula)"
    }.joined(separator: " | ")
  }

  /// The stages with the weights that a school's resources are split by.
  static func stages(_ context: ExportContext) -> DataTable {
    let columns =
      [
        DataColumn("stage", .string, "学段"), DataColumn("weight", .number, "分摊权重"),
        DataColumn("judged", .boolean, "是否评估"),
      ] + source + [
        DataColumn("required", .integer, "须达标指标数"), DataColumn("floor_share", .number, "底线占达标值的比例"),
      ]
    return DataTable(
      path: "data/stages.csv", title: "学段", columns: columns, key: ["stage"]
    ) { emit in
      let standard = context.definitions.standard
      for stage in standard.stages {
        emit(
          [stage.id, stage.weight.text, SchoolTables.truth(stage.isJudged)]
            + cells(standard.splitSource)
            + [
              String(standard.schoolVerdict.required), standard.schoolVerdict.floorShare.text,
            ])
      }
    }
  }
}
