// SPDX-License-Identifier: Apache-2.0
// UnitDoubtsTests: figures that differ from all others' by the factor between two units.

import DataModel
import Evaluate
import Testing

@Suite struct UnitDoubtsTests {
  private static let rule = "input-is-in-likely-unit"

  private func findings(_ areas: [String], pupils: String = "100") -> [Finding] {
    let schools = areas.enumerated().map {
      CountyIndicatorsTests.school($0.offset + 1, pupils: pupils, area: $0.element)
    }
    return SampleTables.evaluate(schools).findings(Self.rule)
  }

  @Test(arguments: [
    ("0.06", "公顷", "小"), ("6000000", "公顷", "大"), ("0.9", "亩", "小"), ("400000", "亩", "大"),
    ("0.59", "千㎡", "小"), ("610000", "千㎡", "大"),
  ])
  func `a school off by a factor is asked about its unit`(
    _ area: String, _ unit: String, _ direction: String
  ) throws {
    let found = findings(["600", "620", "580", "610", area])
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.severity == .mustExplain)
    #expect(finding.schoolCode == "2199000005")
    #expect(finding.facts["unit"] == unit)
    #expect(finding.facts["direction"] == direction)
    #expect(finding.form == "rooms")
    #expect(finding.place.range?.description.isEmpty == false)
    #expect(finding.suggestion.contains(unit))
  }

  @Test(arguments: ["60", "6000", "20", "30000", "600"])
  func `a school that merely has more or less is not asked`(_ area: String) {
    #expect(findings(["600", "620", "580", "610", area]) == [])
  }

  @Test func `a group too small for a median says nothing`() {
    #expect(findings(["600", "620", "580", "0.06"]) == [])
    #expect(findings(["600", "620", "580", "610", "0.06"]).count == 1)
  }

  @Test(arguments: [("0.06", "公顷"), ("0.9", "千㎡")])
  func `few schools are held against the threshold`(_ area: String, _ unit: String) throws {
    let schools = ["600", area].enumerated().map {
      CountyIndicatorsTests.school($0.offset + 1, pupils: "100", area: $0.element)
    }
    let found = SampleTables.evaluate(schools).findings("input-is-near-its-threshold")
    #expect(found.map(\.schoolCode) == ["2199000002"])
    #expect(found.first?.severity == .mustExplain)
    #expect(found.first?.facts["unit"] == unit)
  }

  @Test(arguments: ["600", "60", "10", "30000"])
  func `what a school may have is not held against it`(_ area: String) {
    let school = CountyIndicatorsTests.school(1, pupils: "100", area: area)
    #expect(SampleTables.evaluate([school]).findings("input-is-near-its-threshold") == [])
  }

  @Test func `a whole county in another unit is said school by school`() {
    let schools = (1...6).map { CountyIndicatorsTests.school($0, pupils: "100", area: "0.06") }
    #expect(SampleTables.evaluate(schools).findings("input-is-near-its-threshold").count == 6)
  }

  @Test func `the value itself is not changed`() throws {
    let schools = ["600", "620", "580", "610", "0.06"].enumerated().map {
      CountyIndicatorsTests.school($0.offset + 1, pupils: "100", area: $0.element)
    }
    let part = try #require(SampleTables.evaluate(schools).part("2199000005", "小学"))
    #expect(part.inputs[2].value == .number(SampleDefinitions.number("0.06")))
  }
}
