// SPDX-License-Identifier: Apache-2.0
// XMLWalk: the tokens of a document in memory, each with its place among the bytes.

/// Walks a document that is to be edited: offsets of tokens are offsets of `bytes`.
///
/// For documents in UTF-8; another encoding is refused, because the rest of the document has to
/// stay as it is.
package struct XMLWalk {
  package let bytes: [UInt8]
  /// The reader at the current token.
  package private(set) var reader: XMLReader
  /// Where the current token begins, or white space before it.
  package private(set) var start = 0

  package init(_ bytes: [UInt8]) throws(XMLError) {
    let head = bytes.prefix(2)
    guard !head.contains(0), !head.elementsEqual([0xFF, 0xFE]), !head.elementsEqual([0xFE, 0xFF])
    else { throw .unsupportedEncoding("UTF-16") }
    self.bytes = bytes
    reader = XMLReader(bytes)
  }

  /// Where the current token ends.
  package var end: Int { reader.position }

  /// Passes over whole elements, which whoever calls has seen to end there.
  package mutating func goOn(at offset: Int) { reader.position = offset }

  package mutating func next() throws(XMLError) -> XMLReader.Token {
    start = reader.position
    let token = try reader.next()
    // The reader moves its bytes only where it looks beyond the end of them.
    guard token == .finished || reader.buffer.count == bytes.count else {
      throw .malformed("the document ends in the middle of something")
    }
    return token
  }

  /// Adds the text of the current `.text` token, references resolved.
  package mutating func appendText(to target: inout [UInt8]) {
    reader.appendText(to: &target)
  }

  /// Reads on to the end of the element that has just begun; returns where its content ends.
  package mutating func skipElement() throws(XMLError) -> Int {
    let depth = reader.depth
    while true {
      if try next() == .end, reader.depth == depth { return start }
    }
  }
}
