// SPDX-License-Identifier: Apache-2.0
// RunDifference: what changed between two runs, and which change of the inputs caused which verdict.

/// Two output folders compared.
///
/// Only what the outputs say is used: that a cell of a list has another value shows in what was summed
/// over it, with the file and the range.
package struct RunDifference: Sendable {
  let before: ResultFolder
  let after: ResultFolder
  /// In the order of `ChangedThing`, then county, school, stage.
  let changes: [Change]
  /// Tables that only one of the outputs has.
  let notCompared: [String]
  /// Names by code, those of the later run first.
  let names: [String: String]

  /// Fails with `.noInput` where a folder is no output, with `.usage` where they are of pipelines that have
  /// nothing in common to compare or no such county is in either.
  ///
  /// `county`: code or name; only what is about it is told.
  package init(_ before: String, _ after: String, county: String? = nil) throws {
    let first = try ResultFolder(before, isVerified: true)
    let second = try ResultFolder(after, isVerified: true)
    guard first.pipeline == second.pipeline else {
      throw RunFailure(
        .usage,
        chinese:
          "“\(first.path)”用流程 \(first.pipeline)，“\(second.path)”用流程 \(second.pipeline)，不能对比。",
        english:
          "“\(first.path)” is of pipeline \(first.pipeline), “\(second.path)” of \(second.pipeline): they cannot be compared"
      )
    }
    var builder = try DifferenceBuilder(first, second)
    let all = try builder.changes()
    self.before = first
    self.after = second
    names = builder.names
    notCompared = builder.notCompared
    changes = try county.map { try Self.only($0, all, first, second) } ?? all
  }

  package var isEmpty: Bool { changes.isEmpty && notCompared.isEmpty }

  /// Changes about one county, with those that caused them.
  private static func only(
    _ county: String, _ all: [Change], _ first: ResultFolder, _ second: ResultFolder
  ) throws -> [Change] {
    let code: String
    do {
      code = try second.county(county)["county_code"]
    } catch {
      guard let row = try? first.county(county) else { throw error }
      code = row["county_code"]
    }
    // What the runs go by is about every county.
    var kept = Set(
      all.indices.filter {
        all[$0].subject.countyCode == code || all[$0].thing == .setting
          || (all[$0].item == CauseIndex.countyOfSchool && all[$0].before?.value == code)
      })
    var pending = Array(kept)
    while let next = pending.popLast() {
      pending += all[next].causes.filter { kept.insert($0).inserted }
    }
    let order = kept.sorted()
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return order.map { index in
      var change = all[index]
      change.causes = change.causes.compactMap { places[$0] }
      return change
    }
  }

  func count(_ thing: ChangedThing) -> Int { changes.count { $0.thing == thing } }
}
