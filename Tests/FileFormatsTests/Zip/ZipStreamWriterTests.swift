// SPDX-License-Identifier: Apache-2.0
// ZipStreamWriterTests: archives written from front to back, in pieces, and beyond the classic limits.

import FileFormats
import Testing

@Suite struct ZipStreamWriterTests {
  /// Collects what a writer gives.
  private final class Memory {
    var bytes: [UInt8] = []
  }

  private static func archive(
    limits: ZipStreamWriter.Limits = .init(),
    _ fill: (inout ZipStreamWriter) throws -> Void
  ) throws -> [UInt8] {
    let memory = Memory()
    var writer = ZipStreamWriter(limits: limits) { memory.bytes += $0 }
    try fill(&writer)
    try writer.finish()
    #expect(writer.count == memory.bytes.count)
    return memory.bytes
  }

  private static func limits(_ number32: Int, _ number16: Int = 0xFFFF) -> ZipStreamWriter.Limits {
    var limits = ZipStreamWriter.Limits()
    limits.number32 = number32
    limits.number16 = number16
    return limits
  }

  private static let long = [UInt8](repeating: 65, count: 5000)

  @Test func `members are read back, and an archive without one too`() throws {
    let bytes = try Self.archive { writer in
      try writer.add("a.txt", Array("甲".utf8))
      try writer.add("empty", [])
      try writer.add("long", Self.long)
    }
    let zip = try ZipReader(bytes)
    #expect(zip.entries.map(\.name) == ["a.txt", "empty", "long"])
    #expect(try zip.contents(of: "a.txt", maxBytes: 10) == Array("甲".utf8))
    #expect(try zip.contents(of: "empty", maxBytes: 10) == [])
    #expect(try zip.contents(of: "long", maxBytes: 10_000) == Self.long)
    #expect(try ZipReader(Self.archive { _ in }).entries.isEmpty)
  }

  @Test func `without wide members the archive is the one that is written at once`() throws {
    var whole = ZipWriter()
    whole.add("a", Array("x".utf8))
    whole.add("long", Self.long)
    let bytes = try Self.archive { writer in
      try writer.add("a", Array("x".utf8))
      try writer.add("long", Self.long)
    }
    #expect(bytes == whole.finish())
  }

  @Test func `a copied member keeps its compressed bytes`() throws {
    let source = try ZipReader(Self.archive { try $0.add("long", Self.long) })
    let bytes = try Self.archive { writer in
      try writer.add("first", [1])
      try writer.add(source.member(at: 0))
    }
    let zip = try ZipReader(bytes)
    #expect(try zip.contents(of: "long", maxBytes: 10_000) == Self.long)
    #expect(zip.entries[1].compressedSize == source.entries[0].compressedSize)
  }

  @Test(arguments: [1 << 20, 1])
  func `a member made in pieces is head, body and tail`(keptInMemory: Int) throws {
    let run = PackedRun(folder: "/tmp", keptInMemory: keptInMemory)
    var expected = Array("head".utf8)
    for index in 0..<5 {
      let piece = [UInt8](repeating: UInt8(index), count: 10_000)
      try piece.withUnsafeBytes { try run.append($0) }
      expected += piece
    }
    #expect(run.size == 50_000)
    expected += Array("tail".utf8)
    let bytes = try Self.archive { writer in
      try writer.add("x", head: Array("head".utf8), body: run, tail: Array("tail".utf8))
      try writer.add("y", [1])
    }
    let zip = try ZipReader(bytes)
    #expect(try zip.contents(of: "x", maxBytes: 1 << 20) == expected)
    #expect(try zip.contents(of: "y", maxBytes: 10) == [1])
  }

  @Test func `a folder that cannot be written to is an error of the disk`() throws {
    let run = PackedRun(folder: "/nowhere", keptInMemory: 1)
    let error = #expect(throws: SpoolError.self) {
      try [1, 2, 3].withUnsafeBytes { try run.append($0) }
    }
    #expect(error?.folder == "/nowhere")
  }

  /// Each limit once at what the archive has, and once one above it.
  @Test(arguments: [(5000, true), (5001, false)])
  func `a size at the limit goes into zip64 fields`(limit: Int, isWide: Bool) throws {
    let bytes = try Self.archive(limits: Self.limits(limit)) { writer in
      try writer.add("small", [7])
      try writer.add("long", Self.long)
      try writer.add("last", [8, 9])
    }
    #expect((bytes.firstRange(of: [0x01, 0x00, 0x10, 0x00]) != nil) == isWide)
    let zip = try ZipReader(bytes)
    #expect(zip.entries.map(\.uncompressedSize) == [1, 5000, 2])
    #expect(try zip.contents(of: "long", maxBytes: 10_000) == Self.long)
    #expect(try zip.contents(of: "last", maxBytes: 10) == [8, 9])
  }

  @Test func `a place beyond the limit goes into zip64 fields too`() throws {
    let bytes = try Self.archive(limits: Self.limits(30)) { writer in
      for index in 0..<4 { try writer.add("member\(index)", [UInt8(index)]) }
    }
    #expect(bytes.firstRange(of: [0x50, 0x4b, 0x06, 0x06]) != nil)
    let zip = try ZipReader(bytes)
    for index in 0..<4 {
      #expect(try zip.contents(of: "member\(index)", maxBytes: 10) == [UInt8(index)])
    }
  }

  @Test(arguments: [(2, true), (3, false)])
  func `as many members as the limit need the wide end record`(limit: Int, isWide: Bool) throws {
    let bytes = try Self.archive(limits: Self.limits(0xFFFF_FFFF, limit)) { writer in
      try writer.add("a", [1])
      try writer.add("b", [2])
    }
    #expect((bytes.firstRange(of: [0x50, 0x4b, 0x06, 0x06]) != nil) == isWide)
    // The reader takes the word of the wide record only where the narrow one says so.
    #expect(try ZipReader(bytes).entries.count == 2)
  }
}
