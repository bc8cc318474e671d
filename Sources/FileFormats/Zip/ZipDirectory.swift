// SPDX-License-Identifier: Apache-2.0
// ZipDirectory: finds and reads the central directory of an archive (APPNOTE 4.3.12 to 4.3.16).

/// What the central directory says of one member.
package struct ZipEntry: Hashable, Sendable {
  /// As in the directory, with invalid UTF-8 replaced.
  package var name: String
  /// The name's bytes, in an encoding that the archive may not tell.
  package var rawName: [UInt8]
  /// The name in the Unicode path field of Info-ZIP (0x7075), where it belongs to `rawName`.
  package var unicodeName: String?
  package var compressedSize: Int
  package var uncompressedSize: Int
  var method: Int
  var flags: Int
  var crc: UInt32
  /// Where the local header starts, prepended data included.
  var headerOffset: Int

  /// True when the archive says that the name is UTF-8.
  package var claimsUTF8: Bool { flags & 0x0800 != 0 }
  package var isDirectory: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }
}

/// Reads the list of members; every offset and size is checked against the file.
struct ZipDirectory {
  /// The end record with the longest comment, and some rubbish behind it.
  private static let endRecordReach = 22 + 65_535 + 4096 + 76
  /// The end record and the directory of a usual workbook.
  private static let usualTail = 4096
  /// Room for some hundred thousand members.
  private static let directoryWindow = 16 << 20
  private static let endSignature = 0x0605_4b50
  private static let end64Signature = 0x0606_4b50
  private static let locatorSignature = 0x0706_4b50
  private static let entrySignature = 0x0201_4b50

  private let content: FileContent
  /// The part of the file that is at hand: its last bytes at first, then the directory.
  private var window: FileWindow
  private var entryCount = 0
  private var size = 0
  private var offset = 0
  /// Bytes that something put before the archive: all offsets are too small by this many.
  private var prepended = 0

  /// The members in directory order.
  static func entries(of content: FileContent, maxEntries: Int) throws(ZipError) -> [ZipEntry] {
    var directory = Self(content)
    try directory.locate()
    return try directory.read(maxEntries: maxEntries)
  }

  private init(_ content: FileContent) {
    self.content = content
    window = FileWindow(content, max(0, content.count - Self.usualTail)..<content.count)
  }

  private mutating func locate() throws(ZipError) {
    guard let end = endRecord() else {
      guard content.bytes(0..<2) == [0x50, 0x4b] else { throw .notAnArchive }
      throw .truncated("the archive has no end record")
    }
    entryCount = window.littleEndian16(at: end + 10) ?? 0
    size = window.littleEndian32(at: end + 12) ?? 0
    offset = window.littleEndian32(at: end + 16) ?? 0
    var directoryEnd = end
    if let end64 = try end64Record(before: end) { directoryEnd = end64 }
    guard size <= directoryEnd else { throw .corrupt("the directory is larger than the file") }
    prepended = directoryEnd - size - offset
    if prepended == 0 || isDirectoryStart(offset + prepended) { return }
    // Some writers leave a gap or a wrong size: the stated offset is then the better witness.
    guard isDirectoryStart(offset) else {
      throw .corrupt("the directory is not where it should be")
    }
    prepended = 0
  }

  private func isDirectoryStart(_ place: Int) -> Bool {
    window.littleEndian32(at: place) == Self.entrySignature || entryCount == 0
  }

  /// The last end record whose fields fit; a comment of up to 65535 bytes may follow it.
  private mutating func endRecord() -> Int? {
    var place = content.count - 22
    let near = max(0, content.count - Self.usualTail)
    while place >= near {
      if window.littleEndian32(at: place) == Self.endSignature { return place }
      place -= 1
    }
    let lowest = max(0, content.count - Self.endRecordReach)
    guard place >= lowest else { return nil }
    window = FileWindow(content, lowest..<content.count)
    while place >= lowest {
      if window.littleEndian32(at: place) == Self.endSignature { return place }
      place -= 1
    }
    return nil
  }

  /// Reads the zip64 end record where there is one; returns its place.
  private mutating func end64Record(before end: Int) throws(ZipError) -> Int? {
    guard window.littleEndian32(at: end - 20) == Self.locatorSignature else { return nil }
    guard let stated = window.littleEndian64(at: end - 12) else {
      throw .corrupt("the zip64 locator points outside the file")
    }
    // With prepended data the record is not where the locator says, but right before it.
    guard let place = [stated, end - 76].first(where: { isEnd64($0) }),
      let count = window.littleEndian64(at: place + 32),
      let size = window.littleEndian64(at: place + 40),
      let offset = window.littleEndian64(at: place + 48)
    else { throw .corrupt("the zip64 end record is damaged") }
    guard size <= content.count, offset <= content.count else {
      throw .truncated("the directory lies outside the file")
    }
    entryCount = count
    self.size = size
    self.offset = offset
    return place
  }

  private func isEnd64(_ place: Int) -> Bool {
    window.littleEndian32(at: place) == Self.end64Signature
  }

  private mutating func read(maxEntries: Int) throws(ZipError) -> [ZipEntry] {
    guard entryCount <= maxEntries else { throw .limit("members", maxEntries) }
    var entries: [ZipEntry] = []
    var place = offset + prepended
    guard place >= 0 else { throw .corrupt("the directory lies outside the file") }
    // The stated size is not to be trusted; what lies behind the window is read where it is needed.
    let start = min(place, content.count)
    if !window.holds(from: start) {
      window = FileWindow(content, start..<min(content.count, start + Self.directoryWindow))
    }
    while window.littleEndian32(at: place) == Self.entrySignature {
      guard entries.count < maxEntries else { throw .limit("members", maxEntries) }
      entries.append(try entry(at: &place))
    }
    // 65536 and more members are counted modulo 65536 by writers without zip64.
    guard entries.count & 0xFFFF == entryCount & 0xFFFF else {
      throw .corrupt("the directory lists \(entries.count) members and claims \(entryCount)")
    }
    return entries
  }

  private func entry(at place: inout Int) throws(ZipError) -> ZipEntry {
    let start = place
    guard start + 46 <= content.count, let flags = window.littleEndian16(at: start + 8),
      let method = window.littleEndian16(at: start + 10),
      let crc = window.littleEndian32(at: start + 16),
      let compressed = window.littleEndian32(at: start + 20),
      let uncompressed = window.littleEndian32(at: start + 24),
      let nameLength = window.littleEndian16(at: start + 28),
      let extraLength = window.littleEndian16(at: start + 30),
      let commentLength = window.littleEndian16(at: start + 32),
      let header = window.littleEndian32(at: start + 42)
    else { throw .truncated("the directory ends in the middle of a member") }
    let nameEnd = start + 46 + nameLength
    let extraEnd = nameEnd + extraLength
    place = extraEnd + commentLength
    guard place <= content.count else {
      throw .truncated("the directory ends in the middle of a member")
    }
    let rawName = window.bytes(start + 46..<nameEnd)
    var entry = ZipEntry(
      name: String(decoding: rawName, as: UTF8.self), rawName: rawName,
      unicodeName: unicodeName(nameEnd..<extraEnd, for: rawName), compressedSize: compressed,
      uncompressedSize: uncompressed, method: method, flags: flags,
      crc: UInt32(truncatingIfNeeded: crc), headerOffset: header)
    try readZip64(nameEnd..<extraEnd, into: &entry)
    let (moved, overflow) = entry.headerOffset.addingReportingOverflow(prepended)
    guard !overflow else { throw .corrupt("the offset of \(entry.name) is out of range") }
    entry.headerOffset = moved
    return entry
  }

  /// The extra field of a number: two bytes of number and two of size stand before each.
  private func extraField(_ id: Int, in extra: Range<Int>) -> Range<Int>? {
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      guard let found = window.littleEndian16(at: place),
        let size = window.littleEndian16(at: place + 2)
      else { return nil }
      if found == id { return place + 4..<min(place + 4 + size, extra.upperBound) }
      place += 4 + size
    }
    return nil
  }

  /// A version, the checksum of the name that it belongs to, then the name in UTF-8.
  ///
  /// A program that renames a member and does not know the field leaves a wrong checksum.
  private func unicodeName(_ extra: Range<Int>, for rawName: [UInt8]) -> String? {
    guard let field = extraField(0x7075, in: extra), field.count > 5,
      window.bytes(field.lowerBound..<field.lowerBound + 1) == [1],
      window.littleEndian32(at: field.lowerBound + 1) == Int(Deflate.checksum(rawName))
    else { return nil }
    return String(validating: window.bytes(field.lowerBound + 5..<field.upperBound), as: UTF8.self)
  }

  /// The zip64 extra field holds, in this order, exactly those numbers that did not fit.
  private func readZip64(_ extra: Range<Int>, into entry: inout ZipEntry) throws(ZipError) {
    guard let field = extraField(1, in: extra) else { return }
    var place = field.lowerBound
    let end = field.upperBound
    try widen(&entry.uncompressedSize, from: &place, end: end, name: entry.name)
    try widen(&entry.compressedSize, from: &place, end: end, name: entry.name)
    try widen(&entry.headerOffset, from: &place, end: end, name: entry.name)
  }

  private func widen(
    _ field: inout Int, from place: inout Int, end: Int, name: String
  ) throws(ZipError) {
    guard field == 0xFFFF_FFFF else { return }
    guard place + 8 <= end, let wide = window.littleEndian64(at: place) else {
      throw .corrupt("the sizes of \(name) are damaged")
    }
    field = wide
    place += 8
  }
}

/// A part of a file in memory, addressed by offsets in the file.
private struct FileWindow {
  private let start: Int
  private let held: [UInt8]
  private let content: FileContent

  init(_ content: FileContent, _ range: Range<Int>) {
    self.content = content
    start = range.lowerBound
    held = content.bytes(range)
  }

  /// True when everything from `offset` to the end of the file is at hand.
  func holds(from offset: Int) -> Bool {
    offset >= start && start + held.count == content.count
  }

  /// A copy of these bytes, wherever they are.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    let place = range.lowerBound - start
    guard place >= 0, place + range.count <= held.count else { return content.bytes(range) }
    return Array(held[place..<place + range.count])
  }

  /// The number at an offset of the file; nil outside the file.
  func littleEndian16(at offset: Int) -> Int? {
    guard offset >= 0, offset < content.count else { return nil }
    if let number = held.littleEndian16(at: offset - start) { return number }
    return content.bytes(offset..<min(content.count, offset + 2)).littleEndian16(at: 0)
  }

  func littleEndian32(at offset: Int) -> Int? {
    guard let low = littleEndian16(at: offset), offset <= Int.max - 2,
      let high = littleEndian16(at: offset + 2)
    else { return nil }
    return low | high << 16
  }

  func littleEndian64(at offset: Int) -> Int? {
    guard let low = littleEndian32(at: offset), offset <= Int.max - 4,
      let high = littleEndian32(at: offset + 4), high <= 0x7FFF_FFFF
    else { return nil }
    return low | high << 32
  }
}
