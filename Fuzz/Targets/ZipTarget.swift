// SPDX-License-Identifier: Apache-2.0
// ZipTarget: archives, their members, and archives inside them.

import FileFormats
import Ingest

extension FuzzTarget {
  static let zip = FuzzTarget(name: "zip", dictionary: "zip") { bytes in
    ZipListing.check(bytes, depth: 0)
  }
}

private enum ZipListing {
  private static let mostBytes = 64 << 10

  /// Reads all members, and those of the archives among them as the pipeline does.
  static func check(_ bytes: [UInt8], depth: Int) {
    let limits = IngestLimits.low.zip
    guard let archive = try? ZipReader(bytes, limits: limits) else { return }
    claim(archive.entries.count <= limits.members, "no more members than allowed")
    var total = 0
    var members: [String: [UInt8]] = [:]
    for (index, entry) in archive.entries.enumerated() {
      guard let content = try? archive.contents(at: index, maxBytes: mostBytes) else { continue }
      claim(content.count <= mostBytes, "a member is no larger than allowed")
      total += content.count
      claim(total <= limits.totalBytes, "all members are no larger than allowed")
      if depth == 0, content.starts(with: [0x50, 0x4B]) { check(content, depth: 1) }
      if !entry.isDirectory { members[entry.name] = content }
    }
    if total <= mostBytes { rewrite(members) }
  }

  /// What is written can be read again.
  private static func rewrite(_ members: [String: [UInt8]]) {
    var writer = ZipWriter()
    let names = members.keys.sorted()
    for name in names { writer.add(name, members[name] ?? [], isStored: name.utf8.count % 2 == 0) }
    guard let bytes = writer.finish() else { return }
    guard let archive = try? ZipReader(bytes) else {
      return claim(false, "an archive of ours can be read")
    }
    claim(archive.entries.map(\.name) == names, "an archive of ours has its names")
    for (index, name) in names.enumerated() {
      let content = try? archive.contents(at: index)
      claim(content == members[name], "an archive of ours has its contents")
    }
  }
}
