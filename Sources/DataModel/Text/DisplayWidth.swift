// SPDX-License-Identifier: Apache-2.0
// DisplayWidth: how many columns of a terminal a text takes, and texts made as wide as each other.

/// Widths on a terminal: Chinese characters take two columns, marks that combine none.
///
/// Quotation marks and dashes, which may be either, take one, as terminals have it by default.
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The text with spaces behind it up to `width`.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }

  /// The text cut down to `width` columns, with `…` where something is left out.
  package static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = ""
    var taken = 0
    for character in text {
      let next = of(String(character))
      guard taken + next <= width - 1 else { break }
      result.append(character)
      taken += next
    }
    return result + "…"
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0x20D0...0x20F0: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
