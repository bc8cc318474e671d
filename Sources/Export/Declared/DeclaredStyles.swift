// SPDX-License-Identifier: Apache-2.0
// DeclaredStyles: how the cells of declared forms look.

import DataModel

/// The formats of declared forms, made once for each file.
struct DeclaredStyles {
  let title: XlsxStyle
  let note: XlsxStyle
  let header: XlsxStyle
  let number: XlsxStyle
  let heading: XlsxStyle
  let text: XlsxStyle
  let word: XlsxStyle
  let plain: XlsxStyle
  private let digits: [XlsxStyle]

  init(_ file: XlsxFile) throws {
    title = try file.style(
      CellStyle(
        face: .hei, size: 16, isBold: true, isBordered: false, alignment: .center, wraps: true))
    note = try file.style(
      CellStyle(size: 9, color: 0x404040, isBordered: false, alignment: .left, wraps: true))
    header = try file.style(.header)
    number = try file.style(
      CellStyle(size: 9, color: 0x404040, fill: 0xF2F2F2, alignment: .center))
    heading = try file.style(CellStyle(face: .hei, isBold: true, fill: 0xF2F2F2))
    text = try file.style(.wrapped)
    word = try file.style(CellStyle(alignment: .center, wraps: true))
    plain = try file.style(.plainNumber)
    digits = try (0...9).map { try file.style(.number(digits: $0)) }
  }

  func style(of cell: DeclaredCell) -> XlsxStyle {
    if cell.isWord { return word }
    switch cell.value {
    case .number: return cell.digits.map { digits[min(max($0, 0), 9)] } ?? plain
    case .missing where cell.digits != nil: return digits[min(max(cell.digits ?? 0, 0), 9)]
    case .text, .date, .yesNo, .missing: return text
    }
  }
}
