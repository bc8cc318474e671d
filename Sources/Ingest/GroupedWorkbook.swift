// SPDX-License-Identifier: Apache-2.0
// GroupedWorkbook: a file's cells in groups, for those who go through all of them once.

package import DataModel
package import FileFormats

/// The cells of one file in a fraction of the memory that a `Workbook` takes.
package struct GroupedWorkbook {
  package struct Sheet {
    package let info: SheetInfo
    package let groups: [CellGroup]
    package let values: CellValues
  }

  package let sheets: [Sheet]
  /// What a reader should know but can live with, one English sentence each.
  package let warnings: [String]

  /// Reads all sheets; their rows are in order and none comes twice.
  package init(
    _ content: FileContent, fileName: String, limits: IngestLimits = .default,
    passwords: [String] = []
  ) throws(IngestError) {
    let source = try WorkbookReader.open(
      content, fileName: fileName, limits: limits, passwords: passwords)
    try self.init(source, fileBytes: content.count, limits: limits)
  }

  /// The same for a file that is open already; its size in bytes bounds what it may hold.
  package init(
    _ source: any SheetSource, fileBytes: Int, limits: IngestLimits = .default
  ) throws(IngestError) {
    var warnings = source.warnings
    var budget = CellBudget(limits, fileBytes: fileBytes)
    var sheets: [Sheet] = []
    for (index, info) in source.sheets.enumerated() {
      sheets.append(try Self.sheet(index, info, of: source, &budget, &warnings))
    }
    self.sheets = sheets
    self.warnings = warnings
  }

  /// The cells of a workbook that is in memory already.
  package init(_ workbook: Workbook) {
    sheets = workbook.sheets.map { sheet in
      Sheet(
        info: sheet.info, groups: CellGroupBuilder.groups(of: sheet.rows),
        values: CellValues())
    }
    warnings = workbook.warnings
  }

  private static func sheet(
    _ index: Int, _ info: SheetInfo, of source: any SheetSource, _ budget: inout CellBudget,
    _ warnings: inout [String]
  ) throws(IngestError) -> Sheet {
    var reader = try source.groups(of: index)
    var groups: [CellGroup] = []
    var last: UInt32 = 0
    var isOrdered = true
    while let group = try reader.nextGroup() {
      try budget.take(group, reader.values)
      for number in group.rowNumbers {
        if number <= last { isOrdered = false }
        last = number
      }
      groups.append(group)
    }
    var complete = info
    complete.layout = reader.layout
    try budget.take(merges: complete.layout.merges.count)
    warnings += reader.warnings
    warnings += LayoutRemarks.sentences(
      complete, rowNumbers: groups.lazy.flatMap { $0.rowNumbers.lazy.map { Int($0) } },
      columns: groups.lazy.flatMap { $0.columns.lazy.map(\.number) })
    let sheet = Sheet(info: complete, groups: groups, values: reader.values)
    return isOrdered ? sheet : inOrder(sheet, &warnings)
  }

  /// Few files have rows out of order; they take the way through whole rows.
  private static func inOrder(_ sheet: Sheet, _ warnings: inout [String]) -> Sheet {
    let rows = sheet.groups.flatMap { group -> [SheetRow] in
      let rows = CellRows(group)
      return group.rowNumbers.indices.map { sheet.values.row($0, of: rows, in: group) }
    }
    var whole = DataModel.Sheet(info: sheet.info, rows: rows)
    whole.putInOrder(&warnings)
    return Sheet(
      info: sheet.info, groups: CellGroupBuilder.groups(of: whole.rows),
      values: CellValues())
  }
}

extension CellGroupBuilder {
  /// The same rows in groups.
  static func groups(of rows: [SheetRow]) -> [CellGroup] {
    var builder = CellGroupBuilder()
    var groups: [CellGroup] = []
    for row in rows {
      builder.beginRow(row.number)
      for cell in row.cells { _ = builder.add(cell) }
      builder.endRow()
      if builder.isFull, let group = builder.take() { groups.append(group) }
    }
    if let group = builder.take() { groups.append(group) }
    return groups
  }
}
