// SPDX-License-Identifier: Apache-2.0
// Change: one thing that two runs say differently, and the changes that it comes from.

import DataModel

/// What a change is about, from causes to effects.
package enum ChangedThing: String, CaseIterable, Sendable {
  /// Pipeline, program, roster, lists of the office, year.
  case setting
  /// A file that was handed in.
  case submission
  /// A value of the office in place of a submitted one.
  case correction
  /// Who a school is, or whether it takes part.
  case school
  /// An input of a school part.
  case value
  case countyValue = "county_value"
  case indicator
  case schoolVerdict = "school_verdict"
  /// A county's mean and 差异系数.
  case variation = "county_indicator"
  case item = "county_item"
  case countyVerdict = "county_verdict"
  /// A class over its limit.
  case ledger = "class_ledger"
  case finding

  /// Codes and names are no figures even where they look like one.
  var isFigure: Bool {
    switch self {
    case .value, .countyValue, .indicator, .variation, .item, .ledger: true
    case .setting, .submission, .correction, .school, .schoolVerdict, .countyVerdict, .finding:
      false
    }
  }
}

/// Whom a change is about; what does not apply is "".
struct ChangeSubject: Hashable, Sendable {
  var countyCode = ""
  var schoolCode = ""
  var campus = ""
  var stage = ""

  init(
    county: String = "", school: String = "", campus: String = "", stage: String = ""
  ) {
    countyCode = county
    schoolCode = school
    self.campus = campus
    self.stage = stage
  }

  init(_ row: OutputRow) {
    self.init(
      county: row["county_code"], school: row["school_code"], campus: row["campus"],
      stage: row["stage"])
  }

  /// The same school part, whatever county a table says it lies in.
  var part: ChangeSubject { ChangeSubject(school: schoolCode, campus: campus, stage: stage) }
}

/// What one run says; both "" where it says that there is nothing.
struct ChangeState: Hashable, Sendable {
  var value = ""
  var status = ""
}

/// A place that an input was read from.
struct ChangePlace: Hashable, Sendable {
  var file: String
  var sheet: String
  var cell: String
  var raw: String
  /// As `lineage.csv` names them, `;` between them.
  var steps: String

  init(_ row: OutputRow) {
    file = row["file"]
    sheet = row["sheet"]
    cell = row["cell"]
    raw = row["raw"]
    steps = row["normalized_by"]
  }
}

/// One thing that two runs say differently.
struct Change: Sendable {
  var thing: ChangedThing
  var subject: ChangeSubject
  /// Path, id of the input, the indicator, the item, the group or the finding.
  var item: String
  /// What `item` is called.
  var name: String
  /// nil: the run has no such thing.
  var before: ChangeState?
  var after: ChangeState?
  var unit = ""
  /// What a person should read beside it.
  var note = ""
  /// Of a finding that both runs have.
  var severities: [String] = []
  var placesBefore: [ChangePlace] = []
  var placesAfter: [ChangePlace] = []
  /// The changes that it comes from, as positions in the list of all; the weightiest first.
  var causes: [Int] = []

  /// 1 where things got better, −1 where they got worse, 0 where neither can be said.
  var direction: Int {
    guard let old = before.flatMap({ Self.rank($0.status) }),
      let new = after.flatMap({ Self.rank($0.status) })
    else { return 0 }
    return (new - old).signum()
  }

  private static func rank(_ status: String) -> Int? {
    switch status {
    case "below", "fail", "not_met", "above": 0
    case "floor", "undecided": 1
    case "met", "pass": 2
    default: nil
    }
  }

  /// Whether what is decided has changed, not only a figure.
  var changesStatus: Bool { (before?.status ?? "") != (after?.status ?? "") }
}
