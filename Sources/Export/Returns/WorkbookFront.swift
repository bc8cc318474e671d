// SPDX-License-Identifier: Apache-2.0
// WorkbookFront: puts a sheet before all others of a workbook and moves what counts sheets along.

import FileFormats

/// The sheet that is put in front, and an earlier one of the same kind that goes.
struct WorkbookFront {
  let outline: WorkbookOutline
  /// Indices of the sheets that are taken away.
  let removed: Set<Int>
  let name: String
  let relationshipID: String
  /// Rows that every page of the sheet repeats.
  let titleRows: ClosedRange<Int>
  /// Whether the program shows the sheet first; another one stays in front otherwise.
  let isActive: Bool

  /// The place of an old sheet in the new order; nil when it is taken away.
  private func moved(_ index: Int) -> Int? {
    guard !removed.contains(index) else { return nil }
    return index - removed.count { $0 < index } + 1
  }

  func bytes(_ vocabulary: SpreadsheetVocabulary) throws -> [UInt8] {
    var edits = XMLEdits()
    guard let list = outline.sheetList, outline.highestID < Int(Int32.max) - 1 else {
      throw PatchRefusal("没有工作表清单")
    }
    let prefix = outline.prefix
    edits.insert(
      "<\(prefix)sheet name=\"\(ReturnXML.escaped(name))\" sheetId=\"\(outline.highestID + 1)\" "
        + "xmlns:r=\"\(vocabulary.links)\" r:id=\"\(relationshipID)\"/>", at: list.tagEnd)
    for index in removed { edits.remove(outline.sheets[index].element) }
    move(&edits)
    moveNames(&edits)
    guard let result = edits.applied(to: outline.bytes) else {
      throw PatchRefusal("工作簿部件无法修改")
    }
    return result
  }

  private func move(_ edits: inout XMLEdits) {
    for view in outline.views {
      let active = isActive ? 0 : moved(outline.number(view.activeTab) ?? 0) ?? 0
      let tab = String(active)
      if let range = view.activeTab {
        edits.replace(range, with: tab)
      } else if active > 0 {
        edits.insert(" activeTab=\"\(tab)\"", at: view.tag)
      }
      // The list has to be among the tabs that are seen.
      if let range = view.firstSheet { edits.replace(range, with: "0") }
    }
    guard outline.views.isEmpty, !isActive, let list = outline.sheetList else { return }
    let prefix = outline.prefix
    edits.insert(
      "<\(prefix)bookViews><\(prefix)workbookView activeTab=\"1\"/></\(prefix)bookViews>",
      at: list.tagStart)
  }

  private func moveNames(_ edits: inout XMLEdits) {
    for entry in outline.names {
      guard let range = entry.localSheet, let index = outline.number(range) else { continue }
      if let place = moved(index) {
        edits.replace(range, with: String(place))
      } else {
        edits.remove(entry.element)
      }
    }
    let prefix = outline.prefix
    let area = "$\(titleRows.lowerBound):$\(titleRows.upperBound)"
    let title =
      "<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">"
      + ReturnXML.escaped(SheetNames.reference(name, area)) + "</\(prefix)definedName>"
    if let list = outline.nameList {
      edits.append(title, to: list)
    } else {
      edits.insert(
        "<\(prefix)definedNames>\(title)</\(prefix)definedNames>", at: outline.placeOfNames)
    }
  }
}
