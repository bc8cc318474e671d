// SPDX-License-Identifier: Apache-2.0
// TextIdentity: tells in one comparison that two strings are the same one.

/// The sixteen bytes of a `String` value, not of its text.
///
/// Equal identities are equal texts, as long as both strings are alive: a short text is in these
/// bytes, a long one is where they point to. Unequal identities prove nothing. A workbook's shared
/// strings are the same `String` in all cells, so a column of words is told apart without reading
/// one of them.
struct TextIdentity: Hashable, Sendable {
  private let low: UInt64
  private let high: UInt64

  init(_ text: String) {
    (low, high) = unsafeBitCast(text, to: (UInt64, UInt64).self)
  }

  fileprivate static let bits: UInt64 = 6

  /// A place among `1 << bits` places; the same for equal identities.
  func place(bits: UInt64) -> Int {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> (64 - bits))
  }
}

/// What was found out about the strings that were asked for last: most cells of a column hold one of
/// a few strings, and these are found here without a look at their bytes.
///
/// A list of a few rows is at its end before that pays: the first texts are not kept.
struct RecentTexts<Value> {
  private static var fewest: Int { 128 }
  private var count = 0
  /// The text is kept too, for its identity means nothing once it is gone.
  private var entries: [(identity: TextIdentity, text: String, value: Value)?] = []

  subscript(text: String) -> Value? {
    get {
      guard !entries.isEmpty else { return nil }
      let identity = TextIdentity(text)
      guard let entry = entries[identity.place(bits: TextIdentity.bits)],
        entry.identity == identity
      else { return nil }
      return entry.value
    }
    set {
      if entries.isEmpty {
        count += 1
        guard count > Self.fewest else { return }
        entries = Array(repeating: nil, count: 1 << TextIdentity.bits)
      }
      let identity = TextIdentity(text)
      entries[identity.place(bits: TextIdentity.bits)] = newValue.map { (identity, text, $0) }
    }
  }
}

extension RecentTexts: Sendable where Value: Sendable {}
