// SPDX-License-Identifier: Apache-2.0
// FormatText: one cell format and one fill of a style sheet, read and written with another fill.

import FileFormats

/// An `xf` element as it is written.
struct FormatText {
  private let bytes: [UInt8]
  private let start: XMLWalk
  /// The number of its fill.
  let fill: Int

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    var walk = try XMLWalk(bytes)
    while try walk.next() != .start {}
    start = walk
    fill = walk.reader.integerAttribute("fillId") ?? 0
  }

  /// The same format with another fill; without any where the number is 0.
  func with(fill: Int) -> [UInt8] {
    var edits = XMLEdits()
    let reader = start.reader
    if let range = reader.rawAttribute("fillId") {
      edits.replace(range, with: String(fill))
    } else {
      edits.insert(" fillId=\"\(fill)\"", at: nameEnd)
    }
    let name = "applyFill"
    if let range = reader.rawAttribute("applyFill") {
      // With its name, its quotes and the space before it.
      let whole = range.lowerBound - name.utf8.count - 3..<range.upperBound + 1
      let isUsual = bytes[whole].elementsEqual(" applyFill=\"1\"".utf8)
      if fill == 0, isUsual {
        edits.remove(whole)
      } else {
        edits.replace(range, with: "1")
      }
    } else if fill != 0 {
      let isClosed = start.reader.owesEndToken
      edits.insert(" applyFill=\"1\"", at: start.end - (isClosed ? 2 : 1))
    }
    return edits.applied(to: bytes) ?? bytes
  }

  private var nameEnd: Int {
    let reader = start.reader
    return reader.tagStart + 1 + reader.prefix.count + reader.name.utf8.count
  }
}

/// Fills that mark a cell and remember what the cell had before.
enum FillBefore {
  /// The XML of the fill before, where the fill is one of ours; nil for any other.
  static func read(
    _ fill: [UInt8], colors: Set<String>, keepsSecondColor: Bool, prefix: String
  ) throws -> String? {
    var walk = try XMLWalk(fill)
    var isOurs = false
    var isSolid = false
    var before = ""
    while true {
      switch try walk.next() {
      case .start:
        let reader = walk.reader
        if reader.nameIs("patternFill") { isSolid = reader.attribute("patternType") == "solid" }
        if reader.nameIs("fgColor") {
          isOurs = isSolid && colors.contains(reader.attribute("rgb")?.uppercased() ?? "")
        }
        if keepsSecondColor, reader.nameIs("bgColor") {
          before = attributes(fill, reader.tagStart..<walk.end)
        }
      case .end, .text: continue
      case .finished:
        guard isOurs else { return nil }
        return restored(before, prefix: prefix)
      }
    }
  }

  /// ` rgb="FFFFFF00"` of a tag.
  private static func attributes(_ bytes: [UInt8], _ tag: Range<Int>) -> String {
    let text = String(decoding: bytes[tag], as: UTF8.self)
    guard let space = text.firstIndex(of: " ") else { return "" }
    return String(text[space...].prefix { $0 != "/" && $0 != ">" })
  }

  private static func restored(_ attributes: String, prefix: String) -> String {
    // 64 is the window's own colour, which programs put where there is none; 65 the text's.
    let isNone =
      attributes.isEmpty || attributes.contains("indexed=\"64\"")
      || attributes.contains("indexed=\"65\"")
    guard !isNone else {
      return "<\(prefix)fill><\(prefix)patternFill patternType=\"none\"/></\(prefix)fill>"
    }
    return "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
      + "<\(prefix)fgColor\(attributes)/><\(prefix)bgColor indexed=\"64\"/>"
      + "</\(prefix)patternFill></\(prefix)fill>"
  }

  /// A solid fill whose second colour is the first one of a solid fill before.
  static func marked(_ color: String, over fill: String, prefix: String) throws -> String {
    var second = " indexed=\"64\""
    if !fill.isEmpty {
      let bytes = Array(fill.utf8)
      var walk = try XMLWalk(bytes)
      var isSolid = false
      while case let token = try walk.next(), token != .finished {
        guard token == .start else { continue }
        let reader = walk.reader
        if reader.nameIs("patternFill") { isSolid = reader.attribute("patternType") == "solid" }
        if reader.nameIs("fgColor"), isSolid {
          second = attributes(bytes, reader.tagStart..<walk.end)
        }
      }
    }
    return "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
      + "<\(prefix)fgColor rgb=\"\(color)\"/><\(prefix)bgColor\(second)/>"
      + "</\(prefix)patternFill></\(prefix)fill>"
  }
}
