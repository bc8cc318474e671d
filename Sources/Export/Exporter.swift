// SPDX-License-Identifier: Apache-2.0
// Exporter: the list of output files of a run, each as a task that can run on its own.

package import DataModel
import Synchronization

/// A file as it was written.
package struct OutputFile: Hashable, Sendable {
  /// Relative to the output folder, `/`-separated.
  package var path: String
  package var sha256: String
  package var byteCount: Int
  /// Data rows of a table or a workbook's detail sheets, without headers.
  package var rows: Int

  package init(path: String, sha256: String, byteCount: Int, rows: Int) {
    self.path = path
    self.sha256 = sha256
    self.byteCount = byteCount
    self.rows = rows
  }
}

/// What a task wrote, from its writing until it is read back.
final class WrittenSheets: Sendable {
  private let sheets = Mutex<[WrittenSheet]>([])

  func keep(_ sheets: [WrittenSheet]) { self.sheets.withLock { $0 = sheets } }

  /// Nothing stays behind: a province has many counties.
  func take() -> [WrittenSheet] {
    sheets.withLock { kept in
      defer { kept = [] }
      return kept
    }
  }
}

/// One output file: where it goes, and the work of writing it.
///
/// Tasks share nothing that changes: they may run in parallel and in any order.
package struct OutputTask: Sendable {
  /// Relative to the output folder.
  package var path: String
  /// Writes the file under the given output folder, creating folders on the way.
  package var write: @Sendable (_ folder: String) throws -> OutputFile
  /// What a reader must find in the file before it is published; nil: nothing is read back.
  package var expected: (@Sendable () -> [WrittenSheet])?

  package init(
    path: String, write: @escaping @Sendable (_ folder: String) throws -> OutputFile,
    expected: (@Sendable () -> [WrittenSheet])? = nil
  ) {
    self.path = path
    self.write = write
    self.expected = expected
  }
}

/// What was written on a sheet, as a reader must give it back.
package struct WrittenSheet: Sendable {
  /// As on the tab.
  package var name: String
  /// Blank where the cell must be empty; cells that are not here are not compared.
  package var cells: [CellReference: CellValue]

  package init(name: String, cells: [CellReference: CellValue]) {
    self.name = name
    self.cells = cells
  }
}

/// The outputs of a run except `manifest.json`, which lists them and comes last.
package enum OutputPlan {
  package static func tasks(for bundle: ExportBundle) -> [OutputTask] {
    tasks(for: ExportContext(bundle))
  }

  /// `sqlite`: also one file with all tables, for people who ask in SQL.
  package static func tasks(for context: ExportContext, sqlite: Bool = false) -> [OutputTask] {
    let tables = DataTables.all(context)
    // What takes longest comes first, so that no worker is left with it at the end.
    return (sqlite ? [sqliteTask(context)] : []) + [reportTask(context)] + countyTasks(context)
      + [provinceTask(context)] + dataTasks(tables)
      + [dataPackageTask(tables, context), findingLinesTask(context)]
  }

  private static func sqliteTask(_ context: ExportContext) -> OutputTask {
    OutputTask(path: SQLiteExport.path) { folder in
      try SQLiteExport(context).write(to: OutputFolder(folder))
    }
  }

  private static func reportTask(_ context: ExportContext) -> OutputTask {
    OutputTask(path: HTMLReport.path) { folder in
      try HTMLReport(context).write(to: OutputFolder(folder))
    }
  }

  /// What `check` writes besides the returned workbooks.
  package static func checkTasks(for context: ExportContext) -> [OutputTask] {
    dataTasks([FindingTable.table(context), SubmissionTables.submissions(context)])
      + [findingLinesTask(context)]
  }

  private static func dataTasks(_ tables: [DataTable]) -> [OutputTask] {
    tables.map { table in
      OutputTask(path: table.path) { folder in try table.write(to: OutputFolder(folder)) }
    }
  }

  private static func dataPackageTask(
    _ tables: [DataTable], _ context: ExportContext
  ) -> OutputTask {
    OutputTask(path: DataPackage.path) { folder in
      let inside = tables.filter { $0.path.hasPrefix("data/") }
      let bytes = DataPackage.bytes(inside, context.bundle)
      return try OutputFolder(folder).write(bytes, to: DataPackage.path, rows: inside.count)
    }
  }

  private static func findingLinesTask(_ context: ExportContext) -> OutputTask {
    OutputTask(path: FindingLines.path) { folder in
      try FindingLines.write(context, to: OutputFolder(folder))
    }
  }

  private static func countyTasks(_ context: ExportContext) -> [OutputTask] {
    let paths = FileNames.countyPaths(context.evaluation.counties)
    let sizes = context.evaluation.counties.indices.map { county in
      context.schoolsOfCounty[county].reduce(0) { sum, school in
        context.evaluation.records.reduce(sum) { sum, form in
          sum + (form.indices.contains(school) ? form[school].count : 0)
        }
      }
    }
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    return order.map { county in
      let written = WrittenSheets()
      return OutputTask(
        path: paths[county],
        write: { folder in
          try CountyWorkbook(context, county: county, written: written).write(
            to: OutputFolder(folder), path: paths[county])
        },
        expected: { written.take() })
    }
  }

  private static func provinceTask(_ context: ExportContext) -> OutputTask {
    OutputTask(path: ProvinceWorkbook.path) { folder in
      try ProvinceWorkbook(context).write(to: OutputFolder(folder))
    }
  }
}
