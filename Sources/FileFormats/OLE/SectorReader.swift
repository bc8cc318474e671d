// SPDX-License-Identifier: Apache-2.0
// SectorReader: the header and the allocation table of a compound file, and its chains as bytes.

/// The sectors of a compound file.
struct SectorReader {
  private let bytes: [UInt8]
  let sectorSize: Int
  /// Sectors behind the header, the last of which may be cut short.
  let sectorCount: Int
  let majorVersion: Int
  let firstDirectorySector: UInt32
  let firstMiniTableSector: UInt32
  private(set) var table = SectorTable()

  /// Reads the header and the allocation table; sizes that the file states bound nothing here.
  init(_ bytes: [UInt8]) throws(CompoundFileError) {
    guard bytes.count >= 512 else { throw .truncated("the header is cut short") }
    self.bytes = bytes
    majorVersion = bytes.littleEndian16(at: 26) ?? 0
    let shift = bytes.littleEndian16(at: 30) ?? 0
    guard (7...12).contains(shift), bytes.littleEndian16(at: 32) == 6 else {
      throw .corrupt("sectors of 2^\(shift) bytes are not known")
    }
    sectorSize = 1 << shift
    let behindHeader = max(0, bytes.count - max(512, sectorSize))
    sectorCount = (behindHeader + sectorSize - 1) / sectorSize
    firstDirectorySector = Self.sector(bytes, at: 48)
    firstMiniTableSector = Self.sector(bytes, at: 60)
    loadTable()
  }

  private static func sector(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.littleEndian32(at: offset) ?? 0xFFFF_FFFF)
  }

  /// The bytes of a sector; fewer than a sector's at the end of the file.
  private func slice(_ sector: Int) -> ArraySlice<UInt8> {
    let start = min(bytes.count, max(512, sectorSize) + sector * sectorSize)
    return bytes[start..<min(bytes.count, start + sectorSize)]
  }

  /// Collects the table from the sectors that the header and its continuation list.
  ///
  /// A table needs no more entries than there are sectors, however many the file lists.
  private mutating func loadTable() {
    for index in 0..<109 where table.next.count < sectorCount {
      appendTable(Self.sector(bytes, at: 76 + index * 4))
    }
    var list = Self.sector(bytes, at: 68)
    var visited: Set<UInt32> = []
    while table.next.count < sectorCount, list < sectorCount, visited.insert(list).inserted {
      let entries = Array(slice(Int(list)))
      for place in stride(from: 0, to: sectorSize - 4, by: 4)
      where table.next.count < sectorCount {
        appendTable(Self.sector(entries, at: place))
      }
      list = Self.sector(entries, at: sectorSize - 4)
    }
  }

  private mutating func appendTable(_ sector: UInt32) {
    guard sector < sectorCount else { return }
    table.append(slice(Int(sector)), limit: sectorCount)
  }

  /// The bytes of a chain, at most `limit` of them, and how the chain ended.
  func read(from start: UInt32, limit: Int) -> (bytes: [UInt8], ending: SectorTable.Ending) {
    let wanted = min(sectorCount, limit / sectorSize + (limit % sectorSize == 0 ? 0 : 1))
    let (sectors, ending) = table.chain(from: start, limit: wanted, count: sectorCount)
    var result: [UInt8] = []
    result.reserveCapacity(sectors.count * sectorSize)
    for sector in sectors { result += slice(sector) }
    if result.count > limit { result.removeLast(result.count - limit) }
    return (result, ending)
  }
}
