// SPDX-License-Identifier: Apache-2.0
// BIFFRecord: the records that a workbook stream of old Excel consists of.

/// Record numbers ([MS-XLS] 2.3); a suffix names the version that the number is particular to.
enum BIFFType {
  static let blank2 = 0x0001
  static let integer2 = 0x0002
  static let number2 = 0x0003
  static let label2 = 0x0004
  static let boolError2 = 0x0005
  static let formula = 0x0006
  static let string2 = 0x0007
  static let endOfFile = 0x000A
  static let note = 0x001C
  static let format2 = 0x001E
  static let dateMode = 0x0022
  static let columnWidth2 = 0x0024
  static let filePass = 0x002F
  static let continuation = 0x003C
  static let codePage = 0x0042
  static let style2 = 0x0043
  static let styleIndex2 = 0x0044
  static let object = 0x005D
  static let columnInfo = 0x007D
  static let boundSheet = 0x0085
  static let sheetHeader4 = 0x008F
  static let multipleRK = 0x00BD
  static let multipleBlank = 0x00BE
  static let richString = 0x00D6
  static let style5 = 0x00E0
  static let mergedCells = 0x00E5
  static let sharedStrings = 0x00FC
  static let sharedLabel = 0x00FD
  static let objectText = 0x01B6
  static let blank = 0x0201
  static let number = 0x0203
  static let label = 0x0204
  static let boolError = 0x0205
  static let formula3 = 0x0206
  static let string = 0x0207
  static let row = 0x0208
  static let style3 = 0x0243
  static let rk = 0x027E
  static let formula4 = 0x0406
  static let format = 0x041E
  static let style4 = 0x0443

  /// The beginnings of substreams, by version.
  static func isBeginning(_ type: Int) -> Bool {
    type == 0x0809 || type == 0x0009 || type == 0x0209 || type == 0x0409
  }
}

/// A record's number and where its contents lie in the stream.
struct BIFFRecord {
  var type: Int
  var start: Int
  var end: Int

  var count: Int { end - start }
}

/// A workbook stream: numbers at checked offsets, and records one after the other.
struct BIFFStream {
  let bytes: [UInt8]

  /// The record whose header is at `place`; nil where no header fits or its contents are cut off.
  func record(at place: Int) -> BIFFRecord? {
    guard place >= 0, place + 4 <= bytes.count else { return nil }
    let start = place + 4
    let length = Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8
    guard start + length <= bytes.count else { return nil }
    return BIFFRecord(
      type: Int(bytes[place]) | Int(bytes[place + 1]) << 8, start: start, end: start + length)
  }

  /// The byte at `offset` of the record; nil outside it.
  func byte(_ record: BIFFRecord, _ offset: Int) -> Int? {
    offset >= 0 && offset < record.count ? Int(bytes[record.start + offset]) : nil
  }

  /// The 16-bit number at `offset` of the record; nil outside it.
  func number16(_ record: BIFFRecord, _ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= record.count else { return nil }
    let place = record.start + offset
    return Int(bytes[place]) | Int(bytes[place + 1]) << 8
  }

  /// The 32-bit number at `offset` of the record; nil outside it.
  func number32(_ record: BIFFRecord, _ offset: Int) -> UInt32? {
    guard offset >= 0, offset + 4 <= record.count else { return nil }
    let place = record.start + offset
    return UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
      | UInt32(bytes[place + 3]) << 24
  }

  /// The 64-bit floating point number at `offset` of the record; nil outside it.
  func double(_ record: BIFFRecord, _ offset: Int) -> Double? {
    guard let low = number32(record, offset), let high = number32(record, offset + 4) else {
      return nil
    }
    return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
  }

  /// The record's contents and those of the continuations right behind it.
  func segments(of record: BIFFRecord) -> [Range<Int>] {
    var segments = [record.start..<record.end]
    var place = record.end
    while let next = self.record(at: place), next.type == BIFFType.continuation {
      segments.append(next.start..<next.end)
      place = next.end
    }
    return segments
  }
}
