// SPDX-License-Identifier: Apache-2.0
// PackageCopyTests: parts added to a package are found again by their names, however many there are.

import FileFormats
import Testing

struct PackageCopyTests {
  private static func package() throws -> PackageCopy {
    var writer = ZipWriter()
    writer.add("xl/workbook.xml", Array("<workbook/>".utf8))
    return PackageCopy(try ZipReader(writer.finish() ?? []))
  }

  @Test func `an added part is read and replaced under any spelling of its name`() throws {
    var copy = try Self.package()
    copy.set("xl/comments1.xml", [1])
    #expect(copy.contains("/XL/Comments1.xml"))
    #expect(copy.contents(of: "xl/COMMENTS1.xml", maxBytes: 10) == [1])
    copy.set("xl/Comments1.xml", [2])
    #expect(copy.contents(of: "xl/comments1.xml", maxBytes: 10) == [2])
    let archive = try ZipReader(copy.finish() ?? [])
    #expect(archive.entries.map(\.name) == ["xl/workbook.xml", "xl/comments1.xml"])
  }

  /// A workbook of a thousand sheets gets a part of each kind for each of them: a look through all that
  /// were added, for each name that is tried, took two minutes.
  @Test(.timeLimit(.minutes(1))) func `thousands of added parts cost no look through all`() throws {
    var copy = try Self.package()
    for number in 1...6_000 {
      #expect(!copy.contains("xl/comments\(number).xml"))
      copy.set("xl/comments\(number).xml", [])
    }
    #expect(copy.contains("xl/comments6000.xml"))
  }
}
