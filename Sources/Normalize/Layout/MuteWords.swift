// SPDX-License-Identifier: Apache-2.0
// MuteWords: tells by its characters that a text says nothing in any header.

import DataModel

extension FormCatalog {
  /// Whether a text plainly says nothing in any header; where that takes more than a look, what is known
  /// of its label by then.
  ///
  /// The names, numbers and codes of records come anew in each file. None of them begins or ends like a
  /// declared word, ends like a unit or has the characters of a word that could be taken apart: such a
  /// text is `isInert`, and its label is its word.
  func look(at text: String) -> TextLook {
    guard let word = PlainWord.of(text), !units.maySuffix(word) else { return .label(nil) }
    guard !ends.mightHave(word), !mayBeComposed(word) else {
      return .label(HeaderLabel(plainWord: word))
    }
    return .mute(word)
  }
}

/// What a look at a text tells of its word.
enum TextLook {
  /// It plainly says nothing.
  case mute(String)
  /// It may say something; its label, where that is the word and nothing else.
  case label(HeaderLabel?)
}

/// Texts of which `HeaderLabel` makes a word without taking anything apart.
package enum PlainWord {
  private enum Shape {
    case chinese
    /// Chinese characters with digits among them.
    case numbered
    /// Wide digits and the wide marks of numbers, alone or among any of these.
    case wide
    /// Chinese characters, or digits and letters, with spaces among them.
    case spaced
    /// Digits, letters and the marks of numbers, dates and codes; from this byte on.
    case code(Int, hasCapitals: Bool)
    case other
  }

  private static let longest = 90

  /// The word of the text as its label names it; nil for any text that is not as plain as that.
  package static func of(_ text: String) -> String? {
    switch text.withBytes(shape) {
    case .chinese: SimplifiedCharacters.simplified(text) == nil ? text : nil
    case .numbered: SimplifiedCharacters.simplified(text) == nil ? text : nil
    case .wide: of(TextFolding.withoutSpaces(TextFolding.compatible(text)))
    case .spaced: together(TextFolding.withoutSpaces(text))
    case .code(0, hasCapitals: false): text
    case .code(let start, let hasCapitals):
      word(String(decoding: text.utf8.dropFirst(start), as: UTF8.self), hasCapitals)
    case .other: nil
    }
  }

  private static func word(_ code: String, _ hasCapitals: Bool) -> String {
    hasCapitals ? code.lowercased() : code
  }

  /// The word of a text that had spaces.
  private static func together(_ text: String) -> String? {
    (text.utf8.first ?? 0) >= 0x80 ? undecorated(text) : of(text)
  }

  private static func undecorated(_ word: String) -> String? {
    HeaderLabel.isUndecorated(word) && !word.isEmpty
      && SimplifiedCharacters.simplified(word) == nil ? word : nil
  }

  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> Shape {
    guard (2...longest).contains(bytes.count) else { return .other }
    if !isNumbered(bytes), bytes[0] < 0x80 { return hasSpace(bytes) ? .spaced : code(bytes) }
    var (hasDigits, hasSpaces, isWide) = (false, false, false)
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case 0xE5...0xE9: place += 3
      case 0xE4 where place + 2 < bytes.count && bytes[place + 1] >= 0xB8: place += 3
      case 0xE3
      where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x80:
        hasSpaces = true
        place += 3
      case 0xEF where isWideFigure(bytes, at: place):
        isWide = true
        place += 3
      case 0x30...0x39:
        hasDigits = true
        place += 1
      case 0x20:
        hasSpaces = true
        place += 1
      default: return .other
      }
    }
    if isWide { return .wide }
    if hasSpaces { return .spaced }
    // 其中 is taken off a word.
    if bytes[0] == 0xE5, bytes[1] == 0x85, bytes[2] == 0xB6 { return .other }
    return hasDigits ? .numbered : .chinese
  }

  /// Digits with something else behind them than ASCII: 2021年9月.
  private static func isNumbered(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.first(where: { !isDigit($0) }).map { $0 >= 0x80 } ?? false
  }

  /// ０…９ and the wide `,-./`.
  private static func isWideFigure(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place + 2 < bytes.count && bytes[place + 1] == 0xBC
      && (0x8C...0x99).contains(bytes[place + 2])
  }

  /// Spaces in a text of ASCII alone.
  private static func hasSpace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isFound = false
    for byte in bytes {
      if byte >= 0x80 { return false }
      if byte == 0x20 { isFound = true }
    }
    return isFound
  }

  /// Letters and digits with `-`, `.`, `/` or `,` between them, as 2021-09, 1,280.5 and A-012 are.
  private static func code(_ bytes: UnsafeBufferPointer<UInt8>) -> Shape {
    guard isLetterOrDigit(bytes[0]), isLetterOrDigit(bytes[bytes.count - 1]) else { return .other }
    var hasCapitals = false
    for byte in bytes where !isDigit(byte) {
      if (0x41...0x5A).contains(byte) {
        hasCapitals = true
      } else if !(0x61...0x7A).contains(byte), !(0x2C...0x2F).contains(byte) {
        return .other
      }
    }
    guard let start = startBehindSerials(bytes) else { return .other }
    return .code(start, hasCapitals: hasCapitals)
  }

  /// Where the word begins behind what looks like serial numbers: 09 of 2021.09; nil where a mark would
  /// begin it.
  private static func startBehindSerials(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    while true {
      var end = start
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      let isSerial =
        end > start && end - start <= 4 && end + 1 < bytes.count
        && bytes[end] == UInt8(ascii: ".")
      guard isSerial else { return start }
      start = end + 1
      guard isLetterOrDigit(bytes[start]) else { return nil }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
