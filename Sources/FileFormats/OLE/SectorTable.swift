// SPDX-License-Identifier: Apache-2.0
// SectorTable: which sector follows which in a compound file.

/// An allocation table ([MS-CFB] 2.3, 2.4) and the way along its chains.
struct SectorTable {
  /// The highest number that names a sector; those above are marks.
  static let lastSector: UInt32 = 0xFFFF_FFFA
  /// Ends a chain.
  static let endOfChain: UInt32 = 0xFFFF_FFFE

  /// How a chain ended.
  enum Ending: Hashable {
    /// By its own mark, or because no more was wanted.
    case complete
    /// At a sector that lies outside the table or is marked as free.
    case broken
    /// At a sector that was there before.
    case loop
  }

  private(set) var next: [UInt32] = []

  /// Appends the entries in a sector's bytes, at most until there are `limit`.
  mutating func append(_ bytes: ArraySlice<UInt8>, limit: Int) {
    var place = bytes.startIndex
    while place + 4 <= bytes.endIndex, next.count < limit {
      next.append(SectorTable.number(bytes, place))
      place += 4
    }
  }

  /// The sectors from `start` on, in order, at most `limit` of them.
  ///
  /// `count` is how many sectors there are; no chain leads outside them, none is walked twice.
  func chain(from start: UInt32, limit: Int, count: Int) -> (sectors: [Int], ending: Ending) {
    var sectors: [Int] = []
    var visited = [Bool](repeating: false, count: count)
    var sector = start
    while sectors.count < limit, sector != Self.endOfChain {
      guard sector <= Self.lastSector, sector < count else { return (sectors, .broken) }
      guard !visited[Int(sector)] else { return (sectors, .loop) }
      visited[Int(sector)] = true
      sectors.append(Int(sector))
      guard sector < next.count else {
        return (sectors, sectors.count < limit ? .broken : .complete)
      }
      sector = next[Int(sector)]
    }
    return (sectors, .complete)
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ place: Int) -> UInt32 {
    UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
      | UInt32(bytes[place + 3]) << 24
  }
}
