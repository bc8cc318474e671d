// SPDX-License-Identifier: Apache-2.0
// CellText: what of a text a cell or a property of a workbook can hold.

/// Texts as workbooks can hold them.
package enum CellText {
  /// UTF-16 units that a cell may hold.
  package static let longest = 32_767
  /// Characters of a title, header or property: Excel allows 255 with codes and escapes.
  package static let longestProperty = 100

  /// Characters that Excel takes in a formula, with some to spare: it takes 8,192.
  private static let longestFormula = 8_000

  static func fitsFormula(_ text: String) -> Bool {
    // No text has more UTF-16 units than bytes.
    text.utf8.count <= longestFormula || text.utf16.count <= longestFormula
  }

  /// The text for a cell: cut to what it can hold, and shown by Excel exactly as it is.
  package static func cell(_ text: String) -> String {
    let short = text.utf8.count <= longest ? text : cut(text)
    return escaped(clean(short))
  }

  /// The text as a reader gives it back, whichever of our writers wrote it: without control characters
  /// but tab and line end, and short enough for its escapes.
  package static func plain(_ text: String) -> String {
    let short = cut(clean(text))
    let whole = escapedLength(short) > longest ? cut(short, to: longest / escapeLength) : short
    guard whole.utf8.contains(where: { $0 < 0x20 }) else { return whole }
    var result = ""
    for scalar in whole.unicodeScalars where scalar != "\r" {
      let isControl = scalar.value < 0x20 && scalar != "\t" && scalar != "\n"
      result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// That of `_x005F_`.
  private static let escapeLength = 7

  private static func escapedLength(_ text: String) -> Int {
    text.utf8.count > longest / escapeLength
      ? text.utf16.count + (escapeLength - 1) * text.utf8.count { $0 == UInt8(ascii: "_") }
      : 0
  }

  /// The text for a title, header or property.
  package static func property(_ text: String) -> String {
    let scalars = clean(text).unicodeScalars
    guard scalars.count > longestProperty else { return String(scalars) }
    return String(String.UnicodeScalarView(scalars.prefix(longestProperty - 1))) + "…"
  }

  /// Without what XML or C cannot hold.
  private static func clean(_ text: String) -> String {
    guard holdsForbidden(text) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      let isForbidden = scalar.value == 0 || (0xFFFE...0xFFFF).contains(scalar.value)
      result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// U+0000, U+FFFE or U+FFFF.
  private static func holdsForbidden(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.indices.contains { place in
        bytes[place] == 0
          || bytes[place] == 0xEF && place + 2 < bytes.count && bytes[place + 1] == 0xBF
            && bytes[place + 2] >= 0xBE
      }
    }
  }

  private static func cut(_ text: String, to longest: Int = CellText.longest) -> String {
    // No text has more UTF-16 units than bytes.
    guard text.utf8.count > longest, text.utf16.count > longest else { return text }
    var units = 0
    var result = ""
    for scalar in text.unicodeScalars {
      units += scalar.value > 0xFFFF ? 2 : 1
      guard units < longest else { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  /// Whether `_x` occurs: most texts with a `_` are file names without.
  private static func mayHoldEscape(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "_"), byte == UInt8(ascii: "x") { return true }
      previous = byte
    }
    return false
  }

  /// A literal `_x0041_` would be read as the character it names (ST_Xstring).
  private static func escaped(_ text: String) -> String {
    guard mayHoldEscape(text) else { return text }
    let result = text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    return result.unicodeScalars.count > longest ? text : result
  }
}
