// SPDX-License-Identifier: Apache-2.0
// Deflate: compresses archive members at once, checksums included.

internal import CZlib

/// Whole-buffer compression for the writers.
package enum Deflate {
  /// Raw deflate data of the bytes, or nil when the library refuses.
  package static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    guard let deflater = Deflater.lend() else { return nil }
    defer { Deflater.takeBack(deflater) }
    var packed: [UInt8] = []
    let isDone = bytes.withUnsafeBytes { deflater.pack($0, isLast: true, to: &packed) }
    return isDone ? packed : nil
  }

  /// The CRC-32 that archives keep of each member.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { InflateEngine.checksum(0, $0) }
  }

  /// The checksum of what `first` was made of, followed by the `count` bytes of `second`.
  static func checksum(_ first: UInt32, followedBy second: UInt32, ofBytes count: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(second), count))
  }
}
