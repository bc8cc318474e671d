// SPDX-License-Identifier: Apache-2.0
// CodePageGuess: the code page of an old workbook that does not name one.

import FileFormats

/// Programs of the Chinese DOS and early Windows days often wrote no code page at all.
///
/// Chinese text is runs of bytes above 0x7F that fall into pairs of GB 2312; in Western text such
/// bytes stand alone, and in Cyrillic or Greek every second run is of an odd length.
struct CodePageGuess {
  private static let enoughBytes = 1 << 16

  private var soundRuns = 0
  private var otherRuns = 0
  private var longestRun = 0
  private var seen = 0

  /// The code page that the labels of the stream speak for; nil when they say nothing.
  static func guess(_ stream: BIFFStream) -> CodePage? {
    var guess = CodePageGuess()
    var place = 0
    while let record = stream.record(at: place), guess.seen < enoughBytes {
      place = record.end
      switch record.type {
      case BIFFType.label2, BIFFType.label, BIFFType.richString:
        // Before the text are its place, its style and its length.
        guess.add(stream.bytes[min(record.end, record.start + 8)..<record.end])
      default: continue
      }
    }
    return guess.isChinese ? CodePage(936) : nil
  }

  private var isChinese: Bool {
    longestRun >= 4 && otherRuns * 20 <= soundRuns
  }

  private mutating func add(_ text: ArraySlice<UInt8>) {
    seen += text.count
    for run in text.split(whereSeparator: { $0 < 0x80 }) {
      let leads = stride(from: run.startIndex, to: run.endIndex, by: 2)
      let isSound =
        run.count % 2 == 0
        && leads.allSatisfy { 0xA1...0xF7 ~= run[$0] && 0xA1...0xFE ~= run[$0 + 1] }
      soundRuns += isSound ? 1 : 0
      otherRuns += isSound ? 0 : 1
      if isSound { longestRun = max(longestRun, run.count) }
    }
  }
}
