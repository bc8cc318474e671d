// SPDX-License-Identifier: Apache-2.0
// CoverageTests: the page on what is covered names declarations and tests that are there.

import Testing

@Suite("Coverage of the standards")
struct CoverageTests {
  struct CoverageRow: CustomTestStringConvertible, Sendable {
    var clause: String
    var declaration: String
    var test: String
    var testDescription: String { clause }
  }

  /// The rows of the page's tables, without their heads.
  private static let rows: [CoverageRow] = {
    let lines = ProjectTree.lines("Documentation/Coverage.md") ?? []
    return lines.compactMap { line -> CoverageRow? in
      guard line.hasPrefix("|"), !line.hasPrefix("|---"), !line.hasPrefix("| clause |") else {
        return nil
      }
      let cells = line.split(separator: "|").map { cell in
        String(cell.split(separator: " ").joined(separator: " "))
      }
      guard cells.count == 3 else { return CoverageRow(clause: line, declaration: "", test: "") }
      return CoverageRow(clause: cells[0], declaration: cells[1], test: cells[2])
    }
  }()

  /// Words in backticks.
  private static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// Every id that any pipeline file declares.
  private static let declared: Set<String> = {
    var ids: Set<String> = []
    for file in ProjectTree.files(under: "Pipelines", ending: ".yaml") {
      for line in file.lines {
        for part in line.components(after: "id: ") {
          ids.insert(String(part.prefix { $0 != "," && $0 != "}" && $0 != " " }))
        }
      }
    }
    return ids
  }()

  private static let tests = ProjectTree.tests.flatMap(\.lines).joined(separator: "\n")

  @Test(arguments: rows)
  func `a declaration is there, or the row says why there is none`(_ row: CoverageRow) {
    let names = Self.quoted(row.declaration)
    if names.isEmpty {
      #expect(row.declaration.hasPrefix("—"), "\(row.clause)")
      #expect(row.declaration.count > 3, "\(row.clause): why?")
    }
    for name in names {
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        Issue.record("\(row.clause): \(name) is no pipeline:id")
        continue
      }
      let isPipeline = ProjectTree.exists("Pipelines/\(parts[0])/pipeline.yaml")
      #expect(isPipeline || parts[0] == "Shared", "\(row.clause): \(name)")
      #expect(Self.declared.contains(parts[1]), "\(row.clause): \(name)")
    }
  }

  @Test(arguments: rows)
  func `what is declared has a test`(_ row: CoverageRow) {
    guard !Self.quoted(row.declaration).isEmpty else { return }
    let names = Self.quoted(row.test)
    #expect(row.test.contains("examples") || !names.isEmpty, "\(row.clause)")
    for name in names where name != "examples" {
      #expect(Self.tests.contains(name), "\(row.clause): \(name)")
    }
  }
}

extension String {
  /// The rest of the text behind each place where the word stands.
  fileprivate func components(after word: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      rest = rest[range.upperBound...]
      parts.append(rest)
    }
    return parts
  }
}
