// SPDX-License-Identifier: Apache-2.0
// NumberFormat: whether a number format shows a date, a time, or a plain number.

/// What a number format makes of a number (ECMA-376 Part 1, numFmt).
enum NumberFormat: UInt8, Hashable, Sendable {
  case plain
  case date
  case dateTime
  /// A time of day.
  case clock
  /// Elapsed hours, minutes or seconds, as `[h]:mm`.
  case span

  /// The formats that files refer to by number alone, East Asian ones as in mainland China.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .clock
    case 22: self = .dateTime
    case 46: self = .span
    default: self = .plain
    }
  }

  /// Reads a format code; only the section for positive numbers counts.
  ///
  /// Quoted text, escaped characters, fills (`*x`), gaps (`_x`), colours, conditions and locales
  /// in brackets say nothing about the kind.
  init(code: String) {
    var scan = FormatScan(bytes: Array(code.utf8))
    self = scan.kind()
  }
}

/// Walks once over a format code.
private struct FormatScan {
  let bytes: [UInt8]
  private var place = 0
  private var hasDate = false
  private var hasTime = false
  private var hasElapsed = false
  /// An `m` whose meaning depends on its neighbours.
  private var undecidedMonth = false
  private var lastWasHour = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func kind() -> NumberFormat {
    while place < bytes.count, bytes[place] != UInt8(ascii: ";") { step() }
    if undecidedMonth { hasDate = true }
    if hasElapsed { return .span }
    if hasDate { return hasTime ? .dateTime : .date }
    return hasTime ? .clock : .plain
  }

  private mutating func step() {
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "\""): skipQuoted()
    case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): skipOne()
    case UInt8(ascii: "["): bracket()
    default:
      if byte < 0x80, skipWord() { return }
      letter(byte | 0x20, isLetter: byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
  }

  private mutating func skipQuoted() {
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += 1 }
    place += 1
  }

  /// Skips the character after the current one, all its bytes.
  private mutating func skipOne() {
    place += 2
    while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
  }

  /// `[h]`, `[mm]`, `[ss]` are elapsed time; anything else in brackets is not.
  private mutating func bracket() {
    let start = place + 1
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "]") { end += 1 }
    place = end + 1
    guard let first = bytes[start..<end].first.map({ $0 | 0x20 }),
      [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first),
      bytes[start..<end].allSatisfy({ $0 | 0x20 == first })
    else { return }
    hasElapsed = true
    hasTime = true
    lastWasHour = first == UInt8(ascii: "h")
  }

  /// Words whose letters are no date parts: `General`, `AM/PM`, `A/P`, `E+`.
  private mutating func skipWord() -> Bool {
    for word in ["general", "am/pm", "a/p", "e+", "e-", "g/"] where matches(word) {
      place += word.utf8.count
      if word.hasPrefix("a") { hasTime = true }
      return true
    }
    return false
  }

  private func matches(_ word: String) -> Bool {
    let pattern = word.utf8
    guard place + pattern.count <= bytes.count else { return false }
    for (offset, expected) in pattern.enumerated() {
      let byte = bytes[place + offset]
      let isUppercase = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      guard (isUppercase ? byte | 0x20 : byte) == expected else { return false }
    }
    return true
  }

  private mutating func letter(_ letter: UInt8, isLetter: Bool) {
    let start = place
    place += 1
    guard isLetter, bytes[start] < 0x80 else { return }
    while place < bytes.count, bytes[place] | 0x20 == letter { place += 1 }
    switch letter {
    case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"):
      settleMonth(asMinutes: false)
      hasDate = true
      lastWasHour = false
    case UInt8(ascii: "h"):
      settleMonth(asMinutes: false)
      hasTime = true
      lastWasHour = true
    case UInt8(ascii: "s"):
      settleMonth(asMinutes: true)
      hasTime = true
      lastWasHour = false
    case UInt8(ascii: "m"):
      settleMonth(asMinutes: false)
      if !lastWasHour { undecidedMonth = true }
      lastWasHour = false
    default: return
    }
  }

  private mutating func settleMonth(asMinutes: Bool) {
    if undecidedMonth, !asMinutes { hasDate = true }
    undecidedMonth = false
  }
}
