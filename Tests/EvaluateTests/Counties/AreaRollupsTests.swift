// SPDX-License-Identifier: Apache-2.0
// AreaRollupsTests: figures by area, whose levels agree, and nobody's area is guessed.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct AreaRollupsTests {
  private static let areas = CodeList(
    id: "urban_rural",
    entries: [
      ("城区", "城区", "城镇"), ("镇区", "镇区", "城镇;农村"), ("乡村", "乡村", "农村"),
      ("主城区", "城区", "城镇"),
    ].map { name, group, readings in
      CodeEntry(
        code: "", name: name, aliases: [], attributes: ["group": group, "readings": readings])
    }, source: SampleForms.source, place: SampleForms.place)

  private static var definitions: DefinitionSet {
    var set = SampleDefinitions.set
    set.codeLists["urban_rural"] = areas
    set.codeLists[DivisionList.id] = CodeList(
      id: DivisionList.id,
      entries: [("9901", "示例市"), ("99", "示例省"), ("990121", "示例县01"), ("990122", "示例县02")].map {
        CodeEntry(code: $0.0, name: $0.1, aliases: [], attributes: [:])
      }, source: SampleForms.source, place: SampleForms.place)
    for index in set.rosterForm.fields.indices
    where set.rosterForm.fields[index].id == "urban_rural" {
      set.rosterForm.fields[index].kind = .code(list: "urban_rural")
    }
    return set
  }

  /// Code, county, 城乡类型, pupils, area.
  private static let schools = [
    ("2199000001", "990121", "示例县01", "城区", "100", "700"),
    ("2199000002", "990121", "示例县01", "镇区", "50", "250"),
    ("2199000003", "990122", "示例县02", "乡村", "40", "240"),
    ("2199000004", "990122", "示例县02", "", "10", "30"),
    ("2199000005", "990222", "示例县03", "主城区", "30", "?"),
    ("2199000006", "990222", "示例县03", "乡村", "30", "90"),
  ]

  private static func rollups() -> [AreaRollup] {
    let roster = schools.map { code, county, name, area, _, _ in
      "\(code) | 学校\(code.suffix(2)) | \(county) | \(name) | 小学 | \(area)"
    }
    let submissions = schools.map { code, county, name, _, pupils, area in
      SampleTables.submission(
        "\(county)_\(name)/\(code).xlsx",
        [
          SampleTables.table(
            "classes", "学校代码 | 年级 | 班号 | 学段 | 学生数\n\(code) | 一年级 | 1班 | 小学 | \(pupils)"),
          SampleTables.table(
            "rooms", sheet: 1, "学校代码 | 房间号 | 用房类别 | 使用面积\n\(code) | 1 | 教学 | \(area)"),
        ])
    }
    return Evaluator(definitions: definitions).evaluate(
      submissions: submissions,
      roster: SampleTables.roster(
        "学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型 | 城乡类型\n" + roster.joined(separator: "\n")),
      year: 2025, previousLedger: nil
    ).rollups.filter { $0.indicator == "R4" }
  }

  private func row(_ rows: [AreaRollup], _ code: String, _ area: String) -> String? {
    rows.first { $0.code == code && $0.area == area }.map {
      "\($0.name) \($0.parts) \($0.undecided) \($0.numerator.text) \($0.denominator.text) "
        + ($0.value?.text ?? "-")
    }
  }

  @Test(arguments: [
    ("990121", "全部", "示例县01 2 0 950 150 6.333333333333333"),
    ("990121", "城区", "示例县01 1 0 700 100 7"), ("990121", "镇区", "示例县01 1 0 250 50 5"),
    ("990121", "城镇", "示例县01 2 0 950 150 6.333333333333333"),
    ("990121", "农村", "示例县01 1 0 250 50 5"), ("990122", "未知", "示例县02 1 0 30 10 3"),
    ("990122", "全部", "示例县02 2 0 270 50 5.4"), ("990222", "城区", "示例县03 1 1 0 0 -"),
    ("990100", "全部", "示例市 4 0 1220 200 6.1"), ("990100", "农村", "示例市 2 0 490 90 5.444444444444445"),
    ("990200", "全部", " 2 1 90 30 3"), ("990000", "全部", "示例省 6 1 1310 230 5.695652173913044"),
    ("990000", "未知", "示例省 1 0 30 10 3"), ("990000", "城镇", "示例省 3 1 950 150 6.333333333333333"),
  ])
  func `an area is the sum over its schools`(code: String, area: String, expected: String) {
    #expect(row(Self.rollups(), code, area) == expected)
  }

  @Test func `an area without a school has no row`() {
    let rows = Self.rollups()
    #expect(row(rows, "990121", "乡村") == nil)
    #expect(row(rows, "990121", "未知") == nil)
  }

  @Test func `each level is the sum of the level below it, and the areas are the whole`() {
    let rows = Self.rollups()
    for (upper, lower, digits) in [("city", "county", 4), ("province", "city", 2)] {
      for row in rows where row.level.rawValue == upper {
        let below = rows.filter {
          $0.level.rawValue == lower && $0.area == row.area
            && $0.code.prefix(digits) == row.code.prefix(digits)
        }
        #expect(below.map(\.parts).reduce(0, +) == row.parts)
        #expect(below.map(\.undecided).reduce(0, +) == row.undecided)
        #expect(below.map(\.numerator).reduce(.zero, +) == row.numerator)
        #expect(below.map(\.denominator).reduce(.zero, +) == row.denominator)
      }
    }
    for whole in rows where whole.area == "全部" {
      let own = rows.filter { $0.level == whole.level && $0.code == whole.code }
      let areas = own.filter { ["城区", "镇区", "乡村", "未知"].contains($0.area) }
      #expect(areas.map(\.parts).reduce(0, +) == whole.parts)
      #expect(areas.map(\.numerator).reduce(.zero, +) == whole.numerator)
    }
  }

  @Test func `without a list of areas every school is of unknown area`() {
    let rows = SampleTables.evaluate([
      CountyIndicatorsTests.school(1, pupils: "50", area: "100")
    ]).rollups
    #expect(Set(rows.map(\.area)) == ["全部", "未知"])
  }
}
