// SPDX-License-Identifier: Apache-2.0
// OutputPlace: the output is written beside its place and put there in one step.

import CRename
import Export
import Foundation

/// Holds the output folder of one run: a lock against a second run, a temporary sibling to write to,
/// and the exchange at the end.
///
/// Until `publish()` the previous output is untouched, whatever happens to the program: the sibling
/// of a killed run is removed by the next one. Not used after `publish()` or `discard()`.
package struct OutputPlace {
  /// What is written to a place: only an earlier output of the same kind is replaced.
  package enum Kind: Sendable {
    case run
    case templates
  }

  /// The place the user named.
  package let path: String
  /// Where the run writes.
  package let temporaryPath: String
  private let lock: Int32
  private let lockPath: String

  /// Takes the lock and makes an empty temporary sibling.
  ///
  /// Fails with `.outputIsHeld` while another run holds the place, and with `.cannotWrite` when the
  /// place cannot be written or holds files that no run of this program put there.
  package init(claiming path: String, for kind: Kind = .run) throws {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    // A link stands for the folder it leads to.
    let url = URL(fileURLWithPath: trimmed).standardizedFileURL.resolvingSymlinksInPath()
    let parent = url.deletingLastPathComponent().path
    let name = url.lastPathComponent
    self.path = url.path
    try Self.checkPlace(url.path, shownAs: path, for: kind)
    try Self.wrap(path) {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    }
    lockPath = parent + "/." + name + ".lock"
    lock = try Self.takeLock(lockPath, shownAs: path)
    Self.removeLeftovers(in: parent, of: name)
    temporaryPath = parent + "/." + name + ".tmp-" + String(getpid())
    let temporary = temporaryPath
    do {
      try Self.wrap(path) {
        try FileManager.default.createDirectory(
          atPath: temporary, withIntermediateDirectories: false)
      }
    } catch {
      close(lock)
      throw error
    }
  }

  /// Puts what was written in its place, the earlier output away, and lets the lock go.
  package func publish() throws {
    defer { release() }
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else {
      guard rename(temporaryPath, path) == 0 else { throw Self.failure(path, errno) }
      return
    }
    // Exchange is one step for every observer; where the file system lacks it, two renames.
    if junheng_exchange(temporaryPath, path) == 0 {
      try? manager.removeItem(atPath: temporaryPath)
      return
    }
    let aside = temporaryPath + ".old"
    guard rename(path, aside) == 0 else { throw Self.failure(path, errno) }
    guard rename(temporaryPath, path) == 0 else {
      let code = errno
      rename(aside, path)
      throw Self.failure(path, code)
    }
    try? manager.removeItem(atPath: aside)
  }

  /// Removes what was written; the previous output stays.
  package func discard() {
    try? FileManager.default.removeItem(atPath: temporaryPath)
    release()
  }

  private func release() {
    unlink(lockPath)
    close(lock)
  }

  /// An existing place must be empty or hold an earlier output: anything else is somebody's work.
  private static func checkPlace(
    _ path: String, shownAs shown: String, for kind: Kind
  ) throws {
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw RunFailure(
        .cannotWrite, chinese: "输出位置“\(shown)”是一个文件，不是文件夹。",
        english: "the output “\(shown)” is a file, not a folder")
    }
    let content = (try? manager.contentsOfDirectory(atPath: path)) ?? []
    guard !content.isEmpty else { return }
    let known =
      switch kind {
      case .run: ManifestVerifier.foreignFiles(in: path)
      case .templates: TemplateListing.foreignFiles(in: path)
      }
    guard let foreign = known else {
      throw RunFailure(
        .cannotWrite,
        chinese: "输出文件夹“\(shown)”里有别的文件，且不是以前的输出；为免覆盖，请换一个空文件夹。",
        english:
          "the output folder “\(shown)” holds other files and is no earlier output; name an empty one"
      )
    }
    if let first = foreign.first {
      throw RunFailure(
        .cannotWrite,
        chinese: kind == .run
          ? "输出文件夹“\(shown)”里有不是本程序写出的文件（如“\(first)”，共 \(foreign.count) 个）；请先移走。"
          : "输出文件夹“\(shown)”里有已填写或另外放入的文件（如“\(first)”，共 \(foreign.count) 个）；请先移走。",
        english: kind == .run
          ? "the output folder “\(shown)” holds files that no run wrote (“\(first)”, \(foreign.count) in all); move them away first"
          : "the output folder “\(shown)” holds files that were filled in or added (“\(first)”, \(foreign.count) in all); move them away first"
      )
    }
  }

  private static func takeLock(_ lockPath: String, shownAs shown: String) throws -> Int32 {
    let descriptor = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(shown, errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw RunFailure(
        .outputIsHeld, chinese: "另一次运行正在写“\(shown)”，请等它结束。",
        english: "another run is writing “\(shown)”; wait for it to end")
    }
    // The holder before us may have removed the file between our open and our lock.
    var onDisk = stat()
    var held = stat()
    guard stat(lockPath, &onDisk) == 0, fstat(descriptor, &held) == 0,
      onDisk.st_ino == held.st_ino
    else {
      close(descriptor)
      return try takeLock(lockPath, shownAs: shown)
    }
    return descriptor
  }

  private static func removeLeftovers(in parent: String, of name: String) {
    let manager = FileManager.default
    for entry in (try? manager.contentsOfDirectory(atPath: parent)) ?? []
    where entry.hasPrefix("." + name + ".tmp-") {
      try? manager.removeItem(atPath: parent + "/" + entry)
    }
  }

  private static func wrap(_ shown: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw RunFailure(
        .cannotWrite, chinese: "不能写“\(shown)”：文件夹建不了，请检查路径和权限。",
        english: "cannot write “\(shown)”: \(error.localizedDescription)")
    }
  }

  private static func failure(_ shown: String, _ code: Int32) -> RunFailure {
    let words = String(cString: strerror(code))
    return RunFailure(
      .cannotWrite, chinese: "不能写“\(shown)”（系统错误 \(code)）。",
      english: "cannot write “\(shown)”: \(words)")
  }
}
