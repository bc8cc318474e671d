// SPDX-License-Identifier: Apache-2.0
// BIFFBuilder: makes the workbook streams of old Excel in memory, record by record.

/// Builds a stream of records: globals, then sheets.
///
/// Whoever needs an odd stream appends odd records; only the places of the sheets are filled in.
package struct BIFFBuilder {
  /// One sheet: its name, its state and the records between its beginning and its end.
  package struct SheetPart {
    package var name: String
    package var visibility: UInt8
    package var type: UInt8
    package var records: [UInt8]
    package var hasEnd = true
  }

  /// True for the records of Excel 97, false for those of Excel 5.
  package var isUnicode = true
  /// Records of the globals before the sheets' entries.
  package var globals: [UInt8] = []
  package var hasEnd = true
  private var sheets: [SheetPart] = []

  package init() {}

  package mutating func addSheet(
    _ name: String, _ records: [[UInt8]], visibility: UInt8 = 0, type: UInt8 = 0,
    hasEnd: Bool = true
  ) {
    sheets.append(
      SheetPart(
        name: name, visibility: visibility, type: type, records: records.flatMap(\.self),
        hasEnd: hasEnd))
  }

  /// The stream.
  package func stream() -> [UInt8] {
    let entries = sheets.map { entry($0, at: 0).count }.reduce(0, +)
    let beginning = Self.beginning(isUnicode: isUnicode, content: 5)
    let end = hasEnd ? Self.record(0x0A, []) : []
    var place = beginning.count + globals.count + entries + end.count
    var result = beginning + globals
    var bodies: [UInt8] = []
    for sheet in sheets {
      result += entry(sheet, at: place)
      let body =
        Self.beginning(isUnicode: isUnicode, content: 0x10) + sheet.records
        + (sheet.hasEnd ? Self.record(0x0A, []) : [])
      place += body.count
      bodies += body
    }
    return result + end + bodies
  }

  /// The stream in a compound file, under the name that its version has.
  package func file(majorVersion: Int = 3) -> [UInt8] {
    var container = CompoundFileBuilder(majorVersion: majorVersion)
    container.add(isUnicode ? "Workbook" : "Book", stream())
    container.add("\u{5}SummaryInformation", [1, 2, 3])
    return container.bytes()
  }

  private func entry(_ sheet: SheetPart, at place: Int) -> [UInt8] {
    let name =
      isUnicode
      ? [UInt8(sheet.name.utf16.count)] + [1] + Self.wide(sheet.name)
      : [UInt8(sheet.name.utf8.count)] + Array(sheet.name.utf8)
    return Self.record(0x85, Self.number32(place) + [sheet.visibility, sheet.type] + name)
  }

  // MARK: Records

  package static func record(_ type: Int, _ content: [UInt8]) -> [UInt8] {
    number16(type) + number16(content.count) + content
  }

  package static func beginning(isUnicode: Bool = true, content: Int) -> [UInt8] {
    record(0x0809, number16(isUnicode ? 0x0600 : 0x0500) + number16(content) + number32(0))
  }

  package static func number16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  package static func number32(_ value: Int) -> [UInt8] {
    number16(value) + number16(value >> 16)
  }

  package static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }

  package static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { number16(Int($0)) }
  }

  /// A string of Excel 97 with its length in two bytes, each character in two as well.
  package static func text(_ text: String) -> [UInt8] {
    number16(text.utf16.count) + [1] + wide(text)
  }

  /// The row, the column (both from 0) and the style that a cell's record begins with.
  package static func head(_ row: Int, _ column: Int, style: Int = 0) -> [UInt8] {
    number16(row) + number16(column) + number16(style)
  }

  package static func number(
    _ row: Int, _ column: Int, _ value: Double, style: Int = 0
  ) -> [UInt8] {
    record(0x0203, head(row, column, style: style) + double(value))
  }

  package static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    record(0x0204, head(row, column) + self.text(text))
  }

  package static func sharedLabel(_ row: Int, _ column: Int, _ index: Int) -> [UInt8] {
    record(0x00FD, head(row, column) + number32(index))
  }

  /// A formula with the eight bytes of its result.
  package static func formula(
    _ row: Int, _ column: Int, result: [UInt8], flags: Int = 0
  ) -> [UInt8] {
    record(0x0006, head(row, column) + result + number16(flags) + number32(0) + number16(0))
  }

  /// The shared strings, with the parts of their bytes in continuations.
  package static func sharedStrings(count: Int, _ parts: [[UInt8]]) -> [UInt8] {
    let first = number32(count) + number32(count) + (parts.first ?? [])
    return record(0x00FC, first) + parts.dropFirst().flatMap { record(0x003C, $0) }
  }
}
