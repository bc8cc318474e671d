// SPDX-License-Identifier: Apache-2.0
// CompoundDirectory: the names in a compound file and where their streams begin.

/// One stream or storage ([MS-CFB] 2.6.1).
struct CompoundEntry {
  enum Kind: UInt8 {
    case unused = 0
    case storage = 1
    case stream = 2
    case root = 5
  }

  var name: String
  var kind: Kind
  var left: UInt32
  var right: UInt32
  var child: UInt32
  var start: UInt32
  var size: Int

  /// The entry in the 128 bytes at `place`.
  ///
  /// Version 3 has sizes of 32 bits; what stands above them there may be anything.
  init(_ bytes: [UInt8], at place: Int, majorVersion: Int) {
    let number = { (offset: Int) -> UInt32 in
      UInt32(truncatingIfNeeded: bytes.littleEndian32(at: place + offset) ?? 0xFFFF_FFFF)
    }
    let length = min(64, bytes.littleEndian16(at: place + 64) ?? 0)
    var units: [UInt16] = []
    for offset in stride(from: 0, to: length - 1, by: 2) {
      let unit = UInt16(truncatingIfNeeded: bytes.littleEndian16(at: place + offset) ?? 0)
      guard unit != 0 else { break }
      units.append(unit)
    }
    name = String(decoding: units, as: UTF16.self)
    kind = Kind(rawValue: bytes[place + 66]) ?? .unused
    left = number(68)
    right = number(72)
    child = number(76)
    start = number(116)
    let wide = majorVersion >= 4 ? bytes.littleEndian64(at: place + 120) : nil
    size = wide ?? Int(number(120))
  }
}

/// All entries, and those that lie directly under the root.
struct CompoundDirectory {
  private(set) var entries: [CompoundEntry] = []
  /// Streams and storages that lie under the root, not those inside other storages.
  private(set) var top: [CompoundEntry] = []

  /// Reads the directory's bytes; whatever is behind the last whole entry is left out.
  init(_ bytes: [UInt8], majorVersion: Int) {
    for place in stride(from: 0, through: bytes.count - 128, by: 128) {
      entries.append(CompoundEntry(bytes, at: place, majorVersion: majorVersion))
    }
    collectTop()
  }

  /// The root; by rule the first entry.
  var root: CompoundEntry? {
    entries.first { $0.kind == .root } ?? entries.first
  }

  /// Walks the tree of siblings under the root, each entry once.
  private mutating func collectTop() {
    var visited: Set<UInt32> = []
    var open = [root?.child ?? 0xFFFF_FFFF]
    while let index = open.popLast() {
      guard index < entries.count, visited.insert(index).inserted else { continue }
      let entry = entries[Int(index)]
      if entry.kind == .stream || entry.kind == .storage { top.append(entry) }
      open.append(entry.right)
      open.append(entry.left)
    }
  }
}
