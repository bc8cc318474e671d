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

  /// The stream that describes how a package is encrypted.
  static let encryption = FuzzTarget(name: "encryption", longest: 8 << 10, dictionary: "encryption")
  { bytes in
    guard let encryption = try? OfficeEncryptionDescription.read(bytes) else { return }
    claim(!encryption.name.isEmpty, "an encryption has a name")
    if !takesLong(bytes) { _ = encryption.key(password: "均衡") }
    for size in [16, 24, 32] {
      let key = [UInt8](repeating: 1, count: size)
      let plain = try? encryption.decrypted([40, 0, 0, 0, 0, 0, 0, 0] + bytes, key: key)
      claim(plain.map { $0.count == 40 } ?? true, "a package is as long as it says")
    }
  }

  /// A password is tried as often as the description wants, which takes long by intent.
  private static func takesLong(_ bytes: [UInt8]) -> Bool {
    guard bytes[0] == 4, bytes[2] == 4 else { return true }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "spinCount").dropFirst().contains { rest in
      rest.prefix(20).count { $0.isNumber } > 3
    }
  }
}
