// SPDX-License-Identifier: Apache-2.0
// SpreadsheetDate: a serial number read as a date, in the 1900 or the 1904 system.

/// A day of the Gregorian calendar.
package struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var year: Int
  package var month: Int
  package var day: Int

  /// Nil unless the day exists (30 February does not).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01, negative before it.
  package var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `daysSince1970`; nil outside the years 1 to 9999.
  package init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  package var description: String {
    let yearText = String(year)
    return String(repeating: "0", count: max(0, 4 - yearText.count)) + yearText + "-"
      + twoDigits(month) + "-" + twoDigits(day)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Which day is number 1: most workbooks count from 1900, some (old Mac ones) from 1904.
package enum DateSystem: Hashable, Sendable {
  case from1900
  case from1904
}

/// A number that a sheet shows as a date or a time.
package struct SpreadsheetDate: Hashable, Sendable {
  /// What the number format shows.
  package enum Kind: Hashable, Sendable {
    case date
    case dateTime
    /// A time of day, or a span such as `[h]:mm` that may exceed a day.
    case time
  }

  /// The number in the cell, in the workbook's own date system.
  package var serial: Double
  package var system: DateSystem
  package var kind: Kind

  package init(serial: Double, system: DateSystem = .from1900, kind: Kind) {
    self.serial = serial
    self.system = system
    self.kind = kind
  }

  /// The calendar day; nil for a time, and where the serial lies outside the calendar.
  ///
  /// The 1900 system has a 29 February 1900 that never was: serial 60 gives nil.
  package var civilDate: CivilDate? {
    guard kind != .time, serial.isFinite, abs(serial) < 4_000_000 else { return nil }
    return Self.day(ofSerial: Int(wholeDaysAndSeconds.days), system: system)
  }

  private static func day(ofSerial serial: Int, system: DateSystem) -> CivilDate? {
    switch system {
    case .from1904: return CivilDate(daysSince1970: serial - 24_107)
    case .from1900:
      guard serial >= 1, serial != 60 else { return nil }
      return CivilDate(daysSince1970: serial - (serial > 60 ? 25_569 : 25_568))
    }
  }

  /// Whole days and the rest in milliseconds, rounded so that 0.999999999 of a day is the next one.
  private var wholeDaysAndSeconds: (days: Double, milliseconds: Int) {
    var days = serial.rounded(.down)
    var milliseconds = ((serial - days) * 86_400_000).rounded()
    if milliseconds >= 86_400_000 {
      days += 1
      milliseconds = 0
    }
    return (days, Int(milliseconds))
  }

  /// `2024-09-01`, `2024-09-01T08:30:00`, `08:30:00`; hours exceed 23 in a span.
  ///
  /// Milliseconds are printed only when there are any. Serial 60 of the 1900 system, the 29 February
  /// that never was, prints as the day before it, as other readers do: ISO 8601 has no such day. A
  /// serial with no day at all prints as the bare number.
  package var iso8601: String {
    guard serial.isFinite, abs(serial) < 1e9 else { return DecimalText.shortest(serial) }
    let (days, milliseconds) = wholeDaysAndSeconds
    if kind == .time || (kind == .dateTime && days == 0 && system == .from1900) {
      return Self.clock(hours: Int(days) * 24, milliseconds: milliseconds)
    }
    // Excel shows no date below zero; other programs count back from 1899-12-30.
    let early = days < 0 ? CivilDate(daysSince1970: Int(days) - 25_569) : nil
    let shown = days == 60 && system == .from1900 ? 59 : Int(days)
    guard let date = Self.day(ofSerial: shown, system: system) ?? early else {
      return DecimalText.shortest(serial)
    }
    guard milliseconds != 0 || kind == .dateTime else { return date.description }
    return date.description + "T" + Self.clock(hours: 0, milliseconds: milliseconds)
  }

  private static func clock(hours: Int, milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let rest = milliseconds % 1000
    let text =
      twoDigits(hours + seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":"
      + twoDigits(seconds % 60)
    guard rest != 0 else { return text }
    return text + "." + (rest < 10 ? "00" : rest < 100 ? "0" : "") + String(rest)
  }
}
