// SPDX-License-Identifier: Apache-2.0
// PartMemoryTests: workbooks that share parts with earlier ones read as if they stood alone.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct PartMemoryTests {
  private static func book(_ name: String, date: String = "s=\"1\"") -> WorkbookBuilder {
    var builder = WorkbookBuilder()
    builder.sharedStrings = ["<si><t>\(name)</t></si>"]
    builder.addSheet(
      "表一",
      sheetData: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" \(date)><v>45536</v></c>"
        + "</row>")
    return builder
  }

  private static func read(_ bytes: [UInt8], _ memory: PartMemory?) throws -> Workbook {
    try WorkbookReader.read(bytes, fileName: "a.xlsx", memory: memory)
  }

  @Test(arguments: [false, true])
  func `what earlier workbooks said changes no cell`(isStored: Bool) throws {
    let memory = PartMemory()
    var other = Self.book("三校")
    other.addSheet("字典", [[.text("x")]], visibility: .hidden)
    for var builder in [Self.book("一校"), Self.book("二校"), other, Self.book("四校")] {
      builder.isStored = isStored
      let bytes = builder.bytes()
      for _ in 0..<2 {
        #expect(try Self.read(bytes, memory) == Self.read(bytes, nil))
      }
    }
  }

  @Test func `styles with the same checksum and other bytes are read anew`() throws {
    let memory = PartMemory()
    func book(format: String) throws -> [UInt8] {
      // A checksum of stored data that is not looked at before the part is found in the memory.
      var builder = Self.book("一校")
      builder.isStored = true
      builder.setPart(
        "xl/styles.xml",
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/>"
          + "</cellXfs></styleSheet>")
      return builder.bytes()
    }
    let dates = try book(format: "14")
    let numbers = try Self.withChecksum(of: dates, in: book(format: "49"))
    #expect(try Self.read(dates, memory).sheets[0].rows[0].cells[1].value != .number(45_536))
    // The forged checksum makes the part damaged; the memory must not hide that.
    #expect(throws: IngestError.self) { try Self.read(numbers, memory) }
  }

  /// `bytes` with the checksum of its styles replaced by that of the styles in `other`.
  private static func withChecksum(of other: [UInt8], in bytes: [UInt8]) throws -> [UInt8] {
    var changed = bytes
    for signature: [UInt8] in [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 1, 2]] {
      let from = try #require(place(of: "xl/styles.xml", signature, in: other))
      let to = try #require(place(of: "xl/styles.xml", signature, in: bytes))
      let offset = signature[2] == 3 ? 14 : 16
      for byte in offset..<offset + 4 { changed[to + byte] = other[from + byte] }
    }
    return changed
  }

  private static func place(of name: String, _ signature: [UInt8], in bytes: [UInt8]) -> Int? {
    let header = signature[2] == 3 ? 30 : 46
    return bytes.indices.first { start in
      bytes[start...].starts(with: signature)
        && bytes.dropFirst(start + header).starts(with: name.utf8)
    }
  }

  @Test func `a damaged part is refused however often it comes`() throws {
    let memory = PartMemory()
    var builder = Self.book("一校")
    builder.setPart("xl/styles.xml", "<styleSheet><cellXfs>")
    let bytes = builder.bytes()
    for _ in 0..<3 {
      #expect(throws: IngestError.self) { try Self.read(bytes, memory) }
    }
  }

  @Test func `more kinds of workbooks than it holds are read all the same`() throws {
    let memory = PartMemory()
    for number in 0..<700 {
      var builder = Self.book("\(number)校")
      builder.addSheet("表\(number)", [[.number(Double(number))]])
      let book = try Self.read(builder.bytes(), memory)
      #expect(book.sheets.map(\.info.name) == ["表一", "表\(number)"])
      #expect(book.sheets[0].rows[0].cells[0].value == .text("\(number)校"))
    }
  }
}
