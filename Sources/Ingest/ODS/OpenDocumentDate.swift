// SPDX-License-Identifier: Apache-2.0
// OpenDocumentDate: dates and durations as OpenDocument and SpreadsheetML write them.

import DataModel

/// ISO 8601 dates and durations to cell values.
enum OpenDocumentDate {
  /// `2024-09-01`, `2024-09-01T08:30:00`; nil when the text is no such date.
  static func day(_ text: String, system: DateSystem) -> CellValue? {
    guard let moment = ISODate(text) else { return nil }
    let date = moment.spreadsheetDate(in: system)
    // The 1900 system has no days before its first; the other one counts backwards as well.
    guard system == .from1900, date.kind != .time, date.serial < 1 else { return .date(date) }
    return .date(moment.spreadsheetDate(in: .from1904))
  }

  /// `PT08H30M15.5S`, `-P1DT2H`; a time before midnight is a number of days.
  static func duration(_ text: String, system: DateSystem) -> CellValue? {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: "P"), rest.count > 2 else { return nil }
    rest = rest.dropFirst()
    var seconds = 0.0
    var isTime = false
    while let next = rest.first {
      if next == UInt8(ascii: "T"), !isTime {
        isTime = true
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(where: { $0 | 0x20 >= UInt8(ascii: "a") }),
        let amount = amount(rest[..<end]), let unit = unit(rest[end], isTime: isTime)
      else { return nil }
      seconds += amount * unit
      rest = rest[(end + 1)...]
    }
    let serial = seconds / 86_400
    guard serial < 1e9 else { return nil }
    if isNegative, serial > 0 { return .number(-serial) }
    return .date(SpreadsheetDate(serial: serial, system: system, kind: .time))
  }

  private static func amount(_ digits: ArraySlice<UInt8>) -> Double? {
    let text = digits.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    guard text.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true else { return nil }
    return CellNumber.parse(text, text.indices)
  }

  private static func unit(_ letter: UInt8, isTime: Bool) -> Double? {
    switch (letter, isTime) {
    case (UInt8(ascii: "D"), false): 86_400
    case (UInt8(ascii: "H"), true): 3600
    case (UInt8(ascii: "M"), true): 60
    case (UInt8(ascii: "S"), true): 1
    default: nil
    }
  }
}
