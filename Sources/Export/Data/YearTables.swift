// SPDX-License-Identifier: Apache-2.0
// YearTables: grades, grade promotion, figures over the years, and figures by area.

import DataModel
import Definitions

/// Tables over years and areas.
enum YearTables {
  static func grades(_ context: ExportContext) -> DataTable {
    let columns =
      [SchoolTables.county[0]] + SchoolTables.part + [
        DataColumn("grade", .string, "年级"), DataColumn("classes", .integer, "班数"),
        DataColumn("pupils", .integer, "学生数", unit: "人"), SchoolTables.campus,
      ]
    return DataTable(
      path: "data/grades.csv", title: "年级", columns: columns,
      key: SchoolTables.key(["school_code", "stage", "grade"], context)
    ) { emit in
      for grade in context.evaluation.grades {
        emit([
          grade.countyCode, grade.schoolCode, grade.schoolName, grade.stage, grade.grade,
          whole(grade.classes), whole(grade.pupils), grade.campus,
        ])
      }
    }
  }

  static func promotions(_ context: ExportContext) -> DataTable {
    let columns =
      [SchoolTables.county[0]] + SchoolTables.part + [
        DataColumn("grade", .string, "年级"), DataColumn("pupils", .integer, "学生数", unit: "人"),
        DataColumn("previous_year", .integer, "上年"),
        DataColumn("previous_grade", .string, "上年年级"),
        DataColumn("previous_pupils", .integer, "上年学生数", unit: "人"),
        DataColumn("rate", .number, "升级率", unit: "%"), DataColumn("remark", .string, "提示"),
        SchoolTables.campus,
      ]
    return DataTable(
      path: "data/promotion.csv", title: "年级升级率", columns: columns,
      key: SchoolTables.key(["school_code", "stage", "grade"], context)
    ) { emit in
      for entry in context.evaluation.promotions {
        emit([
          entry.countyCode, entry.schoolCode, entry.schoolName, entry.stage, entry.grade,
          whole(entry.pupils), String(entry.previousYear), entry.previousGrade,
          whole(entry.previousPupils), entry.rate?.rounded(digits: 2).text ?? "",
          entry.remark.rawValue, entry.campus,
        ])
      }
    }
  }

  static func trends(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("level", .string, "层级"), SchoolTables.county[0], SchoolTables.part[0],
      DataColumn("stage", .string, "学段"), DataColumn("indicator", .string, "指标"),
      DataColumn("measure", .string, "数值种类"), DataColumn("year", .integer, "年份"),
      DataColumn("value", .number, "值"), DataColumn("change", .number, "变化"),
      DataColumn("change_pct", .number, "变化率", unit: "%"), SchoolTables.campus,
    ]
    return DataTable(
      path: "data/trends.csv", title: "历年变化", columns: columns,
      key: SchoolTables.key(
        ["county_code", "school_code", "stage", "indicator", "measure", "year"], context)
    ) { emit in
      for figure in context.evaluation.trends {
        let subject = figure.subject
        emit([
          subject.schoolCode.isEmpty ? "county" : "school", subject.countyCode,
          subject.schoolCode, subject.stage, subject.indicator, subject.measure.rawValue,
          String(figure.year), figure.value.text, figure.change?.text ?? "",
          figure.changePercent?.text ?? "", subject.campus,
        ])
      }
    }
  }

  static func rollups(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("level", .string, "层级"), DataColumn("code", .string, "代码"),
      DataColumn("name", .string, "名称"), DataColumn("stage", .string, "学段"),
      DataColumn("area", .string, "城乡"), DataColumn("indicator", .string, "指标"),
      DataColumn("parts", .integer, "参评学段部数"), DataColumn("undecided", .integer, "待定学段部数"),
      DataColumn("numerator", .number, "分子合计"), DataColumn("denominator", .number, "分母合计"),
      DataColumn("value", .number, "平均值"),
    ]
    return DataTable(
      path: "data/rollups.csv", title: "分城乡汇总", columns: columns,
      key: ["level", "code", "stage", "area", "indicator"]
    ) { emit in
      for rollup in context.evaluation.rollups {
        let isKnown = rollup.value != nil
        emit([
          rollup.level.rawValue, rollup.code, rollup.name, rollup.stage, rollup.area,
          rollup.indicator, String(rollup.parts), String(rollup.undecided),
          isKnown ? rollup.numerator.text : "", isKnown ? rollup.denominator.text : "",
          rollup.value?.text ?? "",
        ])
      }
    }
  }

  private static func whole(_ number: Int?) -> String { number.map { String($0) } ?? "" }
}
