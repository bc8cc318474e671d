// SPDX-License-Identifier: Apache-2.0
// ExporterTests: the same bytes in any order, nothing sensitive, errors with a path.

import DataModel
import Export
import FileFormats
import Foundation
import Testing

@Suite struct ExporterTests {
  @Test func `tasks in any order and folder give the same bytes`() throws {
    let tasks = try OutputPlan.tasks(for: SampleEvaluation.bundle())
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    let forward = try tasks.map { try $0.write(first.path) }
    let again = try OutputPlan.tasks(for: SampleEvaluation.bundle())
    let backward = try again.reversed().map { try $0.write(second.path) }
    #expect(forward == backward.reversed())
    #expect(forward.map(\.path) == tasks.map(\.path))
    for file in forward {
      let bytes = try Outputs.bytes(file.path, in: first.path)
      #expect(bytes.count == file.byteCount)
      #expect(Digest.sha256Hex(bytes) == file.sha256)
      #expect(try Outputs.bytes(file.path, in: second.path) == bytes)
    }
  }

  @Test func `tasks may run at the same time`() async throws {
    let bundle = try SampleEvaluation.bundle()
    let alone = try TemporaryFolder()
    let together = try TemporaryFolder()
    let expected = try OutputPlan.tasks(for: bundle).map { try $0.write(alone.path) }
    let folder = together.path
    let files = try await withThrowingTaskGroup(of: OutputFile.self) { group in
      for task in OutputPlan.tasks(for: bundle) { group.addTask { try task.write(folder) } }
      return try await group.reduce(into: [OutputFile]()) { $0.append($1) }
    }
    #expect(Set(files) == Set(expected))
  }

  @Test func `no output holds an identity number in clear`() throws {
    let folder = try TemporaryFolder()
    let files = try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let secret = SampleEvaluation.identityNumber
    for path in files.map(\.path) + ["manifest.json"] {
      let bytes = try Outputs.bytes(path, in: folder.path)
      #expect(!String(decoding: bytes, as: UTF8.self).contains(secret))
      guard path.hasSuffix(".xlsx") else { continue }
      for (part, text) in try WrittenWorkbook(bytes).parts {
        #expect(!text.contains(secret), "\(path) \(part)")
        #expect(!text.contains("张三丰"), "\(path) \(part)")
      }
    }
  }

  @Test func `every county has a workbook and every table its file`() throws {
    let paths = try OutputPlan.tasks(for: SampleEvaluation.bundle()).map(\.path)
    #expect(paths.count == Set(paths).count)
    #expect(paths.contains("counties/990101-示例县.xlsx"))
    #expect(paths.contains("counties/990102-_恶意_县.xlsx"))
    #expect(paths.count { $0.hasPrefix("data/") } > 11)
  }

  @Test func `a folder that cannot be written is an error for every task`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/file"
    try "x".write(toFile: file, atomically: true, encoding: .utf8)
    for task in try OutputPlan.tasks(for: SampleEvaluation.bundle()) {
      #expect(throws: (any Error).self) { try task.write(file) }
    }
  }

  @Test func `nothing handed in still gives every output`() throws {
    var bundle = try SampleEvaluation.bundle()
    bundle.evaluation.submissions = []
    bundle.evaluation.submissionResults = []
    bundle.evaluation.counties = []
    bundle.evaluation.schools = []
    bundle.evaluation.parts = []
    bundle.evaluation.countyIndicators = []
    bundle.evaluation.countyVerdicts = []
    bundle.evaluation.ledger = []
    bundle.evaluation.findings = []
    bundle.evaluation.records = [[], []]
    let folder = try TemporaryFolder()
    let files = try Outputs.write(bundle, to: folder.path)
    #expect(files.contains { $0.path == "province.xlsx" })
    #expect(ManifestVerifier.differences(in: folder.path).isEmpty)
  }
}
