// SPDX-License-Identifier: Apache-2.0
// TemplateRun: makes the blank workbooks of a pipeline, one for anybody or one for each of a roster.

package import DataModel
package import Definitions
import Export
import Foundation
import Normalize

/// What is asked for.
package struct TemplatePlanning: Sendable {
  /// The pipeline's own folder.
  package var pipelineFolder: String
  /// Ids of forms; empty: all.
  package var forms: [String]
  package var outputFolder: String
  package var roster: String?
  /// Who gets the filled-in workbooks; "" for whoever usually does.
  package var returnTo: String
  /// Language of hints and instructions.
  package var language: Language
  package var jobs: Int

  package init(
    pipelineFolder: String, forms: [String] = [], outputFolder: String, roster: String? = nil,
    returnTo: String = "", language: Language = .chinese, jobs: Int = 2
  ) {
    self.pipelineFolder = pipelineFolder
    self.forms = forms
    self.outputFolder = outputFolder
    self.roster = roster
    self.returnTo = returnTo
    self.language = language
    self.jobs = jobs
  }
}

/// What was written.
package struct TemplateReport: Hashable, Sendable {
  /// Paths relative to the output folder.
  package var schools: [String]
  package var counties: [String]
}

/// Writes blank workbooks.
package struct TemplateRun: Sendable {
  private let plan: TemplatePlanning
  private let set: TemplateSet

  /// Loads the declarations; fails with `.usage` where a form is not among them.
  ///
  /// `loaded`: the declarations of the plan's folder, where they have been loaded already.
  package init(_ plan: TemplatePlanning, loaded: DefinitionSet? = nil) throws {
    self.plan = plan
    let definitions = try loaded ?? PipelineCatalogue.load(plan.pipelineFolder)
    let known = definitions.forms.flatMap { [$0.id, $0.name] }
    for form in plan.forms where !known.contains(form) {
      let near = NearestNames.suggestions(form, among: known).joined(separator: "、")
      throw RunFailure(
        .usage,
        chinese: "流程 \(definitions.id) 没有表“\(form)”。" + (near.isEmpty ? "" : "是不是：\(near)？"),
        english: "\(definitions.id) has no form “\(form)”"
          + (near.isEmpty ? "" : "; did you mean \(near)?"))
    }
    let forms = definitions.forms.filter {
      plan.forms.contains($0.id) || plan.forms.contains($0.name)
    }
    set = TemplateSet(
      definitions: definitions, forms: forms.map(\.id), returnTo: plan.returnTo,
      language: plan.language)
  }

  /// Writes everything and puts it in its place; what lies there already stays on any error.
  package func run() async throws -> TemplateReport {
    let schools = try plan.roster.map(readRoster)
    let owners = TemplateOwners.list(
      schools: schools, levels: set.levels, pipeline: set.definitions.name.chinese)
    let output = try OutputPlace(claiming: plan.outputFolder, for: .templates)
    do {
      let folder = output.temporaryPath
      let set = set
      let files = try await mapSideBySide(owners, width: plan.jobs) {
        try set.write($0, to: folder)
      }
      try TemplateListing.write(files, of: set, to: folder)
      try output.publish()
    } catch {
      output.discard()
      throw error
    }
    return TemplateReport(
      schools: owners.filter { $0.level == .school }.map(\.path),
      counties: owners.filter { $0.level == .county }.map(\.path))
  }

  /// What the roster knows of each school, by subject field.
  private func readRoster(_ path: String) throws -> [[String: String]] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFailure(
        .noInput, chinese: "没有找到学校名册“\(path)”。", english: "no such roster: “\(path)”")
    }
    let reading = RosterReading(
      normalizer: Normalizer(definitions: set.definitions), options: ReadingOptions())
    let ids = ["school_code", "school_name", "county_code", "county_name"]
    var schools: [[String: String]] = []
    for table in try reading.read(path).workbook.tables {
      for row in 0..<table.rowCount {
        var identity: [String: String] = [:]
        for id in ids {
          let text = table.column(id)?.values[row].outputText ?? ""
          if !text.isEmpty { identity[id] = text }
        }
        if identity["school_code"] != nil || identity["school_name"] != nil {
          schools.append(identity)
        }
      }
    }
    return schools
  }
}
