// SPDX-License-Identifier: Apache-2.0
// TextColumns: rows of words in columns that stand under each other.

import DataModel

/// Lays rows out; the last column is as long as it likes.
struct TextColumns {
  let lines: [String]

  /// `widths`: how wide each column but the last may become.
  init(_ rows: [[String]], widths most: [Int]) {
    let widths = most.enumerated().map { index, most in
      min(
        most,
        rows.map { $0.indices.contains(index) ? DisplayWidth.of($0[index]) : 0 }.max() ?? 0)
    }
    lines = rows.map { row in
      row.enumerated().map { index, text in
        guard widths.indices.contains(index) else { return text }
        return DisplayWidth.padded(DisplayWidth.cut(text, to: widths[index]), to: widths[index])
      }.joined(separator: "  ").trimmingSpacesAtEnd
    }
  }

  /// The items one after the other, on as many lines of about this width as they take.
  static func wrapped(
    _ items: [String], separator: String, width: Int, indent: Int
  ) -> String {
    var result = ""
    var taken = 0
    for (index, item) in items.enumerated() {
      let text = item + (index + 1 < items.count ? separator : "")
      let size = DisplayWidth.of(text)
      if taken > 0, taken + size > width {
        result += "\n" + String(repeating: " ", count: indent)
        taken = 0
      }
      result += text
      taken += size
    }
    return result
  }
}

extension String {
  /// Without the characters that a terminal obeys; line breaks of our own stay.
  var harmless: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n", .format, .surrogate, .lineSeparator, .paragraphSeparator:
        scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  var trimmingSpacesAtEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

extension [Finding] {
  /// Findings of the same rule and field: the first of each, and all their places; what must be
  /// corrected comes first.
  var groups: [(first: Finding, places: [String])] {
    var groups: [(first: Finding, places: [String])] = []
    var indices: [String: Int] = [:]
    for finding in self {
      let key = [finding.rule, finding.form, finding.field].joined(separator: "\n")
      let place = finding.place.range?.description ?? ""
      if let index = indices[key] {
        groups[index].places.append(place)
      } else {
        indices[key] = groups.count
        groups.append((finding, [place]))
      }
    }
    return groups.enumerated().sorted {
      ($0.element.first.severity.order, $0.offset) < ($1.element.first.severity.order, $1.offset)
    }.map(\.element)
  }
}

extension Severity {
  fileprivate var order: Int {
    switch self {
    case .mustCorrect: 0
    case .mustExplain: 1
    case .note: 2
    }
  }
}
