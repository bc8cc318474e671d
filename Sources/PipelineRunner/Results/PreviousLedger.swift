// SPDX-License-Identifier: Apache-2.0
// PreviousLedger: the class ledger of an earlier run, read back from its output folder.

import DataModel

/// Reads `data/class_ledger.csv` of an earlier output.
enum PreviousLedger {
  /// Fails with `.noInput` when the ledger is not there or cannot be read.
  static func read(_ folder: ResultFolder) throws -> [LedgerEntry] {
    let path = folder.path + "/data/class_ledger.csv"
    return try folder.neededTable("class_ledger").rows.map { row in
      func whole(_ name: String) throws -> Int {
        guard let number = row.whole(name) else { throw damaged(path, name) }
        return number
      }
      guard let state = LedgerState(rawValue: row["state"]) else { throw damaged(path, "state") }
      var entry = LedgerEntry(
        countyCode: row["county_code"], schoolCode: row["school_code"],
        schoolName: row["school_name"], stage: row["stage"], grade: row["grade"],
        className: row["class"], pupils: try whole("pupils"), limit: try whole("limit"),
        overBy: try whole("over_by"), band: row["band"], state: state)
      entry.campus = row["campus"]
      return entry
    }
  }

  private static func damaged(_ path: String, _ column: String) -> RunFailure {
    RunFailure(
      .noInput, chinese: "“\(path)”的列 \(column) 读不出来。",
      english: "the column \(column) of “\(path)” cannot be read")
  }
}
