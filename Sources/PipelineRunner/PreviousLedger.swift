// SPDX-License-Identifier: Apache-2.0
// PreviousLedger: the class ledger of an earlier run, read back from its output folder.

import DataModel
import FileFormats
import Foundation

/// Reads `data/class_ledger.csv` of an earlier output.
enum PreviousLedger {
  /// Fails with `.noInput` when the folder is not an output folder or its ledger cannot be read.
  static func read(outputFolder: String) throws -> [LedgerEntry] {
    let path = outputFolder + "/data/class_ledger.csv"
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFailure(
        .noInput, chinese: "“\(outputFolder)”不是以前的输出文件夹（没有 data/class_ledger.csv）。",
        english: "“\(outputFolder)” is no earlier output (it has no data/class_ledger.csv)")
    }
    let rows = try rows(of: FileBytes.read(path))
    guard let header = rows.first else { return [] }
    let columns = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return try rows.dropFirst().map { row in
      try entry(row, columns: columns, path: path)
    }
  }

  private static func rows(of bytes: [UInt8]) throws -> [[String]] {
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: bom) ? bom.count : 0
    var reader = CSVReader(bytes, range: start..<bytes.count)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  private static func entry(
    _ row: [String], columns: [String: Int], path: String
  ) throws -> LedgerEntry {
    func text(_ name: String) throws -> String {
      guard let index = columns[name], index < row.count else { throw damaged(path, name) }
      return row[index]
    }
    func whole(_ name: String) throws -> Int {
      guard let number = Int(try text(name)) else { throw damaged(path, name) }
      return number
    }
    guard let state = LedgerState(rawValue: try text("state")) else { throw damaged(path, "state") }
    return LedgerEntry(
      countyCode: try text("county_code"), schoolCode: try text("school_code"),
      schoolName: try text("school_name"), stage: try text("stage"), grade: try text("grade"),
      className: try text("class"), pupils: try whole("pupils"), limit: try whole("limit"),
      overBy: try whole("over_by"), band: try text("band"), state: state)
  }

  private static func damaged(_ path: String, _ column: String) -> RunFailure {
    RunFailure(
      .noInput, chinese: "“\(path)”的列 \(column) 读不出来。",
      english: "the column \(column) of “\(path)” cannot be read")
  }
}
