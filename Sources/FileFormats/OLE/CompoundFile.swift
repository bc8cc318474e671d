// SPDX-License-Identifier: Apache-2.0
// CompoundFile: opens the container of old Office files ([MS-CFB]) and finds its streams.

/// A stream's bytes.
package struct CompoundStream: Hashable, Sendable {
  package var bytes: [UInt8]
  /// False when the file holds fewer bytes than the directory promises.
  package var isComplete: Bool

  package init(bytes: [UInt8], isComplete: Bool) {
    self.bytes = bytes
    self.isComplete = isComplete
  }
}

/// A compound file: a small file system of storages and streams inside one file.
///
/// Nothing in it is trusted: chains are walked once around at most and never outside the file,
/// and no size that the file states is allocated.
package struct CompoundFile {
  private static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// Streams shorter than this lie in the mini stream; the header's own number is always this.
  private static let miniCutoff = 4096
  private static let miniSectorSize = 64

  private let sectors: SectorReader
  private let directory: CompoundDirectory

  /// True also for the first few bytes of a compound file, which no text begins with.
  package static func hasSignature(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: magic) || (!bytes.isEmpty && magic.starts(with: bytes))
  }

  /// Opens the container: header, allocation table and directory.
  package init(_ bytes: [UInt8]) throws(CompoundFileError) {
    sectors = try SectorReader(bytes)
    let (entries, ending) = sectors.read(from: sectors.firstDirectorySector, limit: bytes.count)
    directory = CompoundDirectory(entries, majorVersion: sectors.majorVersion)
    guard directory.root != nil else {
      if ending == .broken { throw .truncated("the directory is not in the file") }
      throw .corrupt("there is no directory")
    }
  }

  /// The names of the streams and storages under the root.
  package var names: [String] { directory.top.map(\.name) }

  /// The stream of this name under the root, or, if there is none, anywhere; nil if there is none.
  ///
  /// Names are compared without regard to case.
  package func stream(
    _ name: String, anywhere: Bool = false
  ) throws(CompoundFileError) -> CompoundStream? {
    let wanted = name.lowercased()
    let entry =
      directory.top.first { $0.kind == .stream && $0.name.lowercased() == wanted }
      ?? (anywhere
        ? directory.entries.first { $0.kind == .stream && $0.name.lowercased() == wanted } : nil)
    guard let entry else { return nil }
    // Some writers have no mini stream at all and put everything into whole sectors.
    let isMini = entry.size < Self.miniCutoff && directory.root?.size ?? 0 > 0
    let (bytes, ending) = isMini ? readMini(entry) : readLarge(entry)
    guard ending != .loop else { throw .corrupt("the sectors of \(name) form a loop") }
    return CompoundStream(bytes: bytes, isComplete: bytes.count == entry.size)
  }

  private func readLarge(_ entry: CompoundEntry) -> ([UInt8], SectorTable.Ending) {
    sectors.read(from: entry.start, limit: entry.size)
  }

  private func readMini(_ entry: CompoundEntry) -> ([UInt8], SectorTable.Ending) {
    guard let root = directory.root else { return ([], .broken) }
    let container = sectors.read(from: root.start, limit: root.size).bytes
    let count = (container.count + Self.miniSectorSize - 1) / Self.miniSectorSize
    var table = SectorTable()
    let entries = sectors.read(from: sectors.firstMiniTableSector, limit: count * 4).bytes
    table.append(entries[...], limit: count)
    let wanted = (entry.size + Self.miniSectorSize - 1) / Self.miniSectorSize
    let (chain, ending) = table.chain(from: entry.start, limit: wanted, count: count)
    var result: [UInt8] = []
    for sector in chain {
      let start = sector * Self.miniSectorSize
      result += container[start..<min(container.count, start + Self.miniSectorSize)]
    }
    if result.count > entry.size { result.removeLast(result.count - entry.size) }
    return (result, ending)
  }
}
