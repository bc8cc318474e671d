// SPDX-License-Identifier: Apache-2.0
// CellDecoder: turns a cell's type, style and raw content into its value.

import DataModel

/// The type attribute of a cell (ECMA-376 Part 1, ST_CellType).
enum CellKind: UInt8 {
  case number
  case shared
  case string
  case inline
  case boolean
  case error
  case date
  case unknown
}

/// Everything that a value depends on besides the cell itself.
struct CellDecoder {
  let strings: [String]
  let styles: StylesPart
  let dateSystem: DateSystem

  static let badNumber = "cells whose number cannot be read are kept as text"
  static let badString = "cells refer to texts that do not exist"
  static let badType = "cells of an unknown type are kept as text"

  /// The value of a number under a style.
  func number(_ number: Double, style: Int) -> CellValue {
    let format = styles.format(of: style)
    guard format != .plain else { return .number(number) }
    return Self.dated(number, format, dateSystem)
  }

  /// A number that its format shows as a date; a plain number where there is no such day.
  static func dated(
    _ number: Double, _ format: NumberFormat, _ system: DateSystem
  ) -> CellValue {
    guard format != .span || number < 0 else {
      return number < 1e9
        ? .date(SpreadsheetDate(serial: number, system: system, kind: .time)) : .number(number)
    }
    let lastDay = system == .from1904 ? 2_957_004.0 : 2_958_466.0
    guard number > -600_000, number < lastDay else { return .number(number) }
    let kind: SpreadsheetDate.Kind =
      switch format {
      case .plain: .date
      case .date: number < 1 && number >= 0 && system == .from1900 ? .dateTime : .date
      case .dateTime, .span: .dateTime
      case .clock: number < 1 && number >= 0 ? .time : .dateTime
      }
    return .date(SpreadsheetDate(serial: number, system: system, kind: kind))
  }

  /// The value of a cell from the text of its `v` element.
  ///
  /// `complaint` is set when the value is not what the cell claims.
  func value(
    _ kind: CellKind, _ content: [UInt8], style: Int, damaged: inout Int,
    complaint: inout String?
  ) -> CellValue {
    switch kind {
    case .number:
      if let number = CellNumber.parse(content, content.indices) {
        return self.number(number, style: style)
      }
      guard content.contains(where: { $0 > 0x20 }) else { return .blank }
      complaint = Self.badNumber
      return .text(CellText.string(content, damaged: &damaged))
    case .shared:
      guard content.contains(where: { $0 > 0x20 }) else { return .blank }
      if let index = CellNumber.index(content, content.indices), index < strings.count {
        return .text(strings[index])
      }
      complaint = Self.badString
      return .error("#REF!")
    case .boolean: return boolean(content, damaged: &damaged, complaint: &complaint)
    case .error:
      return content.isEmpty ? .blank : .error(CellText.string(content, damaged: &damaged))
    case .date: return isoDate(CellText.string(content, damaged: &damaged), style: style)
    case .string, .inline: return .text(CellText.string(content, damaged: &damaged))
    case .unknown:
      complaint = Self.badType
      return .text(CellText.string(content, damaged: &damaged))
    }
  }

  private func boolean(
    _ content: [UInt8], damaged: inout Int, complaint: inout String?
  ) -> CellValue {
    let text = CellText.string(content, damaged: &damaged)
    switch text.lowercased() {
    case "1", "true": return .boolean(true)
    case "0", "false": return .boolean(false)
    case "": return .blank
    default:
      if let number = CellNumber.parse(content, content.indices) { return .boolean(number != 0) }
      complaint = Self.badType
      return .text(text)
    }
  }

  /// An ISO 8601 date as some writers keep it; text when it is none.
  private func isoDate(_ text: String, style: Int) -> CellValue {
    guard let moment = ISODate(text) else {
      return text.isEmpty ? .blank : .text(text)
    }
    return .date(moment.spreadsheetDate(in: dateSystem))
  }
}
