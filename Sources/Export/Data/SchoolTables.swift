// SPDX-License-Identifier: Apache-2.0
// SchoolTables: the tables of schools, their parts, indicators and verdicts.

import DataModel
import Definitions

/// Tables with a row for each school or part.
enum SchoolTables {
  static let county: [DataColumn] = [
    DataColumn("county_code", .string, "区县代码"), DataColumn("county_name", .string, "区县名称"),
  ]
  static let part: [DataColumn] = [
    DataColumn("school_code", .string, "学校标识码"), DataColumn("school_name", .string, "学校名称"),
    DataColumn("stage", .string, "学段"),
  ]

  /// The last column of every table of schools: 校区, empty for a school in one place.
  static let campus = DataColumn("campus", .string, "校区")

  /// The key of a table; campuses share their school's code.
  static func key(_ columns: [String], _ context: ExportContext) -> [String] {
    context.evaluation.schools.contains { !$0.campus.isEmpty } ? columns + ["campus"] : columns
  }

  static func schools(_ context: ExportContext) -> DataTable {
    let columns =
      county + part.dropLast() + [
        DataColumn("school_type", .string, "办学类型"), DataColumn("urban_rural", .string, "城乡类型"),
        DataColumn("sponsor", .string, "举办者"), DataColumn("in_scope", .boolean, "是否参评"),
        DataColumn("excluded_reason", .string, "不参评原因"), campus,
      ]
    return DataTable(
      path: "data/schools.csv", title: "学校", columns: columns, key: key(["school_code"], context)
    ) { emit in
      for (index, school) in context.evaluation.schools.enumerated() {
        let county = context.county(of: index)
        emit([
          county?.code ?? "", county?.name ?? "", school.code, school.name, school.type,
          school.urbanRural, school.sponsor, truth(school.isInScope), school.excludedReason,
          school.campus,
        ])
      }
    }
  }

  static func truth(_ value: Bool) -> String { value ? "true" : "false" }

  static func parts(_ context: ExportContext) -> DataTable {
    let inputs = context.definitions.inputs
    // The input that counts pupils is the column before it when it bears the same id.
    let dormant = context.definitions.dormantInputs
    let shown = inputs.indices.filter { !dormant.contains($0) }
    let own = shown.filter { inputs[$0].id != "pupils" }
    var columns = [county[0]] + part + [DataColumn("pupils", .number, "在校生数", unit: "人")]
    columns += own.map { index in
      DataColumn(inputs[index].id, .number, inputs[index].name, unit: inputs[index].unit)
    }
    let split = shown.filter { inputs[$0].isApportioned }
    columns += split.map { index in
      let input = inputs[index]
      return DataColumn(input.id + "_school", .number, input.name + "（全校）", unit: input.unit)
    }
    columns += [
      DataColumn("weighted_pupils", .number, "加权学生数"),
      DataColumn("school_weighted_pupils", .number, "全校加权学生数"), campus,
    ]
    return DataTable(
      path: "data/school_parts.csv", title: "学段部数据", columns: columns,
      key: key(["school_code", "stage"], context)
    ) { emit in
      for part in context.evaluation.parts {
        let subject = subject(of: part, context)
        var row = [subject.county.code, subject.school.code, subject.school.name, part.stage]
        row.append(part.pupils.outputText)
        for index in own { row.append(input(index, of: part)?.value.outputText ?? "") }
        for index in split { row.append(input(index, of: part)?.schoolValue.outputText ?? "") }
        row += [part.weightedPupils.outputText, part.schoolWeightedPupils.outputText]
        row.append(subject.school.campus)
        emit(row)
      }
    }
  }

  private static func input(_ index: Int, of part: SchoolPartResult) -> InputResult? {
    part.inputs.indices.contains(index) ? part.inputs[index] : nil
  }

  static func indicators(_ context: ExportContext) -> DataTable {
    let columns =
      county + part + [
        DataColumn("indicator", .string, "指标"), DataColumn("name", .string, "指标名称"),
        DataColumn("numerator", .number, "分子"), DataColumn("denominator", .number, "分母"),
        DataColumn("value", .number, "指标值"), DataColumn("unit", .string, "单位"),
        DataColumn("threshold", .number, "达标值"), DataColumn("floor", .number, "最低值"),
        DataColumn("status", .string, "状态"), DataColumn("shortfall", .number, "差额"),
        DataColumn("shortfall_unit", .string, "差额单位"),
        DataColumn("rounding_sensitive", .boolean, "取整是否影响结论"),
        DataColumn("reason", .string, "待定或不参评原因"),
        DataColumn("concession", .string, "放宽条款"),
        DataColumn("concession_clause", .string, "放宽依据"), campus,
      ]
    return DataTable(
      path: "data/school_indicators.csv", title: "学段部指标", columns: columns,
      key: key(["school_code", "stage", "indicator"], context)
    ) { emit in
      for part in context.evaluation.parts {
        let subject = subject(of: part, context)
        for result in part.indicators {
          let definition = context.definitions.indicators.first { $0.id == result.indicator }
          emit(
            indicatorRow(
              result, definition, subject, stage: part.stage,
              context.definitions.standard.concessions))
        }
      }
    }
  }

  private static func indicatorRow(
    _ result: IndicatorResult, _ definition: IndicatorDefinition?,
    _ subject: (county: County, school: SchoolResult), stage: String,
    _ concessions: [ConcessionDefinition]
  ) -> [String] {
    let concession = concessions.first { $0.id == result.concession }
    return [
      subject.county.code, subject.county.name, subject.school.code, subject.school.name, stage,
      result.indicator, definition?.name ?? "", result.numerator.outputText,
      result.denominator.outputText, result.value.outputText, definition?.unit ?? "",
      result.threshold?.text ?? "", result.floor?.text ?? "", result.status.rawValue,
      result.shortfall?.text ?? "",
      result.shortfall == nil ? "" : definition?.numeratorUnit ?? "",
      truth(result.isRoundingSensitive), result.reason, result.concession,
      concession.map { "\($0.reason.chinese)（\($0.source.label)）" } ?? "",
      subject.school.campus,
    ]
  }

  static func verdicts(_ context: ExportContext) -> DataTable {
    let columns =
      [county[0]] + part + [
        DataColumn("met", .integer, "达标指标数"), DataColumn("floor", .integer, "达最低值指标数"),
        DataColumn("below", .integer, "未达最低值指标数"),
        DataColumn("undecided", .integer, "待定指标数"), DataColumn("verdict", .string, "结论"),
        DataColumn("reason", .string, "原因"), campus,
      ]
    return DataTable(
      path: "data/school_verdicts.csv", title: "学段部结论", columns: columns,
      key: key(["school_code", "stage"], context)
    ) { emit in
      for part in context.evaluation.parts {
        let subject = subject(of: part, context)
        let counts = [IndicatorStatus.met, .floor, .below, .undecided].map {
          String(part.count($0))
        }
        emit(
          [subject.county.code, subject.school.code, subject.school.name, part.stage] + counts
            + [part.verdict.rawValue, part.reason, subject.school.campus])
      }
    }
  }

  /// County and school of a part.
  private static func subject(
    of part: SchoolPartResult, _ context: ExportContext
  ) -> (county: County, school: SchoolResult) {
    let county = context.county(of: part.school) ?? County(code: "", name: "")
    return (county, context.evaluation.schools[part.school])
  }
}
