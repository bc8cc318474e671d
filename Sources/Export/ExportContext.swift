// SPDX-License-Identifier: Apache-2.0
// ExportContext: the bundle with the look-ups that several outputs need, made once.

import DataModel
import Definitions

/// The bundle, and which of its items belong to which county.
///
/// A class: everything that writes holds it, and nothing in it changes.
package final class ExportContext: Sendable {
  let bundle: ExportBundle
  /// School index by code.
  let schoolByCode: [String: Int]
  /// Indices of schools, parts, findings, ledger entries and submission results by county.
  let schoolsOfCounty: [[Int]]
  let partsOfCounty: [[Int]]
  let findingsOfCounty: [[Int]]
  let ledgerOfCounty: [[Int]]
  let resultsOfCounty: [[Int]]
  /// Indices of parts by school.
  let partsOfSchool: [[Int]]
  /// County code of each finding; "" where none is known.
  let countyOfFinding: [String]
  /// One id for each finding.
  let findingIdentifiers: [String]
  /// Named once: every cover lists them.
  let unconfirmed: [UnconfirmedClause]
  let unconfirmedItems: [UnconfirmedItem]
  /// Each county's sheet of items looks answers up in them.
  let itemAnswers: [String: ItemAnswers]

  var evaluation: Evaluation { bundle.evaluation }
  var definitions: DefinitionSet { bundle.definitions }
  let labels: Labels

  package init(_ bundle: ExportBundle) {
    self.bundle = bundle
    labels = Labels(floorShare: bundle.definitions.standard.schoolVerdict.floorShare)
    unconfirmedItems = UnconfirmedClauses.items(bundle.definitions)
    unconfirmed = UnconfirmedClauses.clauses(unconfirmedItems)
    itemAnswers = ItemAnswers.all(bundle.definitions)
    let evaluation = bundle.evaluation
    var byCode: [String: Int] = [:]
    var schools = [[Int]](repeating: [], count: evaluation.counties.count)
    for (index, school) in evaluation.schools.enumerated() {
      if byCode[school.code] == nil { byCode[school.code] = index }
      if schools.indices.contains(school.county) { schools[school.county].append(index) }
    }
    schoolByCode = byCode
    schoolsOfCounty = schools
    var parts = [[Int]](repeating: [], count: evaluation.counties.count)
    var ofSchool = [[Int]](repeating: [], count: evaluation.schools.count)
    for (index, part) in evaluation.parts.enumerated()
    where evaluation.schools.indices.contains(part.school) {
      ofSchool[part.school].append(index)
      let county = evaluation.schools[part.school].county
      if parts.indices.contains(county) { parts[county].append(index) }
    }
    partsOfCounty = parts
    partsOfSchool = ofSchool
    let places = CountyPlaces(evaluation)
    findingsOfCounty = places.group(evaluation.findings) { places.county(of: $0) }
    ledgerOfCounty = places.group(evaluation.ledger) { places.county(code: $0.countyCode) }
    resultsOfCounty = places.group(evaluation.submissionResults) {
      places.county(code: $0.countyCode)
    }
    let codes = evaluation.findings.map { places.code(of: $0) }
    countyOfFinding = codes
    findingIdentifiers =
      bundle.ledger?.identifiers
      ?? FindingIdentity.identifiers(evaluation.findings, counties: codes)
  }

  /// What has become of a finding.
  func standing(_ finding: Int) -> FindingStanding {
    if let ledger = bundle.ledger { return ledger.standings[finding] }
    return FindingStanding(state: evaluation.findings[finding].isCorrected ? .corrected : .open)
  }

  func county(of school: Int) -> County? {
    let index = evaluation.schools[school].county
    return evaluation.counties.indices.contains(index) ? evaluation.counties[index] : nil
  }

  /// Path of a submission; "" where none is meant.
  func path(_ submission: Int?) -> String {
    guard let submission, evaluation.submissions.indices.contains(submission) else { return "" }
    return evaluation.submissions[submission].file.path
  }
}

/// To which county an item of the evaluation belongs.
struct CountyPlaces {
  let counties: [County]
  let indexByCode: [String: Int]
  let schools: [SchoolResult]
  let schoolByCode: [String: Int]
  let countyBySubmission: [Int: String]

  init(_ evaluation: Evaluation) {
    counties = evaluation.counties
    schools = evaluation.schools
    schoolByCode = Dictionary(
      schools.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    indexByCode = Dictionary(
      evaluation.counties.enumerated().map { ($1.code, $0) },
      uniquingKeysWith: { first, _ in first })
    var byCode: [Int: String] = [:]
    for result in evaluation.submissionResults {
      if let submission = result.submission { byCode[submission] = result.countyCode }
    }
    countyBySubmission = byCode
  }

  func county(code: String) -> Int? { indexByCode[code] }

  func county(of finding: Finding) -> Int? {
    if let school = schoolByCode[finding.schoolCode] {
      let index = schools[school].county
      return counties.indices.contains(index) ? index : nil
    }
    guard let submission = finding.place.submission, let code = countyBySubmission[submission]
    else { return nil }
    return indexByCode[code]
  }

  func code(of finding: Finding) -> String {
    county(of: finding).map { counties[$0].code } ?? ""
  }

  func group<Item>(_ items: [Item], by county: (Item) -> Int?) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: counties.count)
    for (index, item) in items.enumerated() {
      if let place = county(item) { groups[place].append(index) }
    }
    return groups
  }
}
