// SPDX-License-Identifier: Apache-2.0
// ZipWriter: writes an archive into memory, the same bytes for the same members.

/// A member of an archive with its data as they lie there.
package struct PackedMember: Sendable {
  package let entry: ZipEntry
  let bytes: [UInt8]
}

/// Collects members and returns the archive; the time stamp is always 1980-01-01 00:00.
///
/// For archives below 4 GiB and 65535 members; nil from `finish` beyond that.
package struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0
  private var isBroken = false

  package init() {}

  /// Adds a member of another archive, its data as they are.
  package mutating func add(_ member: PackedMember) {
    let entry = member.entry
    add(
      name: entry.rawName, flags: entry.flags & 0x0806, method: entry.method, crc: entry.crc,
      size: entry.uncompressedSize, data: member.bytes)
  }

  /// Adds a member; `isStored` leaves it uncompressed.
  package mutating func add(_ name: String, _ content: [UInt8], isStored: Bool = false) {
    let packed = isStored ? nil : Deflate.compress(content)
    add(
      name: Array(name.utf8), flags: 0x0800, method: packed == nil ? 0 : 8,
      crc: Deflate.checksum(content), size: content.count, data: packed ?? content)
  }

  private mutating func add(
    name: [UInt8], flags: Int, method: Int, crc: UInt32, size: Int, data: [UInt8]
  ) {
    let start = bytes.count
    guard start + data.count < 0xFFFF_0000, size < 0xFFFF_0000, count < 0xFFFF,
      name.count <= 0xFFFF
    else {
      isBroken = true
      return
    }
    var fields: [UInt8] = []
    fields.appendLittleEndian16(20)
    fields.appendLittleEndian16(flags)
    fields.appendLittleEndian16(method)
    fields.appendLittleEndian16(0)
    fields.appendLittleEndian16(0x0021)  // the first day that the format can express
    fields.appendLittleEndian32(Int(crc))
    fields.appendLittleEndian32(data.count)
    fields.appendLittleEndian32(size)
    fields.appendLittleEndian16(name.count)
    fields.appendLittleEndian16(0)
    bytes.appendLittleEndian32(0x0403_4b50)
    bytes += fields
    bytes += name
    bytes += data
    directory.appendLittleEndian32(0x0201_4b50)
    directory.appendLittleEndian16(20)
    directory += fields
    for _ in 0..<2 { directory.appendLittleEndian16(0) }
    directory.appendLittleEndian16(0)
    directory.appendLittleEndian32(0)
    directory.appendLittleEndian32(start)
    directory += name
    count += 1
  }

  /// The archive; nil when it outgrew the format's classic limits.
  package func finish() -> [UInt8]? {
    guard !isBroken, bytes.count + directory.count < 0xFFFF_0000 else { return nil }
    var archive = bytes
    archive += directory
    archive.appendLittleEndian32(0x0605_4b50)
    archive.appendLittleEndian32(0)
    archive.appendLittleEndian16(count)
    archive.appendLittleEndian16(count)
    archive.appendLittleEndian32(directory.count)
    archive.appendLittleEndian32(bytes.count)
    archive.appendLittleEndian16(0)
    return archive
  }
}
