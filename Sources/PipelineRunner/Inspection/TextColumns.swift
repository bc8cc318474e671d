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
}

extension String {
  var trimmingSpacesAtEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}

extension [Finding] {
  /// The rules of the findings with their number and places, must_correct first.
  var ruleCounts: [(id: String, count: Int, places: [String])] {
    var order: [String] = []
    var places: [String: [String]] = [:]
    for finding in sorted(by: { $0.severity.order < $1.severity.order }) {
      if places[finding.rule] == nil { order.append(finding.rule) }
      places[finding.rule, default: []].append(finding.place.range?.description ?? "")
    }
    return order.map { rule in
      let all = places[rule] ?? []
      return (rule, all.count, all.filter { !$0.isEmpty })
    }
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
