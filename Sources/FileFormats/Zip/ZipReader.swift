// SPDX-License-Identifier: Apache-2.0
// ZipReader: lists the members of an archive and opens them as streams.

/// An archive in memory or on disk.
///
/// Of a file on disk only the directory is read at once. Nothing is inflated before it is asked for, and nothing is allocated on the word of the file:
/// a stream grows only as data arrive, up to `Limits`.
package struct ZipReader: Sendable {
  /// What an archive may make the reader do; each exceeded limit is `ZipError.limit`.
  package struct Limits: Hashable, Sendable {
    /// Members in the directory.
    package var members = 100_000
    /// Inflated bytes of one member.
    package var partBytes = 3 << 30
    /// Inflated bytes of all members opened from one reader.
    package var totalBytes = 6 << 30
    /// Inflated per compressed byte; asked only of members above `ratioFloor`.
    ///
    /// Empty formatted sheets honestly reach a few hundred; deflate cannot exceed 1032.
    package var ratio = 600
    /// Members up to this size are never refused for their ratio.
    package var ratioFloor = 1 << 20

    package init() {}
  }

  package let entries: [ZipEntry]
  private let content: FileContent
  private let limits: Limits
  private let engine: InflateEngine
  private let budget: InflateBudget
  private let indexByKey: [String: Int]
  /// Names that more than one member has.
  private let ambiguous: Set<String>
  /// Members whose data share bytes with another one; opening one is an error.
  private let overlapping: Set<Int>

  package init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZipError) {
    try self.init(FileContent(bytes: bytes), limits: limits)
  }

  package init(
    _ content: FileContent, limits: Limits = Limits(), engine: InflateEngine = .fastest
  ) throws(ZipError) {
    self.content = content
    self.limits = limits
    self.engine = engine
    budget = InflateBudget(total: limits.totalBytes)
    entries = try ZipDirectory.entries(of: content, maxEntries: limits.members)
    var index: [String: Int] = [:]
    index.reserveCapacity(entries.count)
    var ambiguous: Set<String> = []
    for (number, entry) in entries.enumerated() where !entry.isDirectory {
      let key = Self.key(entry.name)
      if index.updateValue(number, forKey: key) != nil { ambiguous.insert(key) }
    }
    indexByKey = index
    self.ambiguous = ambiguous
    overlapping = Self.findOverlaps(entries)
  }

  /// The form in which names are compared: forward slashes, no leading slash, lowercase ASCII.
  package static func key(_ name: String) -> String {
    var name = name
    let isKey = name.withUTF8 { bytes in
      var last = UInt8(ascii: "/")
      for byte in bytes {
        guard byte != UInt8(ascii: "\\"), byte &- UInt8(ascii: "A") >= 26,
          byte != UInt8(ascii: "/") || last != byte
        else { return false }
        last = byte
      }
      return true
    }
    if isKey { return name }
    var key: [UInt8] = []
    key.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "/"):
        if !key.isEmpty, key.last != UInt8(ascii: "/") { key.append(UInt8(ascii: "/")) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
      default: key.append(byte)
      }
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// True when the archive has a member whose name contains `text`, which is in lowercase.
  package func hasName(containing text: String) -> Bool {
    let pattern = Array(text.utf8)
    return entries.contains { entry in
      let name = entry.rawName
      guard name.count >= pattern.count else { return false }
      return (0...name.count - pattern.count).contains { start in
        pattern.indices.allSatisfy { name[start + $0] | 0x20 == pattern[$0] | 0x20 }
      }
    }
  }

  package func contains(_ name: String) -> Bool { indexByKey[Self.key(name)] != nil }

  /// Opens a member by name, ignoring case and the kind of slash.
  ///
  /// Two members of the same name are an error: which one counts would depend on the reader.
  package func open(_ name: String) throws(ZipError) -> InflateStream {
    try open(find(name))
  }

  private func find(_ name: String) throws(ZipError) -> Int {
    let key = Self.key(name)
    guard let number = indexByKey[key] else { throw .missing(name) }
    guard !ambiguous.contains(key) else {
      throw .corrupt("\(name) is in the archive more than once")
    }
    try check(number)
    return number
  }

  /// Refuses what cannot be read or must not be.
  private func check(_ index: Int) throws(ZipError) {
    let entry = entries[index]
    guard entry.flags & 1 == 0 else { throw .encrypted(entry.name) }
    guard entry.method == 0 || entry.method == 8 else {
      throw .unsupportedMethod(entry.name, entry.method)
    }
    guard !overlapping.contains(index) else {
      throw .corrupt("the data of \(entry.name) overlap another member")
    }
  }

  /// Opens the member at `index` of `entries`; `maxBytes` is a limit of its own, below the reader's.
  package func open(_ index: Int, maxBytes: Int = .max) throws(ZipError) -> InflateStream {
    guard entries.indices.contains(index) else { throw .missing("member \(index)") }
    try check(index)
    let entry = entries[index]
    let range = try dataRange(of: entry)
    let inflateLimits = InflateLimits(
      partBytes: min(maxBytes, limits.partBytes), ratio: limits.ratio, ratioFloor: limits.ratioFloor
    )
    return try InflateStream(
      content: content, entry: entry, range: range, limits: inflateLimits, budget: budget,
      engine: engine)
  }

  /// A small member as it lies in the archive; nil for larger ones.
  ///
  /// Fails where opening it would fail.
  func packed(_ name: String) throws(ZipError) -> PackedPart? {
    let entry = entries[try find(name)]
    guard entry.compressedSize <= PackedPart.largest else { return nil }
    return PackedPart(
      name: Self.key(name), method: entry.method, crc: entry.crc,
      bytes: content.bytes(try dataRange(of: entry)))
  }

  /// A member as it lies in the archive, to be copied into another one.
  ///
  /// Fails where opening it would fail. Its data are not looked at.
  package func member(at index: Int) throws(ZipError) -> PackedMember {
    guard entries.indices.contains(index) else { throw .missing("member \(index)") }
    try check(index)
    let entry = entries[index]
    return PackedMember(entry: entry, bytes: content.bytes(try dataRange(of: entry)))
  }

  /// True when every member has a name of its own.
  package var hasUniqueNames: Bool { ambiguous.isEmpty }

  /// A member's whole content, of no more than `maxBytes`.
  package func contents(of name: String, maxBytes: Int) throws(ZipError) -> [UInt8] {
    try contents(of: open(find(name), maxBytes: maxBytes))
  }

  /// A member's whole content; for small parts.
  package func contents(of name: String) throws(ZipError) -> [UInt8] {
    try contents(of: open(name))
  }

  /// The whole content of the member at `index` of `entries`.
  package func contents(at index: Int, maxBytes: Int = .max) throws(ZipError) -> [UInt8] {
    try contents(of: open(index, maxBytes: maxBytes))
  }

  private func contents(of stream: InflateStream) throws(ZipError) -> [UInt8] {
    var all: [UInt8] = []
    while try stream.next(appendingTo: &all) {}
    return all
  }

  private func dataRange(of entry: ZipEntry) throws(ZipError) -> Range<Int> {
    let header = entry.headerOffset
    guard header >= 0, header <= content.count - 30 else {
      throw .truncated("\(entry.name) lies outside the file")
    }
    let fields = content.bytes(header..<header + 30)
    guard fields.littleEndian32(at: 0) == 0x0403_4b50,
      let nameLength = fields.littleEndian16(at: 26),
      let extraLength = fields.littleEndian16(at: 28)
    else { throw .corrupt("\(entry.name) has no local header") }
    let start = header + 30 + nameLength + extraLength
    guard start <= content.count, entry.compressedSize <= content.count - start else {
      throw .truncated("the data of \(entry.name) run past the end of the file")
    }
    return start..<start + entry.compressedSize
  }

  /// Compares each member with the one that starts before it, by the least room each needs.
  private static func findOverlaps(_ entries: [ZipEntry]) -> Set<Int> {
    let order = entries.indices.sorted { entries[$0].headerOffset < entries[$1].headerOffset }
    var overlaps: Set<Int> = []
    var furthest = Int.min
    var furthestIndex = -1
    for index in order {
      let entry = entries[index]
      if entry.headerOffset < furthest {
        overlaps.insert(index)
        if furthestIndex >= 0 { overlaps.insert(furthestIndex) }
      }
      let (room, overflow) = entry.compressedSize.addingReportingOverflow(30)
      let (end, overflow2) = entry.headerOffset.addingReportingOverflow(overflow ? 0 : room)
      if overflow || overflow2 || end > furthest {
        furthest = overflow || overflow2 ? Int.max : end
        furthestIndex = index
      }
    }
    return overlaps
  }
}
