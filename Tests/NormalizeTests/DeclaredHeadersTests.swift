// SPDX-License-Identifier: Apache-2.0
// DeclaredHeadersTests: what the pipeline says of a header stands above every other evidence.

import DataModel
import Definitions
import Normalize
import Testing

@Suite struct DeclaredHeadersTests {
  private func report(
    _ overrides: [(path: [String], field: String?, sheet: String?)], _ drawing: String,
    name: String = "Sheet1"
  ) -> (workbook: NormalizedWorkbook, report: NormalizationReport) {
    var set = SampleDefinitions.make()
    set.headerOverrides = overrides.map {
      HeaderOverride(
        form: "classes", path: $0.path, sheet: $0.sheet, field: $0.field,
        place: SampleDefinitions.place)
    }
    return Normalizer(definitions: set).report(on: Grid.workbook(drawing, name: name))
  }

  private static let drawing = """
    年级 | 班级 | 合计 | 备用 | 班额
    一年级 | 1班 | 45 | x | 50
    二年级 | 1班 | 44 | y | 50
    """

  private func pupils(_ result: NormalizedWorkbook) -> [String] {
    result.tables.first?.column("pupils")?.values.map(\.outputText) ?? []
  }

  @Test func `a weak word becomes the field, and the better word its rival`() throws {
    let (result, report) = report([(["合计"], "pupils", nil)], Self.drawing)
    #expect(pupils(result) == ["45", "44"])
    let column = try #require(report.sheets[0].tables[0].columns.first { $0.text == "合计" })
    #expect(column.evidence == .declaredOverride)
    #expect(report.sheets[0].tables[0].columns.last?.fate == .rival)
    #expect(self.pupils(self.report([], Self.drawing).workbook) == ["50", "50"])
  }

  @Test func `a column that is left out is ignored by a rule of its own, without a finding`() throws
  {
    let (result, report) = report([(["备用"], nil, nil)], Self.drawing.replacing("合计", with: "备用"))
    #expect(result.account.ignored == ["declared": 4])
    #expect(result.account.quarantined == 0)
    #expect(result.account.balances)
    #expect(result.findings.isEmpty, "\(result.findings)")
    let column = try #require(report.sheets[0].tables[0].columns.first { $0.text == "备用" })
    #expect(column.fate == .ignored)
    #expect(column.evidence == .declaredOverride)
  }

  @Test(arguments: [("上学期班级", ["45", "44"]), ("下学期班级", ["50", "50"])])
  func `a decision bound to a sheet holds there alone`(name: String, expected: [String]) {
    let (result, _) = report([(["合计"], "pupils", "上学期")], Self.drawing, name: name)
    #expect(pupils(result) == expected)
  }

  @Test func `a title above the table binds as the sheet's name does`() {
    let (result, _) = report([(["合计"], "pupils", "上学期")], "上学期统计\n" + Self.drawing)
    #expect(pupils(result) == ["45", "44"])
  }

  @Test func `a path decides only below its group`() {
    let (result, _) = report(
      [(["乙", "数"], "pupils", nil)],
      """
      年级 | 班级 | 甲 | 乙
      ^    | ^    | 数 | 数
      一年级 | 1班 | 1 | 2
      """)
    #expect(pupils(result) == ["2"])
  }
}
