// SPDX-License-Identifier: Apache-2.0
// StylesPart: which cell styles show dates and times (ECMA-376 Part 1, styleSheet).

import FileFormats

/// What each cell style makes of a number.
struct StylesPart {
  private static let maxStyles = IngestLimits.styles
  /// By style number, as cells refer to it.
  private(set) var formats: [NumberFormat] = []

  /// A workbook without styles: all numbers are plain.
  init() {}

  /// Styles read from another format.
  init(formats: [NumberFormat]) { self.formats = formats }

  init(_ reader: consuming XMLReader) throws(XMLError) {
    var reader = reader
    var codes: [Int: NumberFormat] = [:]
    var isInCellFormats = false
    while true {
      switch try reader.next() {
      case .start:
        if reader.nameIs("cellXfs") { isInCellFormats = true }
        if reader.nameIs("numFmt"), reader.depth == 3, let id = reader.integerAttribute("numFmtId"),
          let code = reader.attribute("formatCode"), codes.count < Self.maxStyles
        {
          codes[id] = NumberFormat(code: code)
        }
        if isInCellFormats, reader.nameIs("xf"), reader.depth == 3 {
          guard formats.count < Self.maxStyles else { throw .limit("styles", Self.maxStyles) }
          let id = reader.integerAttribute("numFmtId") ?? 0
          formats.append(codes[id] ?? NumberFormat(builtIn: id))
        }
      case .end: if reader.nameIs("cellXfs") { isInCellFormats = false }
      case .text: continue
      case .finished: return
      }
    }
  }

  /// The format of a style; plain for a style that does not exist.
  func format(of style: Int) -> NumberFormat {
    style >= 0 && style < formats.count ? formats[style] : .plain
  }
}
