// SPDX-License-Identifier: Apache-2.0
// NormalizationReportTests: every decision carries its evidence, and no decision changes for being told.

import DataModel
import Normalize
import Testing

@Suite struct NormalizationReportTests {
  private func report(
    _ drawing: String, name: String = "Sheet1"
  ) -> (workbook: NormalizedWorkbook, report: NormalizationReport) {
    Reading.normalizer.report(on: Grid.workbook(drawing, name: name))
  }

  private static let rooms = """
    单位：万元
    序号 | 楼栋 | 房间号 | 用房类别 | 面积（亩） | 造价 | 房间数 | 使用率
    1 | 一号楼 | 101 | 生活用房 | 2 | 3 | 1 | 0.5
    合计 | | | | 2 | 3 | 1 |
    """

  @Test func `each column has its field, its evidence and its unit with the origin`() throws {
    let table = try #require(report(Self.rooms, name: "用房情况").report.sheets[0].tables.first)
    #expect(table.form == "rooms")
    #expect(table.range.description == "A2:H3")
    #expect(table.headerRows == 2...2)
    #expect(table.recordCount == 1)
    #expect(
      table.columns.map {
        "\($0.place) \($0.fate) \($0.field ?? "") \($0.evidence?.rawValue ?? "")"
      }
        == [
          "A2 ignored seq name", "B2 field building name", "C2 field room name",
          "D2 field category name", "E2 field area weak_word", "F2 field cost name",
          "G2 unknown  ", "H2 field share name",
        ])
    #expect(table.columns[4].unit == "亩")
    #expect(table.columns[4].unitOrigin == .header)
    #expect(table.columns[5].unit == "万元")
    #expect(table.columns[5].unitOrigin == .note)
    #expect(table.columns[6].filled == 1)
  }

  @Test func `an almost known word names the known one`() throws {
    let table = try #require(
      report(
        """
        楼栋 | 房间号 | 用房类别 | 使用面职
        一号楼 | 101 | 生活用房 | 2
        """
      ).report.sheets[0].tables.first)
    #expect(table.columns.last?.suggestion == "使用面积")
    #expect(table.missing == ["area"])
  }

  @Test func `the form that was taken comes first, the others by rank`() throws {
    let table = try #require(report(Self.rooms, name: "用房情况").report.sheets[0].tables.first)
    #expect(table.ranks.first?.form == "rooms")
    #expect(table.ranks.first?.titlePoints ?? 0 > 0)
    #expect(table.ranks.map(\.rank) == table.ranks.map(\.rank).sorted(by: >))
  }

  @Test func `a form of labels tells each label`() throws {
    let table = try #require(
      report(
        """
        学校标识码 | 2199000001 | 学校名称 | 示例小学
        在校生数 | 500 | 占地面积（亩） | 30
        奇特的项 | 7
        专任教师 | 40
        """
      ).report.sheets[0].tables.first)
    #expect(table.layout == "label_value")
    #expect(table.columns.first { $0.place.description == "C2" }?.unit == "亩")
    #expect(table.columns.first { $0.place.description == "A3" }?.fate == .unknown)
  }

  @Test func `asking for the report changes nothing`() {
    let workbook = Grid.workbook(Self.rooms, name: "用房情况")
    #expect(
      Reading.normalizer.report(on: workbook).workbook == Reading.normalizer.normalize(workbook))
  }

  @Test func `each sheet has its own account`() {
    let sheets = [Grid.sheet(Self.rooms), Grid.sheet("随便 | 写写\n什么 | 都有", name: "二")]
    let (result, report) = Reading.normalizer.report(on: Workbook(format: "xlsx", sheets: sheets))
    #expect(report.sheets.map(\.account.cells) == sheets.map(\.nonEmptyCellCount))
    #expect(report.sheets.reduce(0) { $0 + $1.account.used } == result.account.used)
    #expect(report.sheets[1].quarantined.map(\.description) == ["A1:B2"])
    #expect(report.sheets[0].account.ignored == ["serial": 1, "total_row": 4])
  }
}
