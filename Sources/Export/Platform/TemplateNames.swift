// SPDX-License-Identifier: Apache-2.0
// TemplateNames: names and settings of a template's workbook part, and formulas that name a sheet.

import DataModel
import FileFormats

/// Names of a workbook part, and texts of its elements.
enum TemplateNames {
  /// Sheet and cell of each name that stands for one cell or the first of an area, by name in lowercase.
  static func cells(_ workbook: [UInt8]) throws -> [String: (String, CellReference)] {
    var result: [String: (String, CellReference)] = [:]
    var name: String?
    var text: [UInt8] = []
    var walk = try XMLWalk(workbook)
    while true {
      switch try walk.next() {
      case .start:
        name = walk.reader.nameIs("definedName") ? walk.reader.attribute("name") : nil
        text = []
      case .text: if name != nil { walk.appendText(to: &text) }
      case .end:
        guard let known = name else { continue }
        let formula = String(decoding: text, as: UTF8.self)
        _ = try? FormulaReferences.rewritten(formula) { reference in
          if let sheet = reference.sheet, let row = reference.first.row,
            let column = reference.first.column, result[known.lowercased()] == nil
          {
            result[known.lowercased()] = (sheet, CellReference(row: row, column: column))
          }
          return nil
        }
        name = nil
      case .finished: return result
      }
    }
  }

  /// Elements of sheets that hold formulas.
  static let formulas: Set<String> = ["f", "formula", "formula1", "formula2"]

  /// The part with the formulas in some elements moved, as far as they name the sheet.
  static func moved(
    _ bytes: [UInt8], by move: FormulaMove, in elements: Set<String>
  ) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var start: Int?
    var text: [UInt8] = []
    while true {
      switch try walk.next() {
      case .start:
        let isMeant = elements.contains(walk.reader.name) && !walk.reader.owesEndToken
        start = isMeant ? walk.end : nil
        text = []
      case .text: if start != nil { walk.appendText(to: &text) }
      case .end:
        if let begun = start {
          let old = String(decoding: text, as: UTF8.self)
          let new = try moved(old, by: move)
          if new != old { edits.replace(begun..<walk.start, with: ReturnXML.escaped(new)) }
        }
        start = nil
      case .finished:
        guard let result = edits.applied(to: bytes) else {
          throw TemplateRefusal("模板的公式无法修改", "formulas of the template cannot be changed")
        }
        return result
      }
    }
  }

  private static func moved(_ formula: String, by move: FormulaMove) throws -> String {
    guard formula.lowercased().contains(move.sheet.lowercased().replacing("'", with: "''")) else {
      return formula
    }
    do { return try move.moved(formula) } catch {
      throw TemplateRefusal(
        "模板的公式 \(formula) 无法随行移动", "the template's formula \(formula) cannot be moved")
    }
  }

  /// Elements that stand behind the settings of calculation.
  private static let behindCalculation: [StaticString] = [
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
  ]

  /// The workbook part saying that all formulas are calculated when it is opened.
  static func calculatedOnLoad(_ bytes: [UInt8]) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var root: ElementPlace?
    var prefix = ""
    var isThere = false
    var behind: Int?
    reading: while true {
      switch try walk.next() {
      case .start:
        let reader = walk.reader
        if reader.depth == 1 {
          root = ElementPlace(walk)
          prefix = String(decoding: reader.prefix, as: UTF8.self)
        } else if reader.depth == 2, reader.nameIs("calcPr") {
          isThere = true
          edits.set("fullCalcOnLoad", to: "1", at: walk)
        } else if reader.depth == 2, behind == nil,
          behindCalculation.contains(where: { reader.nameIs($0) })
        {
          behind = reader.tagStart
        }
      case .end:
        if walk.reader.depth == 1, root?.tagEnd != walk.end { root?.contentEnd = walk.start }
      case .text: continue
      case .finished: break reading
      }
    }
    if !isThere, let root {
      let xml = "<\(prefix)calcPr fullCalcOnLoad=\"1\"/>"
      if let behind { edits.insert(xml, at: behind) } else { edits.append(xml, to: root) }
    }
    guard let result = edits.applied(to: bytes) else {
      throw TemplateRefusal("模板的工作簿部件无法修改", "the workbook part cannot be changed")
    }
    return result
  }
}
