// SPDX-License-Identifier: Apache-2.0
// BinaryWorkbookBuilder: makes small .xlsb files in memory, ordinary ones and odd ones.

import FileFormats

/// Records, fields and the parts made of them.
struct BinaryWorkbookBuilder {
  /// A tab: its name, state, the last word of its relationship's type, and its part's bytes.
  struct Tab {
    var name: String
    var state = 0
    var type = "worksheet"
    var part: [UInt8]
  }

  var tabs: [Tab] = []
  var isDate1904 = false
  /// Records of the shared string table; nil leaves the part out.
  var sharedStrings: [UInt8]?
  /// The comments of the first sheet.
  var comments: [UInt8]?
  var styles: [UInt8]? = BinaryWorkbookBuilder.styles
  /// Puts other bytes in place of a part; nil removes it.
  var replaced: [String: [UInt8]?] = [:]

  /// A workbook with one sheet that has these records between the rows' begin and end.
  init(rows: [UInt8] = [], after: [UInt8] = []) {
    tabs = [Tab(name: "表一", part: Self.sheet(rows, after: after))]
  }

  // MARK: Records

  static func record(_ type: Int, _ body: [UInt8] = []) -> [UInt8] {
    var bytes = type < 128 ? [UInt8(type)] : [UInt8(type & 0x7F | 0x80), UInt8(type >> 7)]
    var size = body.count
    repeat {
      bytes.append(UInt8(size & 0x7F) | (size > 127 ? 0x80 : 0))
      size >>= 7
    } while size > 0
    return bytes + body
  }

  static func number32(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func number16(_ number: Int) -> [UInt8] { Array(number32(number)[..<2]) }

  static func double(_ number: Double) -> [UInt8] {
    number32(Int(truncatingIfNeeded: number.bitPattern & 0xFFFF_FFFF))
      + number32(Int(number.bitPattern >> 32))
  }

  static func text(_ text: String) -> [UInt8] {
    number32(text.utf16.count) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  /// A row's header; rows and columns count from zero in the file.
  static func row(_ index: Int, isHidden: Bool = false) -> [UInt8] {
    let flags: [UInt8] = [0, isHidden ? 0x10 : 0, 0, 0, 0, 0, 0]
    return record(0, number32(index) + Array(repeating: 0, count: 6) + flags)
  }

  static func cell(_ type: Int, _ column: Int, _ value: [UInt8], style: Int = 0) -> [UInt8] {
    record(type, number32(column) + number32(style) + value)
  }

  static func merge(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> [UInt8] {
    record(
      176,
      number32(rows.lowerBound) + number32(rows.upperBound) + number32(columns.lowerBound)
        + number32(columns.upperBound))
  }

  static func sheet(_ rows: [UInt8], after: [UInt8] = []) -> [UInt8] {
    record(129) + record(145) + rows + record(146) + after + record(130)
  }

  // MARK: Parts

  /// Style 0 is General, 1 a date by number, 2 a code of its own, 3 elapsed hours.
  static let styles =
    record(278) + record(615, number32(1)) + record(44, number16(164) + text("yyyy\"年\"m\"月\""))
    + record(616) + record(626, number32(1)) + record(47, number16(0xFFFF) + number16(14))
    + record(627) + record(617, number32(4))
    + [0, 14, 164, 46].flatMap { record(47, number16(0) + number16($0) + [0, 0]) }
    + record(618) + record(279)

  var workbook: [UInt8] {
    var bytes = Self.record(131) + Self.record(153, Self.number32(isDate1904 ? 1 : 0))
    bytes += Self.record(143)
    for (index, tab) in tabs.enumerated() {
      bytes += Self.record(
        156,
        Self.number32(tab.state) + Self.number32(index + 1) + Self.text("rId\(index + 1)")
          + Self.text(tab.name))
    }
    return bytes + Self.record(144) + Self.record(132)
  }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  private static func links(_ list: [(id: String, type: String, target: String)]) -> [UInt8] {
    let items = list.map {
      "<Relationship Id='\($0.id)' Type='\(office)\($0.type)' Target='\($0.target)'/>"
    }
    return Array("<Relationships>\(items.joined())</Relationships>".utf8)
  }

  /// The finished file, its parts uncompressed.
  func bytes() -> [UInt8] {
    var links = tabs.enumerated().map {
      ("rId\($0.offset + 1)", $0.element.type, "worksheets/sheet\($0.offset + 1).bin")
    }
    links.append(("s", "sharedStrings", "sharedStrings.bin"))
    links.append(("t", "styles", "/xl/styles.bin"))
    let types =
      "<Types><Override PartName='/xl/workbook.bin' "
      + "ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/></Types>"
    var parts: [(String, [UInt8]?)] = [
      ("[Content_Types].xml", Array(types.utf8)),
      ("_rels/.rels", Self.links([("r", "officeDocument", "xl/workbook.bin")])),
      ("xl/workbook.bin", workbook), ("xl/_rels/workbook.bin.rels", Self.links(links)),
      ("xl/sharedStrings.bin", sharedStrings), ("xl/styles.bin", styles),
    ]
    for (index, tab) in tabs.enumerated() {
      parts.append(("xl/worksheets/sheet\(index + 1).bin", tab.part))
    }
    if let comments {
      parts.append(("xl/comments1.bin", comments))
      parts.append(
        ("xl/worksheets/_rels/sheet1.bin.rels", Self.links([("c", "comments", "../comments1.bin")]))
      )
    }
    var writer = ZipWriter()
    for (name, content) in parts {
      guard let content = replaced[name] ?? content else { continue }
      writer.add(name, content, isStored: true)
    }
    return writer.finish() ?? []
  }
}
