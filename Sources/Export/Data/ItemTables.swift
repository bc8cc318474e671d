// SPDX-License-Identifier: Apache-2.0
// ItemTables: the tables of what counties show beside their schools' resources.

import DataModel
import Definitions
import Formula

/// Items, their subjects one by one, the values they are made of, and groups.
enum ItemTables {
  /// `county_items.csv`; status: `met`, `not_met`, `undecided`, `not_applicable`, `reported`.
  static func items(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("item", .string, "项目"), DataColumn("name", .string, "项目名称"),
        DataColumn("value", .string, "值"), DataColumn("unit", .string, "单位"),
        DataColumn("threshold", .string, "标准"), DataColumn("status", .string, "状态"),
        DataColumn("evidence", .string, "依据"), DataColumn("group", .string, "项目组"),
        DataColumn("reason", .string, "说明"), DataColumn("score", .number, "得分"),
        DataColumn("points", .number, "分值"), DataColumn("clause", .string, "条款"),
        DataColumn("confirmed", .boolean, "条款已核实"), DataColumn("values", .string, "所用数据项"),
      ]
    return DataTable(
      path: "data/county_items.csv", title: "县域项目", columns: columns,
      key: ["county_code", "item"]
    ) { emit in
      let items = context.definitions.items.items
      for result in context.evaluation.countyItems {
        let county = county(result.county, context)
        let item = items.first { $0.id == result.item }
        emit([
          county.code, county.name, result.item, item?.name ?? "", result.value.outputText,
          item?.unit ?? "", result.threshold, result.status.rawValue, result.evidence,
          result.group, result.reason, result.score?.text ?? "", result.points?.text ?? "",
          item.map { "\($0.source.document) \($0.source.clause)" } ?? "",
          SchoolTables.truth(item?.source.confirmed ?? false),
          item.map { valuesRead(by: $0, context).joined(separator: ";") } ?? "",
        ])
      }
    }
  }

  /// Ids of the county's values that the item's formulas name, in their order.
  private static func valuesRead(
    by item: ItemDefinition, _ context: ExportContext
  ) -> [String] {
    guard case .value(let formula, let limits) = item.kind else { return [] }
    let values = context.definitions.items.values
    var ids: [String] = []
    for number in ([formula] + limits.map(\.formula)).flatMap(\.fieldSlots) {
      let slot = FieldSlot(number: number)
      guard slot.form == FieldSlot.valueScope, values.indices.contains(slot.field),
        !ids.contains(values[slot.field].id)
      else { continue }
      ids.append(values[slot.field].id)
    }
    return ids
  }

  /// Subjects of items that must hold of every school, part or record: those that fail, are open, or pass
  /// by a concession.
  static func details(_ context: ExportContext) -> DataTable {
    let columns =
      [SchoolTables.county[0], DataColumn("item", .string, "项目")] + SchoolTables.part + [
        DataColumn("record", .string, "记录"), DataColumn("value", .string, "值"),
        DataColumn("status", .string, "状态"), DataColumn("concession", .string, "放宽条款"),
        DataColumn("file", .string, "文件"), DataColumn("sheet", .string, "工作表"),
        DataColumn("cell", .string, "单元格"),
      ]
    return DataTable(
      path: "data/county_item_details.csv", title: "县域项目明细", columns: columns
    ) { emit in
      for result in context.evaluation.countyItems {
        let county = county(result.county, context)
        for detail in result.details {
          emit([
            county.code, result.item, detail.schoolCode, detail.schoolName, detail.stage,
            detail.record, detail.value.outputText, detail.status.rawValue, detail.concession,
            detail.place?.submission.map { context.path($0) } ?? "", detail.place?.sheet ?? "",
            detail.place?.range?.description ?? "",
          ])
        }
      }
    }
  }

  /// The quantities items are made of, a line for each place they were read at.
  static func values(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("field", .string, "数据项"), DataColumn("name", .string, "数据项名称"),
        DataColumn("value", .number, "值"), DataColumn("unit", .string, "单位"),
        DataColumn("file", .string, "文件"), DataColumn("sheet", .string, "工作表"),
        DataColumn("cell", .string, "单元格"), DataColumn("raw", .string, "原文"),
        DataColumn("normalized_by", .string, "规范化步骤"), DataColumn("reason", .string, "缺失原因"),
      ]
    return DataTable(path: "data/county_values.csv", title: "县域数据", columns: columns) { emit in
      let definitions = context.definitions.items.values
      for result in context.evaluation.countyValues {
        let county = county(result.county, context)
        let definition = definitions.first { $0.id == result.id }
        let head = [
          county.code, county.name, result.id, definition?.name ?? "", result.value.outputText,
          definition?.unit ?? "",
        ]
        guard !result.lineage.isEmpty else {
          emit(head + ["", "", "", "", "", result.reason])
          continue
        }
        for entry in result.lineage {
          emit(
            head + [
              context.path(entry.submission), entry.sheet, entry.range?.description ?? "",
              entry.raw, entry.steps.names.joined(separator: ";"), result.reason,
            ])
        }
      }
    }
  }

  static func groups(_ context: ExportContext) -> DataTable {
    let columns =
      SchoolTables.county + [
        DataColumn("group", .string, "项目组"), DataColumn("name", .string, "项目组名称"),
        DataColumn("verdict", .string, "结论"), DataColumn("score", .number, "得分"),
        DataColumn("met", .integer, "达到项数"), DataColumn("not_met", .integer, "未达到项数"),
        DataColumn("undecided", .integer, "待定项数"), DataColumn("reason", .string, "说明"),
      ]
    return DataTable(
      path: "data/county_groups.csv", title: "县域项目组", columns: columns,
      key: ["county_code", "group"]
    ) { emit in
      let groups = context.definitions.items.groups
      for result in context.evaluation.countyGroups {
        let county = county(result.county, context)
        emit([
          county.code, county.name, result.group,
          groups.first { $0.id == result.group }?.name ?? "", result.verdict.rawValue,
          result.score?.text ?? "", String(result.met), String(result.notMet),
          String(result.undecided), result.reason,
        ])
      }
    }
  }

  /// Declared ledgers line by line; state: `new`, `open`, `closed`, `lost`, `undecided`.
  static func ledgers(_ context: ExportContext) -> DataTable {
    let columns =
      [
        SchoolTables.county[0], DataColumn("ledger", .string, "台账"),
        DataColumn("name", .string, "台账名称"),
      ] + SchoolTables.part.dropLast() + [
        DataColumn("record", .string, "记录"), DataColumn("state", .string, "状态"),
        DataColumn("file", .string, "文件"), DataColumn("sheet", .string, "工作表"),
        DataColumn("cell", .string, "单元格"),
      ]
    return DataTable(path: "data/ledgers.csv", title: "台账", columns: columns) { emit in
      let ledgers = context.definitions.items.ledgers
      for entry in context.evaluation.tracked {
        emit([
          entry.countyCode, entry.ledger, ledgers.first { $0.id == entry.ledger }?.name ?? "",
          entry.schoolCode, entry.schoolName, entry.key, entry.state.rawValue,
          entry.place?.submission.map { context.path($0) } ?? "", entry.place?.sheet ?? "",
          entry.place?.range?.description ?? "",
        ])
      }
    }
  }

  private static func county(_ index: Int, _ context: ExportContext) -> County {
    let counties = context.evaluation.counties
    return counties.indices.contains(index) ? counties[index] : County(code: "", name: "")
  }
}
