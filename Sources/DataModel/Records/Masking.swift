// SPDX-License-Identifier: Apache-2.0
// Masking: what is shown of a sensitive value, and of free text that may hold one.

/// Masks for values that must not leave the program in clear.
package enum Masking {
  /// The mask of a sensitive value: `99********123X` for an identity number, `张*` for a name,
  /// `138****8000` for a telephone number; "" stays "".
  package static func mask(_ text: String) -> String {
    let characters = Array(text)
    switch characters.count {
    case 0: return ""
    case 1: return "*"
    case 2...4: return String(characters[0]) + String(repeating: "*", count: characters.count - 1)
    case 5...10: return String(characters[0]) + "****" + String(characters[characters.count - 1])
    case 11...13: return String(characters.prefix(3)) + "****" + String(characters.suffix(4))
    default: return String(characters.prefix(2)) + "********" + String(characters.suffix(4))
    }
  }

  /// Masks every run of 15 or 18 digits (with a final X) and of 11 digits that begins with 1, in
  /// half or full width: free text may hold identity and telephone numbers.
  package static func redact(_ text: String) -> String {
    guard text.utf8.count >= 11 else { return text }
    var result = ""
    var run: [Character] = []
    for character in text {
      if isDigit(character) || (isFinalX(character) && run.count == 17) {
        run.append(character)
      } else {
        result += shown(run)
        run.removeAll(keepingCapacity: true)
        result.append(character)
      }
    }
    return result + shown(run)
  }

  private static func shown(_ run: [Character]) -> String {
    let text = String(run)
    switch run.count {
    case 15, 18: return mask(text)
    case 11: return run[0] == "1" || run[0] == "１" ? mask(text) : text
    default: return text
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || ("０"..."９").contains(character)
  }

  private static func isFinalX(_ character: Character) -> Bool {
    character == "X" || character == "x" || character == "Ｘ" || character == "ｘ"
  }
}
