// SPDX-License-Identifier: Apache-2.0
// DocumentTests: what the project's own pages promise about themselves.

import Testing

private let readmes = ["README.md", "README.zh-CN.md"]
private let pages =
  readmes + [
    "ARCHITECTURE.md", "CONTRIBUTING.md", "Documentation/Glossary.md", "Benchmarks/README.md",
    "Examples/README.md", "Documentation/Reference/Limits.md",
    "Documentation/Reference/Inspect.md", "Documentation/Reference/Outputs.md",
    "Documentation/Reference/Templates.md",
    "Pipelines/README.md",
  ]

@Suite struct DocumentTests {
  @Test(arguments: readmes)
  func `a README has at most 150 lines`(path: String) throws {
    let lines = try #require(ProjectTree.lines(path))
    #expect(lines.count <= 150)
  }

  @Test func `the two READMEs have the same sections and the same code blocks`() throws {
    let shapes = try readmes.map { path -> [Int] in
      let lines = try #require(ProjectTree.lines(path))
      return [
        lines.count { $0.hasPrefix("## ") }, lines.count { $0.hasPrefix("```") },
        lines.count { $0.hasPrefix("|") },
      ]
    }
    #expect(shapes[0] == shapes[1])
  }

  @Test(arguments: pages)
  func `a link inside the project leads somewhere`(path: String) throws {
    let lines = try #require(ProjectTree.lines(path))
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    for link in lines.flatMap(linkTargets) where !link.contains("://") {
      let file = String(link.prefix { $0 != "#" })
      #expect(file.isEmpty || ProjectTree.exists("\(folder)/\(file)"), "\(link)")
    }
  }

  @Test(arguments: [
    ("see [a](b.md) and [c](d/e.md#f)", ["b.md", "d/e.md#f"]),
    ("no (link) here]", []),
    ("[open](never closed", []),
  ])
  func `link targets are found in a line`(line: String, targets: [String]) {
    #expect(linkTargets(line) == targets)
  }
}

/// `target` of every `[text](target)` in a line of Markdown.
private func linkTargets(_ line: String) -> [String] {
  let pieces = line.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
  return pieces.compactMap { piece in
    piece.firstIndex(of: ")").map { String(piece[..<$0]) }
  }
}
