// SPDX-License-Identifier: Apache-2.0
// LayoutTests: the shape of files and folders that CONTRIBUTING.md promises.

import Foundation
import Testing

@Suite struct LayoutTests {
  @Test(arguments: ProjectTree.sources + ProjectTree.tests + ProjectTree.fuzz)
  func `a Swift file begins with its licence and one sentence of purpose`(file: ProjectFile) {
    #expect(file.lines.first == "// SPDX-License-Identifier: Apache-2.0")
    let purpose = file.lines.dropFirst().first ?? ""
    #expect(purpose.hasPrefix("// \(file.name.dropLast(".swift".count)): "))
    #expect(purpose.hasSuffix("."))
  }

  @Test(arguments: ProjectTree.sources + ProjectTree.tests + ProjectTree.fuzz)
  func `a Swift file has at most 400 lines`(file: ProjectFile) {
    #expect(file.lines.count <= 400)
  }

  @Test(arguments: ProjectTree.sources)
  func `a source file lies at most one group deep in its module`(file: ProjectFile) {
    #expect(file.path.split(separator: "/").count <= 4)
  }

  @Test(arguments: ProjectTree.tests.filter { $0.name.hasSuffix("Tests.swift") })
  func `a test file expects something`(file: ProjectFile) {
    let asserts = ["#expect", "#require", "Issue.record"]
    #expect(file.lines.contains { line in asserts.contains { line.contains($0) } })
  }

  @Test(arguments: [
    "Scripts/check", "Scripts/check-all", "Scripts/demo", "Scripts/test",
    "Scripts/recalculate", "Scripts/fuzz", "Scripts/corpus-account",
    "Scripts/fill-template", ".ci/run",
    "Tests/Oracles/recompute.py",
  ])
  func `a script can be run`(path: String) {
    #expect(FileManager.default.isExecutableFile(atPath: ProjectTree.url(path).path))
  }

  @Test(arguments: ProjectTree.fuzz)
  func `a fuzz target finds its words`(file: ProjectFile) {
    for line in file.lines {
      let pieces = line.split(separator: "dictionary: \"", omittingEmptySubsequences: false)
      for name in pieces.dropFirst().map({ $0.prefix { $0 != "\"" } }) {
        #expect(ProjectTree.exists("Fuzz/Dictionaries/\(name).dict"), "\(name)")
      }
    }
  }

  @Test func `every pipeline is explained in a README`() throws {
    let overview = ProjectTree.lines("Pipelines/README.md") ?? []
    let pipelines = ProjectTree.folders(in: "Pipelines").filter {
      ProjectTree.exists("Pipelines/\($0)/pipeline.yaml")
    }
    #expect(!pipelines.isEmpty)
    for pipeline in pipelines {
      let ownReadme = ProjectTree.exists("Pipelines/\(pipeline)/README.md")
      #expect(ownReadme || overview.contains { $0.contains(pipeline) }, "\(pipeline)")
    }
  }
}
