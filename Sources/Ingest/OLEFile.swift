// SPDX-License-Identifier: Apache-2.0
// OLEFile: what kind of file a compound document is, without reading it.

/// Old Office files and encrypted new ones are compound documents ([MS-CFB]).
enum OLEFile {
  private static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// True also for the first few bytes of one, which no text begins with.
  static func isOLE(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: magic) || (!bytes.isEmpty && magic.starts(with: bytes))
  }

  /// The error that says what the document is.
  ///
  /// Directory entries are 128 bytes long and lie on multiples of 128, so all names can be seen
  /// in one pass, whatever state the allocation tables are in.
  static func error(_ bytes: [UInt8]) -> IngestError {
    let names = entryNames(bytes)
    if names.contains("encryptedpackage") || names.contains("encryptioninfo") {
      return IngestError(.encrypted)
    }
    if names.contains("workbook") || names.contains("book") {
      return IngestError(.unsupportedFormat(".xls"))
    }
    if names.contains("worddocument") || names.contains("powerpoint document") {
      return IngestError(.notASpreadsheet("another kind of Office document"))
    }
    guard bytes.count >= 1024, !names.isEmpty else { return IngestError(.truncated) }
    return IngestError(.notASpreadsheet("a compound document without a workbook"))
  }

  private static func entryNames(_ bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var place = 512
    while place + 128 <= bytes.count, names.count < 1000 {
      if let name = entryName(bytes, at: place) { names.insert(name) }
      place += 128
    }
    return names
  }

  /// The lowercase name of a directory entry; nil when the 128 bytes are none.
  private static func entryName(_ bytes: [UInt8], at place: Int) -> String? {
    let length = Int(bytes[place + 64]) | Int(bytes[place + 65]) << 8
    guard length >= 4, length <= 64, length % 2 == 0, [1, 2, 5].contains(bytes[place + 66]),
      bytes[place + 67] <= 1
    else { return nil }
    var units: [UInt16] = []
    for offset in stride(from: place, to: place + length - 2, by: 2) {
      units.append(UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)
    }
    guard !units.contains(0) else { return nil }
    return String(decoding: units, as: UTF16.self).lowercased()
  }
}
