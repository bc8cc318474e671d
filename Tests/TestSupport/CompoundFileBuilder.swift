// SPDX-License-Identifier: Apache-2.0
// CompoundFileBuilder: makes small compound files in memory, as old Office files are.

/// Builds the bytes of a compound file ([MS-CFB]) out of named streams.
///
/// Streams below 4096 bytes go to the mini stream, as they must.
package struct CompoundFileBuilder {
  private static let free = 0xFFFF_FFFF
  private static let end = 0xFFFF_FFFE
  private static let table = 0xFFFF_FFFD

  private struct Item {
    var name: String
    var bytes: [UInt8]
    /// The storage that the stream lies in; nil under the root.
    var storage: String?
  }

  private let isWide: Bool
  private let sectorSize: Int
  private var items: [Item] = []
  private var sectors: [UInt8] = []
  private var next: [Int] = []

  /// Files of version 4 have sectors of 4096 bytes, those of version 3 of 512.
  package init(majorVersion: Int = 3) {
    isWide = majorVersion == 4
    sectorSize = isWide ? 4096 : 512
  }

  /// Adds a stream under the root or in a storage there.
  package mutating func add(_ name: String, _ bytes: [UInt8], in storage: String? = nil) {
    items.append(Item(name: name, bytes: bytes, storage: storage))
  }

  /// The file.
  package func bytes() -> [UInt8] {
    var copy = self
    return copy.build()
  }

  private mutating func build() -> [UInt8] {
    var mini: [UInt8] = []
    var miniNext: [Int] = []
    var starts: [Int] = []
    for item in items {
      guard item.bytes.count < 4096 else {
        starts.append(append(item.bytes))
        continue
      }
      starts.append(item.bytes.isEmpty ? Self.end : miniNext.count)
      mini += item.bytes
      mini += [UInt8](repeating: 0, count: (64 - mini.count % 64) % 64)
      while miniNext.count < mini.count / 64 { miniNext.append(miniNext.count + 1) }
      if !item.bytes.isEmpty { miniNext[miniNext.count - 1] = Self.end }
    }
    let miniStart = append(mini)
    let miniTable = append(miniNext.flatMap(Self.number))
    let directory = append(directory(starts, root: (miniStart, mini.count)))
    let (tables, lists) = appendTables()
    return header(directory, miniTable, tables, lists) + sectors
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Appends bytes in whole sectors, one after the other; gives the first of them.
  private mutating func append(_ bytes: [UInt8]) -> Int {
    guard !bytes.isEmpty else { return Self.end }
    let start = next.count
    sectors += bytes
    sectors += [UInt8](
      repeating: 0, count: (sectorSize - sectors.count % sectorSize) % sectorSize)
    while next.count < sectors.count / sectorSize { next.append(next.count + 1) }
    next[next.count - 1] = Self.end
    return start
  }

  private func directory(_ starts: [Int], root: (start: Int, size: Int)) -> [UInt8] {
    var entries: [[UInt8]] = []
    let storages = Array(Set(items.compactMap(\.storage))).sorted()
    let count = 1 + items.count + storages.count
    // All siblings hang to the right of one another, which readers must accept.
    let top =
      items.indices.filter { items[$0].storage == nil }.map { $0 + 1 }
      + storages.indices.map { $0 + 1 + items.count }
    let following = { (index: Int, list: [Int]) -> Int in
      list.firstIndex(of: index).flatMap { $0 + 1 < list.count ? list[$0 + 1] : nil } ?? Self.free
    }
    entries.append(
      entry("Root Entry", 5, right: Self.free, child: top.first ?? Self.free, root.start, root.size)
    )
    for (index, item) in items.enumerated() {
      let siblings =
        item.storage == nil
        ? top : items.indices.filter { items[$0].storage == item.storage }.map { $0 + 1 }
      entries.append(
        entry(
          item.name, 2, right: following(index + 1, siblings), child: Self.free, starts[index],
          item.bytes.count))
    }
    for (index, storage) in storages.enumerated() {
      let child = items.firstIndex { $0.storage == storage }.map { $0 + 1 } ?? Self.free
      entries.append(
        entry(storage, 1, right: following(index + 1 + items.count, top), child: child, 0, 0))
    }
    return entries.prefix(count).flatMap(\.self)
  }

  private func entry(
    _ name: String, _ kind: UInt8, right: Int, child: Int, _ start: Int, _ size: Int
  ) -> [UInt8] {
    let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var entry = units + [UInt8](repeating: 0, count: 64 - units.count)
    entry += [UInt8(units.count + 2), 0, kind, 1]
    entry += Self.number(Self.free) + Self.number(right) + Self.number(child)
    entry += [UInt8](repeating: 0, count: 36)
    entry += Self.number(start) + Self.number(size) + Self.number(0)
    return entry
  }

  /// Appends the allocation table, and the list of its sectors that the header has no room for.
  private mutating func appendTables() -> (tables: [Int], lists: [Int]) {
    let perSector = sectorSize / 4
    var tableCount = 0
    var listCount = 0
    while tableCount * perSector < next.count + tableCount + listCount {
      tableCount += 1
      listCount = (max(0, tableCount - 109) + perSector - 2) / (perSector - 1)
    }
    let tables = Array(next.count..<next.count + tableCount)
    let lists = Array(next.count + tableCount..<next.count + tableCount + listCount)
    next += tables.map { _ in Self.table } + lists.map { _ in Self.table - 1 }
    next += [Int](repeating: Self.free, count: tableCount * perSector - next.count)
    sectors += next.flatMap(Self.number)
    for (index, _) in lists.enumerated() {
      let listed = tables.dropFirst(109 + index * (perSector - 1)).prefix(perSector - 1)
      let padding = [Int](repeating: Self.free, count: perSector - 1 - listed.count)
      let following = index + 1 < lists.count ? lists[index + 1] : Self.end
      sectors += (listed + padding + [following]).flatMap(Self.number)
    }
    return (tables, lists)
  }

  private func header(
    _ directory: Int, _ miniTable: Int, _ tables: [Int], _ lists: [Int]
  ) -> [UInt8] {
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16)
    header += [0x3E, 0, isWide ? 4 : 3, 0, 0xFE, 0xFF, isWide ? 12 : 9, 0, 6, 0]
    header += [UInt8](repeating: 0, count: 10)
    header += Self.number(tables.count) + Self.number(directory) + Self.number(0)
    header += Self.number(4096) + Self.number(miniTable) + Self.number(1)
    header += Self.number(lists.first ?? Self.end) + Self.number(lists.count)
    let listed = tables.prefix(109)
    header += (listed + [Int](repeating: Self.free, count: 109 - listed.count)).flatMap(
      Self.number)
    return header + [UInt8](repeating: 0, count: sectorSize - header.count)
  }
}
