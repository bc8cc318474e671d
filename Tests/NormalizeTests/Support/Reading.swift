// SPDX-License-Identifier: Apache-2.0
// Reading: reads a drawn sheet with the sample definitions and shows what came of it.

import DataModel
import Definitions
import Normalize
import Testing

/// The result of reading a drawing.
struct Reading {
  static let normalizer = Normalizer(definitions: SampleDefinitions.make())

  let result: NormalizedWorkbook

  init(
    _ drawing: String, name: String = "Sheet1",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.init(Grid.workbook(drawing, name: name), sourceLocation: sourceLocation)
  }

  init(
    _ workbook: Workbook, with normalizer: Normalizer = Self.normalizer,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    result = normalizer.normalize(workbook)
    let cells = workbook.sheets.reduce(0) { $0 + $1.nonEmptyCellCount }
    #expect(result.account.cells == cells, sourceLocation: sourceLocation)
    #expect(result.account.balances, "\(result.account)", sourceLocation: sourceLocation)
    for table in result.tables { table.checkInvariants() }
  }

  /// The values of a column as outputs print them, over all tables of the form.
  func values(_ form: String, _ field: String) -> [String] {
    result.tables.filter { $0.form == form }.flatMap { table in
      table.column(field)?.values.map(Self.shown) ?? []
    }
  }

  static func shown(_ value: FieldValue) -> String {
    if case .missing(let reason) = value { return "?" + reason.rawValue }
    return value.outputText
  }

  func steps(_ form: String, _ field: String) -> [[String]] {
    result.tables.filter { $0.form == form }.flatMap { table in
      table.column(field)?.steps.map(\.names) ?? []
    }
  }

  /// `rule@A1`, in the order of the findings.
  var findings: [String] {
    result.findings.map { "\($0.rule)@\($0.place.range?.description ?? "")" }
  }
}

extension Reading {
  /// One value under a header of the form 校舍与功能室.
  static func room(
    _ header: String, _ value: String, note: String = "", dateSystem: DateSystem = .from1900
  ) -> Reading {
    Reading(
      """
      \(note)
      楼栋 | 房间号 | 用房类别 | \(header)
      1号楼 | 101 | 生活用房 | \(value)
      """)
  }

  /// One value under a header of the form 教师花名册.
  static func teacher(
    _ header: String, _ value: String, dateSystem: DateSystem = .from1900
  ) -> Reading {
    let others = ["姓名", "身份证件号", "性别", "学历", "任教学科", "是否骨干"].filter { $0 != header }
    let values = [
      "姓名": "张三", "身份证件号": "990121198009150011", "性别": "男", "学历": "本科", "任教学科": "语文", "是否骨干": "是",
    ]
    let drawing =
      ([header] + others).joined(separator: "|") + "\n"
      + ([value] + others.map { values[$0] ?? "" }).joined(separator: "|")
    return Reading(
      Workbook(format: "xlsx", sheets: [Grid.sheet(drawing, dateSystem: dateSystem)]))
  }
}
