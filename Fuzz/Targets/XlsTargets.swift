// SPDX-License-Identifier: Apache-2.0
// XlsTargets: compound files and the workbook streams of old Excel.

import FileFormats
import Ingest

extension FuzzTarget {
  static let xlsFile = FuzzTarget(name: "xls-file", dictionary: "biff") { bytes in
    if let file = try? CompoundFile(bytes) {
      for name in file.names.prefix(20) {
        guard let stream = try? file.stream(name) else { continue }
        claim(stream.bytes.count <= bytes.count, "no stream is longer than the file")
      }
    }
    Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
      try WorkbookReader.open(bytes, fileName: "", limits: .low)
    }
  }

  /// A stream alone; streams of even length count as cut off.
  static let xlsStream = FuzzTarget(name: "xls-stream", longest: 16 << 10, dictionary: "biff") {
    bytes in
    let stream = CompoundStream(bytes: bytes, isComplete: bytes.count % 2 == 1)
    Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
      try XLSSource(stream, limits: .low)
    }
  }
}
