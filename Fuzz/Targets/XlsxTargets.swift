// SPDX-License-Identifier: Apache-2.0
// XlsxTargets: the parts of .xlsx and .xlsb packages, each in an otherwise sound package.

import DataModel
import FileFormats
import Ingest

extension FuzzTarget {
  /// The first byte chooses the part; the sheet has a target of its own.
  static let xlsxPart = FuzzTarget(name: "xlsx-part", longest: 16 << 10, dictionary: "xlsx") {
    bytes in
    guard let choice = bytes.first else { return }
    let place = Int(choice) % (Packages.commented.count - 1)
    check(Packages.archive(Packages.commented, replacing: place, by: Array(bytes.dropFirst())))
  }

  static let xlsbPart = FuzzTarget(name: "xlsb-part", longest: 16 << 10, dictionary: "xlsb") {
    bytes in
    guard let choice = bytes.first else { return }
    let place = binaryParts[Int(choice) % binaryParts.count]
    check(Packages.archive(Packages.xlsb, replacing: place, by: Array(bytes.dropFirst())))
  }

  /// Workbook, texts, styles, sheet and comments: the parts that are no XML.
  static let binaryParts = [2, 4, 5, 6, 7]

  /// The first byte says where a stream's piece ends, the second how the sheet is written anew.
  static let xlsxSheet = FuzzTarget(name: "xlsx-sheet", longest: 32 << 10, dictionary: "xlsx") {
    bytes in
    guard bytes.count > 2 else { return }
    let result = check(sheetPackage(Array(bytes[2...])))
    guard let other = variant(bytes) else { return }
    let again = Reading.outcome(other.count, .low) { () throws(IngestError) in
      try WorkbookReader.open(other, fileName: "", limits: .low)
    }
    // Places in warnings may be less exact on one way.
    claim(
      again.map(\.sheets) == result.map(\.sheets),
      "a sheet written in another way is the same: \(result) and \(again)")
  }

  private static func sheetPackage(_ sheet: [UInt8]) -> [UInt8] {
    Packages.archive(Packages.xlsx, replacing: Packages.sheetPlace, by: sheet)
  }

  @discardableResult
  private static func check(_ package: [UInt8]) -> Result<Workbook, IngestError> {
    Reading.check(fileBytes: package.count) { () throws(IngestError) in
      try WorkbookReader.open(package, fileName: "", limits: .low)
    }
  }

  /// The same sheet cut elsewhere, or with its cells written so that only the general way knows
  /// them; nil where that might change its meaning.
  private static func variant(_ bytes: [UInt8]) -> [UInt8]? {
    let sheet = bytes[2...]
    if bytes[1] % 2 == 0 {
      guard let (document, cut) = PieceCut.split(bytes[..<1] + sheet) else { return nil }
      return PieceCut.inPieces(sheetPackage(PieceCut.padded(document, cutAt: cut)))
    }
    guard !sheet.contains(0), !sheet.starts(with: [0xFE]), !sheet.starts(with: [0xFF]) else {
      return nil
    }
    // Inside comments, instructions and literal text a space is not just a space.
    guard !containsPair(sheet, "<!"), !containsPair(sheet, "<?") else { return nil }
    return sheetPackage(spaced(sheet))
  }

  private static func containsPair(_ bytes: ArraySlice<UInt8>, _ pair: StaticString) -> Bool {
    Swift.zip(bytes, bytes.dropFirst()).contains { first, second in
      first == pair.utf8Start[0] && second == pair.utf8Start[1]
    }
  }

  /// Puts a second space behind every `<c `.
  private static func spaced(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    var previous: (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      result.append(byte)
      if byte == 0x20, previous == (UInt8(ascii: "<"), UInt8(ascii: "c")) { result.append(byte) }
      previous = (previous.1, byte)
    }
    return result
  }
}
