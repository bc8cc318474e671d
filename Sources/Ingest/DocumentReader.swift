// SPDX-License-Identifier: Apache-2.0
// DocumentReader: an XML reader whose complaints are those of this module.

import FileFormats

/// Tokens of one document; errors name the part they come from.
struct DocumentReader {
  private(set) var xml: XMLReader
  let part: String

  init(_ xml: consuming XMLReader, part: String) {
    self.xml = xml
    self.part = part
  }

  mutating func next() throws(IngestError) -> XMLReader.Token {
    do {
      return try xml.next()
    } catch {
      throw IngestError(error, part: part)
    }
  }

  mutating func skipElement() throws(IngestError) {
    do {
      try xml.skipElement()
    } catch {
      throw IngestError(error, part: part)
    }
  }

  mutating func appendText(to target: inout [UInt8]) { xml.appendText(to: &target) }

  /// The text of the current element with all that is in it.
  mutating func text() throws(IngestError) -> [UInt8] {
    let depth = xml.depth
    var text: [UInt8] = []
    while true {
      switch try next() {
      case .finished: return text
      case .end: if xml.depth == depth { return text }
      case .text: xml.appendText(to: &text)
      case .start: continue
      }
    }
  }

  /// Gives the reader away, and holds nothing any more.
  mutating func release() -> XMLReader {
    let released = xml
    xml = XMLReader([])
    return released
  }
}
