// swift-tools-version: 6.2
// Package: the targets of Junheng and who may import whom (see ARCHITECTURE.md).

import Foundation
import PackageDescription

/// Inflating is twice as fast with ISA-L; where it is not installed, zlib does the same work.
let hasISAL =
  ["/usr/include", "/usr/local/include"].contains {
    FileManager.default.fileExists(atPath: $0 + "/isa-l/igzip_lib.h")
  } && Context.environment["JUNHENG_WITHOUT_ISAL"] == nil

/// Settings of every target of our own; dependencies keep theirs.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "junheng",
  products: [.executable(name: "junheng", targets: ["CommandLineTool"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    .target(name: "CRename"),

    .target(name: "DataModel", swiftSettings: strict),
    .target(
      name: "FileFormats",
      dependencies: ["CZlib", "CCrypto"] + (hasISAL ? ["CISAL"] : []),
      swiftSettings: strict + (hasISAL ? [.define("ISAL")] : [])),
    .target(name: "Formula", dependencies: ["DataModel"], swiftSettings: strict),
    .target(
      name: "Definitions", dependencies: ["DataModel", "FileFormats", "Formula", yams],
      swiftSettings: strict),
    .target(name: "Ingest", dependencies: ["DataModel", "FileFormats"], swiftSettings: strict),
    .target(name: "Normalize", dependencies: ["DataModel", "Definitions"], swiftSettings: strict),
    .target(
      name: "Evaluate", dependencies: ["DataModel", "Formula", "Definitions"],
      swiftSettings: strict),
    .target(
      name: "Export",
      dependencies: [
        "DataModel", "FileFormats", "Formula", "Definitions", "CXlsxWriter", "CSQLite",
      ],
      swiftSettings: strict),
    .target(
      name: "PipelineRunner",
      dependencies: [
        "DataModel", "FileFormats", "Definitions", "Ingest", "Normalize", "Evaluate", "Export",
        "CRename",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CommandLineTool",
      dependencies: ["DataModel", "Definitions", "PipelineRunner", arguments],
      swiftSettings: strict),

    .executableTarget(
      name: "ReadBenchmark",
      dependencies: ["DataModel", "Definitions", "FileFormats", "Ingest", "Normalize"],
      path: "Benchmarks/ReadBenchmark", swiftSettings: strict),
    .executableTarget(
      name: "WriteBenchmark",
      dependencies: [
        "DataModel", "Definitions", "Evaluate", "Export", "FileFormats", "Ingest", "Normalize",
      ],
      path: "Benchmarks/WriteBenchmark", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["DataModel", "Definitions", "FileFormats"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "DataModelTests", dependencies: ["DataModel", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FileFormatsTests", dependencies: ["FileFormats", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FormulaTests", dependencies: ["Formula", "DataModel"], swiftSettings: strict),
    .testTarget(
      name: "DefinitionsTests",
      dependencies: ["Definitions", "DataModel", "Formula", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "IngestTests", dependencies: ["Ingest", "DataModel", "FileFormats", "TestSupport"],
      exclude: ["KnownDifferences.md"],
      swiftSettings: strict),
    .testTarget(
      name: "NormalizeTests",
      dependencies: ["Normalize", "Definitions", "DataModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EvaluateTests",
      dependencies: ["Evaluate", "Definitions", "Formula", "DataModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ExportTests",
      dependencies: [
        "Export", "Evaluate", "Definitions", "Formula", "DataModel", "FileFormats", "Ingest",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "PipelineRunner", "CommandLineTool", "DataModel", "Definitions", "FileFormats", "Ingest",
        "Normalize", "Export", "CSQLite", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "OracleTests",
      dependencies: ["Evaluate", "Definitions", "Formula", "DataModel", "TestSupport"],
      path: "Tests/Oracles", exclude: ["README.md", "recompute.py"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// With JUNHENG_FUZZ set, `Scripts/fuzz` builds the readers and what fuzzes them, and nothing else;
// its value names the sanitizers.
if let sanitizers = Context.environment["JUNHENG_FUZZ"] {
  let watched = SwiftSetting.unsafeFlags(["-sanitize=\(sanitizers)"])
  let readers = ["CISAL", "CZlib", "CCrypto", "DataModel", "FileFormats", "Ingest"]
  let filling = [
    "Returns/PackageLinks.swift", "Returns/ReturnXML.swift", "Returns/WorkbookOutline.swift",
    "Workbook/CellText.swift",
  ]
  let exported = FileManager.default.subpaths(atPath: Context.packageDirectory + "/Sources/Export")
  let unfilled = (exported ?? []).sorted().filter {
    $0.hasSuffix(".swift") && !filling.contains($0)
      && (!$0.hasPrefix("Platform/") || $0.hasSuffix("/PlatformTemplate.swift"))
  }
  package.products = []
  package.dependencies = []
  package.targets.removeAll { !readers.contains($0.name) }
  package.targets += [
    // Of what is written only the filling of templates, which reads foreign files.
    .target(
      name: "Export", dependencies: ["DataModel", "FileFormats"], exclude: unfilled,
      swiftSettings: strict),
    .systemLibrary(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: ["CLibFuzzer", "DataModel", "FileFormats", "Ingest", "Export"],
      path: "Fuzz", exclude: ["CLibFuzzer", "Dictionaries"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-sanitize=\(sanitizers)", "-use-ld=lld"])]),
  ]
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [watched]
  }
}
