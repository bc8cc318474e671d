// SPDX-License-Identifier: Apache-2.0
// TemplateRunTests: blank workbooks are read by what made them, and come back without a finding.

import DataModel
import Definitions
import Export
import FileFormats
import Foundation
import Ingest
import Normalize
import PipelineRunner
import TestSupport
import Testing

private let roster = """
  学校标识码,学校名称,县区代码,县区名称,办学类型
  2199000001,示例县第一小学,990121,示例县,小学
  3199000003,示例县第三初级中学,990121,示例县,初级中学

  """
private let county = "990121_示例县"
private let answers = ProjectFolder.root + "/Tests/Fixtures/templates/"

@Suite struct TemplateRunTests {
  private static let pipelines = DefinitionLoader.available(in: ProjectFolder.pipelines).map(\.id)

  private func plan(
    _ pipeline: String, forms: [String] = [], to folder: TemporaryFolder, roster: String? = nil
  ) throws -> TemplatePlanning {
    let list = try roster.map { try folder.write("roster.csv", Array($0.utf8)) }
    return TemplatePlanning(
      pipelineFolder: ProjectFolder.pipelines + "/" + pipeline, forms: forms,
      outputFolder: folder.path + "/blank", roster: list, jobs: 2)
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  // MARK: What is read

  @Test func `there are pipelines to make blank workbooks of`() {
    #expect(Self.pipelines.count >= 9)
  }

  @Test(arguments: pipelines)
  func `every field of every blank form is found at its own name`(pipeline: String) async throws {
    let folder = try TemporaryFolder()
    let report = try await TestPipeline.template(plan(pipeline, to: folder)).run()
    let definitions = try LoadedPipelines.named(pipeline)
    var seen: Set<String> = []
    for path in report.schools + report.counties {
      let inspection = try FileInspection(
        file: folder.path + "/blank/" + path, definitions: definitions)
      for sheet in inspection.sheets {
        #expect(sheet.findings == [], "\(pipeline) \(sheet.name)")
        #expect(sheet.account?.quarantined == 0, "\(pipeline) \(sheet.name)")
        guard let form = definitions.forms.first(where: { $0.name == sheet.name }) else {
          #expect(sheet.tables.isEmpty)
          let rule = sheet.visibility == .visible ? "instruction_sheet" : "hidden_sheet"
          #expect(sheet.account?.ignored == [rule: sheet.cells])
          continue
        }
        seen.insert(form.id)
        if !form.layouts.contains(.matrix) { check(sheet, form) }
      }
    }
    #expect(seen == Set(definitions.forms.map(\.id)))
  }

  /// One table, without a record, with a column for each field that can be filled in.
  private func check(_ sheet: InspectedSheet, _ form: FormDefinition) {
    #expect(sheet.tables.map(\.report.form) == [form.id])
    guard let table = sheet.tables.first?.report else { return }
    #expect(table.missing == [])
    var found: Set<String> = []
    for column in table.columns {
      #expect(column.fate == .field, "\(form.id) \(column.text)")
      #expect([.name, .wordWithUnit].contains(column.evidence), "\(form.id) \(column.text)")
      found.insert(column.field ?? "")
    }
    let above =
      form.level == .school
      ? ["school_code", "school_name", "county_code", "county_name"]
      : ["county_code", "county_name"]
    let asked = form.fields.filter {
      !$0.isIgnored && $0.derivation == nil && !above.contains($0.id)
    }
    #expect(found.isSuperset(of: asked.map(\.id)), "\(form.id)")
  }

  @Test func `every cell of a blank statistics form leads to its own field`() async throws {
    let folder = try TemporaryFolder()
    let pipeline = "quality-balance-2017"
    let definitions = try LoadedPipelines.named(pipeline)
    let forms = definitions.forms.filter { $0.layouts.contains(.matrix) }
    let set = TemplateSet(definitions: definitions, forms: forms.map(\.id))
    for level in FormLevel.allCases {
      let owner = TemplateOwner(level: level, path: "\(level).xlsx")
      _ = try set.write(owner, to: folder.path)
      var book = try FilledTemplate(bytes(folder.path + "/\(level).xlsx"))
      var expected: [String: [String: Double]] = [:]
      for (form, cells) in set.cells(level) {
        let definition = try #require(definitions.form(form))
        let sheet = try #require(
          book.workbook.sheets.firstIndex { $0.info.name == definition.name })
        let places = Set(cells.values).sorted()
        for (number, place) in places.enumerated() {
          book.set(Double(number + 1), at: place, sheet: sheet)
        }
        expected[form] = cells.mapValues { Double((places.firstIndex(of: $0) ?? -1) + 1) }
      }
      let file = try folder.write("\(level)-filled.xlsx", book.bytes())
      for (form, values) in expected {
        let read = try self.values(of: form, in: file, definitions)
        #expect(read == values, "\(form)")
      }
    }
  }

  private func values(
    of form: String, in file: String, _ definitions: DefinitionSet
  ) throws -> [String: Double] {
    let book = try WorkbookReader.read(bytes(file), fileName: "filled.xlsx")
    let tables = Normalizer(definitions: definitions).normalize(book).tables
    let table = try #require(tables.first { $0.form == form })
    var values: [String: Double] = [:]
    for column in table.columns {
      guard case .number(let number)? = column.values.first else { continue }
      let field = try #require(definitions.form(form)?.fields.first { $0.id == column.field })
      let unit = field.defaultUnit ?? field.unit ?? ""
      let factor = definitions.units.factor(from: unit, to: field.unit ?? "") ?? .one
      values[column.field] = (number.divided(by: factor) ?? number).doubleValue
    }
    return values
  }

  // MARK: What comes back

  @Test func `workbooks filled in without a slip come back with no finding`() async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("quality-balance-2017", to: folder, roster: roster)
    let report = try await TestPipeline.template(plan).run()
    #expect(
      report.schools == [
        "\(county)/2199000001_示例县第一小学.xlsx", "\(county)/3199000003_示例县第三初级中学.xlsx",
      ])
    #expect(report.counties == ["\(county)/\(county)_县级填报表.xlsx"])
    let files = zip(report.schools + report.counties, ["primary", "junior", "county"])
    for (path, name) in files {
      var book = try FilledTemplate(bytes(folder.path + "/blank/" + path))
      try book.fill(answers: answers + name + ".json")
      try folder.write("in/" + path, book.bytes())
    }
    let run = RunPlan(
      pipelineFolder: plan.pipelineFolder, inputs: [folder.path + "/in"], year: 2025,
      outputFolder: folder.path + "/OUT", roster: plan.roster, jobs: 1)
    let outcome = try await TestPipeline(run).run()
    let findings = try String(contentsOfFile: run.outputFolder + "/findings.csv", encoding: .utf8)
    #expect(findings.split(whereSeparator: \.isNewline).dropFirst() == [])
    #expect(outcome.schoolsWithoutSubmission == 0)
    #expect(outcome.verdicts[.undecided] == nil)
  }

  @Test func `workbooks handed back blank are nothing handed in`() async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("quality-balance-2017", to: folder, roster: roster)
    _ = try await TestPipeline.template(plan).run()
    let run = RunPlan(
      pipelineFolder: plan.pipelineFolder, inputs: [plan.outputFolder], year: 2025,
      outputFolder: folder.path + "/OUT", roster: plan.roster, jobs: 1)
    let outcome = try await TestPipeline(run).run()
    #expect(outcome.schoolsWithoutSubmission == 2)
    #expect(outcome.unreadable.isEmpty)
    let findings = try String(contentsOfFile: run.outputFolder + "/findings.csv", encoding: .utf8)
    let lines = findings.split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("school-hands-in") })
  }

  // MARK: The folder

  @Test func `the same declarations give the same bytes`() async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("class-size", to: folder, roster: roster)
    _ = try await TestPipeline.template(plan).run()
    let first = try folder.contents(of: "blank")
    _ = try await TestPipeline.template(plan).run()
    #expect(try folder.contents(of: "blank") == first)
    #expect(first.count == 4)
  }

  @Test(arguments: ["filled", "added", "run"])
  func `nothing that somebody filled in or added is replaced`(what: String) async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("class-size", to: folder, roster: what == "run" ? nil : roster)
    if what == "run" {
      try folder.write("blank/manifest.json", Array("{}".utf8))
    } else {
      _ = try await TestPipeline.template(plan).run()
      let school = "blank/\(county)/2199000001_示例县第一小学.xlsx"
      try folder.write(what == "filled" ? school : "blank/另存.xlsx", [1, 2, 3])
    }
    let before = try folder.contents(of: "blank")
    await #expect(throws: RunFailure.self) { _ = try await TestPipeline.template(plan).run() }
    #expect(try folder.contents(of: "blank") == before)
  }

  // MARK: What is asked for

  @Test func `one form alone is one sheet`() async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("quality-balance-2017", forms: ["classes"], to: folder)
    let report = try await TestPipeline.template(plan).run()
    #expect(report.counties == [])
    #expect(report.schools.count == 1)
    let book = try FilledTemplate(bytes(folder.path + "/blank/" + report.schools[0]))
    #expect(book.workbook.sheets.map(\.info.name) == ["填报说明", "班级台账"])
  }

  @Test func `a form that does not exist is bad usage`() async throws {
    let folder = try TemporaryFolder()
    let plan = try plan("class-size", forms: ["klasses"], to: folder)
    let failure = #expect(throws: RunFailure.self) { try TestPipeline.template(plan) }
    #expect(failure?.kind == .usage)
    #expect(failure?.message.english.contains("classes") == true)
  }
}
