// SPDX-License-Identifier: Apache-2.0
// FileContent: the bytes of a file, in memory or left on disk, read at any offset.

internal import Glibc

/// Why a file cannot be opened: the system's error number; 0 for a folder, pipe or device.
package struct FileContentError: Error, Hashable, Sendable {
  package let errorNumber: Int32

  package init(errorNumber: Int32) { self.errorNumber = errorNumber }
}

/// Bytes that are read where and when they are needed, so that a large file is never in memory.
///
/// Not mapped: a mapped file counts as memory, and one that shrinks meanwhile kills the process.
/// A read that fails or a file that has shrunk looks like an early end, which every reader of a
/// format has to expect anyway. May be read from several threads.
package final class FileContent: Sendable {
  /// The number of bytes when the file was opened.
  package let count: Int
  private let memory: [UInt8]
  private let descriptor: Int32

  package init(bytes: [UInt8]) {
    memory = bytes
    count = bytes.count
    descriptor = -1
  }

  /// Opens a regular file for reading; its path need not be UTF-8.
  package init(path: some Sequence<UInt8>) throws(FileContentError) {
    let text = path.map { CChar(bitPattern: $0) } + [0]
    // A pipe without a writer must not hold the reader.
    let opened = open(text, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw FileContentError(errorNumber: errno) }
    var facts = stat()
    let isKnown = fstat(opened, &facts) == 0
    guard isKnown, facts.st_mode & S_IFMT == S_IFREG else {
      let code = isKnown ? 0 : errno
      close(opened)
      throw FileContentError(errorNumber: code)
    }
    let size = Int(facts.st_size)
    if size <= Self.keptInMemory, let all = Self.contents(of: opened, size: size) {
      close(opened)
      descriptor = -1
      memory = all
      count = all.count
      return
    }
    descriptor = opened
    count = size
    memory = []
  }

  /// Files up to this size are read at once: a call of the system for each part costs more.
  private static let keptInMemory = 256 * 1024

  /// The first `size` bytes, fewer where the file ends before; nil when it cannot be read.
  private static func contents(of descriptor: Int32, size: Int) -> [UInt8]? {
    var hasFailed = false
    let all = [UInt8](unsafeUninitializedCapacity: size) { target, filled in
      let got = fill(UnsafeMutableRawBufferPointer(target), from: descriptor, at: 0)
      hasFailed = got == nil
      filled = got ?? 0
    }
    return hasFailed ? nil : all
  }

  /// Reads until `target` is full or the file ends; nil when nothing can be read.
  private static func fill(
    _ target: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
  ) -> Int? {
    guard let base = target.baseAddress else { return 0 }
    var done = 0
    while done < target.count {
      let got = pread(descriptor, base + done, target.count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      if got < 0, done == 0 { return nil }
      guard got > 0 else { break }
      done += got
    }
    return done
  }

  package convenience init(path: String) throws(FileContentError) {
    try self.init(path: path.utf8)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills `target` with the bytes from `offset` on; returns how many there were, 0 at the end.
  package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int {
    guard offset >= 0, offset < count, let base = target.baseAddress else { return 0 }
    let wanted = min(target.count, count - offset)
    if descriptor < 0 {
      memory.withUnsafeBytes { all in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + wanted]))
      }
      return wanted
    }
    let room = UnsafeMutableRawBufferPointer(start: base, count: wanted)
    return Self.fill(room, from: descriptor, at: offset) ?? 0
  }

  /// A copy of some of the bytes; shorter where the file ends before.
  package func bytes(_ range: Range<Int>) -> [UInt8] {
    let wanted = range.clamped(to: 0..<count)
    guard descriptor >= 0 else { return Array(memory[wanted]) }
    return [UInt8](unsafeUninitializedCapacity: wanted.count) { target, filled in
      filled = read(at: wanted.lowerBound, into: UnsafeMutableRawBufferPointer(target))
    }
  }

  /// All bytes; no copy where they are in memory already.
  package func allBytes() -> [UInt8] {
    descriptor < 0 ? memory : bytes(0..<count)
  }
}
