// SPDX-License-Identifier: Apache-2.0
// TextTable: many texts as one run of UTF-8 bytes, a String only when asked for.

/// Texts one behind the other in one array of bytes.
///
/// A `String` each costs an allocation and 16 bytes beside it; here a text costs its bytes and four
/// more. The bytes are valid UTF-8: whoever appends has checked them.
package struct TextArena: Hashable, Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Where each text ends; the first begins at 0.
  package private(set) var ends: [UInt32] = []
  /// Beyond this many bytes nothing more may be appended.
  package static let capacity = Int(UInt32.max) - (64 << 20)

  package init() {}

  /// Takes texts that lie behind each other in `bytes` and end at `ends`, in ascending order.
  package init(bytes: [UInt8], ends: [UInt32]) {
    self.bytes = bytes
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// Appends a text that is UTF-8; the arena must have room (see `capacity`).
  package mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }

  package mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }

  /// Where the bytes of a text lie.
  package func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  package subscript(index: Int) -> String {
    let range = range(of: index)
    return bytes.withUnsafeBufferPointer { all in
      String(decoding: UnsafeBufferPointer(rebasing: all[range]), as: UTF8.self)
    }
  }

  /// Empties the arena and keeps its room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

/// The shared texts of a workbook; in pieces, so that growing never needs twice the room.
package struct TextTable: Sendable {
  private static let shift = 12
  private static let mask = 1 << shift - 1

  private var arenas: [TextArena] = []
  private var open = TextArena()
  /// The numbers of the texts that are empty: few or none, but cells that refer to them are blank.
  package private(set) var empty: Set<Int> = []
  package private(set) var byteCount = 0

  package init() {}

  package init(_ texts: some Sequence<String>) {
    for text in texts {
      var text = text
      text.withUTF8 { append($0) }
    }
  }

  package var count: Int { arenas.count << Self.shift + open.count }

  /// Appends a text that is UTF-8.
  package mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if text.isEmpty { empty.insert(count) }
    byteCount += text.count
    open.append(text)
    guard open.count > Self.mask else { return }
    // A copy has no spare room.
    arenas.append(open.compact())
    open.removeAll()
  }

  package subscript(index: Int) -> String {
    let slot = index >> Self.shift
    return slot < arenas.count ? arenas[slot][index & Self.mask] : open[index & Self.mask]
  }

  /// The number of bytes of a text.
  package func length(of index: Int) -> Int {
    let slot = index >> Self.shift
    return (slot < arenas.count ? arenas[slot] : open).range(of: index & Self.mask).count
  }

  /// Appends the bytes of a text to `target`.
  package func append(_ index: Int, to target: inout [UInt8]) {
    let slot = index >> Self.shift
    if slot < arenas.count {
      target += arenas[slot].bytes[arenas[slot].range(of: index & Self.mask)]
    } else {
      target += open.bytes[open.range(of: index & Self.mask)]
    }
  }
}

extension TextArena {
  /// The same texts without spare room.
  fileprivate func compact() -> TextArena {
    var copy = self
    copy.bytes = bytes.withUnsafeBufferPointer { Array($0) }
    copy.ends = ends.withUnsafeBufferPointer { Array($0) }
    return copy
  }
}
