// SPDX-License-Identifier: Apache-2.0
// SheetFrame: what a sheet's part says around its rows, as libxlsxwriter made it.

import FileFormats

/// A part without rows, divided where they belong.
package struct SheetFrame {
  /// Elements that stand between rows and merges (ECMA-376 Part 1, 18.3.1.99).
  private static let beforeMerges: Set<String> = [
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews",
  ]
  /// Those between rows and links.
  private static let beforeLinks = beforeMerges.union([
    "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
  ])

  /// Up to and with `<sheetData>`, and from `</sheetData>`.
  package let head: [UInt8]
  package let tail: [UInt8]

  /// Nil for a part that is no worksheet, or has rows of its own.
  package init?(_ part: [UInt8], dimension: String, merges: [String], links: [SheetLink]) {
    guard let place = Self.rows(of: part) else { return nil }
    let front = Array(part[..<place.lowerBound])
    let back = Array(part[place.upperBound...])
    guard let placed = Self.set(dimension, in: front),
      let filled = Self.insert(merges: merges, links: links, into: back)
    else { return nil }
    head = placed + Array("<sheetData>".utf8)
    tail = Array("</sheetData>".utf8) + filled
  }

  /// Where the rows belong; nil where cells are there already.
  private static func rows(of part: [UInt8]) -> Range<Int>? {
    if let place = find("<sheetData/>", in: part[...]) { return place }
    // Of a row with a comment libxlsxwriter writes the row, without a cell.
    guard let start = find("<sheetData>", in: part[...]),
      let end = find("</sheetData>", in: part[start.upperBound...]),
      find("<c", in: part[start.upperBound..<end.lowerBound]) == nil
    else { return nil }
    return start.lowerBound..<end.upperBound
  }

  /// The first place of an ASCII word.
  private static func find(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let offset = bytes.withUnsafeBufferPointer { bytes -> Int? in
      let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      guard bytes.count >= wanted.count else { return nil }
      return (0...bytes.count - wanted.count).first { start in
        bytes[start] == wanted[0] && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
      }
    }
    return offset.map { bytes.startIndex + $0..<bytes.startIndex + $0 + word.utf8CodeUnitCount }
  }

  private static func set(_ dimension: String, in front: [UInt8]) -> [UInt8]? {
    guard let place = find("<dimension ref=\"", in: front[...]),
      let end = front[place.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return front[..<place.upperBound] + Array(dimension.utf8) + front[end...]
  }

  private static func insert(
    merges: [String], links: [SheetLink], into back: [UInt8]
  ) -> [UInt8]? {
    guard !merges.isEmpty || !links.isEmpty else { return back }
    var edits = XMLEdits()
    if !merges.isEmpty {
      guard let offset = offset(behind: beforeMerges, in: back) else { return nil }
      let cells = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      edits.insert("<mergeCells count=\"\(merges.count)\">\(cells)</mergeCells>", at: offset)
    }
    if !links.isEmpty {
      guard let offset = offset(behind: beforeLinks, in: back) else { return nil }
      var text = "<hyperlinks>"
      for link in links { link.write(to: &text) }
      edits.insert(text + "</hyperlinks>", at: offset)
    }
    return edits.applied(to: back)
  }

  /// Where the first element stands that is none of these.
  private static func offset(behind names: Set<String>, in back: [UInt8]) -> Int? {
    // What follows the rows lacks the start of the root: it is given one, to be read.
    let root = Array("<worksheet xmlns:r=\"r\">".utf8)
    guard var walk = try? XMLWalk(root + back), (try? walk.next()) == .start else { return nil }
    while let token = try? walk.next() {
      switch token {
      case .start:
        guard names.contains(walk.reader.name) else {
          return walk.reader.tagStart - root.count
        }
        guard (try? walk.skipElement()) != nil else { return nil }
      case .end: return walk.start - root.count
      case .text: continue
      case .finished: return nil
      }
    }
    return nil
  }
}

/// A link from a cell to another place of the file.
package struct SheetLink {
  package var cell: String
  /// Such as `'封面'!A1`.
  package var target: String
  package var shown: String

  package init(cell: String, target: String, shown: String) {
    self.cell = cell
    self.target = target
    self.shown = shown
  }

  fileprivate func write(to text: inout String) {
    text += "<hyperlink ref=\""
    text += cell
    text += "\" location=\""
    text += Self.attribute(target)
    text += "\" display=\""
    text += Self.attribute(shown)
    text += "\"/>"
  }

  private static func attribute(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case ..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
        false
      default: true
      }
    }
    guard !isPlain else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#xA;"
      default: result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return result
  }
}
