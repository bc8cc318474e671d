// SPDX-License-Identifier: Apache-2.0
// ZipStreamWriter: writes an archive from front to back, in bounded memory, zip64 where it must.

/// Hands the bytes of an archive on as they come; the time stamp is always 1980-01-01 00:00.
package struct ZipStreamWriter {
  /// Where the classic fields of the format end (APPNOTE 4.4.1.4); the number itself says "wider".
  package struct Limits: Hashable, Sendable {
    package var number32 = 0xFFFF_FFFF
    package var number16 = 0xFFFF

    package init() {}
  }

  private struct Member {
    var name: [UInt8]
    var flags: Int
    var method: Int
    var crc: UInt32
    var size: Int
    var packedSize: Int
  }

  /// Bytes written so far.
  package private(set) var count = 0
  private var directory: [UInt8] = []
  private var members = 0
  private let limits: Limits
  private let sink: (UnsafeRawBufferPointer) throws -> Void

  package init(limits: Limits = Limits(), _ sink: @escaping (UnsafeRawBufferPointer) throws -> Void)
  {
    self.limits = limits
    self.sink = sink
  }

  /// Adds a member of another archive, its data as they are.
  package mutating func add(_ member: PackedMember) throws {
    let entry = member.entry
    try begin(
      Member(
        name: entry.rawName, flags: entry.flags & 0x0806, method: entry.method, crc: entry.crc,
        size: entry.uncompressedSize, packedSize: member.bytes.count))
    try put(member.bytes)
  }

  /// Adds a member, compressed here.
  package mutating func add(_ name: String, _ content: [UInt8]) throws {
    let packed = Deflate.compress(content)
    try begin(
      Member(
        name: Array(name.utf8), flags: 0x0800, method: packed == nil ? 0 : 8,
        crc: Deflate.checksum(content), size: content.count,
        packedSize: packed?.count ?? content.count))
    try put(packed ?? content)
  }

  /// Adds a member whose middle has been compressed before.
  package mutating func add(
    _ name: String, head: [UInt8], body: PackedRun, tail: [UInt8]
  ) throws {
    guard let deflater = Deflater.lend() else {
      return try add(name, head + tail)
    }
    defer { Deflater.takeBack(deflater) }
    var front: [UInt8] = []
    var back: [UInt8] = []
    let isPacked =
      head.withUnsafeBytes { deflater.pack($0, isLast: false, to: &front) }
      && tail.withUnsafeBytes { deflater.pack($0, isLast: true, to: &back) }
    guard isPacked else { throw ZipError.corrupt("\(name) could not be compressed") }
    var crc = Deflate.checksum(
      Deflate.checksum(head), followedBy: body.checksum, ofBytes: body.size)
    crc = Deflate.checksum(crc, followedBy: Deflate.checksum(tail), ofBytes: tail.count)
    try begin(
      Member(
        name: Array(name.utf8), flags: 0x0800, method: 8, crc: crc,
        size: head.count + body.size + tail.count,
        packedSize: front.count + body.packedSize + back.count))
    try put(front)
    try body.forEachPiece { try sink($0) }
    count += body.packedSize
    try put(back)
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try sink($0) }
    count += bytes.count
  }

  /// Writes the local header, and notes the member for the directory.
  private mutating func begin(_ member: Member) throws {
    let start = count
    let isWide = member.size >= limits.number32 || member.packedSize >= limits.number32
    // Before the data both sizes are widened together (APPNOTE 4.5.3).
    let sizes = isWide ? [member.size, member.packedSize] : []
    var local: [UInt8] = []
    local.appendLittleEndian32(0x0403_4b50)
    local += fields(member, isWide: isWide, extra: sizes, narrowed: isWide)
    local += member.name
    local += Self.wideFields(sizes)
    try put(local)
    let wide =
      (isWide ? [member.size, member.packedSize] : [])
      + (start >= limits.number32 ? [start] : [])
    directory.appendLittleEndian32(0x0201_4b50)
    directory.appendLittleEndian16(wide.isEmpty ? 20 : 45)
    directory += fields(member, isWide: !wide.isEmpty, extra: wide, narrowed: isWide)
    for _ in 0..<3 { directory.appendLittleEndian16(0) }
    directory.appendLittleEndian32(0)
    directory.appendLittleEndian32(start >= limits.number32 ? 0xFFFF_FFFF : start)
    directory += member.name
    directory += Self.wideFields(wide)
    members += 1
  }

  /// From "version needed" to the length of the extra field, alike in both headers.
  private func fields(
    _ member: Member, isWide: Bool, extra: [Int], narrowed: Bool
  ) -> [UInt8] {
    var fields: [UInt8] = []
    fields.appendLittleEndian16(isWide ? 45 : 20)
    fields.appendLittleEndian16(member.flags)
    fields.appendLittleEndian16(member.method)
    fields.appendLittleEndian16(0)
    fields.appendLittleEndian16(0x0021)  // the first day that the format can express
    fields.appendLittleEndian32(Int(member.crc))
    fields.appendLittleEndian32(narrowed ? 0xFFFF_FFFF : member.packedSize)
    fields.appendLittleEndian32(narrowed ? 0xFFFF_FFFF : member.size)
    fields.appendLittleEndian16(member.name.count)
    fields.appendLittleEndian16(extra.isEmpty ? 0 : 4 + 8 * extra.count)
    return fields
  }

  /// The zip64 extra field.
  private static func wideFields(_ numbers: [Int]) -> [UInt8] {
    guard !numbers.isEmpty else { return [] }
    var field: [UInt8] = []
    field.appendLittleEndian16(1)
    field.appendLittleEndian16(8 * numbers.count)
    for number in numbers { field.appendLittleEndian64(number) }
    return field
  }

  /// Writes the directory; the archive is complete then.
  package mutating func finish() throws {
    let start = count
    let size = directory.count
    try put(directory)
    var end: [UInt8] = []
    let isWide =
      members >= limits.number16 || start >= limits.number32 || size >= limits.number32
    if isWide {
      let place = count
      end.appendLittleEndian32(0x0606_4b50)
      end.appendLittleEndian64(44)
      end.appendLittleEndian16(45)
      end.appendLittleEndian16(45)
      end.appendLittleEndian32(0)
      end.appendLittleEndian32(0)
      for number in [members, members, size, start] { end.appendLittleEndian64(number) }
      end.appendLittleEndian32(0x0706_4b50)
      end.appendLittleEndian32(0)
      end.appendLittleEndian64(place)
      end.appendLittleEndian32(1)
    }
    end.appendLittleEndian32(0x0605_4b50)
    end.appendLittleEndian32(0)
    let shown = members >= limits.number16 ? 0xFFFF : members
    end.appendLittleEndian16(shown)
    end.appendLittleEndian16(shown)
    end.appendLittleEndian32(size >= limits.number32 ? 0xFFFF_FFFF : size)
    end.appendLittleEndian32(start >= limits.number32 ? 0xFFFF_FFFF : start)
    end.appendLittleEndian16(0)
    try put(end)
  }
}
