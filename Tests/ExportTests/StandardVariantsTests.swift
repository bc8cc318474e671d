// SPDX-License-Identifier: Apache-2.0
// StandardVariantsTests: outputs of standards that judge otherwise than by seven thresholds each.

import DataModel
import Definitions
import Export
import Testing

@Suite struct StandardVariantsTests {
  private static let source = DefinitionSource(document: "办法", clause: "示例", confirmed: false)

  /// A composite of 0.3 for primary schools of the first county, limited or not.
  private static func addComposite(_ bundle: inout ExportBundle, limit: String?) {
    let limits = limit.map {
      StageLimits(
        byStage: ["小学": ExactNumber(decimal: $0) ?? .zero, "初中": .one], source: source)
    }
    bundle.definitions.standard.variation.composite = CompositeVariation(
      name: "综合差异系数", limits: limits, source: source)
    bundle.evaluation.countyComposites = [
      CountyIndicatorResult(
        county: 0, stage: "小学", indicator: CompositeVariation.id, parts: 4, undecided: 0,
        pupils: ExactNumber(1933), mean: nil, deviation: nil, variation: 0.3,
        limit: limit.flatMap { Double($0) },
        status: limit == nil ? .measured : .met)
    ]
  }

  private func rows(_ path: String, _ change: (inout ExportBundle) -> Void) throws -> [[String]] {
    var bundle = try SampleEvaluation.bundle()
    change(&bundle)
    let folder = try TemporaryFolder()
    try Outputs.write(bundle, to: folder.path)
    return try Outputs.rows(path, in: folder.path)
  }

  @Test func `a composite is a line below its county's indicators`() throws {
    let rows = try rows("data/county_indicators.csv") { Self.addComposite(&$0, limit: nil) }
    let place = try #require(rows.firstIndex { $0[3] == "composite" })
    #expect(
      rows[place] == [
        "990101", "示例县", "小学", "composite", "4", "0", "1933", "", "", "0.3", "", "measured",
      ])
    #expect(rows[place - 1][0] == "990101")
    #expect(rows[place + 1][0] == "990102")
  }

  @Test(arguments: [(nil, "不设标准", "仅供参考"), ("0.65", "达标", "各指标平均）")])
  func `the workbook averages the disparities and holds them against the limit`(
    limit: String?, word: String, note: String
  ) throws {
    let book = try WorkbookVariants.county { bundle in
      Self.addComposite(&bundle, limit: limit)
      for index in bundle.evaluation.countyIndicators.indices {
        bundle.evaluation.countyIndicators[index].undecided = 0
      }
    }
    let sheet = "差异系数"
    let row = try #require(book.place(of: "综合", on: sheet)?.row)
    #expect(book.value("C\(row)", on: sheet).contains(note))
    #expect(book.formula("J\(row)", on: sheet).contains("AVERAGE("))
    #expect(book.value("J\(row)", on: sheet) == "0.3")
    #expect(book.value("L\(row)", on: sheet) == word)
  }

  @Test func `without a composite nothing is averaged`() throws {
    let book = try WorkbookVariants.county { _ in }
    #expect(book.place(of: "综合", on: "差异系数") == nil)
  }

  @Test func `a concession is named, and its value is no formula over other inputs`() throws {
    let concede: (inout ExportBundle) -> Void = { bundle in
      bundle.evaluation.parts[0].indicators[2].concession = "R3-small-rural"
      bundle.evaluation.parts[0].indicators[2].value = .number(.one)
      bundle.evaluation.parts[0].indicators[2].status = .met
    }
    let line = try #require(
      rows("data/school_indicators.csv", concede).first { $0[2] == "2199000001" && $0[5] == "R3" })
    #expect(line[18] == "R3-small-rural")
    let book = try WorkbookVariants.county { concede(&$0) }
    #expect(book.formula("J9", on: "指标计算").isEmpty)
    #expect(book.value("J9", on: "指标计算") == "1")
    #expect(!book.formula("F9", on: "指标计算").isEmpty)
  }

  @Test func `a threshold of one school's own makes its status a constant`() throws {
    let book = try WorkbookVariants.county { bundle in
      bundle.evaluation.parts[0].indicators[0].threshold = ExactNumber(4)
      bundle.evaluation.parts[0].indicators[0].status = .met
    }
    #expect(book.formula("G9", on: "指标计算").isEmpty)
    #expect(book.value("G9", on: "指标计算") == "达标")
  }

  @Test func `a gate of some indicators counts only these`() throws {
    let book = try WorkbookVariants.county { bundle in
      bundle.definitions.standard.schoolVerdict.indicators = ["R1", "R2"]
      bundle.definitions.standard.schoolVerdict.required = 2
      for part in bundle.evaluation.parts.indices {
        for place in 2..<7 {
          bundle.evaluation.parts[part].indicators[place].isInVerdict = false
        }
      }
    }
    #expect(book.formula("T9", on: "指标计算").contains("COUNTIF(G9"))
    #expect(book.formula("T9", on: "指标计算").contains("+COUNTIF(I9"))
    #expect(book.value("T9", on: "指标计算") == "2")
    #expect(book.place(of: "示例县第一小学", on: "认定结论") != nil)
  }

  @Test func `an indicator without a threshold is measured`() throws {
    let measure: (inout ExportBundle) -> Void = { bundle in
      bundle.definitions.standard.thresholds["R7"] = nil
      for part in bundle.evaluation.parts.indices {
        bundle.evaluation.parts[part].indicators[6].threshold = nil
        bundle.evaluation.parts[part].indicators[6].floor = nil
        bundle.evaluation.parts[part].indicators[6].status = .measured
      }
    }
    let line = try #require(rows("data/school_indicators.csv", measure).first { $0[5] == "R7" })
    #expect(line[11...13] == ["", "", "measured"])
    let book = try WorkbookVariants.county { measure(&$0) }
    #expect(book.value("S9", on: "指标计算") == "不设标准")
  }

  @Test func `where only the mean is limited, the matrix holds the mean against it`() throws {
    var bundle = try SampleEvaluation.bundle()
    Self.addComposite(&bundle, limit: "0.2")
    bundle.evaluation.countyComposites[0].status = .above
    bundle.definitions.standard.variation.limits = nil
    for index in bundle.evaluation.countyIndicators.indices {
      bundle.evaluation.countyIndicators[index].limit = nil
      bundle.evaluation.countyIndicators[index].status = .measured
    }
    let folder = try TemporaryFolder()
    try Outputs.write(bundle, to: folder.path)
    let book = try WrittenWorkbook(Outputs.bytes("province.xlsx", in: folder.path))
    let row = try #require(book.place(of: "示例县", on: "差异系数矩阵")?.row)
    // D: the limit; E to K: seven indicators; L: their mean; M: the largest; N: how many are above.
    #expect(book.value("D\(row)", on: "差异系数矩阵") == "0.2")
    #expect(book.value("L\(row)", on: "差异系数矩阵") == "0.3")
    #expect(book.formula("N\(row)", on: "差异系数矩阵").contains("L\(row):L\(row)"))
    #expect(book.value("N\(row)", on: "差异系数矩阵") == "1")
    #expect(book.value("P\(row)", on: "差异系数矩阵") == "超限")
  }
}
