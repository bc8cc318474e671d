// SPDX-License-Identifier: Apache-2.0
// ClassSizeRunTests: counties that hand in class lists alone, or only the ledger of their oversize classes.

import TestSupport
import Testing

@Suite("Class sizes, end to end")
struct ClassSizeRunTests {
  private static func school(_ code: String, _ grade: String, _ sizes: [Int]) -> [String: String] {
    let lines = sizes.enumerated().map {
      "\(code),示例县\(code)学校,\(grade),\($0.offset + 1)班,\($0.element)\n"
    }
    return ["\(code)班级台账": "学校代码,学校名称,年级,班号,学生数\n" + lines.joined()]
  }

  private static func schools(_ primary: [Int], _ junior: [Int] = [50]) -> [String: String] {
    school("2199000001", "三年级", primary).merging(school("3199000002", "八年级", junior)) { $1 }
  }

  private static func run(
    _ files: [String: String], in folder: TemporaryFolder? = nil, year: Int = 2025,
    previous: PipelineOutcome? = nil, roster: String? = nil
  ) async throws -> PipelineOutcome {
    try await PipelineOutcome.run(
      "class-size", files, in: folder ?? TemporaryFolder(), year: year, previous: previous,
      roster: roster)
  }

  @Test func `classes at every limit are counted in the reading that has them`() async throws {
    let outcome = try await Self.run(
      Self.schools([45, 46, 55, 56, 65, 66, 40, 40], [50, 51, 55, 56]))
    func value(_ item: String) throws -> String { try outcome.value(item) }
    #expect(try (value("A1"), value("A2")) == ("25", "25"))
    #expect(
      try (value("B1"), value("B2"), value("B3")) == ("37.5", "25", "33.333333333333336"))
    #expect(try (value("C1"), value("C2")) == ("12.5", "0"))
    #expect(try (value("D1"), value("D2")) == ("62.5", "75"))
    let figures = try outcome.rows("data/county_values.csv")
    func figure(_ id: String) -> String? { figures.first { $0[2] == id }?[4] }
    #expect(figure("all_band_41") == "1")
    #expect(figure("all_band_46") == "2")
    #expect(figure("all_band_51") == "3")
    #expect(figure("all_classes") == "12")
  }

  @Test func `the ledger of classes begins at 56`() async throws {
    let outcome = try await Self.run(Self.schools([55, 56, 66]))
    let sizes = try outcome.rows("data/class_ledger.csv").map { row in
      row.filter { ["55", "56", "66"].contains($0) }
    }
    #expect(sizes.count == 2)
  }

  @Test func `all classes stand in a table by band, also bands without a class`() async throws {
    let outcome = try await Self.run(Self.schools([55, 56, 66]))
    let rows = try outcome.rows("data/class_sizes.csv")
    let primary = rows.filter { $0[2] == "小学" }.compactMap { Int($0[7]) }
    #expect(primary.reduce(0, +) == 3 && primary.contains(0))
    let junior = rows.filter { $0[2] == "初中" && $0[7] != "0" }
    #expect(junior.count == 1 && junior[0][7] == "1")
    #expect(
      Int(junior[0][4]).map { $0 <= 50 } == true && Int(junior[0][5]).map { $0 >= 50 } == true)
  }

  @Test func `without a previous run nobody knows what is new`() async throws {
    let outcome = try await Self.run(Self.schools([40, 56]))
    #expect(try outcome.status("Z1") == "undecided")
    #expect(try outcome.verdict() != "pass")
  }

  @Test func `where no class is oversize none is new`() async throws {
    let outcome = try await Self.run(Self.schools([45, 55], [50]))
    #expect(try outcome.status("Z1") == "met")
    #expect(try outcome.group("removal") == "pass")
    #expect(try outcome.verdict() == "pass")
  }

  @Test(arguments: [([40, 56], "met"), ([56, 56], "not_met"), ([40, 55], "met")])
  func `against the previous run a class is new or was there before`(
    _ sizes: [Int], _ status: String
  ) async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.run(Self.schools([40, 57]), in: folder, year: 2024)
    let second = try await Self.run(Self.schools(sizes), in: folder, previous: first)
    #expect(try second.status("Z1") == status)
  }

  @Test(arguments: [("一年级", 55, "met"), ("一年级", 56, "not_met"), ("二年级", 56, "not_applicable")])
  func `no oversize class may be in a first grade`(
    _ grade: String, _ pupils: Int, _ status: String
  ) async throws {
    let outcome = try await Self.run(Self.school("2199000001", grade, [pupils]))
    #expect(try outcome.status("Z2") == status)
  }

  @Test func `a class of unknown size leaves every share open`() async throws {
    var files = Self.schools([40, 56])
    files["2199000001班级台账"]? += "2199000001,示例县2199000001学校,四年级,1班,\n"
    let outcome = try await Self.run(files)
    #expect(try outcome.status("B1") == "undecided")
    #expect(try outcome.status("B2") == "reported")
    #expect(try outcome.status("Z3") == "undecided")
  }

  // Published of one county: 89 of 359 classes in spring, 16 of them 超大班额; 58 gone and 1 new by autumn,
  // 32 of 371 left; 24.8 %, 8.6 %, 16.2 percentage points.
  private static func ledger(remaining: Int = 32) -> [String: String] {
    [
      "大班额台账":
        "大班额台账\n学校,上期班级总数,期初大班额数,班级总数,56-65人班数,66人及以上班数,大班额合计,占比,本年消除,新增,剩余,措施,完成时限,责任人,销号状态\n"
        + "示例片区,359,89,371,32,0,32,8.6%,58,1,\(remaining),新建学校,2026年8月,张三,化解中\n"
    ]
  }

  /// Schools that hand in nothing; without them nobody knows of the county.
  private static let roster =
    "学校代码,学校名称,办学类型,县区代码,县区名称\n2199000001,示例小学,小学,990121,示例县\n"

  @Test func `a county's ledger alone gives its shares and their change`() async throws {
    let outcome = try await Self.run(Self.ledger(), roster: Self.roster)
    #expect(try outcome.value("B3").hasPrefix("8.62"))
    #expect(try outcome.value("C3") == "0")
    #expect(try outcome.value("N2").hasPrefix("-16.16"))
    #expect(try outcome.value("N1").hasPrefix("-64.04"))
    #expect(try outcome.status("K1") == "met")
    #expect(try outcome.status("K2") == "met")
    #expect(try outcome.status("K4") == "not_applicable")
    #expect(try outcome.findings("ledger-line-balances") == [])
  }

  @Test func `a line that does not balance is a finding at its cell`() async throws {
    let outcome = try await Self.run(Self.ledger(remaining: 31), roster: Self.roster)
    #expect(try outcome.status("K1") == "not_met")
    let finding = try #require(outcome.findings("ledger-line-balances").first)
    #expect(finding.contains("K3"))
  }
}
