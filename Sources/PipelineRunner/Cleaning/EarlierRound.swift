// SPDX-License-Identifier: Apache-2.0
// EarlierRound: the findings and the schools' states of an earlier run of the same year.

import DataModel
import FileFormats
import Foundation

/// What the round before says, to compare with.
struct EarlierRound: Sendable {
  struct Entry: Sendable {
    var finding: ClosedFinding
    var state: FindingState
  }

  /// By finding id.
  let findings: [String: Entry]
  /// In the order of the file.
  let order: [String]
  /// By school code; empty in outputs that had no states yet.
  let states: [String: HandInState]

  init(_ folder: ResultFolder) throws {
    var findings: [String: Entry] = [:]
    var order: [String] = []
    for row in try folder.findings().rows where !row["id"].isEmpty {
      let finding = ClosedFinding(
        id: row["id"], change: .fixed, severity: row["severity"], rule: row["rule"],
        countyCode: row["county_code"], schoolCode: row["school_code"],
        schoolName: row["school_name"], file: row["file"], sheet: row["sheet"], cell: row["cell"],
        field: row["field"], value: row["value"], message: row["message"])
      let entry = Entry(
        finding: finding, state: FindingState(rawValue: row["state"]) ?? .open)
      if findings.updateValue(entry, forKey: row["id"]) == nil { order.append(row["id"]) }
    }
    self.findings = findings
    self.order = order
    var states: [String: HandInState] = [:]
    for row in try folder.table("school_states")?.rows ?? [] {
      states[row["school_code"]] = HandInState(rawValue: row["state"])
    }
    self.states = states
  }

  /// What of it decides a later run, for the name of the run.
  static func digests(_ path: String) -> [String] {
    ["findings", "data/school_states"].compactMap { name in
      guard let bytes = try? FileBytes.read("\(path)/\(name).csv") else { return nil }
      return "previous \(name) \(Digest.sha256Hex(bytes))"
    }
  }
}
