// SPDX-License-Identifier: Apache-2.0
// PackedRun: the middle of an archive member, compressed as it comes, on disk where it is long.

internal import Glibc

/// The disk refused a file of the writer's own.
package struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
  package var folder: String
  package var errorNumber: Int32

  package var description: String {
    "temporary file in \(folder): \(String(cString: strerror(errorNumber)))"
  }
}

/// Compressed pieces of one member; what comes before and behind them is known later.
///
/// The first mebibytes are kept in memory, the rest goes to a file without a name, so that memory
/// stays the same however much is appended.
package final class PackedRun {
  private static let keptInMemory = 4 << 20
  private static let copiedAtOnce = 1 << 18

  /// Bytes before they were compressed.
  package private(set) var size = 0
  package private(set) var checksum: UInt32 = 0
  package private(set) var packedSize = 0
  private var recent: [UInt8] = []
  private let folder: String
  private let kept: Int
  private var file: Int32 = -1
  private var spooled = 0

  /// `folder`: where the file lies that is written anyway.
  package init(folder: String, keptInMemory: Int? = nil) {
    self.folder = folder
    kept = keptInMemory ?? Self.keptInMemory
  }

  deinit { if file >= 0 { close(file) } }

  package var isEmpty: Bool { size == 0 }

  /// Compresses the bytes as one more piece.
  package func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard !bytes.isEmpty else { return }
    guard let deflater = Deflater.lend() else {
      throw SpoolError(folder: folder, errorNumber: ENOMEM)
    }
    defer { Deflater.takeBack(deflater) }
    let before = recent.count
    guard deflater.pack(bytes, isLast: false, to: &recent) else {
      throw SpoolError(folder: folder, errorNumber: ENOMEM)
    }
    packedSize += recent.count - before
    checksum = InflateEngine.checksum(checksum, bytes)
    size += bytes.count
    if recent.count >= kept { try spool() }
  }

  private func spool() throws {
    if file < 0 { try open() }
    try recent.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = write(file, part.baseAddress, part.count)
        guard count > 0 else { throw SpoolError(folder: folder, errorNumber: errno) }
        rest = rest.dropFirst(count)
      }
    }
    spooled += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  private func open() throws {
    var name = Array("\(folder)/.junheng-XXXXXX".utf8CString)
    let opened = mkstemp(&name)
    guard opened >= 0 else { throw SpoolError(folder: folder, errorNumber: errno) }
    // Without a name it is gone with its last user, whatever happens.
    unlink(name)
    file = opened
  }

  /// Gives all compressed bytes in order.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    if file >= 0 {
      var piece = [UInt8](repeating: 0, count: Self.copiedAtOnce)
      var place = 0
      while place < spooled {
        let wanted = min(piece.count, spooled - place)
        let count = piece.withUnsafeMutableBytes { pread(file, $0.baseAddress, wanted, place) }
        guard count > 0 else { throw SpoolError(folder: folder, errorNumber: errno) }
        try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        place += count
      }
    }
    try recent.withUnsafeBytes { try body($0) }
  }
}
