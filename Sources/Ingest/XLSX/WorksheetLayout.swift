// SPDX-License-Identifier: Apache-2.0
// WorksheetLayout: what a worksheet part says before and behind its rows, found without reading them.

import DataModel
import FileFormats

/// Merged ranges and hidden columns of one worksheet (ECMA-376 Part 1, worksheet).
///
/// The merged ranges stand behind the rows. Looking for the end tag of `sheetData` in the inflated
/// bytes costs a fraction of reading them; only where that leads astray is everything read as XML.
struct WorksheetLayout {
  /// What follows the rows is held in memory up to this size.
  private static let mostTail = 16 << 20

  let archive: OfficePackage
  let part: String
  let limits: IngestLimits

  /// Everything but the hidden rows, which are known with the rows only.
  func complete() throws(IngestError) -> SheetLayout {
    var layout = SheetLayout()
    if let tail = try tail(), let merges = merges(behind: tail) {
      layout.hiddenColumns = hiddenColumns()
      layout.merges = merges
    } else {
      try readAll(into: &layout)
    }
    return layout
  }

  /// The hidden columns, which stand before the rows; what is wrong there the rows will tell.
  func hiddenColumns() -> LineRuns {
    var columns = LineRuns()
    guard var reader = try? archive.reader(of: part) else { return columns }
    while let token = try? reader.next(), token != .finished {
      guard token == .start else { continue }
      if reader.depth == 2, reader.nameIs("sheetData") { break }
      Self.note(reader, into: &columns)
    }
    return columns
  }

  private static func note(_ reader: borrowing XMLReader, into columns: inout LineRuns) {
    guard reader.depth == 3, reader.nameIs("col"), reader.booleanAttribute("hidden") == true
    else { return }
    hide(
      from: reader.integerAttribute("min"), to: reader.integerAttribute("max"), in: &columns)
  }

  /// Adds the columns of a hidden `col` element.
  static func hide(from first: Int?, to last: Int?, in columns: inout LineRuns) {
    guard let first, let last, first >= 1, first <= last, first <= CellReference.lastColumn
    else { return }
    columns.insert(first...min(last, CellReference.lastColumn))
  }

  // MARK: Behind the rows

  /// The bytes behind the end tag of `sheetData`; nil where there is none, or too much follows it.
  private func tail() throws(IngestError) -> [UInt8]? {
    do {
      let stream = try archive.zip.open(part)
      var buffer: [UInt8] = []
      var isFirst = true
      while try stream.next(appendingTo: &buffer) {
        if isFirst, !Self.isByteText(buffer) { return nil }
        isFirst = false
        guard let end = SheetDataEnd.find(in: buffer) else {
          buffer.removeFirst(max(0, buffer.count - SheetDataEnd.longest))
          continue
        }
        buffer.removeFirst(end)
        while buffer.count <= Self.mostTail {
          guard try stream.next(appendingTo: &buffer) else { return buffer }
        }
        return nil
      }
      return nil
    } catch {
      throw IngestError(error)
    }
  }

  /// False for UTF-16, where every second byte is zero.
  private static func isByteText(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    return bytes[0] != 0 && bytes[1] != 0 && bytes[0] < 0xFE
  }

  /// The merged ranges in what follows the rows; nil when it is not what follows them.
  ///
  /// An end tag that was found inside a comment or CDATA leaves tags that do not match.
  private func merges(behind tail: [UInt8]) -> [CellRange]? {
    var end = tail.count - 2
    while end >= 0, tail[end] != UInt8(ascii: "<") || tail[end + 1] != UInt8(ascii: "/") {
      end -= 1
    }
    guard end >= 0 else { return nil }
    var reader = XMLReader(Array("<w>".utf8) + tail[..<end] + Array("</w>".utf8))
    var layout = SheetLayout()
    do {
      try collect(from: &reader, into: &layout)
    } catch {
      return nil
    }
    return layout.merges
  }

  private func readAll(into layout: inout SheetLayout) throws(IngestError) {
    var reader: XMLReader
    do {
      reader = try archive.reader(of: part)
    } catch {
      throw IngestError(error)
    }
    do {
      try collect(from: &reader, into: &layout)
    } catch {
      throw IngestError(error, part: part)
    }
  }

  /// Ranges compress even better than cells; no sheet has millions of them.
  static func append(
    _ range: CellRange, to merges: inout [CellRange], _ limits: IngestLimits
  ) throws(XMLError) {
    guard merges.count < limits.cellsOfSmallFile else {
      throw .limit("merged ranges", limits.cellsOfSmallFile)
    }
    merges.append(range)
  }

  private func collect(
    from reader: inout XMLReader, into layout: inout SheetLayout
  ) throws(XMLError) {
    while true {
      let token = try reader.next()
      if token == .finished { return }
      guard token == .start else { continue }
      if reader.depth == 2, reader.nameIs("sheetData") {
        try reader.skipElement()
      } else if reader.depth == 3, reader.nameIs("mergeCell"),
        let range = reader.attribute("ref").flatMap({ CellRange($0) })
      {
        try Self.append(range, to: &layout.merges, limits)
      } else {
        Self.note(reader, into: &layout.hiddenColumns)
      }
    }
  }
}

/// Finds `</sheetData>`, whatever prefix the name has.
enum SheetDataEnd {
  private static let name = Array("sheetData".utf8)
  /// Bytes that must be kept from one piece to the next: prefixes are short.
  static let longest = 128

  /// By last byte of the window: how far the name can be moved on.
  private static let shifts: [Int] = {
    var shifts = Array(repeating: name.count, count: 256)
    for (place, byte) in name.dropLast().enumerated() {
      shifts[Int(byte)] = name.count - 1 - place
    }
    return shifts
  }()

  /// The offset behind the first end tag; nil when there is none.
  static func find(in bytes: [UInt8]) -> Int? {
    shifts.withUnsafeBufferPointer { shifts in
      bytes.withUnsafeBufferPointer { bytes in
        var last = name.count - 1
        while last < bytes.count {
          if bytes[last] == UInt8(ascii: "a"), let end = end(bytes, last) { return end }
          last += shifts[Int(bytes[last])]
        }
        return nil
      }
    }
  }

  /// The offset behind the tag whose name ends at `last`; nil when there is no such tag.
  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ last: Int) -> Int? {
    let start = last - name.count + 1
    for offset in 0..<name.count where bytes[start + offset] != name[offset] { return nil }
    var end = last + 1
    while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
    var before = start - 1
    if before >= 0, bytes[before] == UInt8(ascii: ":") {
      before -= 1
      while before >= 0, start - before < 64, bytes[before] > 0x20,
        bytes[before] != UInt8(ascii: "/"), bytes[before] != UInt8(ascii: ">")
      {
        before -= 1
      }
    }
    guard before >= 1, bytes[before] == UInt8(ascii: "/"),
      bytes[before - 1] == UInt8(ascii: "<")
    else { return nil }
    return end + 1
  }
}
