// SPDX-License-Identifier: Apache-2.0
// ExcelIsland: the names of sheets that Excel, and portals after it, hide in a page's head.

import DataModel
import FileFormats

/// A sheet as the `x:ExcelWorkbook` element of a page announces it.
struct ExcelIslandSheet: Hashable {
  var name = ""
  var visibility = SheetVisibility.visible
  /// The file that holds the sheet, where the page is only a frame.
  var source: String?
}

/// Reads the XML that stands in a conditional comment, with the tolerance that HTML needs.
enum ExcelIsland {
  /// No head is longer than this.
  private static let searched = 1 << 20

  /// The sheets in their order; empty when the page announces none.
  static func sheets(_ text: MarkupText, most: Int) -> [ExcelIslandSheet] {
    let head = text.utf8[text.start...].prefix(searched)
    guard let start = find("<x:excelworkbook", in: head) else { return [] }
    var tokenizer = HTMLTokenizer(text.utf8, range: start..<head.endIndex)
    var sheets: [ExcelIslandSheet] = []
    var element = ""
    while true {
      switch tokenizer.next() {
      case .start:
        element = tokenizer.name
        if element == "x:excelworksheet", sheets.count < most { sheets.append(ExcelIslandSheet()) }
        if element == "x:worksheetsource", !sheets.isEmpty {
          sheets[sheets.count - 1].source = tokenizer.attribute("href")
        }
      case .end:
        if tokenizer.name == "x:excelworkbook" { return sheets }
        element = ""
      case .text(let range):
        guard !sheets.isEmpty else { continue }
        let content = HTMLCharacterReference.resolved(text.utf8, range)
        if element == "x:name" { sheets[sheets.count - 1].name = content }
        if element == "x:visible" { sheets[sheets.count - 1].visibility = visibility(content) }
      case .comment: continue
      case .finished: return sheets
      }
    }
  }

  private static func visibility(_ word: String) -> SheetVisibility {
    switch word.filter({ !$0.isWhitespace }).lowercased() {
    case "sheethidden": .hidden
    case "sheetveryhidden": .veryHidden
    default: .visible
    }
  }

  private static func find(_ pattern: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(
      UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    var place = bytes.startIndex
    while place + wanted.count <= bytes.endIndex {
      if bytes[place] == wanted[0],
        zip(bytes[place...], wanted).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 })
      {
        return place
      }
      place += 1
    }
    return nil
  }
}
