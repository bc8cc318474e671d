// SPDX-License-Identifier: Apache-2.0
// CompoundFileTests: streams are found in sound, odd and hostile compound files.

import FileFormats
import TestSupport
import Testing

@Suite struct CompoundFileTests {
  private static func content(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  private static func file(_ sizes: [Int], majorVersion: Int = 3) -> [UInt8] {
    var builder = CompoundFileBuilder(majorVersion: majorVersion)
    for (index, size) in sizes.enumerated() { builder.add("Stream \(index)", content(size)) }
    return builder.bytes()
  }

  @Test(arguments: [3, 4], [0, 1, 63, 64, 65, 511, 4095, 4096, 4097, 70_000])
  func `a stream comes back as it was put in`(version: Int, size: Int) throws {
    let file = try CompoundFile(Self.file([10, size, 5000], majorVersion: version))
    #expect(file.names == ["Stream 0", "Stream 1", "Stream 2"])
    let stream = try file.stream("Stream 1")
    #expect(stream == CompoundStream(bytes: Self.content(size), isComplete: true))
  }

  @Test func `names are compared without regard to case`() throws {
    let file = try CompoundFile(Self.file([7]))
    #expect(try file.stream("sTREAM 0")?.bytes == Self.content(7))
    #expect(try file.stream("Stream") == nil)
  }

  @Test func `a table too long for the header is continued behind it`() throws {
    // The header lists 109 sectors of the table, each for 128 sectors of content.
    var content = [UInt8](repeating: 7, count: 110 * 128 * 512)
    content[content.count - 1] = 9
    var builder = CompoundFileBuilder()
    builder.add("a", content)
    let stream = try CompoundFile(builder.bytes()).stream("a")
    #expect(stream == CompoundStream(bytes: content, isComplete: true))
  }

  @Test func `a stream in a storage is not taken for one under the root`() throws {
    var builder = CompoundFileBuilder()
    builder.add("Workbook", [1], in: "MBD0001")
    builder.add("WordDocument", [2])
    let file = try CompoundFile(builder.bytes())
    #expect(file.names.sorted() == ["MBD0001", "WordDocument"])
    #expect(try file.stream("Workbook") == nil)
    #expect(try file.stream("Workbook", anywhere: true)?.bytes == [1])
  }

  @Test func `a stream under the root comes before one in a storage`() throws {
    var builder = CompoundFileBuilder()
    builder.add("Workbook", [1], in: "MBD0001")
    builder.add("Workbook", [2])
    let file = try CompoundFile(builder.bytes())
    #expect(try file.stream("Workbook", anywhere: true)?.bytes == [2])
  }

  @Test(arguments: [0, 8, 100, 511])
  func `a file that ends within its header is truncated`(length: Int) {
    #expect(throws: CompoundFileError.truncated("the header is cut short")) {
      try CompoundFile(Array(Self.file([10]).prefix(length)))
    }
  }

  @Test func `a file without its directory is truncated`() {
    #expect(throws: CompoundFileError.truncated("the directory is not in the file")) {
      try CompoundFile(Array(Self.file([5000]).prefix(1024)))
    }
  }

  /// A file of which the order of sectors is known: content, directory, table.
  private static func patched(_ entry: Int, to next: UInt8) -> [UInt8] {
    var bytes = file([4096])
    // Eight sectors of content, one of the directory, then the table.
    let table = 512 * (1 + 9)
    bytes.replaceSubrange(table + entry * 4..<table + entry * 4 + 4, with: [next, 0, 0, 0])
    return bytes
  }

  @Test func `sectors that follow each other in a ring are refused`() throws {
    let file = try CompoundFile(Self.patched(3, to: 2))
    #expect(throws: CompoundFileError.corrupt("the sectors of Stream 0 form a loop")) {
      try file.stream("Stream 0")
    }
  }

  @Test func `a chain that leaves the file gives what comes before, and says so`() throws {
    let file = try CompoundFile(Self.patched(3, to: 200))
    #expect(
      try file.stream("Stream 0")
        == CompoundStream(
          bytes: Array(Self.content(4096).prefix(4 * 512)), isComplete: false))
  }

  @Test func `a directory in a ring is read once`() throws {
    let file = try CompoundFile(Self.patched(8, to: 8))
    #expect(file.names == ["Stream 0"])
  }

  @Test func `a last sector that is cut short is enough when nothing is missing`() throws {
    var builder = CompoundFileBuilder()
    builder.add("a", Self.content(100))
    let whole = builder.bytes()
    // The allocation table comes last, and only its first entries are used.
    let file = try CompoundFile(Array(whole.dropLast(400)))
    #expect(try file.stream("a") == CompoundStream(bytes: Self.content(100), isComplete: true))
  }

  @Test(arguments: [0, 6, 13, 31, 255])
  func `sectors of an unknown size are refused`(shift: UInt8) {
    var bytes = Self.file([10])
    bytes[30] = shift
    #expect(throws: CompoundFileError.corrupt("sectors of 2^\(shift) bytes are not known")) {
      try CompoundFile(bytes)
    }
  }

  @Test func `any byte may be wrong and the file still opens or is refused`() {
    let whole = Self.file([100, 4096])
    var outcomes: Set<Bool> = []
    for place in 0..<whole.count where place < 512 || place % 7 == 0 {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var bytes = whole
        bytes[place] = value
        let stream = try? CompoundFile(bytes).stream("Stream 1")
        outcomes.insert(stream?.isComplete ?? false)
      }
    }
    #expect(outcomes == [true, false])
  }
}
