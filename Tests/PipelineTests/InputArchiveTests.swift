// SPDX-License-Identifier: Apache-2.0
// InputArchiveTests: archives of submissions: names, nesting, damage and limits.

import DataModel
import PipelineRunner
import TestSupport
import Testing

@Suite("InputArchive")
struct InputArchiveTests {
  private static func discover(
    _ archive: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) throws -> InputDiscovery {
    let folder = try TemporaryFolder()
    try folder.write("in/报送.zip", archive)
    return try InputDiscovery(
      inputs: [folder.path + "/in"], outputFolder: "out", archiveLimits: limits)
  }

  private static func zip(_ members: [(String, [UInt8])]) -> [UInt8] {
    var raw = RawArchive()
    for (name, content) in members {
      raw.add(Array(name.utf8), content, flags: RawArchive.utf8Flag)
    }
    return raw.bytes()
  }

  /// Why a file gives no bytes; nil when it does.
  private static func failure(_ file: InputFile) -> BilingualText? {
    do {
      _ = try file.bytes()
      return nil
    } catch {
      return (error as? InputFailure)?.reason
    }
  }

  // MARK: Names

  @Test(arguments: [
    // In GBK: a word that is valid UTF-8 too, and a character that ends in a backslash.
    ([0xD1, 0xA7, 0xD0, 0xA3, 0x2E, 0x63, 0x73, 0x76], 0, "学校.csv"),
    ([0xB5, 0xDA, 0xD2, 0xBB, 0xD0, 0xA1, 0xD1, 0xA7, 0x2E, 0x63, 0x73, 0x76], 0, "第一小学.csv"),
    ([0x95, 0x96, 0x2F, 0x95, 0x5C], 0, "晼/昞"),
    (Array("第一小学.csv".utf8), 0, "第一小学.csv"),
    (Array("第一小学.csv".utf8), RawArchive.utf8Flag, "第一小学.csv"),
    (
      [0xB5, 0xDA, 0xD2, 0xBB, 0xD0, 0xA1, 0xD1, 0xA7, 0x2E, 0x63, 0x73, 0x76], RawArchive.utf8Flag,
      "第一小学.csv"
    ),
    (Array("a\\b/../c.csv".utf8), 0, "a/b/c.csv"),
    (Array("C:\\x\n.csv".utf8), 0, "C:/x\u{FFFD}.csv"),
    (Array("../".utf8) + [0x2E], 0, "1"),
    ([0xFF, 0xFF], 0, "\u{FFFD}\u{FFFD}"),
  ])
  func `a name is decoded and stays below its archive`(raw: [UInt8], flags: Int, name: String)
    throws
  {
    var archive = RawArchive()
    archive.add(raw, [1], flags: flags)
    let found = try Self.discover(archive.bytes())
    #expect(found.files.map(\.path) == ["报送.zip/" + name])
    #expect(try found.files[0].bytes() == [1])
  }

  @Test func `names without a mark are judged together`() throws {
    var archive = RawArchive()
    // Alone, the first would pass for the UTF-8 of two Cyrillic letters.
    archive.add([0xD2, 0xA1, 0xD2, 0xA5] + Array(".csv".utf8), [1])
    archive.add([0xB5, 0xDA, 0xD2, 0xBB, 0xD6, 0xD0, 0xD1, 0xA7, 0x2E, 0x63, 0x73, 0x76], [2])
    archive.add(Array("第二中学.csv".utf8), [3])
    archive.add(Array("Ω.csv".utf8), [4], flags: RawArchive.utf8Flag)
    let found = try Self.discover(archive.bytes())
    #expect(
      found.files.map(\.path)
        == ["Ω.csv", "摇谣.csv", "第一中学.csv", "第二中学.csv"].map { "报送.zip/" + $0 }.sorted {
          $0.utf8.lexicographicallyPrecedes($1.utf8)
        })
  }

  @Test func `the Unicode path field counts when it belongs to the name`() throws {
    var archive = RawArchive()
    archive.add(Array("a.csv".utf8), [1], unicodeName: "甲.csv")
    archive.add(
      Array("b.csv".utf8), [2], unicodeName: "乙.csv", nameOfChecksum: Array("old.csv".utf8))
    #expect(
      try Self.discover(archive.bytes()).files.map(\.path) == ["报送.zip/b.csv", "报送.zip/甲.csv"])
  }

  @Test func `members of the same name are all kept`() throws {
    let found = try Self.discover(
      Self.zip([
        ("甲.csv", [1]), ("甲.csv", [2]), ("甲 (2).csv", [3]), ("x/../甲.csv", [4]), ("x/甲.csv", [5]),
        ("甲.csv", [6]),
      ]))
    let contents = try Dictionary(
      uniqueKeysWithValues: found.files.map { ($0.path, try $0.bytes()) })
    #expect(
      contents == [
        "报送.zip/甲.csv": [1], "报送.zip/甲 (3).csv": [2], "报送.zip/甲 (2).csv": [3],
        "报送.zip/x/甲.csv": [4], "报送.zip/x/甲 (2).csv": [5], "报送.zip/甲 (4).csv": [6],
      ])
  }

  // MARK: Archives inside

  @Test func `an archive inside an archive stands for its members, one level deep`() throws {
    let third = Self.zip([("丙.csv", [3])])
    let second = Self.zip([("乙.csv", [2]), ("三.ZIP", third), ("__MACOSX/._乙.csv", [0])])
    let found = try Self.discover(Self.zip([("甲.csv", [1]), ("二.zip", second)]))
    #expect(
      found.files.map(\.path)
        == ["报送.zip/二.zip/三.ZIP", "报送.zip/二.zip/乙.csv", "报送.zip/甲.csv"])
    #expect(found.skipped == ["报送.zip/二.zip/__MACOSX/._乙.csv"])
    #expect(try found.files[1].bytes() == [2])
    #expect(Self.failure(found.files[0])?.chinese.contains("压缩包里的压缩包") == true)
    #expect(Self.failure(found.files[0])?.english.contains("unpack it") == true)
  }

  @Test(arguments: ["[Content_Types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"])
  func `an archive with a workbook's parts is a workbook, inside another one too`(part: String)
    throws
  {
    let workbook = Self.zip([(part, [1])])
    #expect(try Self.discover(workbook).files.map(\.path) == ["报送.zip"])
    let found = try Self.discover(Self.zip([("甲.zip", workbook)]))
    #expect(found.files.map(\.path) == ["报送.zip/甲.zip"])
    #expect(try found.files[0].bytes() == workbook)
  }

  @Test func `an archive without members is read as the file that it is`() throws {
    #expect(try Self.discover(Self.zip([])).files.map(\.path) == ["报送.zip"])
    let found = try Self.discover(Self.zip([("空.zip", Self.zip([])), ("坏.zip", [0x50, 0x4B, 3])]))
    #expect(found.files.map(\.path) == ["报送.zip/坏.zip", "报送.zip/空.zip"])
    #expect(try found.files[0].bytes() == [0x50, 0x4B, 3])
  }

  // MARK: Damage and limits

  @Test func `an encrypted member is said to be encrypted, the others are read`() throws {
    var archive = RawArchive()
    archive.add(Array("a.csv".utf8), [1], flags: RawArchive.encryptedFlag)
    archive.add(Array("b.zip".utf8), Self.zip([("x", [1])]), flags: RawArchive.encryptedFlag)
    archive.add(Array("c.csv".utf8), [3])
    let files = try Self.discover(archive.bytes()).files
    #expect(files.map(\.path) == ["a.csv", "b.zip", "c.csv"].map { "报送.zip/" + $0 })
    #expect(Self.failure(files[0])?.chinese.contains("已加密") == true)
    #expect(Self.failure(files[1])?.english.contains("encrypted") == true)
    #expect(try files[2].bytes() == [3])
  }

  @Test func `a member longer than its directory says is damaged`() throws {
    var archive = RawArchive()
    archive.add(Array("a.csv".utf8), [1, 2, 3], statedSize: 2)
    let file = try #require(Self.discover(archive.bytes()).files.first)
    #expect(Self.failure(file)?.chinese.contains("已损坏") == true)
  }

  private static func readable(_ change: (inout ArchiveLimits) -> Void) throws -> [String] {
    var limits = ArchiveLimits()
    change(&limits)
    let nested = zip([("b", [2]), ("c", [3])])
    let found = try discover(
      zip([("a", Array(repeating: 1, count: 10)), ("n.zip", nested)]), limits: limits)
    return found.files.filter { failure($0) == nil }.map { String($0.path.dropFirst(7)) }
  }

  @Test func `each limit stops at its value and not before`() throws {
    let size = Self.zip([("b", [2]), ("c", [3])]).count
    #expect(try Self.readable { _ in } == ["a", "n.zip/b", "n.zip/c"])
    #expect(try Self.readable { $0.memberBytes = size } == ["a", "n.zip/b", "n.zip/c"])
    #expect(try Self.readable { $0.memberBytes = size - 1 } == ["a"])
    #expect(try Self.readable { $0.nestedBytes = size } == ["a", "n.zip/b", "n.zip/c"])
    #expect(try Self.readable { $0.nestedBytes = size - 1 } == ["a"])
    #expect(try Self.readable { $0.totalBytes = size + 12 } == ["a", "n.zip/b", "n.zip/c"])
    #expect(try Self.readable { $0.totalBytes = size + 11 } == ["a", "n.zip/b"])
    #expect(try Self.readable { $0.files = 3 } == ["a", "n.zip/b", "n.zip/c"])
    #expect(try Self.readable { $0.files = 2 } == ["a"])
    #expect(try Self.readable { $0.files = 1 } == [])
  }

  @Test func `what does not fit is listed with the reason`() throws {
    var limits = ArchiveLimits()
    limits.totalBytes = 1
    let found = try Self.discover(Self.zip([("a", [1]), ("b", [2])]), limits: limits)
    #expect(found.files.map(\.path) == ["报送.zip/a", "报送.zip/b"])
    #expect(Self.failure(found.files[0]) == nil)
    #expect(Self.failure(found.files[1])?.chinese.contains("--limit archive-bytes=2") == true)
  }

  @Test func `every prefix and every changed byte gives files or nothing`() throws {
    let bytes = Self.zip([("甲.csv", [1]), ("二.zip", Self.zip([("乙.csv", [2])]))])
    for length in 2..<bytes.count { Self.walk(Array(bytes[..<length])) }
    for place in bytes.indices {
      for value: UInt8 in [0, 0x7F, 0xFF, bytes[place] ^ 1] {
        var changed = bytes
        changed[place] = value
        Self.walk(changed)
      }
    }
  }

  private static func walk(_ bytes: [UInt8]) {
    guard let archive = try? InputArchive(bytes) else { return }
    let listing = ArchiveListing(archive, path: "a.zip", limits: ArchiveLimits())
    for file in listing.files { _ = try? file.bytes() }
  }
}
