// SPDX-License-Identifier: Apache-2.0
// UnitIndexTests: units found by any of their names, and what converts between them.

import DataModel
import Definitions
import Normalize
import Testing

struct UnitIndexTests {
  static let units = UnitIndex(SampleDefinitions.units)

  @Test(arguments: ["㎡", "m²", "m2", "平方米", "平 方 米", "M2"])
  func `a unit is known by any of its names`(_ name: String) {
    #expect(Self.units.unit(name)?.name == "㎡")
  }

  @Test func `the factor between units is exact`() throws {
    let mu = try #require(Self.units.unit("亩"))
    #expect(Self.units.conversion(from: mu, to: "㎡") == .factor(ExactNumber(2_000, over: 3)))
    let squareMetre = try #require(Self.units.unit("㎡"))
    #expect(
      Self.units.conversion(from: squareMetre, to: "亩") == .factor(ExactNumber(3, over: 2_000)))
  }

  @Test func `an amount over a rate is per what the field says`() throws {
    let units = UnitIndex(
      UnitTable(
        units: [
          UnitDefinition(name: "元", aliases: [], canonical: "元", factor: .one),
          UnitDefinition(name: "万元", aliases: [], canonical: "元", factor: ExactNumber(10_000)),
          UnitDefinition(name: "元/生", aliases: [], canonical: "元/生", factor: .one),
        ], source: nil))
    let money = try #require(units.unit("万元"))
    #expect(units.conversion(from: money, to: "元/生") == .factor(ExactNumber(10_000)))
    let rate = try #require(units.unit("元/生"))
    #expect(units.conversion(from: rate, to: "元") == .conflict)
  }

  @Test func `units of two quantities conflict, counting words do not`() throws {
    let mu = try #require(Self.units.unit("亩"))
    #expect(Self.units.conversion(from: mu, to: "元") == .conflict)
    #expect(Self.units.conversion(from: mu, to: nil) == .conflict)
    let rooms = try #require(Self.units.unit("间"))
    #expect(Self.units.conversion(from: rooms, to: "台") == .factor(.one))
    #expect(Self.units.conversion(from: rooms, to: nil) == .factor(.one))
    #expect(Self.units.conversion(from: rooms, to: "元") == .conflict)
  }
}
