// SPDX-License-Identifier: Apache-2.0
// WorkbookOutline: where in a workbook part its sheets, views and names stand.

import FileFormats

/// The workbook part as far as adding a sheet concerns it.
struct WorkbookOutline {
  struct SheetEntry {
    var name: String
    var relationshipID: String
    var element: Range<Int>
  }

  struct View {
    var tag: Int
    var activeTab: Range<Int>?
    var firstSheet: Range<Int>?
  }

  struct Name {
    var element: Range<Int>
    var localSheet: Range<Int>?
  }

  let bytes: [UInt8]
  private(set) var isStrict = false
  private(set) var prefix = ""
  private(set) var sheets: [SheetEntry] = []
  private(set) var views: [View] = []
  private(set) var names: [Name] = []
  private(set) var highestID = 0
  private(set) var sheetList: ElementPlace?
  private(set) var nameList: ElementPlace?
  /// Behind the last of the elements that stand before the names.
  private(set) var placeOfNames = 0
  private var open = 0

  /// Elements that stand before the list of names.
  private static let beforeNames: [StaticString] = [
    "sheets", "functionGroups", "externalReferences",
  ]

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    var walk = try XMLWalk(bytes)
    while true {
      switch try walk.next() {
      case .start: try enter(walk)
      case .end: leave(walk)
      case .text: continue
      case .finished:
        guard sheetList != nil, !sheets.isEmpty else { throw PatchRefusal("没有工作表清单") }
        return
      }
    }
  }

  private mutating func enter(_ walk: borrowing XMLWalk) throws {
    let reader = walk.reader
    switch reader.depth {
    case 1:
      guard reader.nameIs("workbook") else { throw PatchRefusal("工作簿部件的根元素不对") }
      prefix = String(decoding: reader.prefix, as: UTF8.self)
      let tag = String(decoding: bytes[reader.tagStart..<reader.position], as: UTF8.self)
      isStrict = tag.hasBytes(of: "http://purl.oclc.org/ooxml/spreadsheetml/main")
    case 2:
      if reader.nameIs("sheets") { sheetList = ElementPlace(walk) }
      if reader.nameIs("definedNames") { nameList = ElementPlace(walk) }
    case 3:
      if reader.nameIs("sheet") {
        sheets.append(
          SheetEntry(
            name: reader.attribute("name") ?? "", relationshipID: reader.attribute("id") ?? "",
            element: reader.tagStart..<reader.position))
        highestID = max(highestID, reader.integerAttribute("sheetId") ?? 0)
      } else if reader.nameIs("workbookView") {
        views.append(
          View(
            tag: reader.tagStart + 1 + reader.prefix.count + reader.name.utf8.count,
            activeTab: reader.rawAttribute("activeTab"),
            firstSheet: reader.rawAttribute("firstSheet")))
      } else if reader.nameIs("definedName") {
        names.append(
          Name(
            element: reader.tagStart..<reader.position,
            localSheet: reader.rawAttribute("localSheetId")))
      }
    default: return
    }
  }

  private mutating func leave(_ walk: borrowing XMLWalk) {
    let reader = walk.reader
    if reader.depth == 2 {
      if Self.beforeNames.contains(where: { reader.nameIs($0) }) { placeOfNames = walk.end }
      if reader.nameIs("sheets"), sheetList?.tagEnd != walk.end {
        sheetList?.contentEnd = walk.start
      }
      if reader.nameIs("definedNames"), nameList?.tagEnd != walk.end {
        nameList?.contentEnd = walk.start
      }
    } else if reader.depth == 3 {
      if reader.nameIs("sheet"), let last = sheets.indices.last {
        sheets[last].element = sheets[last].element.lowerBound..<walk.end
      } else if reader.nameIs("definedName"), let last = names.indices.last {
        names[last].element = names[last].element.lowerBound..<walk.end
      }
    }
  }

  /// The number in an attribute's value.
  func number(_ range: Range<Int>?) -> Int? {
    range.flatMap { Int(String(decoding: bytes[$0], as: UTF8.self)) }
  }
}
