// SPDX-License-Identifier: Apache-2.0
// InputDiscoveryTests: every file that was handed in is found once, in a fixed order.

import FileFormats
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("InputDiscovery")
struct InputDiscoveryTests {
  @Test func `folders are searched and paths are in byte order`() throws {
    let folder = try TemporaryFolder()
    for name in ["b/二.xlsx", "b/一.xlsx", "a.csv", "b/深/层/x.csv"] {
      try folder.write("in/" + name, "x".utf8)
    }
    let found = try InputDiscovery(
      inputs: [folder.path + "/in"], outputFolder: folder.path + "/out")
    #expect(found.files.map(\.path) == ["a.csv", "b/一.xlsx", "b/二.xlsx", "b/深/层/x.csv"])
  }

  @Test func `files that programs leave behind are listed, not read`() throws {
    let folder = try TemporaryFolder()
    for name in ["~$甲.xlsx", ".DS_Store", "Thumbs.db", "甲.xlsx"] {
      try folder.write("in/" + name, "x".utf8)
    }
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["甲.xlsx"])
    #expect(found.skipped == [".DS_Store", "Thumbs.db", "~$甲.xlsx"])
  }

  @Test func `the output folder inside an input is not an input`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/甲.csv", "x".utf8)
    try folder.write("in/out/findings.csv", "x".utf8)
    let found = try InputDiscovery(
      inputs: [folder.path + "/in"], outputFolder: folder.path + "/in/out")
    #expect(found.files.map(\.path) == ["甲.csv"])
  }

  @Test func `the roster kept among the submissions is no submission`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/名册.csv", "x".utf8)
    try folder.write("in/甲.csv", "x".utf8)
    let found = try InputDiscovery(
      inputs: [folder.path + "/in"], outputFolder: "out", roster: folder.path + "/in/名册.csv")
    #expect(found.files.map(\.path) == ["甲.csv"])
    #expect(found.skipped == ["名册.csv"])
  }

  @Test func `a name that is not UTF-8 is read as GB18030 and its file is found`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.csv", "x".utf8)
    // 示例.csv as an archiver on Windows writes it.
    let name: [UInt8] = [0xCA, 0xBE, 0xC0, 0xFD, 0x2E, 0x63, 0x73, 0x76]
    let path = Array((folder.path + "/in/").utf8) + name
    let file = fopen(path.map { CChar(bitPattern: $0) } + [0], "w")
    try #require(file != nil)
    if let file {
      fputs("内容", file)
      fclose(file)
    }
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["a.csv", "示例.csv"])
    #expect(try found.files.last?.bytes() == Array("内容".utf8))
  }

  @Test func `links are followed once, and one that leads nowhere is an unreadable file`() throws {
    let folder = try TemporaryFolder()
    try folder.write("elsewhere/甲.csv", "x".utf8)
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: true)
    for (name, target) in [("there", "../elsewhere"), ("back", "."), ("lost.csv", "nowhere")] {
      try manager.createSymbolicLink(
        atPath: folder.path + "/in/" + name, withDestinationPath: target)
    }
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["lost.csv", "there/甲.csv"])
    #expect(throws: (any Error).self) { try found.files[0].bytes() }
  }

  @Test func `a pipe or a file too large to hold is refused before it is read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/甲.csv", "x".utf8)
    #expect(mkfifo(folder.path + "/in/pipe.csv", 0o600) == 0)
    let large = try folder.write("in/large.csv", [])
    #expect(truncate(large, 5 << 30) == 0)
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["large.csv", "pipe.csv", "甲.csv"])
    for file in found.files.prefix(2) {
      #expect(throws: (any Error).self, "\(file.path)") { try file.bytes() }
    }
  }

  @Test func `an archive stands for its members and their paths stay below it`() throws {
    let folder = try TemporaryFolder()
    var zip = ZipWriter()
    zip.add("学校/甲.csv", Array("内容".utf8))
    zip.add("../../etc/乙.csv", Array("x".utf8))
    zip.add("__MACOSX/甲.csv", Array("x".utf8))
    try folder.write("in/报送.zip", try #require(zip.finish()))
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["报送.zip/etc/乙.csv", "报送.zip/学校/甲.csv"])
    #expect(found.skipped == ["报送.zip/__MACOSX/甲.csv"])
    #expect(try found.files[1].bytes() == Array("内容".utf8))
  }

  @Test func `a workbook named zip is read as a workbook`() throws {
    let folder = try TemporaryFolder()
    var builder = WorkbookBuilder()
    builder.addSheet(MarkedGrid.sheet("甲 | 乙"))
    try folder.write("in/甲.zip", builder.bytes())
    let found = try InputDiscovery(inputs: [folder.path + "/in"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["甲.zip"])
  }

  @Test func `the same path under two inputs stays two files`() throws {
    let folder = try TemporaryFolder()
    try folder.write("一批/甲.csv", "1".utf8)
    try folder.write("二批/甲.csv", "2".utf8)
    let found = try InputDiscovery(
      inputs: [folder.path + "/一批", folder.path + "/二批"], outputFolder: "out")
    #expect(found.files.map(\.path) == ["二批/甲.csv", "甲.csv"])
  }

  @Test(arguments: ["missing", "empty"])
  func `nothing to read is said, not guessed`(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("empty/.keep", [])
    #expect(throws: RunFailure.self) {
      try InputDiscovery(inputs: [folder.path + "/" + name], outputFolder: "out")
    }
  }
}
