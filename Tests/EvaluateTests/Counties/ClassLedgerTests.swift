// SPDX-License-Identifier: Apache-2.0
// ClassLedgerTests: oversize classes and what became of those of the previous run.

import DataModel
import Evaluate
import Testing

@Suite struct ClassLedgerTests {
  private func evaluate(_ rows: [String], previous: [LedgerEntry]? = nil) -> [LedgerEntry] {
    let table = SampleTables.table(
      "classes", "年级 | 班号 | 学段 | 学生数\n" + rows.joined(separator: "\n"))
    return SampleTables.evaluate(
      [SampleTables.school(type: "九年一贯制学校", [table])], previous: previous
    ).ledger
  }

  private static func old(_ className: String, state: LedgerState = .open) -> LedgerEntry {
    LedgerEntry(
      countyCode: "990121", schoolCode: "2199000001", schoolName: "学校01", stage: "小学",
      grade: "一年级", className: className, pupils: 60, limit: 45, overBy: 15, band: "56-65",
      state: state)
  }

  @Test(arguments: [
    ("小学", 45, nil), ("小学", 46, "46-50"), ("小学", 66, "66+"), ("初中", 50, nil),
    ("初中", 51, "51-55"), ("初中", 65, "56-65"), ("高中", 90, nil),
  ]) func `a class over the limit of its stage is listed with its band`(
    stage: String, pupils: Int, band: String?
  ) {
    let ledger = evaluate(["某年级 | 1班 | \(stage) | \(pupils)"])
    #expect(ledger.map(\.band) == (band.map { [$0] } ?? []))
    #expect(ledger.map(\.overBy) == (band == nil ? [] : [pupils - (stage == "小学" ? 45 : 50)]))
  }

  @Test(arguments: ["?", ""]) func `an unknown number of pupils is not an oversize class`(
    pupils: String
  ) {
    #expect(evaluate(["一年级 | 1班 | 小学 | \(pupils)"]).isEmpty)
  }

  @Test func `without a previous run every class is open`() {
    #expect(evaluate(["一年级 | 1班 | 小学 | 50"]).map(\.state) == [.open])
  }

  @Test func `against a previous run classes are open, new or closed`() {
    let ledger = evaluate(
      ["一年级 | 1班 | 小学 | 50", "一年级 | 2班 | 小学 | 51", "一年级 | 3班 | 小学 | 45"],
      previous: [Self.old("1班"), Self.old("3班"), Self.old("4班"), Self.old("5班", state: .closed)])
    #expect(
      ledger.map { $0.className + " " + $0.state.rawValue }
        == ["1班 open", "2班 new", "3班 closed", "4班 closed"])
  }

  @Test func `a class is found again however its name is written`() {
    let ledger = evaluate(
      ["一年级 | 一（1）班 | 小学 | 50", "一年级 | 2班 | 小学 | 40"],
      previous: [Self.old("１班"), Self.old("一(二)班")])
    #expect(
      ledger.map { $0.className + " " + $0.state.rawValue } == ["一（1）班 open", "一(二)班 closed"])
  }

  @Test func `an empty previous run makes every class new`() {
    #expect(evaluate(["一年级 | 1班 | 小学 | 50"], previous: []).map(\.state) == [.new])
  }

  @Test func `a class of which nothing is known this time stays open`() {
    let ledger = evaluate(["一年级 | 1班 | 小学 | ?"], previous: [Self.old("1班"), Self.old("2班")])
    #expect(ledger.map(\.state) == [.open, .open])
    let silent = SampleTables.evaluate([], previous: [Self.old("1班")]).ledger
    #expect(silent.map(\.state) == [.open])
    #expect(silent.map(\.pupils) == [60])
  }

  // MARK: Classes of every size

  private func sizes(_ rows: [String]) -> [String] {
    let table = SampleTables.table(
      "classes", "年级 | 班号 | 学段 | 学生数\n" + rows.joined(separator: "\n"))
    return SampleTables.evaluate([SampleTables.school(type: "九年一贯制学校", [table])]).classSizes.map {
      "\($0.countyCode) \($0.stage) \($0.band ?? "?") \($0.classes)"
    }
  }

  @Test func `every class of a judged stage is counted in its band`() {
    let counts = sizes([
      "七年级 | 1班 | 初中 | 55", "一年级 | 1班 | 小学 | 46", "一年级 | 2班 | 小学 | 50", "一年级 | 3班 | 小学 | 66",
      "高一 | 1班 | 高中 | 60",
    ])
    #expect(counts == ["990121 小学 46-50 2", "990121 小学 66+ 1", "990121 初中 51-55 1"])
  }

  @Test func `sizes in no band and unknown sizes are told apart`() {
    #expect(
      sizes(["一年级 | 1班 | 小学 | 45", "一年级 | 2班 | 小学 | ?", "一年级 | 3班 | 小学 | "])
        == ["990121 小学  1", "990121 小学 ? 2"])
  }

  @Test func `a class that is listed twice is counted once`() {
    #expect(
      sizes(["一年级 | 1班 | 小学 | 47", "一年级 | 1班 | 小学 | 47", "一年级 | 2班 | 小学 | ?", "一年级 | 2班 | 小学 | ?"])
        == ["990121 小学 46-50 1", "990121 小学 ? 1"])
  }
}
