// SPDX-License-Identifier: Apache-2.0
// BinarySharedStringsPart: the table of texts that cells refer to, from sharedStrings.bin.

/// The shared strings, without their formatting and phonetic guides.
struct BinarySharedStringsPart {
  private(set) var strings: [String] = []
  /// Texts with half characters.
  private(set) var damaged = 0

  /// A workbook without shared strings.
  init() {}

  init(_ reader: consuming BinaryRecordReader, limits: IngestLimits) throws(IngestError) {
    var reader = reader
    var room = limits.textBytes
    while try reader.next() {
      guard reader.type == BinaryRecordType.sharedText else { continue }
      guard strings.count < limits.sharedStrings else {
        throw IngestError(.overLimit(.sharedStrings, limits.sharedStrings), detail: reader.part)
      }
      try reader.load()
      let text = try reader.richText(at: 0, damaged: &damaged)
      room -= text.utf8.count
      guard room >= 0 else {
        throw IngestError(.overLimit(.textBytes, limits.textBytes), detail: reader.part)
      }
      strings.append(text)
    }
  }
}
