// SPDX-License-Identifier: Apache-2.0
// ISODate: reads the ISO 8601 form that cells of type `d` hold.

import DataModel

/// A day, a time of day, or both.
struct ISODate {
  private var day: CivilDate?
  /// Seconds since midnight.
  private var seconds: Double?

  /// Reads `2024-09-01`, `2024-09-01T08:30:00.5Z`, `08:30`; nil for anything else.
  init?(_ text: String) {
    let words = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard (1...2).contains(words.count) else { return nil }
    for word in words {
      if word.contains(":") {
        guard seconds == nil, let time = Self.time(word) else { return nil }
        seconds = time
      } else {
        guard day == nil, seconds == nil, let date = Self.date(word) else { return nil }
        day = date
      }
    }
  }

  private static func date(_ word: Substring) -> CivilDate? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let year = number(parts[0]),
      let month = number(parts[1]), let day = number(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func number(_ word: Substring) -> Int? {
    word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(word) : nil
  }

  private static func time(_ word: Substring) -> Double? {
    let clock = word.hasSuffix("Z") ? word.dropLast() : word
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = number(parts[0]), hours <= 24,
      let minutes = number(parts[1]), minutes < 60
    else { return nil }
    let second = parts.count == 3 ? Double(parts[2]) : 0
    guard let second, second >= 0, second < 61 else { return nil }
    return Double(hours * 3600 + minutes * 60) + second
  }

  /// The serial that a numeric cell would hold.
  func spreadsheetDate(in system: DateSystem) -> SpreadsheetDate {
    let fraction = (seconds ?? 0) / 86_400
    guard let day else { return SpreadsheetDate(serial: fraction, system: system, kind: .time) }
    var serial = day.daysSince1970 + (system == .from1904 ? 24_107 : 25_569)
    // Before March 1900 the 1900 system is a day behind, because it counts a day that never was.
    if system == .from1900, serial < 61 { serial -= 1 }
    return SpreadsheetDate(
      serial: Double(serial) + fraction, system: system, kind: seconds == nil ? .date : .dateTime)
  }
}
