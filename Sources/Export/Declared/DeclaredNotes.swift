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

  /// Cut between names and sentences, where there is a mark to cut at.
  static func short(_ reason: String, limit: Int = longestReason) -> String {
    guard reason.count > limit else { return reason }
    let start = reason.prefix(limit - 1)
    guard let mark = start.lastIndex(where: { "；，、".contains($0) }),
      start.distance(from: start.startIndex, to: mark) > limit / 2
    else { return start + "…" }
    return start[..<mark] + (start[mark] == "、" ? "等…" : "…")
  }

  /// Reasons that are cut stand in full on this sheet.
  static func isCut(_ reason: String) -> Bool { reason.count > longestReason }

  /// What a reason consists of: what each of the forms behind a figure lacks.
  static func pieces(_ reason: String) -> [String] {
    reason.split(separator: "；").map(String.init)
  }

  /// `空白说明：L3、L4（县域基本情况表未报送）`; empty where nothing is blank for a reason.
  ///
  /// `sheet`: where the whole reasons stand.
  static func gaps(
    _ places: [(name: String, reason: String)], whole sheet: String?
  ) -> [DeclaredCell] {
    var order: [String] = []
    var names: [String: [String]] = [:]
    for place in places where !place.reason.isEmpty {
      let reason = short(place.reason)
      if names[reason] == nil { order.append(reason) }
      if names[reason]?.contains(place.name) != true {
        names[reason, default: []].append(place.name)
      }
    }
    guard !order.isEmpty else { return [] }
    let parts = order.map { reason -> String in
      let all = runs(names[reason] ?? [])
      let shown = all.prefix(mostPlaces).joined(separator: "、")
      return shown + (all.count > mostPlaces ? "等 \(all.count) 处" : "") + "（\(reason)）"
    }
    let note = DeclaredCell.text("空白说明：" + parts.joined(separator: "；") + "。")
    guard let sheet, places.contains(where: { isCut($0.reason) }) else { return [note] }
    // A line of its own: programs do not break the lines of a text that leads somewhere.
    var more = DeclaredCell.text("空白说明全文见“\(sheet)”。")
    more.link = SheetNames.reference(sheet, "A1")
    return [note, more]
  }

  /// `L1—L24` for column numbers one after another.
  static func runs(_ names: [String]) -> [String] {
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
