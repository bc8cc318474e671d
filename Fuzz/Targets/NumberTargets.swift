// SPDX-License-Identifier: Apache-2.0
// NumberTargets: texts of cell values, and number formats.

import DataModel
import Ingest

extension FuzzTarget {
  /// The first byte chooses the type of the cell, the rest is the text of its value.
  static let numberText = FuzzTarget(name: "number-text", longest: 64, dictionary: "number") {
    bytes in
    guard let choice = bytes.first,
      let text = String(validating: bytes.dropFirst(), as: UTF8.self), isPlain(text)
    else { return }
    let type = ["n", "d", "b", "s", "e", "str"][Int(choice) % 6]
    let value = onlyValue("<c r='A1' t='\(type)'><v>\(escaped(text))</v></c>")
    guard type == "n" else { return }
    let number = reference(text)
    switch value {
    case .number(let read): claim(read == number, "\(text) is the number \(read)")
    case .text, nil: claim(number == nil, "\(text) is no number")
    case .blank, .boolean, .date, .error: claim(false, "\(text) is a number or a text")
    }
  }

  /// The bytes are a format code; numbers under it are numbers or dates.
  static let numberFormat = FuzzTarget(name: "number-format", longest: 128, dictionary: "format") {
    bytes in
    guard let code = String(validating: bytes, as: UTF8.self), isPlain(code) else { return }
    let kinds = shown(code)
    claim(shown("\"d\"" + code) == kinds, "quoted text says nothing about the kind: \(code)")
    claim(kinds.last == .text("学校"), "a format leaves texts alone")
  }

  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0xFFFE }
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { "<&>'\"".unicodeScalars.contains($0) ? "&#\($0.value);" : "\($0)" }
      .joined()
  }

  private static func onlyValue(_ cell: String) -> CellValue? {
    let sheet = Packages.sheet(of: "<row r='1'>\(cell)</row>")
    return cells(Packages.sheetPlace, sheet).first
  }

  /// A number as the standard library reads it, in the forms that a cell may have.
  private static func reference(_ text: String) -> Double? {
    let bytes = Array(text.utf8).trimming { $0 <= 0x20 }
    let allowed = Array("0123456789+-.eE".utf8)
    guard bytes.allSatisfy({ allowed.contains($0) }),
      bytes.contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    guard let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite else {
      return nil
    }
    return number
  }

  /// Some numbers, and a text, under a format code.
  private static func shown(_ code: String) -> [CellValue] {
    let numbers = ["0", "0.5", "1", "59.9", "60", "61", "45000.25", "-3", "1e8", "2958465.99"]
    let styles =
      "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='\(escaped(code))'/></numFmts>"
      + "<cellXfs><xf numFmtId='0'/><xf numFmtId='200'/></cellXfs></styleSheet>"
    let row = numbers.map { "<c s='1'><v>\($0)</v></c>" }.joined()
    let sheet = Packages.sheet(of: "<row r='1'>\(row)<c s='1' t='s'><v>0</v></c></row>")
    var parts = Packages.xlsx
    parts[Packages.sheetPlace].content = Packages.bytes(sheet)
    return cells(Packages.stylesPlace, styles, of: parts)
  }

  /// The values of the first sheet with another part in the package.
  private static func cells(
    _ place: Int, _ part: String, of parts: [(name: String, content: [UInt8])] = Packages.xlsx
  ) -> [CellValue] {
    let package = Packages.archive(parts, replacing: place, by: Packages.bytes(part))
    let result = Reading.check(fileBytes: package.count) { () throws(IngestError) in
      try WorkbookReader.open(package, fileName: "", limits: .low)
    }
    guard case .success(let workbook) = result, let sheet = workbook.sheets.first else {
      claim(false, "a sound package can be read")
      return []
    }
    return sheet.rows.flatMap { row in row.cells.map(\.value) }
  }
}

extension [UInt8] {
  /// Without what `isOuter` holds for at both ends.
  fileprivate func trimming(_ isOuter: (UInt8) -> Bool) -> [UInt8] {
    let head = drop(while: isOuter)
    guard let last = head.lastIndex(where: { !isOuter($0) }) else { return [] }
    return Array(head[...last])
  }
}
