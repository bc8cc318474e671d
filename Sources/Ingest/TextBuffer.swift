// SPDX-License-Identifier: Apache-2.0
// TextBuffer: texts taken out of scanned bytes, on their way into an arena.

import DataModel

/// Collects texts one behind the other; not copyable, because it owns its memory.
///
/// Scanners copy a text while they look for its end, so that no byte is touched twice.
struct TextBuffer: ~Copyable {
  private(set) var byteCount = 0
  private var ends: [UInt32] = []
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 0

  init() { bytes = .allocate(capacity: 1) }

  deinit { bytes.deallocate() }

  /// The number of texts.
  var count: Int { ends.count }

  /// Makes room for so many bytes and for what a copy of eight at a time writes beyond them.
  mutating func reserve(_ more: Int) {
    let needed = byteCount + more + 16
    guard needed > capacity else { return }
    capacity = max(needed, capacity + capacity / 2, 1024)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    moved.update(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = moved
  }

  /// Copies the text up to the next `<` behind the last text, without keeping it yet.
  ///
  /// Returns its length, or nil where the text has to be decoded or is no UTF-8; `place` then
  /// means nothing. Room for all bytes up to the end of the scanned ones must have been reserved,
  /// and eight bytes must lie behind the `<`.
  @inline(__always)
  mutating func copyPlain(_ place: inout Bytes.Cursor) -> Int? {
    let target = UnsafeMutableRawPointer(bytes + byteCount)
    let start = place
    var highBits: UInt64 = 0
    while true {
      let word = Bytes.eight(place)
      target.storeBytes(of: word.littleEndian, toByteOffset: place - start, as: UInt64.self)
      highBits |= word
      let marks = Bytes.marks(word)
      guard marks != 0 else {
        place += 8
        continue
      }
      place += marks.trailingZeroBitCount >> 3
      let byte = place[0]
      if byte == UInt8(ascii: "<") { break }
      let isText =
        byte == 0x0A || byte == 0x09
        || (byte == UInt8(ascii: "_") && place[1] != UInt8(ascii: "x"))
      guard isText else { return nil }
      place += 1
    }
    let count = place - start
    guard highBits & 0x8080_8080_8080_8080 == 0 || Bytes.isUTF8(bytes + byteCount, count) else {
      return nil
    }
    return count
  }

  /// Keeps the text of so many bytes that was copied last; returns its number.
  @inline(__always)
  mutating func keep(_ length: Int) -> UInt64 {
    byteCount &+= length
    ends.append(UInt32(truncatingIfNeeded: byteCount))
    return UInt64(ends.count &- 1)
  }

  /// Copies and keeps a text that is UTF-8.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    reserve(text.count)
    if let source = text.baseAddress {
      (bytes + byteCount).update(from: source, count: text.count)
    }
    return keep(text.count)
  }

  /// The texts as an arena; the buffer is empty afterwards and keeps its room.
  mutating func take() -> TextArena {
    guard !ends.isEmpty else { return TextArena() }
    let arena = TextArena(
      bytes: Array(UnsafeBufferPointer(start: bytes, count: byteCount)),
      ends: ends.withUnsafeBufferPointer { Array($0) })
    byteCount = 0
    ends.removeAll(keepingCapacity: true)
    return arena
  }
}
