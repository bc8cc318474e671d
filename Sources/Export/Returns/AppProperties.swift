// SPDX-License-Identifier: Apache-2.0
// AppProperties: the titles of sheets that a file lists in its own properties.

import FileFormats

/// Keeps docProps/app.xml in step with the sheets.
enum AppProperties {
  /// The part with one more sheet in front; nil where it does not list sheets in the usual way.
  static func adding(_ sheet: String, to bytes: [UInt8]) throws -> [UInt8]? {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var list = ""
    var count: (place: Range<Int>, number: Int)?
    var isCount = false
    while true {
      switch try walk.next() {
      case .start:
        let reader = walk.reader
        if reader.depth == 2 { list = reader.name }
        isCount = list == "HeadingPairs" && reader.nameIs("i4") && count == nil
        guard list == "TitlesOfParts", reader.nameIs("vector"),
          let size = reader.rawAttribute("size"), let number = reader.integerAttribute("size")
        else { continue }
        // The sheets are the first group of titles, which their own number tells.
        guard let count, count.number <= number, !reader.owesEndToken else { return nil }
        let prefix = String(decoding: reader.prefix, as: UTF8.self)
        edits.replace(size, with: String(number + 1))
        edits.replace(count.place, with: String(count.number + 1))
        edits.insert("<\(prefix)lpstr>\(ReturnXML.escaped(sheet))</\(prefix)lpstr>", at: walk.end)
      case .text:
        guard isCount else { continue }
        let place = walk.start..<walk.end
        guard let number = Int(String(decoding: bytes[place], as: UTF8.self)), number >= 1 else {
          return nil
        }
        count = (place, number)
        isCount = false
      case .end: continue
      case .finished: return edits.isEmpty ? nil : edits.applied(to: bytes)
      }
    }
  }
}
