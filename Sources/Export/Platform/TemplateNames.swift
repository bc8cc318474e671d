// SPDX-License-Identifier: Apache-2.0
// TemplateNames: names and settings of a template's workbook part.

import DataModel
import FileFormats

/// Names of a workbook part, and its settings.
enum TemplateNames {
  /// A cell that a name stands for.
  struct Place: Sendable {
    var sheet: String
    var cell: CellReference
  }

  /// The cell of each name that stands for one, or the first of its area, by name in lowercase.
  ///
  /// Sheets may have a name each for themselves.
  static func cells(_ workbook: [UInt8]) throws -> [String: [Place]] {
    var result: [String: [Place]] = [:]
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
        if let place = first(String(decoding: text, as: UTF8.self)) {
          result[known.lowercased(), default: []].append(place)
        }
        name = nil
      case .finished: return result
      }
    }
  }

  private static func first(_ formula: String) -> Place? {
    var found: Place?
    _ = try? FormulaReferences.rewritten(formula) { reference in
      if found == nil, let sheet = reference.sheet, let row = reference.first.row,
        let column = reference.first.column
      {
        found = Place(sheet: sheet, cell: CellReference(row: row, column: column))
      }
      return nil
    }
    return found
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
