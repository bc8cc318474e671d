// SPDX-License-Identifier: Apache-2.0
// Masking: what is shown of a sensitive value, and of free text that may hold one.

/// Masks for values that must not leave the program in clear.
package enum Masking {
  /// The mask of a sensitive value: `99********123X` for an identity number, `张*` for a name,
  /// `138****8000` for a telephone number; "" stays "".
  package static func mask(_ text: String) -> String {
    var text = text
    if let masked = text.withUTF8({ plainMask($0) }) { return masked }
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

  /// The mask of a text of printable ASCII and usual Chinese characters, in which each stands alone.
  private static func plainMask(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var count = 0
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case 0x20...0x7E: place += 1
      case 0xE4...0xE9: place += 3
      default: return nil
      }
      count += 1
    }
    let (first, stars, last) =
      switch count {
      case 0: (0, 0, 0)
      case 1: (0, 1, 0)
      case 2...4: (1, count - 1, 0)
      case 5...10: (1, 4, 1)
      case 11...13: (3, 4, 4)
      default: (2, 8, 4)
      }
    let head = end(of: first, in: bytes, from: 0)
    let tail = end(of: count - first - last, in: bytes, from: head)
    return String(unsafeUninitializedCapacity: head + stars + bytes.count - tail) { masked in
      _ = masked[..<head].initialize(fromContentsOf: bytes[..<head])
      masked[head..<(head + stars)].initialize(repeating: UInt8(ascii: "*"))
      return masked[(head + stars)...].initialize(fromContentsOf: bytes[tail...])
    }
  }

  /// Where so many characters end that begin at `start`.
  private static func end(
    of count: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var place = start
    for _ in 0..<count { place += bytes[place] < 0x80 ? 1 : 3 }
    return place
  }

  /// Masks identity and telephone numbers inside free text.
  ///
  /// Masked is every run of 15 or 18 digits (the last of 18 may be X), and of 11 digits that begins
  /// with 13 to 19 (or 86 before these), in half or full width, also where single spaces, hyphens or
  /// brackets stand between the digits: `138-0013-8000`, `(138)00138000`. Of a longer run each group of
  /// digits is looked at: `2025-09-01 13800138000`.
  package static func redact(_ text: String) -> String {
    guard text.utf8.count >= 11 else { return text }
    var whole = text
    switch whole.withUTF8({ mostDigits($0) }) {
    case ..<11: return text
    case text.utf8.count: return isNumber(text) ? mask(text) : text
    default: if let masked = whole.withUTF8({ redactASCII($0) }) { return masked }
    }
    var result = ""
    var run = DigitRun()
    for character in text {
      if run.take(character) { continue }
      result += run.shown
      run = DigitRun()
      if !run.take(character) { result.append(character) }
    }
    return result + run.shown
  }

  /// The same where each byte is a character; nil for other texts, and for what is not told so easily.
  private static func redactASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    var result: [UInt8] = []
    // Where the run begins, and the place behind its last digit.
    var (start, end) = (0, 0)
    var digits: [UInt8] = []
    var isClear = true
    func finish(at place: Int) {
      let number = String(decoding: digits, as: UTF8.self)
      let isMasked = isNumber(number)
      // Several numbers may stand one after the other.
      if !isMasked, digits.count > 11 { isClear = false }
      if isMasked { result += mask(number).utf8 }
      result += bytes[(isMasked ? end : start)..<place]
      digits.removeAll(keepingCapacity: true)
    }
    for (place, byte) in bytes.enumerated() {
      let isDigit = (0x30...0x39).contains(byte)
      let isOpen = digits.count != 18 || digits[17] | 0x20 != UInt8(ascii: "x")
      if isOpen, isDigit || (digits.count == 17 && byte | 0x20 == UInt8(ascii: "x")) {
        if digits.isEmpty { start = place }
        digits.append(byte)
        end = place + 1
      } else if !isOpen || digits.isEmpty || place - end > 1 || !" -()".utf8.contains(byte) {
        if !digits.isEmpty { finish(at: place) }
        start = place
        end = place + 1
        if isDigit { digits.append(byte) } else { result.append(byte) }
      }
    }
    if !digits.isEmpty { finish(at: bytes.count) }
    return isClear ? String(decoding: result, as: UTF8.self) : nil
  }

  /// Digits of the longest run, rather too many: a run certainly ends at ASCII that neither is a digit
  /// nor stands between digits, and at a usual Chinese character.
  private static func mostDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var (run, longest, place) = (0, 0, 0)
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case 0x30...0x39: run += 1
      // Full-width digits.
      case 0xEF where place + 1 < bytes.count && bytes[place] == 0xBC:
        if (0x90...0x99).contains(bytes[place + 1]) { run += 1 }
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): break
      case ..<0x80, 0xE4...0xE9: run = 0
      default: break
      }
      longest = max(longest, run)
    }
    return longest
  }

  /// Whether digits alone are an identity or a telephone number.
  private static func isNumber(_ digits: String) -> Bool {
    switch digits.utf8.count {
    case 15, 18: true
    case 11: digits.utf8.starts(with: "1".utf8) && digits.utf8.dropFirst().first ?? 0 >= 0x33
    case 13: digits.utf8.starts(with: "86".utf8) && isNumber(String(digits.dropFirst(2)))
    default: false
    }
  }
}

/// Digits with at most one separator between two of them, and the separator that may follow.
private struct DigitRun {
  /// Digits that stand together, and the separator before them.
  private struct Group {
    var separator: String
    var digits: [Character]
  }

  /// How numbers are written in groups: `138 0013 8000`, `110105 19900307 001X`.
  private static let shapes = [[6, 4, 4, 4], [6, 8, 4], [6, 6, 3], [3, 4, 4]]

  private var groups: [Group] = []
  private var count = 0
  /// A separator not yet followed by a digit.
  private var pending = ""
  private var isFinished = false

  /// False when the character is no part of this run.
  mutating func take(_ character: Character) -> Bool {
    guard !isFinished else { return false }
    let mayEnd = count == 17 || pending.isEmpty && groups.last?.digits.count == 17
    if Self.isDigit(character) || (Self.isFinalX(character) && mayEnd) {
      if pending.isEmpty, !groups.isEmpty {
        groups[groups.count - 1].digits.append(character)
      } else {
        groups.append(Group(separator: pending, digits: [character]))
      }
      pending = ""
      count += 1
      isFinished = Self.isFinalX(character)
      return true
    }
    guard Self.isSeparator(character), pending.count < 2, count > 0 else { return false }
    pending.append(character)
    return true
  }

  /// The run as it may be seen: masked as a whole, else the numbers that stand in it.
  var shown: String {
    let all = groups.flatMap(\.digits)
    if Self.isSensitive(all) { return Masking.mask(String(all)) + pending }
    var result = ""
    var index = 0
    while index < groups.count {
      let length = count < 11 ? 1 : numberLength(at: index)
      let digits = groups[index..<(index + max(1, length))].flatMap(\.digits)
      result += groups[index].separator
      result += count >= 11 && length > 0 ? Masking.mask(String(digits)) : String(digits)
      index += max(1, length)
    }
    return result + pending
  }

  /// How many groups are a number that begins with this one; 0 where none does.
  private func numberLength(at index: Int) -> Int {
    for shape in Self.shapes where index + shape.count <= groups.count {
      let part = groups[index..<(index + shape.count)]
      if part.map(\.digits.count) == shape, Self.isSensitive(part.flatMap(\.digits)) {
        return shape.count
      }
    }
    return Self.isSensitive(groups[index].digits) ? 1 : 0
  }

  private static func isSensitive(_ digits: [Character]) -> Bool {
    switch digits.count {
    case 15, 18: true
    case 11: isTelephone(digits)
    case 13:
      digits[0].wholeNumberValue == 8 && digits[1].wholeNumberValue == 6
        && isTelephone(digits.dropFirst(2))
    default: false
    }
  }

  private static func isTelephone(_ digits: some Collection<Character>) -> Bool {
    digits.first?.wholeNumberValue == 1
      && digits.dropFirst().first?.wholeNumberValue ?? 0 >= 3
  }

  private static func isDigit(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || ("０"..."９").contains(character)
  }

  private static func isFinalX(_ character: Character) -> Bool {
    character == "X" || character == "x" || character == "Ｘ" || character == "ｘ"
  }

  private static func isSeparator(_ character: Character) -> Bool {
    switch character {
    case " ", "\u{3000}", "\u{A0}", "-", "－", "–", "—", "(", ")", "（", "）": true
    default: false
    }
  }
}
