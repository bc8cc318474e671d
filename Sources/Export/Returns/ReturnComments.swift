// SPDX-License-Identifier: Apache-2.0
// ReturnComments: what the comments at marked cells say.

import DataModel

/// The comments of one sheet.
struct ReturnComments {
  /// Programs become slow with more; all problems stand in the list anyway.
  private static let mostCells = 3_000
  private static let mostOfOneCell = 4
  private static let longest = 600

  /// By the cell they stand at.
  private(set) var texts: [CellReference: String] = [:]
  /// Lines that each of them takes.
  private(set) var lines: [CellReference: Int] = [:]

  init(_ entries: [ReturnEntry]) {
    var groups: [CellReference: [ReturnEntry]] = [:]
    for entry in entries where entry.severity != .note {
      guard let place = entry.range?.first else { continue }
      groups[place, default: []].append(entry)
    }
    for (place, group) in groups.sorted(by: { $0.key < $1.key }).prefix(Self.mostCells) {
      let text = Self.text(group)
      texts[place] = text
      lines[place] = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
        $0 + max(1, (SheetWriter.width(of: String($1)) + 37) / 38)
      }
    }
  }

  private static func text(_ group: [ReturnEntry]) -> String {
    var parts = group.prefix(mostOfOneCell).map { entry in
      var lines = [Labels.text(entry.severity) + "：" + cut(entry.message)]
      if !entry.rule.isEmpty, !entry.message.hasPrefix(entry.rule) {
        lines.append("规则：" + cut(entry.rule))
      }
      if !entry.suggestion.isEmpty { lines.append("建议：" + cut(entry.suggestion)) }
      return lines.joined(separator: "\n")
    }
    let more = group.count - parts.count
    if more > 0 { parts.append("另有 \(more) 项，见《\(ReturnList.sheetName)》。") }
    return ReturnList.commentMark + parts.joined(separator: "\n")
  }

  private static func cut(_ text: String) -> String {
    let clean = CellText.cell(text)
    return clean.count > longest ? clean.prefix(longest) + "…" : clean
  }
}
