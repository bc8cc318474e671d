// SPDX-License-Identifier: Apache-2.0
// TextTargets: separated text, and files of any kind.

import FileFormats
import Ingest

extension FuzzTarget {
  static let csv = FuzzTarget(name: "csv", longest: 16 << 10, dictionary: "csv") { bytes in
    guard let text = DecodedText(bytes) else { return }
    let used = text.utf8[text.start...]
    claim(String(validating: used, as: UTF8.self) != nil, "decoded text is UTF-8")
    let name = bytes.count % 2 == 0 ? "a.csv" : "a.tsv"
    Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
      CSVSource(text, fileName: name, limits: .low)
    }
    rewrite(rows(text.utf8, from: text.start))
  }

  /// The limits are those of a real run: this is what a file may cost.
  static let file = FuzzTarget(name: "file") { bytes in
    Reading.check(fileBytes: bytes.count, limits: .default) { () throws(IngestError) in
      try WorkbookReader.open(bytes, fileName: "a.csv", limits: .default)
    }
  }

  private static func rows(_ bytes: [UInt8], from start: Int) -> [[String]] {
    var reader = CSVReader(bytes, range: start..<bytes.count)
    var rows: [[String]] = []
    while let row = try? reader.next() { rows.append(row) }
    return rows
  }

  /// What is written can be read again.
  private static func rewrite(_ table: [[String]]) {
    var writer = CSVWriter()
    for row in table { writer.append(row) }
    claim(rows(writer.bytes, from: 3) == table, "a table of ours has its rows")
  }
}
