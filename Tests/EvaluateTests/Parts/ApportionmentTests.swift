// SPDX-License-Identifier: Apache-2.0
// ApportionmentTests: the split 1 : 1.1 : 1.32 between the stages of a school.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct ApportionmentTests {
  private static func stages(_ pupils: [(String, Int?)]) -> [StagePupils] {
    pupils.map { name, count in
      StagePupils(
        stage: required(SampleDefinitions.standard.stages.first { $0.id == name }, name),
        pupils: count.map { .number(ExactNumber($0)) } ?? .missing(.blank))
    }
  }

  private func shares(_ amount: Int, _ stages: [StagePupils]) -> [FieldValue] {
    stages.indices.map {
      Apportionment.share(of: .number(ExactNumber(amount)), for: $0, in: stages)
    }
  }

  /// Oracle O2: a nine-year school of 166 and 210 pupils with 23226 books.
  @Test func `the published nine-year school is split as published`() throws {
    let stages = Self.stages([("小学", 166), ("初中", 210)])
    #expect(Apportionment.total(stages) == .number(ExactNumber(397)))
    let parts = shares(23226, stages).compactMap(\.number)
    try #require(parts.count == 2)
    #expect(abs(parts[0].doubleValue - 9711.627) < 0.0005)
    #expect(abs(parts[1].doubleValue - 13514.373) < 0.0005)
    #expect(parts[0] + parts[1] == ExactNumber(23226))
    let perPupil = try #require(parts[0].divided(by: ExactNumber(166)))
    #expect(abs(perPupil.doubleValue - 58.5) < 0.01)
  }

  @Test func `a complete middle school gives its junior part 1 to 1.2`() throws {
    let junior = try #require(shares(2200, Self.stages([("初中", 500), ("高中", 500)]))[0].number)
    #expect(junior == ExactNumber(1000))
  }

  @Test func `a twelve-year school is split 1 to 1.1 to 1.32`() {
    let parts = shares(342, Self.stages([("小学", 100), ("初中", 100), ("高中", 100)]))
    #expect(parts == [100, 110, 132].map { .number(ExactNumber($0)) })
  }

  @Test(arguments: [
    (1, 1, 3), (7, 166, 210), (23226, 166, 210), (999_999_999, 1999, 2500), (100, 3, 1),
  ]) func `parts add up to the whole exactly`(amount: Int, primary: Int, junior: Int) {
    let parts = shares(
      amount, Self.stages([("小学", primary), ("初中", junior), ("高中", 37)])
    ).compactMap(\.number)
    #expect(parts.reduce(.zero, +) == ExactNumber(amount))
    #expect(parts.allSatisfy { $0.isExact })
  }

  @Test func `one stage keeps the whole even where its pupils are unknown`() {
    #expect(shares(50, Self.stages([("小学", nil)])) == [.number(ExactNumber(50))])
  }

  @Test func `an unknown stage makes every share unknown`() {
    let parts = shares(50, Self.stages([("小学", 10), ("初中", nil)]))
    #expect(parts == [.missing(.blank), .missing(.blank)])
  }

  @Test func `a missing whole stays missing and is not zero`() {
    let stages = Self.stages([("小学", 10), ("初中", 10)])
    let share = Apportionment.share(of: .missing(.unreadable), for: 0, in: stages)
    #expect(share == .missing(.unreadable))
  }

  @Test func `no pupils at all give no share`() {
    #expect(shares(50, Self.stages([("小学", 0), ("初中", 0)]))[0] == .missing(.undefined))
  }
}
