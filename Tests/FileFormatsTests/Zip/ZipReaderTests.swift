// SPDX-License-Identifier: Apache-2.0
// ZipReaderTests: honest, odd and hostile archives.

import FileFormats
import Testing

@Suite struct ZipReaderTests {
  private static let text = Array("义务教育均衡 ".utf8)
  private static let long = Array(repeatElement(text, count: 2000).joined())

  private static func archive(isStored: Bool = false) -> [UInt8] {
    var writer = ZipWriter()
    writer.add("xl/a.xml", text, isStored: isStored)
    writer.add("b.bin", long, isStored: isStored)
    writer.add("empty", [])
    return writer.finish() ?? []
  }

  @Test(arguments: [false, true])
  func `what was written is read back`(isStored: Bool) throws {
    let zip = try ZipReader(Self.archive(isStored: isStored))
    #expect(zip.entries.map(\.name) == ["xl/a.xml", "b.bin", "empty"])
    #expect(try zip.contents(of: "xl/a.xml") == Self.text)
    #expect(try zip.contents(of: "b.bin") == Self.long)
    #expect(try zip.contents(of: "empty").isEmpty)
    #expect(try zip.contents(at: 1) == Self.long)
  }

  @Test func `the same members give the same bytes`() {
    #expect(Self.archive() == Self.archive())
  }

  @Test(arguments: ["XL/A.XML", "/xl/a.xml", "xl\\a.xml"])
  func `a name is found in other case and with other slashes`(name: String) throws {
    let zip = try ZipReader(Self.archive())
    #expect(zip.contains(name))
    #expect(try zip.contents(of: name) == Self.text)
  }

  @Test func `a name with backslashes is found with slashes`() throws {
    var writer = ZipWriter()
    writer.add("xl\\worksheets\\Sheet1.xml", Self.text)
    let zip = try ZipReader(writer.finish() ?? [])
    #expect(try zip.contents(of: "xl/worksheets/sheet1.xml") == Self.text)
  }

  @Test func `data before and after the archive are passed over`() throws {
    let archive = Array("#!/bin/sh\n".utf8) + Self.archive() + [0, 0, 0]
    let zip = try ZipReader(archive)
    #expect(try zip.contents(of: "b.bin") == Self.long)
  }

  @Test func `two members of one name cannot be opened by name`() throws {
    var writer = ZipWriter()
    writer.add("a", [1])
    writer.add("A", [2])
    let zip = try ZipReader(writer.finish() ?? [])
    #expect(throws: ZipError.corrupt("a is in the archive more than once")) {
      try zip.contents(of: "a")
    }
    #expect(try zip.contents(at: 1) == [2])
  }

  @Test func `a wrong checksum is an error`() throws {
    var archive = Self.archive(isStored: true)
    archive[30 + "xl/a.xml".utf8.count] ^= 1
    let zip = try ZipReader(archive)
    #expect(throws: ZipError.corrupt("checksum of xl/a.xml does not match")) {
      try zip.contents(of: "xl/a.xml")
    }
  }

  @Test func `an encrypted member says so`() throws {
    var archive = Self.archive()
    let directory = try #require(Self.find([0x50, 0x4B, 1, 2], in: archive))
    archive[directory + 8] |= 1
    let zip = try ZipReader(archive)
    #expect(throws: ZipError.encrypted("xl/a.xml")) { try zip.contents(of: "xl/a.xml") }
  }

  @Test func `an unknown compression method is named`() throws {
    var archive = Self.archive()
    let directory = try #require(Self.find([0x50, 0x4B, 1, 2], in: archive))
    archive[directory + 10] = 14
    let zip = try ZipReader(archive)
    #expect(throws: ZipError.unsupportedMethod("xl/a.xml", 14)) {
      try zip.contents(of: "xl/a.xml")
    }
  }

  @Test func `members that share data cannot be opened`() throws {
    var archive = Self.archive(isStored: true)
    let first = try #require(Self.find([0x50, 0x4B, 1, 2], in: archive))
    let second = try #require(Self.find([0x50, 0x4B, 1, 2], in: archive, from: first + 4))
    for offset in 42..<46 { archive[second + offset] = archive[first + offset] }
    let zip = try ZipReader(archive)
    #expect(throws: ZipError.self) { try zip.contents(of: "b.bin") }
    #expect(throws: ZipError.self) { try zip.contents(of: "xl/a.xml") }
  }

  @Test func `text is not an archive`() {
    #expect(throws: ZipError.notAnArchive) { try ZipReader(Array("学校,学生数\n".utf8)) }
    #expect(throws: ZipError.notAnArchive) { try ZipReader([]) }
  }

  @Test func `an empty archive has no members`() throws {
    #expect(try ZipReader(ZipWriter().finish() ?? []).entries.isEmpty)
  }

  // MARK: Limits

  @Test func `the limits stop at their value and not before`() throws {
    var limits = ZipReader.Limits()
    limits.partBytes = Self.long.count
    #expect(try ZipReader(Self.archive(), limits: limits).contents(of: "b.bin").count > 0)
    limits.partBytes = Self.long.count - 1
    let zip = try ZipReader(Self.archive(), limits: limits)
    #expect(throws: ZipError.limit("bytes in one part", Self.long.count - 1)) {
      try zip.contents(of: "b.bin")
    }
  }

  @Test func `all members share one budget`() throws {
    var limits = ZipReader.Limits()
    limits.totalBytes = Self.long.count + 5
    let zip = try ZipReader(Self.archive(), limits: limits)
    _ = try zip.contents(of: "b.bin")
    #expect(throws: ZipError.limit("bytes in all parts", Self.long.count + 5)) {
      try zip.contents(of: "xl/a.xml")
    }
  }

  @Test func `a ratio is refused only above its floor`() throws {
    var limits = ZipReader.Limits()
    limits.ratio = 2
    #expect(try ZipReader(Self.archive(), limits: limits).contents(of: "b.bin") == Self.long)
    limits.ratioFloor = 1000
    let zip = try ZipReader(Self.archive(), limits: limits)
    #expect(throws: ZipError.limit("compression ratio", 2)) { try zip.contents(of: "b.bin") }
  }

  @Test func `too many members are refused`() {
    var limits = ZipReader.Limits()
    limits.members = 2
    #expect(throws: ZipError.limit("members", 2)) { try ZipReader(Self.archive(), limits: limits) }
  }

  // MARK: Damage

  /// Reads all there is; whatever happens must be a result or a `ZipError`.
  private static func exercise(_ bytes: [UInt8]) {
    do throws(ZipError) {
      let zip = try ZipReader(bytes)
      for index in zip.entries.indices { _ = try zip.contents(at: index) }
    } catch {
      return
    }
  }

  @Test func `every prefix gives a result or an error`() {
    let archive = Self.archive()
    for length in 0..<archive.count {
      #expect(throws: ZipError.self) { try ZipReader(Array(archive[..<length])) }
    }
  }

  @Test(arguments: [false, true])
  func `every changed byte gives a result or an error`(isStored: Bool) {
    var writer = ZipWriter()
    writer.add("a.xml", Self.text, isStored: isStored)
    writer.add("b", [1, 2, 3])
    let archive = writer.finish() ?? []
    for place in archive.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF, archive[place] ^ 1] {
        var changed = archive
        changed[place] = value
        Self.exercise(changed)
      }
    }
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
    (start..<bytes.count).first { bytes[$0...].starts(with: pattern) }
  }

  // MARK: zip64

  /// An archive of one stored member whose sizes and offset are all in 64-bit fields.
  private static func zip64(prepended: [UInt8] = [], statedSize: Int? = nil) -> [UInt8] {
    func field(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var small = ZipWriter()
    small.add("a", text, isStored: true)
    let plain = small.finish() ?? []
    let checksum = Array(plain[14..<18])
    let local = Array(plain[..<(31 + text.count)])
    let extra =
      field(1, 2) + field(24, 2) + field(statedSize ?? text.count, 8) + field(text.count, 8)
      + field(0, 8)
    let directory =
      field(0x0201_4b50, 4) + field(45, 2) + field(45, 2) + field(0x0800, 2) + field(0, 2)
      + field(0, 4) + checksum + field(0xFFFF_FFFF, 4) + field(0xFFFF_FFFF, 4) + field(1, 2)
      + field(extra.count, 2) + field(0, 2) + field(0, 2) + field(0, 2) + field(0, 4)
      + field(0xFFFF_FFFF, 4) + Array("a".utf8) + extra
    let end64 =
      field(0x0606_4b50, 4) + field(44, 8) + field(45, 2) + field(45, 2) + field(0, 4)
      + field(0, 4) + field(1, 8) + field(1, 8) + field(directory.count, 8)
      + field(local.count, 8)
    let locator =
      field(0x0706_4b50, 4) + field(0, 4) + field(local.count + directory.count, 8) + field(1, 4)
    let end =
      field(0x0605_4b50, 4) + field(0, 4) + field(0xFFFF, 2) + field(0xFFFF, 2)
      + field(0xFFFF_FFFF, 4) + field(0xFFFF_FFFF, 4) + field(0, 2)
    return prepended + local + directory + end64 + locator + end
  }

  @Test(arguments: [0, 100])
  func `sizes in 64 bits are read`(prepended: Int) throws {
    let zip = try ZipReader(Self.zip64(prepended: [UInt8](repeating: 7, count: prepended)))
    #expect(try zip.contents(of: "a") == Self.text)
  }

  @Test(arguments: [0, 1, 5, 1 << 20, Int.max - 1, Int.max])
  func `whatever size is stated, the member is what it is`(stated: Int) throws {
    let zip = try ZipReader(Self.zip64(statedSize: stated))
    #expect(try zip.contents(of: "a") == Self.text)
  }

  @Test func `every changed byte of a zip64 archive gives a result or an error`() {
    let archive = Self.zip64()
    for place in archive.indices {
      for value: UInt8 in [0, 0x7F, 0x80, 0xFF] {
        var changed = archive
        changed[place] = value
        Self.exercise(changed)
      }
    }
  }
}
