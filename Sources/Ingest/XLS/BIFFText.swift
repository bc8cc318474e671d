// SPDX-License-Identifier: Apache-2.0
// BIFFText: strings of old workbooks, in one record or over several.

import FileFormats

/// Reads through a record and its continuations as through one run of bytes.
///
/// Strings of Excel 97 and later ([MS-XLS] 2.5.293): where the characters of one run into a
/// continuation, that one begins with a byte that says anew how wide they are.
struct BIFFText {
  /// The bytes end within a string.
  struct Cut: Error {}

  private let bytes: [UInt8]
  private let segments: [Range<Int>]
  private var segment = 0
  private var place: Int
  private var end: Int

  init(_ stream: BIFFStream, segments: [Range<Int>]) {
    bytes = stream.bytes
    self.segments = segments
    place = segments.first?.lowerBound ?? 0
    end = segments.first?.upperBound ?? 0
  }

  /// A reader of one record alone, from `offset` on.
  init(_ stream: BIFFStream, _ record: BIFFRecord, from offset: Int) {
    self.init(stream, segments: [min(record.end, record.start + offset)..<record.end])
  }

  /// True when no byte is left, in no continuation either.
  var isAtEnd: Bool {
    place >= end && segments.dropFirst(segment + 1).allSatisfy(\.isEmpty)
  }

  private mutating func nextSegment() throws(Cut) {
    guard segment + 1 < segments.count else { throw Cut() }
    segment += 1
    place = segments[segment].lowerBound
    end = segments[segment].upperBound
  }

  mutating func byte() throws(Cut) -> Int {
    while place >= end { try nextSegment() }
    place += 1
    return Int(bytes[place - 1])
  }

  mutating func number16() throws(Cut) -> Int {
    let low = try byte()
    return low | (try byte()) << 8
  }

  mutating func number32() throws(Cut) -> Int {
    let low = try number16()
    return low | (try number16()) << 16
  }

  mutating func skip(_ count: Int) throws(Cut) {
    var left = count
    while left > end - place {
      left -= max(0, end - place)
      try nextSegment()
    }
    place += left
  }

  /// A string of Excel 97 with its length before it, in one byte or two.
  ///
  /// Runs of fonts and phonetic guides, which follow the characters, are passed over.
  mutating func unicode(hasWideLength: Bool) throws(Cut) -> String {
    let count = hasWideLength ? try number16() : try byte()
    let flags = try byte()
    let runs = flags & 8 != 0 ? try number16() : 0
    let extra = flags & 4 != 0 ? try number32() : 0
    let text = try characters(count, isWide: flags & 1 != 0)
    try skip(runs * 4)
    try skip(extra)
    return text
  }

  /// So many characters without a length before them; a byte says how wide they are.
  mutating func characters(_ count: Int) throws(Cut) -> String {
    let flags = try byte()
    return try characters(count, isWide: flags & 1 != 0)
  }

  private mutating func characters(_ count: Int, isWide: Bool) throws(Cut) -> String {
    let width = isWide ? 2 : 1
    if count * width <= end - place {
      let start = place
      place += count * width
      return isWide ? wide(start..<place) : narrow(start..<place)
    }
    var units: [UInt16] = []
    var width8 = width
    while true {
      let taken = min(count - units.count, (end - place) / width8)
      for _ in 0..<taken {
        let high = width8 == 2 ? UInt16(bytes[place + 1]) << 8 : 0
        units.append(UInt16(bytes[place]) | high)
        place += width8
      }
      guard units.count < count else { break }
      guard place == end else { throw Cut() }
      try nextSegment()
      guard place < end else { continue }
      width8 = bytes[place] & 1 == 0 ? 1 : 2
      place += 1
    }
    return String(decoding: units, as: UTF16.self)
  }

  private func narrow(_ range: Range<Int>) -> String {
    let slice = bytes[range]
    if slice.allSatisfy({ $0 < 0x80 }) { return String(decoding: slice, as: UTF8.self) }
    return String(decoding: slice.lazy.map { UInt16($0) }, as: UTF16.self)
  }

  private func wide(_ range: Range<Int>) -> String {
    let units = stride(from: range.lowerBound, to: range.upperBound, by: 2).lazy.map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    return String(decoding: Array(units), as: UTF16.self)
  }

  /// A string from before Unicode, with its length before it, in one byte or two.
  mutating func encoded(hasWideLength: Bool, _ page: CodePage) throws(Cut) -> String {
    var left = hasWideLength ? try number16() : try byte()
    var collected: [UInt8] = []
    while left > 0 {
      while place >= end { try nextSegment() }
      let taken = min(left, end - place)
      collected += bytes[place..<place + taken]
      place += taken
      left -= taken
    }
    return page.decode(collected) ?? CodePage.western.decode(collected) ?? ""
  }
}
