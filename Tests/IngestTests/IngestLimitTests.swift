// SPDX-License-Identifier: Apache-2.0
// IngestLimitTests: every cap has a name, a sentence, a line in the documentation, and can be raised.

import DataModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite struct IngestLimitTests {
  private static func kind(
    _ bytes: [UInt8], _ change: (inout IngestLimits) -> Void
  ) -> IngestError.Kind? {
    var limits = IngestLimits.default
    change(&limits)
    do {
      _ = try WorkbookReader.read(bytes, fileName: "a.csv", limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (1000, "1000"), (1024, "1K"), (1025, "1025"), (3 << 20, "3M"),
    (8 << 30, "8G"), (40_000_000, "40000000"),
  ])
  func `a value is written as it can be given`(value: Int, text: String) {
    #expect(IngestLimit.text(value) == text)
    #expect(IngestLimit.value(text) == value)
  }

  @Test(arguments: [
    "", "K", "-1", "+1", "1.5", "1T", "1 K", "9223372036854775808", "99999999999G", "１",
  ])
  func `what is no whole number is none`(text: String) {
    #expect(IngestLimit.value(text) == nil)
  }

  @Test(arguments: IngestLimit.allCases)
  func `setting a cap sets it and no other`(limit: IngestLimit) {
    var limits = IngestLimits.default
    limits[limit] = limits[limit] + 1
    let changed = IngestLimit.allCases.filter { limits[$0] != IngestLimits.default[$0] }
    #expect(changed == (limit.isRaisable ? [limit] : []))
    #expect((1...limit.highest).contains(IngestLimits.default[limit]))
  }

  @Test(arguments: IngestLimit.allCases)
  func `the sentence names the cap, its value and how to raise it`(limit: IngestLimit) {
    let value = IngestLimits.default[limit]
    let sentence = limit.exceeded(value)
    for text in [sentence.chinese, sentence.english] {
      let raise = "--limit \(limit.rawValue)=\(IngestLimit.text(value * 2))"
      #expect(text.contains(raise) == limit.isRaisable)
      #expect(text.contains(limit.isRaisable ? IngestLimit.text(value) : String(value)))
    }
    #expect(sentence.chinese.contains(limit.meaning.chinese))
    #expect(sentence.english.contains(limit.meaning.english))
    let highest = limit.exceeded(limit.highest)
    #expect(!highest.chinese.contains("--limit"))
    #expect(limit.exceeded(.max).english.contains("limit"))
  }

  @Test func `the documentation has a row for every cap, with its default and its words`() throws {
    let page = try String(
      contentsOfFile: ProjectFolder.root + "/Documentation/Reference/Limits.md", encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = IngestLimit.allCases.map { limit in
      let value = IngestLimits.default[limit]
      return "| `\(limit.rawValue)` | \(limit.isRaisable ? IngestLimit.text(value) : "\(value)") |"
        + " \(limit.meaning.chinese) | \(limit.meaning.english) |"
    }
    let found = rows.map { row in expected.first { row.hasPrefix($0) } ?? row }
    #expect(found == expected)
  }

  @Test func `every cap that a reader below can name is known`() throws {
    let sources = URL(fileURLWithPath: ProjectFolder.root + "/Sources")
    var names: Set<String> = []
    for folder in ["FileFormats", "Ingest"] {
      let files = FileManager.default.enumerator(
        at: sources.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let pieces = try String(contentsOf: file, encoding: .utf8).components(
          separatedBy: ".limit(\"")
        names.formUnion(pieces.dropFirst().map { String($0.prefix { $0 != "\"" }) })
      }
    }
    #expect(names.count > 10)
    #expect(names.filter { IngestLimit(counted: $0) == nil } == [])
  }

  @Test func `a text longer than its cap is refused in every format, and read when it is raised`() {
    var builder = WorkbookBuilder()
    builder.addSheet("表", [[.text("123456789")]])
    let files = [
      builder.bytes(), Array("123456789,\n".utf8),
      Array("<table><tr><td>123456789</table>".utf8),
    ]
    for file in files {
      #expect(Self.kind(file) { $0[.cellTextBytes] = 9 } == nil)
      #expect(Self.kind(file) { $0[.cellTextBytes] = 8 } == .overLimit(.cellTextBytes, 8))
    }
  }

  @Test func `nesting is counted in every format with tags, and read when it is raised`() {
    let deep = { (count: Int) -> [UInt8] in
      let tags = (0..<count).map { _ in "<a>" } + (0..<count).map { _ in "</a>" }
      return Array(
        ("<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
          + tags.joined() + "</Workbook>").utf8)
    }
    #expect(Self.kind(deep(255)) { _ in } != .overLimit(.nesting, 256))
    #expect(Self.kind(deep(256)) { _ in } == .overLimit(.nesting, 256))
    #expect(Self.kind(deep(256)) { $0[.nesting] = 257 } != .overLimit(.nesting, 257))
    let tables = Array(String(repeating: "<table><tr><td>", count: 300).utf8)
    #expect(Self.kind(tables) { _ in } == .overLimit(.nesting, 256))
    #expect(Self.kind(tables) { $0[.nesting] = 300 } == nil)
  }
}
