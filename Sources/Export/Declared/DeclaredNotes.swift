// SPDX-License-Identifier: Apache-2.0
// DeclaredNotes: what stands below a declared form: its own sentences, why cells are blank, what is unconfirmed.

import DataModel
import Definitions

/// Makes the lines below a form.
enum DeclaredNotes {
  /// Longer reasons are told in full on the other sheets.
  static let longestReason = 60
  /// What was found for an item may be longer: it is the form's own content.
  static let longestFinding = 120
  /// Places named for one reason; the others are counted.
  private static let mostPlaces = 12

  static func short(_ reason: String, limit: Int = longestReason) -> String {
    reason.count <= limit ? reason : reason.prefix(limit - 1) + "…"
  }

  /// `空白说明：L3、L4（县域基本情况表未报送）`; nil where nothing is blank for a reason.
  static func gaps(_ places: [(name: String, reason: String)]) -> DeclaredCell? {
    var order: [String] = []
    var names: [String: [String]] = [:]
    for place in places where !place.reason.isEmpty {
      let reason = short(place.reason)
      if names[reason] == nil { order.append(reason) }
      if names[reason]?.contains(place.name) != true {
        names[reason, default: []].append(place.name)
      }
    }
    guard !order.isEmpty else { return nil }
    let parts = order.map { reason -> String in
      let all = runs(names[reason] ?? [])
      let shown = all.prefix(mostPlaces).joined(separator: "、")
      return shown + (all.count > mostPlaces ? "等 \(all.count) 处" : "") + "（\(reason)）"
    }
    return .text("空白说明：" + parts.joined(separator: "；") + "。")
  }

  /// `L1—L24` for column numbers one after another.
  private static func runs(_ names: [String]) -> [String] {
    func number(_ name: String) -> Int? {
      name.hasPrefix("L") ? Int(name.dropFirst()) : nil
    }
    var result: [String] = []
    var first = 0
    while first < names.count {
      var last = first
      while last + 1 < names.count, let own = number(names[last]),
        number(names[last + 1]) == own + 1
      {
        last += 1
      }
      if last - first >= 2 {
        result.append("\(names[first])—\(names[last])")
      } else {
        result += names[first...last]
      }
      first = last + 1
    }
    return result
  }

  /// The clauses of the form that nobody has seen in the official text.
  static func unconfirmed(_ sheet: OutputSheet) -> DeclaredCell? {
    var labels: [String] = []
    for (_, source) in sheet.sources where !source.confirmed && !labels.contains(source.label) {
      labels.append(source.label)
    }
    return labels.isEmpty ? nil : .text("未核实条款：" + labels.joined(separator: "；"))
  }
}
