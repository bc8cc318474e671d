// SPDX-License-Identifier: Apache-2.0
// FinishedRuns: outputs of the examples that several suites read, and the program as a person calls it.

import Foundation
import PipelineRunner
import TestSupport

/// The examples, evaluated once for all tests that only read the output.
enum FinishedRuns {
  private static let folder = Task { try TemporaryFolder() }
  private static let run = Task {
    let path = try await folder.value.path + "/OUT"
    try await evaluate(year: 2025, to: path)
    return path
  }

  /// The output folder of the examples for 2025.
  static func examples() async throws -> String { try await run.value }

  static func evaluate(
    inputs: [String] = [ProjectFolder.examples + "/submissions"], year: Int,
    previous: [String] = [], corrections: String? = nil,
    roster: String = ProjectFolder.examples + "/roster.csv", to path: String
  ) async throws {
    let plan = RunPlan(
      pipelineFolder: ProjectFolder.pipelines + "/quality-balance-2017", inputs: inputs,
      year: year, outputFolder: path, roster: roster, corrections: corrections,
      previous: previous, jobs: 2)
    _ = try await TestPipeline(plan).run()
  }

  /// Rows of a table without quoted line ends and commas, by column.
  static func table(_ path: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rows = text.replacing("\u{FEFF}", with: "").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { row in
      Dictionary(zip(rows[0], row), uniquingKeysWith: { first, _ in first })
    }
  }
}

/// One call of the program.
struct ProgramRun {
  let status: Int32
  let output: String
  let messages: String

  /// The program stands beside the test bundle in the build folder.
  init(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("junheng")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: ProjectFolder.root)
    process.environment = ["LANG": "C", "HOME": folder.path]
    let paths = try ["out", "err"].map { try folder.write($0, []) }
    process.standardOutput = FileHandle(forWritingAtPath: paths[0])
    process.standardError = FileHandle(forWritingAtPath: paths[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOfFile: paths[0], encoding: .utf8)
    messages = try String(contentsOfFile: paths[1], encoding: .utf8)
  }
}
