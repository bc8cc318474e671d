// SPDX-License-Identifier: Apache-2.0
// FirstNumber: the first number of a text without drawn blanks, with the words around it.

/// What `FillInSentence` finds first in a text of usual characters with no blank drawn in it.
///
/// Where nothing is drawn as a blank, numbers are values only if words name all of them: what stands
/// around the first one decides about most titles, and the rest need not be taken apart.
package struct FirstNumber {
  /// The words since the last mark, and those up to the next mark or number; "" without a number.
  package let before: String
  package let after: String

  /// What a character is to a sentence.
  private enum Mark {
    case word
    case digit
    case open
    case close
    case stop
  }

  /// Characters between brackets, at most.
  private static let longestClause = 30

  /// nil for a text that takes a closer look.
  package init?(_ text: String) {
    guard let found = text.withBytes({ Self.find($0) }) else { return nil }
    before = TextFolding.withoutSpaces(TextFolding.compatible(found.before))
    after = TextFolding.withoutSpaces(TextFolding.compatible(found.after))
  }

  private static func find(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (before: String, after: String)? {
    var start = 0
    var number: (words: Range<Int>, end: Int)?
    // Where the words behind it end; what follows is looked through for drawn blanks.
    var close: Int?
    // Whether the bracket that is open holds a number.
    var clause: Bool?
    var place = 0
    while place < bytes.count {
      guard let (mark, width) = mark(bytes, at: place) else { return nil }
      var end = place + width
      var divides = mark == .stop
      switch mark {
      case .word, .stop: break
      case .open:
        guard clause == nil, let found = isClause(bytes, from: end) else { return nil }
        clause = found
        divides = found
      case .close:
        guard let found = clause else { return nil }
        clause = nil
        divides = found
      case .digit:
        end = self.end(ofDigits: bytes, from: place)
        // 1. and 1,200 are not decided here.
        guard place > 0, !isPoint(bytes, at: end) else { return nil }
        guard !isTime(bytes, at: end) else { break }
        if number == nil { number = (start..<place, end) } else { divides = true }
      }
      if divides {
        if number != nil { close = close ?? place }
        start = end
      }
      place = end
    }
    guard let number else { return ("", "") }
    return (text(bytes, number.words), text(bytes, number.end..<(close ?? bytes.count)))
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// A character and its width; nil for any that folding may change or that may draw a blank.
  @inline(__always)
  private static func mark(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Mark, width: Int)? {
    switch bytes[place] {
    case 0x30...0x39: return (.digit, 1)
    case UInt8(ascii: "("): return (.open, 1)
    case UInt8(ascii: ")"): return (.close, 1)
    case UInt8(ascii: ","), UInt8(ascii: ";"): return (.stop, 1)
    case UInt8(ascii: "_"): return nil
    case 0x20...0x7E: return (.word, 1)
    default: break
    }
    guard place + 2 < bytes.count else { return nil }
    switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
    case (0xE4, 0xB8..., _), (0xE5...0xE9, _, _): return (.word, 3)
    case (0xE2, 0x80, 0x94), (0xE3, 0x80, 0x88...0x91), (0xEF, 0xBC, 0x9A): return (.word, 3)
    case (0xE3, 0x80, 0x81...0x82), (0xEF, 0xBC, 0x8C), (0xEF, 0xBC, 0x9B): return (.stop, 3)
    case (0xEF, 0xBC, 0x88): return (.open, 3)
    case (0xEF, 0xBC, 0x89): return (.close, 3)
    default: return nil
    }
  }

  /// Whether a number is among the words between brackets; nil without words, where it may be a blank.
  private static func isClause(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool? {
    var hasWords = false
    var hasDigit = false
    var place = start
    for _ in 0..<longestClause {
      guard place < bytes.count, let (mark, width) = mark(bytes, at: place) else { return nil }
      switch mark {
      case .close: return hasWords ? hasDigit : nil
      case .open: return nil
      case .digit: hasDigit = true
      case .word: if bytes[place] >= 0xE4 { hasWords = true }
      case .stop: break
      }
      place += width
    }
    return nil
  }

  private static func end(ofDigits bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
    return place
  }

  /// A point or comma that may go on a number, narrow or wide.
  private static func isPoint(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    return bytes[place] == UInt8(ascii: ".") || bytes[place] == UInt8(ascii: ",")
      || bytes[place] == 0xEF && place + 2 < bytes.count && bytes[place + 2] == 0x8C
  }

  /// Before 年, 月, 日 and 学 a number is a time.
  static func isTime(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + 2 < bytes.count else { return false }
    switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
    case (0xE5, 0xB9, 0xB4), (0xE6, 0x9C, 0x88), (0xE6, 0x97, 0xA5), (0xE5, 0xAD, 0xA6): return true
    default: return false
    }
  }
}
