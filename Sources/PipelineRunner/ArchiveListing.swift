// SPDX-License-Identifier: Apache-2.0
// ArchiveListing: the input files that an archive of submissions stands for.

package import Ingest

/// How much an archive may make the run do, all archives inside it included.
package struct ArchiveLimits: Sendable {
  /// Bytes of one member, as long as the largest file that is read.
  package var memberBytes: Int
  /// Bytes of all members together.
  package var totalBytes: Int
  /// Bytes of the archives inside, which are held in memory during the run.
  package var nestedBytes: Int
  /// Files.
  package var files: Int
  /// Archives inside each other that are opened.
  package var depth: Int
  /// What the reader of an archive itself is held to.
  package var reading: IngestLimits

  package init(_ limits: IngestLimits = .default) {
    memberBytes = limits.fileBytes
    totalBytes = limits.archiveBytes
    nestedBytes = limits.nestedArchiveBytes
    files = limits.archiveFiles
    depth = limits.archiveDepth
    reading = limits
  }
}

/// Lists an archive's members, and those of the archives inside it, as deep as the limit allows.
///
/// Sizes are counted as the directory states them, in its order: a member that does not fit any
/// more is listed with the reason and not read. As no member gives more than its stated size, the
/// limits hold, and which member exceeds them does not depend on which one is read first.
package struct ArchiveListing {
  package private(set) var files: [InputFile] = []
  package private(set) var skipped: [String] = []
  private let limits: ArchiveLimits
  private var room: Int
  private var nestedRoom: Int

  /// Empty when the archive has no members to read.
  package init(_ archive: InputArchive, path: String, limits: ArchiveLimits) {
    self.limits = limits
    room = limits.totalBytes
    nestedRoom = limits.nestedBytes
    add(archive, as: path, depth: 0)
  }

  private mutating func add(_ archive: InputArchive, as path: String, depth: Int) {
    let members = archive.members()
    guard members.count <= limits.files - files.count - skipped.count else {
      files.append(
        InputFile(path: path, content: .unreadable(.over(.archiveFiles, limits.files))))
      return
    }
    for member in members {
      let whole = path + "/" + member.path
      let parts = member.path.split(separator: "/")
      guard let last = parts.last, !InputDiscovery.isLeftBehind(last),
        !parts.contains("__MACOSX")
      else {
        skipped.append(whole)
        continue
      }
      if let failure = claim(member.size) {
        files.append(InputFile(path: whole, content: .unreadable(failure)))
      } else if !last.lowercased().hasSuffix(".zip")
        || !addNested(archive, member, as: whole, depth: depth + 1)
      {
        files.append(
          InputFile(path: whole, content: .member(archive, index: member.index)))
      }
    }
  }

  private mutating func claim(_ size: Int) -> InputFailure? {
    guard size <= limits.memberBytes else { return .over(.fileBytes, limits.memberBytes) }
    guard size <= room else { return .over(.archiveBytes, limits.totalBytes) }
    room -= size
    return nil
  }

  /// False when the member is no archive of submissions: it is then read, and judged, as it is.
  private mutating func addNested(
    _ archive: InputArchive, _ member: InputArchive.Member, as path: String, depth: Int
  ) -> Bool {
    guard member.size <= nestedRoom else {
      files.append(
        InputFile(path: path, content: .unreadable(.over(.nestedArchiveBytes, limits.nestedBytes))))
      return true
    }
    nestedRoom -= member.size
    guard let bytes = try? archive.contents(ofMember: member.index),
      let nested = try? InputArchive(bytes, limits: limits.reading), !nested.members().isEmpty
    else { return false }
    guard depth <= limits.depth else {
      files.append(InputFile(path: path, content: .unreadable(.nestedTooDeep(limits.depth))))
      return true
    }
    add(nested, as: path, depth: depth)
    return true
  }
}
