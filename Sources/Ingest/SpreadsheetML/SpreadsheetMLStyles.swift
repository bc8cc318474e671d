// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLStyles: which styles of a SpreadsheetML 2003 workbook show dates and times.

import FileFormats

/// What each style makes of a number, by the style's name.
struct SpreadsheetMLStyles {
  private static let mostStyles = IngestLimits.styles
  private var formats: [String: NumberFormat] = [:]
  private var current: String?

  /// Takes note of a start tag inside `Styles`.
  mutating func note(_ reader: borrowing XMLReader) throws(IngestError) {
    if reader.nameIs("Style") {
      guard formats.count < Self.mostStyles else {
        throw IngestError(.overLimit(.styles, Self.mostStyles))
      }
      current = reader.attribute("ID")
      if let current, let parent = reader.attribute("Parent") {
        formats[current] = formats[parent]
      }
    } else if reader.nameIs("NumberFormat"), let current {
      formats[current] = reader.attribute("Format").map(Self.format) ?? .plain
    }
  }

  /// The format of a cell with its own style, or else its row's.
  func format(cell: String?, row: String?) -> NumberFormat {
    guard !formats.isEmpty, let name = cell ?? row else { return .plain }
    return formats[name] ?? .plain
  }

  /// Formats have names in this format, where others have only codes.
  private static func format(_ code: String) -> NumberFormat {
    switch code {
    case "General Date": .dateTime
    case "Long Date", "Medium Date", "Short Date": .date
    case "Long Time", "Medium Time", "Short Time": .clock
    case "General", "General Number", "Currency", "Euro Currency", "Fixed", "Standard", "Percent",
      "Scientific", "Yes/No", "True/False", "On/Off":
      .plain
    default: NumberFormat(code: code)
    }
  }
}
