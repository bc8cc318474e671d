// SPDX-License-Identifier: Apache-2.0
// BinaryStylesPart: which cell styles show dates and times, from styles.bin.

/// Reads the number formats of the cell styles.
enum BinaryStylesPart {
  private static let maxStyles = IngestLimits.styles

  static func read(
    _ reader: consuming BinaryRecordReader
  ) throws(IngestError) -> StylesPart {
    var reader = reader
    var codes: [Int: NumberFormat] = [:]
    var formats: [NumberFormat] = []
    var isInCellFormats = false
    while try reader.next() {
      switch reader.type {
      case BinaryRecordType.beginCellFormats: isInCellFormats = true
      case BinaryRecordType.endCellFormats: isInCellFormats = false
      case BinaryRecordType.numberFormat where codes.count < maxStyles:
        try reader.load()
        var damaged = 0
        var offset = 2
        let code = try reader.text(at: &offset, damaged: &damaged)
        codes[try reader.number16(at: 0)] = NumberFormat(code: code)
      case BinaryRecordType.cellFormat where isInCellFormats:
        guard formats.count < maxStyles else {
          throw IngestError(.overLimit(.styles, maxStyles), detail: reader.part)
        }
        try reader.load()
        let id = try reader.number16(at: 2)
        formats.append(codes[id] ?? NumberFormat(builtIn: id))
      default: continue
      }
    }
    return StylesPart(formats: formats)
  }
}
