// SPDX-License-Identifier: Apache-2.0
// ImportTests: who may import whom, as ARCHITECTURE.md says.

import Testing

/// What each module may import besides the standard library; Package.swift must not allow more.
private let allowedImports: [String: Set<String>] = [
  "CCrypto": [],
  "CISAL": [],
  "CXlsxWriter": [],
  "CSQLite": [],
  "CZlib": [],
  "CRename": [],
  "DataModel": [],
  "FileFormats": ["CISAL", "CZlib", "CCrypto"],
  "Formula": ["DataModel"],
  "Definitions": ["DataModel", "FileFormats", "Formula", "Yams"],
  "Ingest": ["DataModel", "FileFormats"],
  "Normalize": ["DataModel", "Definitions"],
  "Evaluate": ["DataModel", "Formula", "Definitions"],
  "Export": ["DataModel", "FileFormats", "Formula", "Definitions", "CXlsxWriter", "CSQLite"],
  "PipelineRunner": [
    "DataModel", "FileFormats", "Definitions", "Ingest", "Normalize", "Evaluate", "Export",
    "CRename",
  ],
  "CommandLineTool": ["DataModel", "Definitions", "PipelineRunner", "ArgumentParser"],
]

private let withoutFoundation: Set<String> = ["DataModel", "FileFormats", "Formula"]
/// The C library under its names, and what comes with the toolchain.
private let systemModules: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization", "Dispatch"]
private let foundationModules: Set<String> = ["Foundation", "FoundationEssentials"]
private let stages: Set<String> = ["Ingest", "Normalize", "Evaluate", "Export"]

@Suite struct ImportTests {
  @Test func `every folder of Sources is in the table of imports, and nothing else is`() {
    #expect(Set(ProjectTree.folders(in: "Sources")) == Set(allowedImports.keys))
  }

  @Test(arguments: ProjectTree.sources)
  func `a module imports only what the table allows`(file: ProjectFile) {
    let system =
      withoutFoundation.contains(file.module)
      ? systemModules : systemModules.union(foundationModules)
    for module in importedModules(in: file.lines) where !system.contains(module) {
      #expect(
        allowedImports[file.module]?.contains(module) == true,
        "\(file.module) may not import \(module)")
    }
  }

  @Test(arguments: ProjectTree.fuzz)
  func `what fuzzes the readers needs nothing but them and the filling of templates`(
    file: ProjectFile
  ) {
    let allowed: Set<String> = [
      "DataModel", "FileFormats", "Ingest", "Export", "CLibFuzzer", "Glibc",
    ]
    #expect(allowed.isSuperset(of: importedModules(in: file.lines)))
  }

  @Test func `the table lets no stage import a stage`() {
    for stage in stages {
      #expect(allowedImports[stage]?.isDisjoint(with: stages) == true)
    }
  }

  @Test(arguments: ProjectTree.sources)
  func `nothing is public: siblings and tests use package`(file: ProjectFile) {
    for (number, line) in file.lines.enumerated() {
      let words = line.split(separator: " ", maxSplits: 1)
      #expect(words.first != "public" && words.first != "open", "line \(number + 1)")
    }
  }

  @Test(arguments: [
    ("import Yams", ["Yams"]),
    ("package import DataModel", ["DataModel"]),
    ("@preconcurrency import struct Foundation.URL", ["Foundation"]),
    ("  import Testing  // as written", ["Testing"]),
    ("// import Yams", []),
    ("let import_ = 1", []),
    ("case import", []),
  ])
  func `an import line names its module`(line: String, modules: [String]) {
    #expect(importedModules(in: [line]) == modules)
  }
}

/// The modules that these lines of Swift import, in order.
private func importedModules(in lines: [String]) -> [String] {
  let levels: Set<Substring> = ["package", "internal", "private", "fileprivate", "public"]
  let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "typealias", "let", "var", "actor",
  ]
  return lines.compactMap { line in
    var words = line.split(separator: " ")[...]
    words = words.drop { $0.hasPrefix("@") || levels.contains($0) }
    guard words.popFirst() == "import" else { return nil }
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
