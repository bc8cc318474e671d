// SPDX-License-Identifier: Apache-2.0
// MessageTests: a sentence is there for something that is said, in both languages.

import Testing

@Suite struct MessageTests {
  private func codes(_ language: String) throws -> [String] {
    let lines = try #require(ProjectTree.lines("Pipelines/Shared/messages.\(language).yaml"))
    return lines.compactMap { line in
      guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else {
        return nil
      }
      return String(line[..<colon])
    }
  }

  @Test func `both languages have the same sentences`() throws {
    #expect(try codes("zh").sorted() == codes("en").sorted())
  }

  @Test func `every sentence belongs to a finding that some stage makes`() throws {
    let lines = ProjectTree.sources.flatMap(\.lines).filter { $0.contains("\"") }
    let unused = try codes("zh").filter { code in
      !lines.contains { $0.contains("\"\(code)\"") }
    }
    #expect(unused == [])
  }
}
