// SPDX-License-Identifier: Apache-2.0
// FormulaReferenceTests: the committed reference page is the one the function table prints.

import Formula
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct `Formula reference` {
  /// Reads a whole file with the C library, since this target has no Foundation.
  private func contents(of path: String) throws -> String {
    let file = try #require(fopen(path, "rb"), "cannot open \(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "wb"), "cannot open \(path)")
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  /// With `REFRESH_REFERENCE` set in the environment the page is written anew instead.
  @Test func `the committed page is up to date`() throws {
    let parts = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false)
    let path = parts.dropLast(3).joined(separator: "/") + "/Documentation/Reference/Formula.md"
    if getenv("REFRESH_REFERENCE") != nil { try write(FormulaReference.markdown(), to: path) }
    #expect(try contents(of: path) == FormulaReference.markdown())
  }

  @Test func `every function has one row with both languages`() {
    let rows = FormulaReference.markdown().split(separator: "\n")
      .drop { $0 != "## Functions" }
    for name in FormulaReference.functionNames {
      let row = rows.filter { $0.hasPrefix("| `\(name)(") }
      #expect(row.count == 1)
      #expect(row.first?.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } == true)
    }
  }
}
