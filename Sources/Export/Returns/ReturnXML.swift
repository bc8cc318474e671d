// SPDX-License-Identifier: Apache-2.0
// ReturnXML: pieces of spreadsheet XML: escaped texts, places of elements, vocabularies.

import FileFormats

/// Why a workbook cannot be patched, in Chinese; it is then rebuilt.
package struct PatchRefusal: Error, Hashable {
  package var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// The addresses of the vocabularies, which strict and transitional files have apart.
struct SpreadsheetVocabulary {
  let isStrict: Bool

  private var office: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument"
      : "http://schemas.openxmlformats.org/officeDocument/2006"
  }

  var main: String {
    isStrict
      ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  }

  /// Of the attribute `r:id`.
  var links: String { office + "/relationships" }

  /// The type of a relationship: `worksheet`, `comments`.
  func relationship(_ kind: String) -> String { office + "/relationships/" + kind }
}

/// Texts for XML.
enum ReturnXML {
  static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

  /// The text for an element or an attribute, without what XML cannot hold.
  static func escaped(_ text: String) -> String {
    // Most texts need nothing.
    guard text.utf8.contains(where: Self.mayNeedEscape) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\r": continue
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// 0xEF is the first byte of U+FFFE and U+FFFF.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0xEF || [0x22, 0x26, 0x3C, 0x3E].contains(byte)
  }
}

/// Where an element stands whose children are to be added to.
struct ElementPlace {
  var tagStart: Int
  var tagEnd: Int
  /// Where its end tag begins; nil for an element that closes itself.
  var contentEnd: Int?
  /// With its prefix.
  var name: String
  /// Where the value of its attribute `count` stands.
  var count: Range<Int>?

  /// The element whose `.start` the walk is at; its end is not known yet.
  init(_ walk: borrowing XMLWalk) {
    let reader = walk.reader
    tagStart = reader.tagStart
    tagEnd = reader.position
    name = String(decoding: reader.prefix, as: UTF8.self) + reader.name
    count = reader.rawAttribute("count")
  }
}

extension XMLEdits {
  /// Adds children at the end of an element; once for an element that closes itself.
  mutating func append(_ xml: String, to place: ElementPlace) {
    if let end = place.contentEnd {
      insert(xml, at: end)
    } else {
      replace(place.tagEnd - 2..<place.tagEnd, with: ">\(xml)</\(place.name)>")
    }
  }

  /// Sets an attribute of the start tag that the walk is at.
  mutating func set(_ attribute: StaticString, to value: String, at walk: borrowing XMLWalk) {
    let reader = walk.reader
    if let range = reader.rawAttribute(attribute) {
      replace(range, with: ReturnXML.escaped(value))
    } else {
      let nameEnd = reader.tagStart + 1 + reader.prefix.count + reader.name.utf8.count
      insert(" \(attribute)=\"\(ReturnXML.escaped(value))\"", at: nameEnd)
    }
  }
}

/// The children of a document's root, added to and taken away by what they say.
enum RootChildren {
  /// The part with `xml` added at its end and without the children that `isUnwanted` names.
  static func edited(
    _ bytes: [UInt8], adding xml: String, removing isUnwanted: (borrowing XMLWalk) -> Bool
  ) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var root: ElementPlace?
    var child: Int?
    while true {
      switch try walk.next() {
      case .start:
        if walk.reader.depth == 1 { root = ElementPlace(walk) }
        if walk.reader.depth == 2, isUnwanted(walk) { child = walk.reader.tagStart }
      case .end:
        if walk.reader.depth == 1, root?.tagEnd != walk.end { root?.contentEnd = walk.start }
        if walk.reader.depth == 2, let start = child {
          edits.remove(start..<walk.end)
          child = nil
        }
      case .text: continue
      case .finished:
        guard let root else { throw PatchRefusal("部件为空") }
        edits.append(xml, to: root)
        guard let result = edits.applied(to: bytes) else { throw PatchRefusal("部件无法修改") }
        return result
      }
    }
  }
}
