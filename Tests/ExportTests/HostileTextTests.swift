// SPDX-License-Identifier: Apache-2.0
// HostileTextTests: what people wrote never breaks a workbook, runs, or shows what must not be seen.

import DataModel
import Export
import FileFormats
import Testing

@Suite struct HostileTextTests {
  @Test(arguments: [
    "=HYPERLINK(\"http://example.org\")", "+1+1", "-1+1", "@SUM(A1)", "学校\u{0}\u{1}\u{B}名",
    "]]><a/>&amp;", "_x0041_", "\u{FFFE}", "a\r\nb\tc", "'",
  ])
  func `a school's name is text whatever it holds`(name: String) throws {
    let book = try WorkbookVariants.county { $0.evaluation.schools[0].name = name }
    #expect(!book.sheet("认定结论").isEmpty)
    for sheet in book.sheetNames {
      for word in ["<f>HYPERLINK", "<f>1+1", "<f>SUM(A1)", "<f>=", "<f>+", "<f>-", "<f>@"] {
        #expect(!book.sheet(sheet).contains(word))
      }
    }
  }

  @Test func `a text too long for a cell is cut with a mark`() throws {
    let long = String(repeating: "长", count: 40_000)
    let book = try WorkbookVariants.county { $0.evaluation.schools[0].name = long }
    #expect(book.sheet("认定结论").contains("长…<"))
    #expect(!book.sheet("认定结论").contains(long))
  }

  @Test(arguments: ["甲/乙:丙*[县]?", "", "..", "'县'", String(repeating: "县", count: 300)])
  func `a county's name breaks no workbook`(name: String) throws {
    let book = try WorkbookVariants.county { $0.evaluation.counties[0].name = name }
    #expect(book.sheetNames.first == "封面")
    #expect(book.sheetNames.contains("指标计算"))
  }

  @Test func `a county without parts has a workbook with nothing to judge`() throws {
    let book = try WorkbookVariants.county { bundle in
      bundle.evaluation.parts = []
      bundle.evaluation.countyIndicators = []
    }
    #expect(book.sheetNames.contains("差异系数"))
  }

  @Test func `a school without county is in no county's workbook and breaks none`() throws {
    let book = try WorkbookVariants.county { $0.evaluation.schools[0].county = -1 }
    #expect(book.place(of: "2199000001", on: "认定结论") == nil)
  }

  @Test func `three hundred schools fit in a county's workbook`() throws {
    var schools: [SampleSchool] = []
    for number in 0..<300 {
      var school = SampleEvaluation.schools[0]
      school.code = String(2_199_100_000 + number)
      schools.append(school)
    }
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(schools: schools), to: folder.path)
    let book = try WrittenWorkbook(
      Outputs.bytes("counties/990101-示例县.xlsx", in: folder.path))
    #expect(book.place(of: "2199100299", on: "认定结论") != nil)
  }

  @Test func `no output holds an identity number in clear`() throws {
    let folder = try TemporaryFolder()
    let files = try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    for path in files.map(\.path) + ["manifest.json"] {
      let bytes = try Outputs.bytes(path, in: folder.path)
      var texts = [String(decoding: bytes, as: UTF8.self)]
      if path.hasSuffix(".xlsx") { texts += try WrittenWorkbook(bytes).parts.values }
      for text in texts {
        #expect(!text.contains(SampleEvaluation.identityNumber), "\(path)")
      }
    }
  }
}
