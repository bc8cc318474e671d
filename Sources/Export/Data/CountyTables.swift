// SPDX-License-Identifier: Apache-2.0
// CountyTables: the tables of county indicators, items, verdicts and the class ledger.

import DataModel
import Definitions

/// Tables with a row for each county, or for each class over its limit.
enum CountyTables {
  static func indicators(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("stage", .string, "学段"), DataColumn("indicator", .string, "指标"),
        DataColumn("parts", .integer, "参评学段部数"), DataColumn("undecided", .integer, "待定学段部数"),
        DataColumn("pupils", .number, "在校生数", unit: "人"), DataColumn("mean", .number, "平均值"),
        DataColumn("stddev", .number, "标准差"), DataColumn("cv", .number, "差异系数"),
        DataColumn("limit", .number, "限值"), DataColumn("status", .string, "状态"),
      ]
    return DataTable(
      path: "data/county_indicators.csv", title: "县域差异系数", columns: columns,
      key: ["county_code", "stage", "indicator"]
    ) { emit in
      let composites = Dictionary(
        grouping: context.evaluation.countyComposites, by: \.county)
      let all = context.evaluation.countyIndicators
      let lines = all.indices.flatMap { index in
        // A county's composites stand below its last indicator.
        let isLast = index == all.count - 1 || all[index + 1].county != all[index].county
        return [all[index]] + (isLast ? composites[all[index].county] ?? [] : [])
      }
      for result in lines {
        let county = county(result.county, context)
        emit([
          county.code, county.name, result.stage, result.indicator, String(result.parts),
          String(result.undecided), result.pupils.text, number(result.mean),
          number(result.deviation), number(result.variation), number(result.limit),
          result.status.rawValue,
        ])
      }
    }
  }

  static func verdicts(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("resources", .string, "资源配置"), DataColumn("government", .string, "政府保障程度"),
        DataColumn("quality", .string, "教育质量"), DataColumn("satisfaction", .string, "社会认可度"),
        DataColumn("veto", .string, "一票否决"), DataColumn("verdict", .string, "结论"),
        DataColumn("reason", .string, "原因"),
      ]
    return DataTable(
      path: "data/county_verdicts.csv", title: "县域结论", columns: columns, key: ["county_code"]
    ) { emit in
      for result in context.evaluation.countyVerdicts {
        let county = county(result.county, context)
        let verdicts = [
          result.resources, result.government, result.quality, result.satisfaction, result.veto,
          result.verdict,
        ]
        emit([county.code, county.name] + verdicts.map(\.rawValue) + [result.reason])
      }
    }
  }

  /// Of what stands beside the bands: a size in none of them, and classes whose size is not known.
  private static let otherBand = "其他"
  private static let unknownBand = "未知"

  /// `class_sizes.csv`: all classes by band, as the charts show them; a band without a class is 0.
  static func sizes(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("stage", .string, "学段"), DataColumn("band", .string, "班额段"),
        DataColumn("first", .integer, "最少人数", unit: "人"),
        DataColumn("last", .integer, "最多人数", unit: "人"),
        DataColumn("limit", .integer, "班额上限", unit: "人"),
        DataColumn("classes", .integer, "班数"),
      ]
    return DataTable(
      path: "data/class_sizes.csv", title: "班额分布", columns: columns,
      key: ["county_code", "stage", "band"]
    ) { row in
      let definition = context.definitions.standard.classSize
      let counties = Dictionary(
        context.evaluation.counties.map { ($0.code, $0.name) },
        uniquingKeysWith: { first, _ in first
        })
      var groups: [[String]: [ClassSizeCount]] = [:]
      for count in context.evaluation.classSizes {
        groups[[count.countyCode, count.stage], default: []].append(count)
      }
      let stages = context.definitions.standard.stages.map(\.id)
      let order = groups.keys.sorted { left, right in
        let places = [left, right].map { stages.firstIndex(of: $0[1]) ?? stages.count }
        return (left[0], places[0], left[1]) < (right[0], places[1], right[1])
      }
      for key in order {
        func emit(_ band: String, _ first: Int?, _ last: Int?, _ label: String?, always: Bool) {
          let classes = (groups[key] ?? []).reduce(0) { $0 + ($1.band == label ? $1.classes : 0) }
          guard always || classes > 0 else { return }
          row([
            key[0], counties[key[0]] ?? "", key[1], band, first.map(String.init) ?? "",
            last.map(String.init) ?? "", definition.limits[key[1]].map(String.init) ?? "",
            String(classes),
          ])
        }
        for band in definition.bands {
          emit(band.label, band.first, band.last, band.label, always: true)
        }
        emit(otherBand, nil, nil, "", always: false)
        emit(unknownBand, nil, nil, nil, always: false)
      }
    }
  }

  static func ledger(_ context: ExportContext) -> DataTable {
    let columns =
      [SchoolTables.county[0]] + SchoolTables.part + [
        DataColumn("grade", .string, "年级"), DataColumn("class", .string, "班级"),
        DataColumn("pupils", .integer, "学生数", unit: "人"),
        DataColumn("limit", .integer, "班额上限", unit: "人"),
        DataColumn("over_by", .integer, "超出人数", unit: "人"), DataColumn("band", .string, "班额段"),
        DataColumn("state", .string, "状态"), SchoolTables.campus,
      ]
    return DataTable(path: "data/class_ledger.csv", title: "大班额台账", columns: columns) { emit in
      for entry in context.evaluation.ledger {
        emit([
          entry.countyCode, entry.schoolCode, entry.schoolName, entry.stage, entry.grade,
          entry.className, String(entry.pupils), String(entry.limit), String(entry.overBy),
          entry.band, entry.state.rawValue, entry.campus,
        ])
      }
    }
  }

  private static func county(_ index: Int, _ context: ExportContext) -> County {
    let counties = context.evaluation.counties
    return counties.indices.contains(index) ? counties[index] : County(code: "", name: "")
  }

  private static func number(_ value: Double?) -> String {
    value.map { DecimalText.shortest($0) } ?? ""
  }
}
