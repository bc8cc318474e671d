// SPDX-License-Identifier: Apache-2.0
// BinaryRecordType: the numbers of the records that are read ([MS-XLSB] 2.3).

/// Record types by their number.
enum BinaryRecordType {
  static let rowHeader = 0
  static let blankCell = 1
  static let packedNumberCell = 2
  static let errorCell = 3
  static let booleanCell = 4
  static let numberCell = 5
  static let textCell = 6
  static let sharedTextCell = 7
  static let textFormula = 8
  static let numberFormula = 9
  static let booleanFormula = 10
  static let errorFormula = 11
  /// The first of seven cells that stand right of the one before and do not say where.
  static let firstShortCell = 12
  static let lastShortCell = 18
  static let sharedText = 19
  static let numberFormat = 44
  static let cellFormat = 47
  static let columnInfo = 60
  static let richTextCell = 62
  static let beginBook = 131
  static let beginSheetData = 145
  static let endSheetData = 146
  static let workbookProperties = 153
  static let sheet = 156
  static let mergedCells = 176
  static let beginCellFormats = 617
  static let endCellFormats = 618
  static let beginComment = 635
  static let commentText = 637
}
