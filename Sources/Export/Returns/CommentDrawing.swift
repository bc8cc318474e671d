// SPDX-License-Identifier: Apache-2.0
// CommentDrawing: the boxes of comments in a drawing of the old kind (VML).

import DataModel
import FileFormats

/// Adds boxes for comments to a drawing, or makes one.
///
/// Such drawings are not always well-formed, so that they are edited by their words alone.
enum CommentDrawing {
  private static let shapeType =
    "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
    + "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
    + "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"

  /// A drawing with a box for each cell; `lines`: how many lines each comment has.
  static func new(_ cells: [CellReference], lines: [CellReference: Int]) -> [UInt8] {
    let blocks = (0...(cells.count / 1_000)).map { String($0 + 1) }.joined(separator: ",")
    let shapes = cells.enumerated().map { number, cell in
      shape(cell, id: 1_025 + number, lines: lines[cell] ?? 1)
    }
    return Array(
      ("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">"
        + "<o:idmap v:ext=\"edit\" data=\"\(blocks)\"/></o:shapelayout>" + shapeType
        + shapes.joined() + "</xml>").utf8)
  }

  /// The drawing with boxes for `added` and without those of `removed`; nil where it is none.
  static func patched(
    _ bytes: [UInt8], adding added: [CellReference], removing removed: [CellReference],
    lines: [CellReference: Int]
  ) -> [UInt8]? {
    guard let end = bytes.lastRange(of: "</xml>"),
      bytes.firstPlace(of: "urn:schemas-microsoft-com:office:excel") != nil
    else { return nil }
    var edits = XMLEdits()
    if !removed.isEmpty {
      let gone = Set(removed)
      for (range, cell) in shapes(bytes) where gone.contains(cell) { edits.remove(range) }
    }
    if !added.isEmpty {
      let hasType = bytes.firstPlace(of: "id=\"_x0000_t202\"") != nil
      var next = max(1_025, highestID(bytes) + 1)
      var xml = hasType ? "" : shapeType
      for cell in added {
        xml += shape(cell, id: next, lines: lines[cell] ?? 1)
        next += 1
      }
      edits.insert(xml, at: end.lowerBound)
    }
    return edits.applied(to: bytes)
  }

  /// The boxes of comments, and their cells.
  private static func shapes(_ bytes: [UInt8]) -> [(Range<Int>, CellReference)] {
    var found: [(Range<Int>, CellReference)] = []
    var place = 0
    while let start = bytes[place...].firstPlace(of: "<v:shape "),
      let end = bytes[start.upperBound...].firstPlace(of: "</v:shape>")
    {
      place = end.upperBound
      let shape = bytes[start.lowerBound..<end.upperBound]
      guard shape.firstPlace(of: "ObjectType=\"Note\"") != nil,
        let row = number(in: shape, "<x:Row>"), let column = number(in: shape, "<x:Column>")
      else { continue }
      found.append(
        (start.lowerBound..<end.upperBound, CellReference(row: row + 1, column: column + 1)))
    }
    return found
  }

  private static func number(in shape: ArraySlice<UInt8>, _ tag: StaticString) -> Int? {
    guard let start = shape.firstPlace(of: tag) else { return nil }
    let digits = shape[start.upperBound...].prefix { (0x30...0x39).contains($0) }
    guard digits.count <= 7 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// The highest number of a box; 0 without any.
  private static func highestID(_ bytes: [UInt8]) -> Int {
    var highest = 0
    var place = 0
    while let start = bytes[place...].firstPlace(of: "_x0000_s") {
      let digits = bytes[start.upperBound...].prefix(9).prefix { (0x30...0x39).contains($0) }
      highest = max(highest, Int(String(decoding: digits, as: UTF8.self)) ?? 0)
      place = start.upperBound
    }
    return highest
  }

  private static func shape(_ cell: CellReference, id: Int, lines: Int) -> String {
    // To the right of the cell, or to its left at the edge of the sheet.
    let left = min(cell.column, CellReference.lastColumn - 6)
    let top = min(max(0, cell.row - 2), CellReference.lastRow - 60)
    let bottom = top + max(4, min(lines + 1, 40))
    return "<v:shape id=\"_x0000_s\(id)\" type=\"#_x0000_t202\" style=\"position:absolute;"
      + "margin-left:80pt;margin-top:2pt;width:240pt;height:\(min(lines + 1, 40) * 14)pt;"
      + "z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
      + "<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>"
      + "<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">"
      + "<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\">"
      + "<x:MoveWithCells/><x:SizeWithCells/>"
      + "<x:Anchor>\(left), 15, \(top), 10, \(left + 4), 15, \(bottom), 4</x:Anchor>"
      + "<x:AutoFill>False</x:AutoFill><x:Row>\(cell.row - 1)</x:Row>"
      + "<x:Column>\(cell.column - 1)</x:Column></x:ClientData></v:shape>"
  }
}

extension [UInt8] {
  /// The last place where the word stands.
  fileprivate func lastRange(of word: String) -> Range<Int>? {
    let pattern = Array(word.utf8)
    guard count >= pattern.count else { return nil }
    for start in stride(from: count - pattern.count, through: 0, by: -1)
    where self[start...].starts(with: pattern) {
      return start..<start + pattern.count
    }
    return nil
  }
}
