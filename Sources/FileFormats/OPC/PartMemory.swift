// SPDX-License-Identifier: Apache-2.0
// PartMemory: what small parts of earlier packages said, for packages that hold the same bytes.

internal import Synchronization

/// A part as it lies in the archive: equal ones say the same.
struct PackedPart: Hashable, Sendable {
  /// Larger parts are not worth the comparison.
  static let largest = 8 * 1024
  /// Nor are parts that grow beyond this kept, whatever they state.
  static let largestInflated = 128 * 1024

  var name: String
  var method: Int
  var crc: UInt32
  var bytes: [UInt8]

  /// By the checksum that the archive states: bytes are compared only where it is the same.
  func hash(into hasher: inout Hasher) { hasher.combine(crc) }
}

/// Remembers what was read from small parts.
///
/// Schools save with few programs: of their content types, relationships, styles and lists of
/// sheets most are the same byte for byte, so they are inflated and read once for all. A part is
/// recognised by all its packed bytes, never by its checksum alone. One memory serves one set of
/// limits; it may be used from several threads.
package final class PartMemory: Sendable {
  /// Enough for the programs of a province; a hostile folder cannot make it larger.
  private static let mostParts = 512

  private let parts = Mutex<[PackedPart: any Sendable]>([:])

  package init() {}

  func value<Value: Sendable>(of part: PackedPart) -> Value? {
    parts.withLock { $0[part] as? Value }
  }

  func keep(_ value: some Sendable, of part: PackedPart) {
    parts.withLock { parts in
      // Begun anew when it is full: what is usual is soon in it again.
      if parts.count >= Self.mostParts { parts.removeAll(keepingCapacity: true) }
      parts[part] = value
    }
  }
}
