// SPDX-License-Identifier: Apache-2.0
// OpenDocumentCell: the value of an OpenDocument cell from its attributes and its text.

import DataModel
import FileFormats

/// What a cell's start tag says; its text follows.
struct OpenDocumentCell {
  private enum Kind {
    case none
    case number
    case boolean
    case date
    case time
    case string
  }

  static let badValue = "cells whose value cannot be read are kept as text"

  private let kind: Kind
  private var number: Double?
  /// The value attribute of dates, times, truth values and texts.
  private var written: String?
  let hasFormula: Bool
  /// The writer says that the formula failed.
  private let isError: Bool

  /// True where the text decides on the value.
  var needsText: Bool {
    switch kind {
    case .none, .string: true
    case .number: hasFormula || number == nil
    case .boolean, .date, .time: true
    }
  }

  init(_ reader: borrowing XMLReader) {
    hasFormula = reader.rawAttribute("formula") != nil
    isError = reader.hasAttribute("value-type", value: "error")
    switch reader.attribute("value-type") {
    case "float", "percentage", "currency":
      kind = .number
      if let range = reader.rawAttribute("value") {
        number = CellNumber.parse(reader.buffer, range)
      }
    case "boolean":
      kind = .boolean
      written = reader.attribute("boolean-value")
    case "date":
      kind = .date
      written = reader.attribute("date-value")
    case "time":
      kind = .time
      written = reader.attribute("time-value")
    case "string":
      kind = .string
      written = reader.attribute("string-value")
    default: kind = .none
    }
  }

  /// The value, or `.blank`; `complaint` is set when it is not what the cell claims.
  func value(
    _ text: OpenDocumentText, dateSystem: DateSystem, complaint: inout String?
  ) -> CellValue {
    if isError { return .error(text.isEmpty ? "#VALUE!" : text.string) }
    // Older programs write a failed formula as the number 0 that shows an error.
    if hasFormula, text.isErrorName { return .error(text.string) }
    let typed: CellValue? =
      switch kind {
      case .none: .text(text.string)
      case .string: .text(text.hasParagraphs ? text.string : written ?? "")
      case .number: number.map { .number($0) }
      case .boolean: Self.boolean(written)
      case .date: written.flatMap { OpenDocumentDate.day($0, system: dateSystem) }
      case .time: written.flatMap { OpenDocumentDate.duration($0, system: dateSystem) }
      }
    if let typed {
      let isBlank = typed.isEmpty && (kind == .none || !hasFormula)
      return isBlank ? .blank : typed
    }
    let shown = text.isEmpty ? written ?? "" : text.string
    guard !shown.isEmpty else { return .blank }
    complaint = Self.badValue
    return .text(shown)
  }

  private static func boolean(_ word: String?) -> CellValue? {
    switch word?.lowercased() {
    case "true", "1": .boolean(true)
    case "false", "0": .boolean(false)
    default: nil
    }
  }
}
