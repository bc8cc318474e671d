// SPDX-License-Identifier: Apache-2.0
// TemplateParts: all parts of a template but its sheets that follow the rows of sheets.

import DataModel
import FileFormats

/// Moves what tables, drawings, charts and pivot tables say of sheets with new rows.
struct TemplateParts {
  let sheets: [TemplateSheetPart]
  let filled: [FilledSheet]
  let package: OfficePackage

  /// A part and the sheet that it belongs to.
  private struct Link {
    var sheet: String
    var kind: String
    var part: String
  }

  func move(in parts: inout PackageLinks) throws {
    var links: [Link] = []
    for sheet in sheets {
      for link in try package.relationships(of: sheet.part) where !link.isExternal {
        links.append(Link(sheet: sheet.name, kind: link.type, part: link.target))
      }
    }
    try checkTables(links, parts)
    for sheet in filled where !sheet.insertions.isEmpty {
      let own = links.filter { $0.sheet == sheet.name }
      let follower = TemplateFollowers(sheet)
      for link in own {
        guard let bytes = parts.contents(of: link.part),
          let moved = try follower.moved(bytes, kind: link.kind)
        else { continue }
        parts.copy.set(link.part, moved)
      }
      try moveFormulas(of: sheet, but: Set(own.map(\.part)), links, &parts)
    }
    try renewPivots(&parts)
  }

  private func checkTables(_ links: [Link], _ parts: PackageLinks) throws {
    for link in links where link.kind == "table" {
      guard let sheet = filled.first(where: { $0.name == link.sheet }),
        let bytes = parts.contents(of: link.part)
      else { continue }
      try TemplateFollowers.checkHeaders(of: bytes, in: sheet)
    }
  }

  /// Formulas of parts that are not the sheet's own name it.
  private func moveFormulas(
    of sheet: FilledSheet, but own: Set<String>, _ links: [Link], _ parts: inout PackageLinks
  ) throws {
    let move = FormulaMove(sheet: sheet.name, insertions: sheet.insertions, isOwnSheet: false)
    let kinds: [(type: String, places: TemplateFormulas.Places)] = [
      ("chart+xml", .chart), ("chartex+xml", .chart), (".drawing+xml", .drawing),
      (".table+xml", .table), ("controlproperties+xml", .control),
    ]
    var targets: [(part: String, places: TemplateFormulas.Places)] = []
    for kind in kinds {
      targets += package.parts { $0.hasSuffix(kind.type) }.map { ($0, kind.places) }
    }
    targets += links.filter { $0.kind == "vmlDrawing" }.map { ($0.part, .oldControl) }
    for target in targets where !own.contains(target.part) {
      guard let bytes = parts.contents(of: target.part) else { continue }
      let moved = try TemplateFormulas.moved(bytes, by: move, in: target.places)
      if moved != bytes { parts.copy.set(target.part, moved) }
    }
  }

  // MARK: Pivot tables

  /// Pivot tables over what was filled read it anew when the file is opened.
  private func renewPivots(_ parts: inout PackageLinks) throws {
    for part in package.parts(whereType: { $0.contains("pivotcachedefinition") }) {
      guard let bytes = parts.contents(of: part) else { continue }
      parts.copy.set(part, try pivot(bytes))
    }
  }

  private func pivot(_ bytes: [UInt8]) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var isThere = false
    reading: while true {
      switch try walk.next() {
      case .start:
        let reader = walk.reader
        if reader.depth == 1 { edits.set("refreshOnLoad", to: "1", at: walk) }
        guard reader.nameIs("worksheetSource") else { continue }
        let name = reader.attribute("sheet")
        let sheet = filled.first { $0.name == name }
        isThere = isThere || name == nil || sheet != nil
        guard let sheet, let range = reader.rawAttribute("ref"),
          let old = reader.attribute("ref")
        else { continue }
        guard let new = sheet.insertions.areas(old) else {
          throw TemplateRefusal(
            "模板的透视表数据源 \(old)（工作表“\(sheet.name)”）无法随行移动",
            "the source \(old) of a pivot table (sheet “\(sheet.name)”) cannot be moved")
        }
        edits.replace(range, with: new)
      case .end, .text: continue
      case .finished: break reading
      }
    }
    guard isThere else { return bytes }
    guard let result = edits.applied(to: bytes) else {
      throw TemplateRefusal("模板的透视表无法修改", "a pivot table of the template cannot be changed")
    }
    return result
  }
}
