// SPDX-License-Identifier: Apache-2.0
// TextTargets: text in all encodings, separated text, and files of any kind.

import FileFormats
import Ingest

extension FuzzTarget {
  /// The first byte chooses the encoding, the second the size of pieces.
  static let text = FuzzTarget(name: "text", longest: 4 << 10, dictionary: "csv") { bytes in
    guard bytes.count > 2 else { return }
    let encoding = TextEncoding.allCases[Int(bytes[0]) % TextEncoding.allCases.count]
    TextDecoding.check(Array(bytes[2...]), encoding, pieceSize: 1 + Int(bytes[1]))
  }

  static let csv = FuzzTarget(name: "csv", longest: 4 << 10, dictionary: "csv") { bytes in
    guard let text = TextContent(FileContent(bytes: bytes)),
      let decoded = DecodedText(text, bytes)
    else { return }
    Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
      CSVSource(text, fileName: bytes.count % 2 == 0 ? "a.csv" : "a.tsv", limits: .low)
    }
    let utf8 = Array(decoded.utf8[decoded.start...])
    let table = rows(CSVReader(utf8))
    claim(table == PlainCSV.rows(utf8), "rows are as a simple reader finds them: \(table)")
    let size = 1 + bytes.count % 61
    let stream = TextStream(text, pieceSize: size)
    claim(rows(CSVReader(stream, bufferSize: size)) == table, "rows in pieces are the same")
    rewrite(table)
  }

  /// The limits are those of a real run: this is what a file may cost.
  static let file = FuzzTarget(name: "file") { bytes in
    Reading.check(fileBytes: bytes.count, limits: .default) { () throws(IngestError) in
      try WorkbookReader.open(bytes, fileName: "a.csv")
    }
  }

  private static func rows(_ reader: consuming CSVReader) -> [[String]] {
    var reader = reader
    var rows: [[String]] = []
    while let row = try? reader.next() { rows.append(row) }
    return rows
  }

  /// What is written can be read again.
  private static func rewrite(_ table: [[String]]) {
    var writer = CSVWriter()
    for row in table { writer.append(row) }
    let again = rows(CSVReader(writer.bytes, range: 3..<writer.bytes.count))
    claim(again == table, "a table of ours has its rows: \(table) and \(again)")
  }
}

private enum TextDecoding {
  static func check(_ bytes: [UInt8], _ encoding: TextEncoding, pieceSize: Int) {
    guard let whole = DecodedText(bytes, from: 0, as: encoding),
      let content = TextContent(FileContent(bytes: bytes), from: 0, as: encoding)
    else { return claim(false, "every encoding is known: \(encoding)") }
    let utf8 = Array(whole.utf8[whole.start...])
    claim(String(validating: utf8, as: UTF8.self) != nil, "decoded text is UTF-8")
    let (pieces, replacements) = inPieces(TextStream(content, pieceSize: pieceSize))
    claim(pieces == utf8, "text in pieces is the same: \(utf8) and \(pieces)")
    claim(replacements == whole.replacements, "bad bytes in pieces are as many")
    guard encoding != .utf8 else {
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      return claim(utf8 == repaired, "UTF-8 is as the standard library repairs it")
    }
    guard let converted = SystemConverter.utf8(bytes, from: encoding) else { return }
    claim(utf8 == converted, "the system decodes the same: \(utf8) and \(converted)")
    claim(whole.replacements == 0, "what the system can decode has no bad bytes")
  }

  private static func inPieces(_ stream: consuming TextStream) -> ([UInt8], Int) {
    var stream = stream
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: TextStream.leastRoom)
    while !stream.isFinished {
      let count = piece.withUnsafeMutableBufferPointer { stream.read(into: $0) }
      guard count > 0 else { break }
      all += piece[..<count]
    }
    return (all, stream.replacements)
  }
}
