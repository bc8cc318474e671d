// SPDX-License-Identifier: Apache-2.0
// MonthName: dates with an English month name, and what a year of two digits may mean.

/// Dates as spreadsheets show them in the formats `mmm-yy` and `d-mmm-yy`.
enum MonthName {
  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// `Sep-80`, `Sep 1980`, `15-Sep-1980`, `September 15, 1980`; nil for anything else.
  ///
  /// After a month alone, two digits up to 31 may as well be a day: such a text is not read. Otherwise two
  /// digits are a year as spreadsheets take them: 30 and above are of the last century.
  static func date(_ text: String) -> (year: Int, month: Int, day: Int?)? {
    guard text.utf8.count <= 24, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let parts = text.lowercased().split { "-/ ,.".contains($0) }.map(String.init)
    guard let position = parts.firstIndex(where: { month($0) != nil }), position <= 1,
      let month = month(parts[position])
    else { return nil }
    let numbers = parts.enumerated().filter { $0.offset != position }.map(\.element)
    guard let last = numbers.last, numbers.allSatisfy(isNumber),
      let year = year(last, isAlone: numbers.count == 1)
    else { return nil }
    if numbers.count == 1 { return position == 0 ? (year, month, nil) : nil }
    guard numbers.count == 2, numbers[0].utf8.count <= 2, let day = Int(numbers[0]) else {
      return nil
    }
    return (year, month, day)
  }

  private static func isNumber(_ word: String) -> Bool {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    if word == "sept" { return 9 }
    return names.firstIndex { word == $0 || (word.utf8.count == 3 && $0.hasPrefix(word)) }
      .map { $0 + 1 }
  }

  private static func year(_ digits: String, isAlone: Bool) -> Int? {
    guard let number = Int(digits) else { return nil }
    if digits.utf8.count == 4 { return number }
    guard digits.utf8.count == 2, !isAlone || number > 31 else { return nil }
    return number >= 30 ? 1_900 + number : 2_000 + number
  }
}

/// Dates whose year has two digits and no 年: they are refused, with what they may mean.
enum ShortYear {
  /// `1980-09` for `80.9`; "" where the text has another shape.
  static func suggestion(_ text: String) -> String {
    let parts = text.split(omittingEmptySubsequences: false) { ".-/".contains($0) }
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && Int($0) != nil }),
      parts[0].utf8.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      (1...12).contains(month)
    else { return "" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = parts.count == 3 ? Int(parts[2]).map { "-" + two($0) } ?? "" : ""
    return "\(year >= 30 ? "19" : "20")\(two(year))-\(two(month))\(day)"
  }
}
