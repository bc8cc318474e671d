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

  package init() {}

  /// Texts that lie in `bytes`, which are UTF-8, up to these ends.
  package init(bytes: [UInt8], ends: [UInt32]) {
    self.bytes = bytes
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// Where the bytes of a text lie.
  package func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The bytes of a text, which are UTF-8.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

  package subscript(index: Int) -> String {
    let range = range(of: index)
    return bytes.withUnsafeBufferPointer { all in
      String(decoding: UnsafeBufferPointer(rebasing: all[range]), as: UTF8.self)
    }
  }
}

/// The shared texts of a workbook, by number; in arenas of one size, so that growing never needs
/// twice the room.
package struct TextTable: Sendable {
  /// Texts in each arena but the last.
  package static let arenaSize = 1 << shift
  private static let shift = 12

  private var arenas: [TextArena] = []
  /// The numbers of the texts that are empty: few or none, but cells that refer to them are blank.
  package private(set) var empty: Set<Int> = []
  package private(set) var count = 0

  package init() {}

  /// Appends an arena; only the last one may have fewer than `arenaSize` texts.
  package mutating func append(_ arena: TextArena) {
    for index in 0..<arena.count where arena.range(of: index).isEmpty {
      empty.insert(count + index)
    }
    arenas.append(arena)
    count += arena.count
  }

  package subscript(index: Int) -> String {
    arenas[index >> Self.shift][index & (Self.arenaSize - 1)]
  }

  /// The number of bytes of a text.
  package func length(of index: Int) -> Int {
    arenas[index >> Self.shift].range(of: index & (Self.arenaSize - 1)).count
  }

  /// The bytes of a text, which are UTF-8.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    arenas[index >> Self.shift].utf8(index & (Self.arenaSize - 1))
  }
}
