// SPDX-License-Identifier: Apache-2.0
// SchoolStandings: how far each school has come, from 未报 to 通过.

import DataModel

/// Counts the findings of each school by what has become of them.
struct SchoolStandings {
  private(set) var standings: [SchoolStanding]

  init(_ evaluation: Evaluation, ledger: FindingLedger, round: EarlierRound?) {
    var standings = evaluation.schools.indices.map { SchoolStanding(school: $0) }
    let indexByCode = Dictionary(
      evaluation.schools.enumerated().map { ($1.code, $0) },
      uniquingKeysWith: { first, _ in first })
    /// Files with something open in them.
    var open: Set<Int> = []
    for (finding, standing) in zip(evaluation.findings, ledger.standings) {
      if standing.state == .open, finding.severity != .note, let file = finding.place.submission {
        open.insert(file)
      }
      if let school = indexByCode[finding.schoolCode] { standings[school].add(finding, standing) }
    }
    for finding in ledger.closed {
      guard let school = indexByCode[finding.schoolCode] else { continue }
      if finding.change == .fixed { standings[school].fixed += 1 }
      if finding.change == .corrected { standings[school].corrected += 1 }
    }
    for (index, school) in evaluation.schools.enumerated() {
      standings[index].state = Self.state(standings[index], school, open: open)
      standings[index].previous = round?.states[school.code]
    }
    self.standings = standings
  }

  private static func state(
    _ standing: SchoolStanding, _ school: SchoolResult, open: Set<Int>
  ) -> HandInState {
    if school.submissions.isEmpty { return .notSubmitted }
    if standing.mustCorrect > 0 { return .returned }
    if standing.mustExplain > 0 { return .unexplained }
    return open.isDisjoint(with: school.submissions) ? .accepted : .submitted
  }
}

extension SchoolStanding {
  /// Notes ask for nothing.
  fileprivate mutating func add(_ finding: Finding, _ standing: FindingStanding) {
    guard finding.severity != .note else { return }
    switch standing.state {
    case .explained: explained += 1
    case .corrected: corrected += 1
    case .open:
      if finding.severity == .mustCorrect { mustCorrect += 1 } else { mustExplain += 1 }
    }
    guard standing.state == .open else { return }
    switch standing.change {
    case .new: new += 1
    case .stillOpen: stillOpen += 1
    case .reopened: reopened += 1
    case .fixed, .corrected, .notResubmitted, nil: break
    }
  }
}
