// SPDX-License-Identifier: Apache-2.0
// PlainDate: days and months of a four-digit year in the usual shapes, read from their bytes.

/// `1980/9/1`, `1980.09`, `1980-9`, `1980年9月1日`, `19800901`: the numbers, not whether they are a date.
///
/// Only what every reader of dates takes for the same; anything else is left to the slow way.
struct PlainDate: Hashable, Sendable {
  var year = 0
  var month = 0
  /// nil for a month.
  var day: Int?

  init?(_ text: String) {
    guard (6...20).contains(text.utf8.count),
      let read = text.utf8.withContiguousStorageIfAvailable(Self.read), let read
    else { return nil }
    self = read
  }

  private init(year: Int, month: Int, day: Int?) {
    self.year = year
    self.month = month
    self.day = day
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Self? {
    var place = 0
    guard let year = number(bytes, &place, digits: 4...4) else { return nil }
    guard place < bytes.count else { return nil }
    if let month = number(bytes, &place, digits: 2...2) {
      if place == bytes.count { return Self(year: year, month: month, day: nil) }
      if let day = number(bytes, &place, digits: 2...2), place == bytes.count {
        return Self(year: year, month: month, day: day)
      }
    }
    place = 4
    guard let mark = mark(bytes, &place), let month = number(bytes, &place, digits: 1...2) else {
      return nil
    }
    let isChinese = mark == 0xB4
    // 年 without 月 behind the month, or 月 behind a hyphen, is left to the slow way.
    if isChinese {
      guard take((0xE6, 0x9C, 0x88), bytes, &place) else { return nil }
    }
    if place == bytes.count { return Self(year: year, month: month, day: nil) }
    if !isChinese {
      guard bytes[place] == mark else { return nil }
      place += 1
    }
    guard let day = number(bytes, &place, digits: 1...2) else { return nil }
    if isChinese {
      guard take((0xE6, 0x97, 0xA5), bytes, &place) else { return nil }
    }
    return place == bytes.count ? Self(year: year, month: month, day: day) : nil
  }

  /// The last byte of the mark behind the year: `-`, `/`, `.` or 年.
  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt8? {
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
      place += 1
      return byte
    }
    return take((0xE5, 0xB9, 0xB4), bytes, &place) ? 0xB4 : nil
  }

  private static func take(
    _ character: (UInt8, UInt8, UInt8), _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Bool {
    guard place + 3 <= bytes.count, bytes[place] == character.0, bytes[place + 1] == character.1,
      bytes[place + 2] == character.2
    else { return false }
    place += 3
    return true
  }

  /// A number of so many digits and no more.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, digits: ClosedRange<Int>
  ) -> Int? {
    var number = 0
    let start = place
    while place < bytes.count, place - start < digits.upperBound,
      (0x30...0x39).contains(bytes[place])
    {
      number = number * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    return place - start >= digits.lowerBound ? number : nil
  }
}
