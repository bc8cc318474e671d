// SPDX-License-Identifier: Apache-2.0
// XmlTargets: the XML reader over all tokens, from memory and across the pieces of a stream.

import FileFormats

extension FuzzTarget {
  static let xml = FuzzTarget(name: "xml", dictionary: "xml") { bytes in
    let first = Transcript(XMLReader(bytes, limits: Transcript.limits))
    if bytes.count % 4 == 3 {
      let second = Transcript(XMLReader(bytes, limits: Transcript.limits))
      claim(first == second, "reading twice gives the same tokens")
    }
  }

  /// The first byte says where the rest is cut; where it is cut makes no difference.
  static let xmlPieces = FuzzTarget(name: "xml-pieces", longest: 4 << 10, dictionary: "xml") {
    bytes in
    guard let (document, cut) = PieceCut.split(bytes),
      let stream = PieceCut.stream(document, cutAt: cut)
    else { return }
    let whole = Transcript(XMLReader(document, limits: Transcript.limits))
    let pieces = Transcript(XMLReader(stream, limits: Transcript.limits))
    claim(whole == pieces, "a document in pieces has the same tokens: \(whole) and \(pieces)")
  }
}

/// Archives whose members come in the smallest pieces, so that a piece ends within any document.
enum PieceCut {
  /// Pieces are as large as a member is said to be, but no smaller than this.
  private static let smallest = 256

  /// The document behind the byte that says where the first piece ends.
  ///
  /// nil for UTF-16 and byte-order marks, which count only at the very beginning.
  static func split(_ bytes: some Collection<UInt8>) -> (document: [UInt8], cut: Int)? {
    guard let cut = bytes.first else { return nil }
    let document = Array(bytes.dropFirst())
    guard document.count > 1, document[0] != 0, document[1] != 0,
      ![0xEF, 0xFE, 0xFF].contains(document[0])
    else { return nil }
    return (document, Int(cut))
  }

  /// The document behind as many spaces as bring the end of a piece to `cut`.
  static func padded(_ document: [UInt8], cutAt cut: Int) -> [UInt8] {
    [UInt8](repeating: 0x20, count: smallest - cut) + document
  }

  /// The archive with every member said to be empty.
  static func inPieces(_ archive: [UInt8]) -> [UInt8] {
    var result = archive
    let mark: [UInt8] = [0x50, 0x4B, 1, 2]
    var place = Int(archive.suffix(6).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
    while result[place...].starts(with: mark) {
      for offset in 24..<28 { result[place + offset] = 0 }
      let sizes = [28, 30, 32].map { Int(result[place + $0]) | Int(result[place + $0 + 1]) << 8 }
      place += 46 + sizes.reduce(0, +)
    }
    return result
  }

  static func stream(_ document: [UInt8], cutAt cut: Int) -> InflateStream? {
    var writer = ZipWriter()
    writer.add("part", padded(document, cutAt: cut), isStored: true)
    guard let archive = writer.finish() else { return nil }
    return try? ZipReader(inPieces(archive)).open("part")
  }
}

/// Everything that a reader says of a document, neighbouring texts joined.
private struct Transcript: Equatable, CustomStringConvertible {
  static let limits: XMLReader.Limits = {
    var limits = XMLReader.Limits()
    limits.depth = 64
    limits.tagBytes = 32 << 10
    limits.textBytes = 32 << 10
    return limits
  }()

  private var tokens: [UInt8] = []
  private var error: XMLError?
  private var replaced = 0

  init(_ reader: consuming XMLReader) {
    var reader = reader
    do throws(XMLError) {
      try read(&reader)
    } catch {
      self.error = error
    }
    replaced = reader.replacedCharacters
  }

  private mutating func read(_ reader: inout XMLReader) throws(XMLError) {
    var depth = 0
    var wasText = false
    while true {
      let token = try reader.next()
      if token != .text { wasText = false }
      switch token {
      case .start:
        depth += 1
        claim(depth <= Self.limits.depth, "no element is deeper than allowed")
        add("<\(reader.name)")
        for name in ["r", "t", "s", "id", "name"] as [StaticString] {
          if let value = reader.attribute(name) { add(" \(name)=\(value)") }
        }
        add(" \(reader.integerAttribute("s") ?? -1)")
      case .end:
        add("</\(reader.name)")
        claim(reader.depth == depth, "an end belongs to a start")
        depth -= 1
      case .text:
        if !wasText { add("'") }
        wasText = true
        reader.appendText(to: &tokens)
      case .finished:
        claim(depth == 0, "all elements are closed")
        return
      }
    }
  }

  var description: String {
    let ending = error.map { "\($0)" } ?? "no error"
    return String(decoding: tokens, as: UTF8.self) + " \(ending), \(replaced) replaced"
  }

  private mutating func add(_ word: String) {
    tokens += word.utf8
    tokens.append(0)
  }
}
