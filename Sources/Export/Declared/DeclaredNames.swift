// SPDX-License-Identifier: Apache-2.0
// DeclaredNames: short names of a form's cells, for the lines that say why they are blank.

import DataModel
import Definitions

/// Names cells of a declared form as a person would: `L3`, `小学 网络多媒体教室`, `（四）`.
struct DeclaredNames {
  let sheet: OutputSheet
  let context: ExportContext

  private static let longestName = 12

  func name(of column: OutputColumn, row: Int, in block: DeclaredBlock) -> String {
    let label = name(of: column)
    switch sheet.rows {
    case .county: return label
    case .lines: return Self.short(sheet.lines[row].name)
    case .stages:
      let stage = sheet.blocks.first { $0.id == block.id }?.stage ?? ""
      return "\(stage) \(label)"
    case .items, .parts:
      let texts = block.rows[row].lazy.compactMap(\.value.text)
      return texts.dropFirst().first ?? texts.first ?? "第\(row + 1)行"
    }
  }

  private func name(of column: OutputColumn) -> String {
    if !column.number.isEmpty { return column.number }
    if case .indicator(let id, _) = column.content {
      return context.definitions.indicators.first { $0.id == id }?.shortName ?? id
    }
    return column.title
  }

  /// `（四）` of `（四）所有小学……`, `8.` of `8.每12个班级……`; else the beginning.
  private static func short(_ name: String) -> String {
    if name.hasPrefix("（"), let end = name.firstIndex(of: "）") { return String(name[...end]) }
    if let end = name.firstIndex(of: "."), Int(name[..<end]) != nil { return String(name[..<end]) }
    return name.count <= longestName ? name : name.prefix(longestName) + "…"
  }
}
