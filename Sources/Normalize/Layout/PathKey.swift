// SPDX-License-Identifier: Apache-2.0
// PathKey: the words of a path over a column as one number.

/// Up to four words of a path by the numbers of what they say; 0 stands for a word that says nothing.
struct PathKey: Hashable, Sendable {
  private static let bits = 31

  private var upper: UInt64 = 0
  private var lower: UInt64
  private var count = 1

  /// nil where so many words have come that their numbers are too high.
  init?(leaf: Int) {
    guard leaf < 1 << Self.bits else { return nil }
    lower = UInt64(leaf)
  }

  /// Adds a word above the leaf; false where there is no room.
  mutating func append(_ number: Int) -> Bool {
    guard count < 4, number < 1 << Self.bits else { return false }
    upper = upper << Self.bits | lower >> Self.bits
    lower = lower << Self.bits & (1 << (2 * Self.bits) - 1) | UInt64(number)
    count += 1
    return true
  }
}
