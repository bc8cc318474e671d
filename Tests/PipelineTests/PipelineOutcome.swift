// SPDX-License-Identifier: Apache-2.0
// PipelineOutcome: a shipped pipeline run over small files of one fictional county, and its tables read back.

import Foundation
import PipelineRunner
import TestSupport
import Testing

/// What a run says of the county 990121.
struct PipelineOutcome {
  let folder: String
  /// Kept, since its files go with it.
  let owner: TemporaryFolder

  /// `files`: texts by name, all in the county's folder.
  static func run(
    _ pipeline: String, _ files: [String: String], in folder: TemporaryFolder, year: Int = 2025,
    previous: PipelineOutcome? = nil, roster: String? = nil
  ) async throws -> PipelineOutcome {
    for (name, text) in files {
      try folder.write("in\(year)/990121_示例县/\(name).csv", Array(text.utf8))
    }
    let list = try roster.map { try folder.write("roster.csv", Array($0.utf8)) }
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/" + pipeline,
      inputs: [folder.path + "/in\(year)"], year: year, outputFolder: folder.path + "/OUT\(year)",
      roster: list, previous: previous.map { [$0.folder] } ?? [], jobs: 1)
    _ = try await TestPipeline(plan).run()
    return PipelineOutcome(folder: plan.outputFolder, owner: folder)
  }

  func rows(_ table: String) throws -> [[String]] {
    let text = try String(contentsOfFile: "\(folder)/\(table)", encoding: .utf8)
    return text.split { $0.isNewline }.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func item(_ id: String) throws -> [String] {
    try #require(rows("data/county_items.csv").first { $0[2] == id })
  }

  func value(_ item: String) throws -> String { try self.item(item)[4] }

  func status(_ item: String) throws -> String { try self.item(item)[7] }

  func score(_ item: String) throws -> String { try self.item(item)[11] }

  /// `pass 90`: verdict and points of a group.
  func group(_ id: String) throws -> String {
    let row = try #require(rows("data/county_groups.csv").first { $0[2] == id })
    return row[5].isEmpty ? row[4] : "\(row[4]) \(row[5])"
  }

  /// The county's verdict.
  func verdict() throws -> String { try #require(rows("data/county_verdicts.csv").first)[7] }

  /// Records of an item's details that have this status.
  func records(_ item: String, _ status: String) throws -> [String] {
    try rows("data/county_item_details.csv").filter { $0[1] == item && $0[7] == status }.map {
      $0[5]
    }
  }

  func findings(_ rule: String) throws -> [[String]] {
    try rows("findings.csv").filter { $0[3] == rule }
  }
}
