// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLCell: the value of a SpreadsheetML 2003 cell from its type and text.

import DataModel

/// Turns the content of a `Data` element into a value.
enum SpreadsheetMLCell {
  static let badValue = "cells whose value does not fit their type are kept as text"

  /// The value; `complaint` is set when it is not what the cell claims.
  static func value(
    type: String?, _ content: [UInt8], format: NumberFormat, system: DateSystem,
    complaint: inout String?
  ) -> CellValue {
    let text = String(decoding: content, as: UTF8.self)
    guard !text.isEmpty else { return .blank }
    let typed: CellValue? =
      switch type {
      case "Number": number(content, format: format, system: system)
      case "DateTime": date(text, format: format, system: system)
      case "Boolean": boolean(text)
      case "Error": .error(text)
      case "String", nil: .text(text)
      default: nil
      }
    if let typed { return typed }
    if type != "String", text.allSatisfy(\.isWhitespace) { return .blank }
    complaint = badValue
    return .text(text)
  }

  private static func number(
    _ content: [UInt8], format: NumberFormat, system: DateSystem
  ) -> CellValue? {
    guard let number = CellNumber.parse(content, content.indices) else { return nil }
    return format == .plain ? .number(number) : CellDecoder.dated(number, format, system)
  }

  /// Times of day are written as times of the day before the first one.
  private static func date(
    _ text: String, format: NumberFormat, system: DateSystem
  ) -> CellValue? {
    guard case .date(var date)? = OpenDocumentDate.day(text, system: system) else { return nil }
    // The type always has a time of day; where the style shows the day alone, midnight is the day.
    if date.kind == .dateTime, format == .date { date.kind = .date }
    guard let moment = ISODate(text), date.kind != .time else { return .date(date) }
    let serial = moment.spreadsheetDate(in: system).serial
    if format == .span, serial >= 0 {
      return .date(SpreadsheetDate(serial: serial, system: system, kind: .time))
    }
    guard serial >= 0, serial < 1, system == .from1900 || format == .clock else {
      return .date(date)
    }
    return .date(SpreadsheetDate(serial: serial, system: system, kind: .time))
  }

  private static func boolean(_ text: String) -> CellValue? {
    switch text.filter({ !$0.isWhitespace }).lowercased() {
    case "1", "true": .boolean(true)
    case "0", "false": .boolean(false)
    default: nil
    }
  }
}
