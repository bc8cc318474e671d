// SPDX-License-Identifier: Apache-2.0
// SheetDecoder: everything that a worksheet's cells depend on besides themselves.

import DataModel

/// The workbook's texts, number formats and date system, ready for the cells of its sheets.
struct SheetDecoder {
  let values: CellValues
  let styles: StylesPart
  let dateSystem: DateSystem
  private let textCount: Int
  private let hasEmptyTexts: Bool

  init(texts: TextTable, styles: StylesPart, dateSystem: DateSystem) {
    values = CellValues(shared: texts)
    self.dateSystem = dateSystem
    self.styles = styles
    textCount = texts.count
    hasEmptyTexts = !texts.empty.isEmpty
  }

  /// True for the number of a shared text that is not empty.
  @inline(__always)
  func hasText(_ index: Int) -> Bool {
    index < textCount && (!hasEmptyTexts || !values.shared.empty.contains(index))
  }

  /// True for the number of any shared text.
  func knowsText(_ index: Int) -> Bool { index < textCount }

  /// The value of a number under a style.
  @inline(__always)
  func number(_ number: Double, style: Int) -> (UInt8, UInt64) {
    let format = styles.format(of: style)
    return format == .plain
      ? (TagByte.number, number.bitPattern)
      : (dateTag(number, format).rawValue, number.bitPattern)
  }

  private func dateTag(_ number: Double, _ format: NumberFormat) -> CellTag {
    guard case .date(let date) = CellDecoder.dated(number, format, dateSystem) else {
      return .number
    }
    return CellTag(date)
  }
}
