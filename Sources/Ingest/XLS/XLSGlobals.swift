// SPDX-License-Identifier: Apache-2.0
// XLSGlobals: what an old workbook says once for all its sheets.

import DataModel
import FileFormats

/// The first substream of a workbook: sheets, styles, shared strings.
///
/// A stream of one sheet without globals is read the same way: its own records take their place.
struct XLSGlobals {
  /// A tab with cells: its name, state and where its substream begins.
  struct SheetEntry {
    var name: String
    var visibility: SheetVisibility
    var start: Int
  }

  private static let defaultName = "Sheet 1"

  private(set) var version: BIFFVersion
  /// How texts are encoded before Excel 97.
  private(set) var codePage = CodePage.western
  private(set) var dateSystem = DateSystem.from1900
  private(set) var sheets: [SheetEntry] = []
  private(set) var strings: [String] = []
  private(set) var warnings: [String] = []
  /// The record that says how the stream is encrypted; nothing behind it has been read.
  private(set) var encryption: BIFFRecord?

  private var hasCodePage = false
  private let stream: BIFFStream
  private let limits: IngestLimits
  private let content: BIFFBeginning.Content
  /// Number formats by number, or by position before Excel 5.
  private var formats: [Int: NumberFormat] = [:]
  private var formatCount = 0
  /// The number format of each style.
  private var styleFormats: [Int] = []

  init(_ stream: BIFFStream, limits: IngestLimits) throws(IngestError) {
    guard let first = stream.record(at: 0), let beginning = BIFFBeginning(first, in: stream) else {
      throw IngestError(.corrupt, detail: "the workbook stream does not begin as one")
    }
    self.stream = stream
    self.limits = limits
    version = beginning.version
    content = beginning.content
    try readRecords(from: first.end)
    if version < .eight, !hasCodePage, encryption == nil { guessCodePage() }
    if content == .sheet {
      sheets = [SheetEntry(name: Self.defaultName, visibility: .visible, start: 0)]
    }
  }

  private mutating func guessCodePage() {
    guard let guess = CodePageGuess.guess(stream) else { return }
    codePage = guess
    warnings.append("No code page is stated; the texts are read as \(guess.name).")
  }

  /// What each style makes of a number.
  ///
  /// Excel 2 may do without styles; its cells then name a number format themselves.
  var styles: StylesPart {
    let numbers = version == .two && styleFormats.isEmpty ? Array(0..<64) : styleFormats
    return StylesPart(formats: numbers.map { formats[$0] ?? NumberFormat(builtIn: $0) })
  }

  /// True when cells name styles, and not number formats as in Excel 2.
  var hasStyles: Bool { version > .two || !styleFormats.isEmpty }

  private mutating func readRecords(from start: Int) throws(IngestError) {
    guard try !reachesEnd(from: start), content != .sheet, encryption == nil else { return }
    guard !sheets.isEmpty else {
      throw IngestError(.truncated, detail: "the workbook stream ends before its sheets")
    }
    warnings.append("The list of sheets has no end mark; sheets may be missing.")
  }

  /// Reads up to the end mark; false when there is none.
  private mutating func reachesEnd(from start: Int) throws(IngestError) -> Bool {
    var depth = 1
    var place = start
    while let record = stream.record(at: place) {
      place = record.end
      if BIFFType.isBeginning(record.type) {
        // The globals hold no other substream; here their end is missing.
        if content == .globals { return false }
        depth += 1
      } else if record.type == BIFFType.endOfFile {
        depth -= 1
        guard depth > 0 else { return true }
      } else if depth == 1 {
        try read(record)
        guard encryption == nil else { return false }
      }
    }
    return false
  }

  private mutating func read(_ record: BIFFRecord) throws(IngestError) {
    switch record.type {
    case BIFFType.filePass: encryption = record
    case BIFFType.codePage:
      codePage = CodePage(stream.number16(record, 0) ?? 1252)
      hasCodePage = true
    case BIFFType.dateMode:
      dateSystem = stream.number16(record, 0) == 1 ? .from1904 : .from1900
    case BIFFType.boundSheet: try readSheet(record)
    case BIFFType.sheetHeader4: try readBoundSheet4(record)
    case BIFFType.format, BIFFType.format2: readFormat(record)
    case BIFFType.style2, BIFFType.style3, BIFFType.style4, BIFFType.style5: readStyle(record)
    case BIFFType.sharedStrings: try readStrings(record)
    default: return
    }
  }

  // MARK: Sheets

  private mutating func readSheet(_ record: BIFFRecord) throws(IngestError) {
    guard let start = stream.number32(record, 0), let state = stream.byte(record, 4),
      let type = stream.byte(record, 5)
    else { throw IngestError(.corrupt, detail: "a sheet's entry is cut short") }
    let name = text(record, from: 6, isWide: false)
    guard type == 0 else {
      // Charts and modules have no cells; those of a macro sheet are its program.
      if type == 1 { warnings.append("Sheet \"\(name)\" holds macros and is left out.") }
      return
    }
    // Some entries say worksheet where there is a chart.
    let first = stream.record(at: Int(start)).flatMap { BIFFBeginning($0, in: stream) }
    guard first?.content != .other else { return }
    let visibility: SheetVisibility =
      switch state & 3 {
      case 1: .hidden
      case 2: .veryHidden
      default: .visible
      }
    try add(SheetEntry(name: name, visibility: visibility, start: Int(start)))
  }

  /// Sheets bound together by Excel 4: a name, and the sheet right behind it.
  private mutating func readBoundSheet4(_ record: BIFFRecord) throws(IngestError) {
    guard content == .workspace else { return }
    try add(
      SheetEntry(
        name: text(record, from: 4, isWide: false), visibility: .visible, start: record.end))
  }

  private mutating func add(_ sheet: SheetEntry) throws(IngestError) {
    guard sheets.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    guard !sheets.contains(where: { $0.start == sheet.start }) else {
      throw IngestError(.corrupt, detail: "two sheets are said to begin at the same place")
    }
    sheets.append(sheet)
  }

  private func text(_ record: BIFFRecord, from offset: Int, isWide: Bool) -> String {
    var reader = BIFFText(stream, record, from: offset)
    let result =
      version == .eight
      ? try? reader.unicode(hasWideLength: isWide)
      : try? reader.encoded(hasWideLength: isWide, codePage)
    return result ?? ""
  }

  // MARK: Styles

  private mutating func readFormat(_ record: BIFFRecord) {
    let hasNumber = record.type == BIFFType.format
    let code = text(record, from: hasNumber ? 2 : 0, isWide: version == .eight)
    let stated = version >= .five && hasNumber ? stream.number16(record, 0) : nil
    formats[stated ?? formatCount] = NumberFormat(code: code)
    formatCount += 1
  }

  private mutating func readStyle(_ record: BIFFRecord) {
    let format: Int? =
      switch record.type {
      case BIFFType.style5: stream.number16(record, 2)
      case BIFFType.style2: stream.byte(record, 2).map { $0 & 0x3F }
      default: stream.byte(record, 1)
      }
    styleFormats.append(format ?? 0)
  }

  // MARK: Shared strings

  private mutating func readStrings(_ record: BIFFRecord) throws(IngestError) {
    var reader = BIFFText(stream, segments: stream.segments(of: record))
    let stated = Int(stream.number32(record, 4) ?? 0)
    var room = limits.textBytes
    do {
      try reader.skip(8)
      while strings.count < stated, !reader.isAtEnd {
        let text = try reader.unicode(hasWideLength: true)
        room -= text.utf8.count
        strings.append(text)
        if strings.count > limits.sharedStrings || room < 0 { break }
      }
    } catch {
      warnings.append("Shared strings: the text number \(strings.count + 1) is cut off.")
      return
    }
    guard strings.count <= limits.sharedStrings else {
      throw IngestError(.overLimit(.sharedStrings, limits.sharedStrings))
    }
    guard room >= 0 else { throw IngestError(.overLimit(.textBytes, limits.textBytes)) }
  }
}
