// SPDX-License-Identifier: Apache-2.0
// WorkbookVariants: workbooks of the sample with one thing changed.

import DataModel
import Export

enum WorkbookVariants {
  /// The first county's workbook after a change.
  static func county(_ change: (inout ExportBundle) throws -> Void) throws -> WrittenWorkbook {
    var bundle = try SampleEvaluation.bundle()
    try change(&bundle)
    let folder = try TemporaryFolder()
    let files = try Outputs.write(bundle, to: folder.path)
    let path = files.map(\.path).filter { $0.hasPrefix("counties/") }.min() ?? ""
    return try WrittenWorkbook(Outputs.bytes(path, in: folder.path))
  }

  /// The province's workbook after a change.
  static func province(_ change: (inout ExportBundle) throws -> Void) throws -> WrittenWorkbook {
    var bundle = try SampleEvaluation.bundle()
    try change(&bundle)
    let folder = try TemporaryFolder()
    try Outputs.write(bundle, to: folder.path)
    return try WrittenWorkbook(Outputs.bytes("province.xlsx", in: folder.path))
  }
}

extension Submission {
  /// Makes all values of a column of the first table missing.
  mutating func dropFirstTableColumn(_ column: Int) {
    let values = workbook.tables[0].columns[column].values
    workbook.tables[0].columns[column].values = values.map { _ in .missing(.blank) }
  }
}
