// SPDX-License-Identifier: Apache-2.0
// Packages: small whole workbooks around a part that is being fuzzed.

import FileFormats
import Ingest

/// Archives whose parts are all as they should be, except for one.
enum Packages {
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let spreadsheet =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
  private static let binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"

  /// The parts of an .xlsx by name; the sheet uses the texts and the styles.
  static let xlsx: [(name: String, content: [UInt8])] = [
    ("[Content_Types].xml", types("xl/workbook.xml", spreadsheet)),
    ("_rels/.rels", links([("rId1", "officeDocument", "xl/workbook.xml")])),
    (
      "xl/workbook.xml",
      bytes(
        "<workbook xmlns:r='\(office)'><sheets><sheet name='表' r:id='rId1'/></sheets>"
          + "</workbook>")
    ),
    ("xl/_rels/workbook.xml.rels", workbookLinks("xml")),
    (
      "xl/sharedStrings.xml",
      bytes("<sst><si><t>学校</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>")
    ),
    (
      "xl/styles.xml",
      bytes(
        "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm'/></numFmts><cellXfs>"
          + "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>")
    ),
    ("xl/worksheets/sheet1", bytes(sheet(of: defaultRows))),
  ]

  /// The same with comments; the sheet is still the last part.
  static let commented: [(name: String, content: [UInt8])] =
    xlsx.dropLast() + [
      (
        "xl/comments1.xml",
        bytes(
          "<comments><commentList><comment ref='A1'><text><r><t>问</t></r></text></comment>"
            + "</commentList></comments>")
      ),
      (
        "xl/threadedComments/threadedComment1.xml",
        bytes(
          "<ThreadedComments><threadedComment ref='B1'><text>t</text></threadedComment>"
            + "</ThreadedComments>")
      ),
      ("xl/worksheets/_rels/sheet1.rels", commentLinks("comments1.xml")),
    ] + xlsx.suffix(1)

  static let stylesPlace = 5
  static let sheetPlace = xlsx.count - 1

  static let defaultRows =
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
    + "<row r='2'><c r='A2' s='1'><v>45000</v></c><c r='B2' s='2'><v>60.5</v></c>"
    + "<c r='C2' s='3'><v>0.25</v></c></row>"

  static func sheet(of rows: String) -> String {
    "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
  }

  /// The parts of an .xlsb by name.
  static let xlsb: [(name: String, content: [UInt8])] = [
    ("[Content_Types].xml", types("xl/workbook.bin", binary)),
    ("_rels/.rels", links([("rId1", "officeDocument", "xl/workbook.bin")])),
    (
      "xl/workbook.bin",
      record(131) + record(143)
        + record(156, number(0) + number(1) + text("rId1") + text("表")) + record(144)
        + record(132)
    ),
    ("xl/_rels/workbook.bin.rels", workbookLinks("bin")),
    (
      "xl/sharedStrings.bin",
      record(159, number(1) + number(1)) + record(19, [0] + text("学校")) + record(160)
    ),
    (
      "xl/styles.bin",
      record(278) + record(44, [164, 0] + text("yyyy/m")) + record(617, number(2))
        + record(47, [0, 0, 14, 0]) + record(47, [0, 0, 164, 0]) + record(618) + record(279)
    ),
    (
      "xl/worksheets/sheet1",
      record(129) + record(145) + record(0, number(0) + [UInt8](repeating: 0, count: 13))
        + record(7, number(0) + number(0) + number(0))
        + record(2, number(1) + number(1) + number(45_000 << 2 | 2)) + record(146)
        + record(130)
    ),
    (
      "xl/comments1.bin",
      record(628) + record(630) + record(632, text("甲")) + record(631) + record(633)
        + record(
          635,
          number(0) + number(0) + number(0) + number(0) + number(0)
            + [UInt8](repeating: 0, count: 16))
        + record(637, [0] + text("问")) + record(636) + record(634) + record(629)
    ),
    ("xl/worksheets/_rels/sheet1.rels", commentLinks("comments1.bin")),
  ]

  /// An archive of the parts, with `content` in place of the one at `index`; nothing is compressed.
  static func archive(
    _ parts: [(name: String, content: [UInt8])], replacing index: Int, by content: [UInt8]
  ) -> [UInt8] {
    var writer = ZipWriter()
    for (place, part) in parts.enumerated() {
      writer.add(part.name, place == index ? content : part.content, isStored: true)
    }
    return writer.finish() ?? []
  }

  /// An OpenDocument archive with this content.
  static func openDocument(_ content: [UInt8]) -> [UInt8] {
    var writer = ZipWriter()
    writer.add(
      "mimetype", bytes("application/vnd.oasis.opendocument.spreadsheet"), isStored: true)
    writer.add("content.xml", content, isStored: true)
    return writer.finish() ?? []
  }

  // MARK: Parts

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func types(_ main: String, _ type: String) -> [UInt8] {
    bytes(
      "<Types><Default Extension='rels' "
        + "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        + "<Override PartName='/\(main)' ContentType='\(type)'/></Types>")
  }

  private static func workbookLinks(_ ending: String) -> [UInt8] {
    links([
      ("rId1", "worksheet", "worksheets/sheet1"), ("rId2", "styles", "styles.\(ending)"),
      ("rId3", "sharedStrings", "sharedStrings.\(ending)"),
    ])
  }

  private static func commentLinks(_ target: String) -> [UInt8] {
    links([
      ("rId1", "comments", "../\(target)"),
      ("rId2", "threadedComment", "../threadedComments/threadedComment1.xml"),
    ])
  }

  private static func links(_ list: [(id: String, type: String, target: String)]) -> [UInt8] {
    let items = list.map {
      "<Relationship Id='\($0.id)' Type='\(office)/\($0.type)' Target='\($0.target)'/>"
    }
    return bytes("<Relationships>\(items.joined())</Relationships>")
  }

  // MARK: Records of .xlsb

  private static func record(_ type: Int, _ body: [UInt8] = []) -> [UInt8] {
    let low = UInt8(truncatingIfNeeded: type & 0x7F)
    let head = type < 128 ? [low] : [low | 0x80, UInt8(truncatingIfNeeded: type >> 7)]
    return head + [UInt8(truncatingIfNeeded: body.count)] + body
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func text(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    return number(text.utf16.count) + units
  }
}
